import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPhoto, resourceOf } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { fieldsOf, formOf, plain } from "../support/page-form";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let owner: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  owner = await signedIn(server, world.people.owner.email);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const CATALOGUE = "/poles/val-d-orme/catalogue";

/** Sends the form of a page, some fields changed, as a browser without a script does. */
async function send(visitor: Visitor, path: string, changes: Record<string, string>, id = "resource") {
  const fields = fieldsOf(await visitor.read(path), id);
  for (const [name, value] of Object.entries(changes)) fields.set(name, value);
  return visitor.post(path, formOf(fields));
}

describe("the catalogue, without a script", () => {
  test("shows rooms with their owner, place, facts, hours and price", async () => {
    const page = plain(await (await signedIn(server, world.people.employee.email)).read(`${CATALOGUE}?q=pressoir`));
    for (const words of [
      "Salle du Pressoir",
      "La Grande Tablée",
      "Ancienne Filature, Brizac",
      "14 places",
      "Plain-pied",
    ])
      expect(page).toContain(words);
    expect(page).toContain("lun. – ven. 8 h – 20 h");
    expect(page).toContain("6,00 € l'heure");
    expect(page).toContain("Prix pour Les Jardins du Gué");
    expect(page).not.toContain("Partager quelque chose");
    expect(page).not.toContain("Salle de l'Étang");
  });

  test("keeps every filter in the fields and in the links", async () => {
    const address = `${CATALOGUE}?q=salle&personnes=10&equipement=video&equipement=screen&plainpied=1&tri=capacity`;
    const page = await owner.read(address);
    expect(page).toMatch(/name="q"[^>]*value="salle"/);
    expect(page).toMatch(/name="personnes"[^>]*value="10"/);
    expect(page).toMatch(/name="equipement"[^>]*checked=""[^>]*value="video"/);
    expect(page).toMatch(/<input type="hidden" name="tri" value="capacity"/);
    // The filter on screens removed, the others kept.
    expect(page).toContain(
      `href="${CATALOGUE}?q=salle&amp;personnes=10&amp;equipement=video&amp;plainpied=1&amp;tri=capacity"`,
    );
  });

  test("drops from the address what was left empty", async () => {
    const response = await owner.get(`${CATALOGUE}?q=salle&personnes=&lieu=&structure=&equipement=wifi&tri=price`);
    expect(response.headers.get("Location")).toBe(`${CATALOGUE}?q=salle&equipement=wifi&tri=price`);
  });

  test("proposes to ask for less when nothing answers", async () => {
    const page = plain(await owner.read(`${CATALOGUE}?q=pressoir&personnes=500`));
    expect(page).toContain("Rien ne répond à tout cela");
    expect(page).toContain("Quel que soit le nombre de places");
  });

  test("bears any address", async () => {
    for (const search of [
      "?page=-1",
      "?page=999999",
      "?genre=boat&tri=;drop",
      "?lieu=x&structure=%FF",
      "?q=%25_%5C",
      "?q=" + "a".repeat(2000),
    ]) {
      expect((await owner.get(CATALOGUE + search)).status).toBe(200);
    }
  });

  test("is complete in English", async () => {
    await world.owner`update people set locale = 'en' where id = ${world.people.neighbour.id}`;
    const page = await (await signedIn(server, world.people.neighbour.email)).read("/poles/marais/catalogue");
    for (const words of ["<title>Catalogue · Grappe</title>", "1 room", "20 seats", "€4.00 an hour", "See and book"])
      expect(page).toContain(words);
  });
});

describe("the form of a room, without a script", () => {
  test("adds a room and leads to its photographs; sent twice, it adds one", async () => {
    const fields = fieldsOf(await owner.read(`${CATALOGUE}/nouveau?genre=room`), "resource");
    for (const [name, value] of Object.entries({
      name: "Salle d'à côté",
      "place.choice": "new",
      "place.name": "Moulin",
      capacity: "12",
      "attributes.surface": "42,5",
      "rates.member.hour": "6,50 €",
    }))
      fields.set(name, value);
    fields.append("features", "wifi");
    fields.append("features", "screen");
    const form = formOf(fields);
    const [first, second] = [
      await owner.post(`${CATALOGUE}/nouveau?genre=room`, form),
      await owner.post(`${CATALOGUE}/nouveau?genre=room`, form),
    ];
    const id = fields.get("id") ?? "";
    for (const response of [first, second]) {
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toBe(`${CATALOGUE}/${id}/photos`);
    }
    expect(await resourceOf(world.actors.owner, id)).toMatchObject({
      name: "Salle d'à côté",
      features: ["screen", "wifi"],
      attributes: { surface: 42.5 },
      rate: { hourCents: 650 },
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: 480, closes: 1200 })),
    });
    expect(plain(await owner.read(`${CATALOGUE}/${id}/photos`))).toContain("Photos de « Salle d'à côté »");
  });

  test("says what is wrong beside each field and above, and keeps what was typed", async () => {
    const response = await send(owner, `${CATALOGUE}/nouveau?genre=room`, {
      name: "",
      description: "Ce que j'ai <b>écrit</b>",
      capacity: "beaucoup",
      "hours.days[0].reopens": "19:00",
      "hours.days[0].recloses": "21:00",
      "rates.member.hour": "six euros",
    });
    expect(response.status).toBe(422);
    const page = plain(await response.text());
    expect(page).toContain("4 réponses à corriger");
    expect(page).toContain('href="#resource-name"');
    expect(page).toContain("Nom : Ce champ est à remplir.");
    expect(page).toContain("lundi : Rouvre : La réouverture vient avant la première fermeture.");
    expect(page).toContain("Membre du pôle : L'heure : Ce montant ne se lit pas. Écrivez-le comme 6,00.");
    expect(page).toContain("Ce que j'ai &lt;b&gt;écrit&lt;/b&gt;");
    expect(page).toMatch(/name="rates.member.hour"[^>]*value="six euros"/);
    expect(page).toMatch(/name="hours.days\[0\].reopens"[^>]*aria-invalid="true"[^>]*value="19:00"/);
  });

  test("reads the rules back in sentences before saving, whatever else is missing", async () => {
    const response = await send(owner, `${CATALOGUE}/nouveau?genre=room`, {
      intent: "preview",
      "rules.minMinutes": "120",
      name: "",
    });
    expect(response.status).toBe(200);
    const page = plain(await response.text());
    expect(page).toContain("Une réservation dure de 2 heures à 10 heures, par pas de 30 minutes.");
    expect(page).not.toContain("à corriger");
    expect(await world.owner`select 1 from resources where name = ''`).toHaveLength(0);
  });

  test("edits a room, starting from what it is", async () => {
    const path = `${CATALOGUE}/${world.rooms.pressoir.id}/modification`;
    const before = await resourceOf(world.actors.owner, world.rooms.pressoir.id);
    expect((await send(owner, path, {})).headers.get("Location")).toBe(`${CATALOGUE}/${world.rooms.pressoir.id}`);
    const { version, updatedAt, ...same } = await resourceOf(world.actors.owner, world.rooms.pressoir.id);
    // Features are kept in the order of their kind.
    const features = ["video", "screen"];
    expect(same).toEqual({
      ...before,
      features,
      attributes: { notes: {} },
      version: undefined,
      updatedAt: undefined,
    });
    expect(version).toBe(before.version + 1);
    expect(updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
  });

  test("refuses an edit of an old copy with what was typed kept, then saves it over", async () => {
    const { id } = world.rooms.etang;
    const path = `${CATALOGUE}/${id}/modification`;
    const mine = fieldsOf(await owner.read(path), "resource");
    await send(owner, path, { name: "Salle du Lac" });
    mine.set("name", "Salle de la Mare");
    const refused = await owner.post(path, formOf(mine));
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(plain(page)).toContain("Quelqu'un a modifié « Salle de la Mare » entre-temps");
    expect((await resourceOf(world.actors.owner, id)).name).toBe("Salle du Lac");
    const again = await owner.post(path, formOf(fieldsOf(page, "resource")));
    expect(again.status).toBe(302);
    expect((await resourceOf(world.actors.owner, id)).name).toBe("Salle de la Mare");
  });

  test("is closed to those who may not, and says nothing of other pôles", async () => {
    const employee = await signedIn(server, world.people.employee.email);
    const administrator = await signedIn(server, world.people.administrator.email);
    const neighbour = await signedIn(server, world.people.neighbour.email);
    const { id } = world.rooms.pressoir;
    const pages = [`${CATALOGUE}/${id}/modification`, `${CATALOGUE}/${id}/photos`, `${CATALOGUE}/${id}/archivage`];
    for (const path of pages) {
      for (const visitor of [employee, administrator]) {
        expect((await visitor.get(path)).status).toBe(403);
        expect((await visitor.post(path, {})).status).toBe(403);
      }
      expect((await neighbour.get(path)).status).toBe(404);
      expect((await neighbour.post(path, {})).status).toBe(404);
      const foreign = path.replace("val-d-orme", "marais");
      expect((await neighbour.get(foreign)).status).toBe(404);
      expect((await neighbour.post(foreign, {})).status).toBe(404);
      expect((await new Visitor(server).get(path)).headers.get("Location")).toMatch(/^\/connexion/);
    }
    expect((await employee.get(`${CATALOGUE}/nouveau?genre=room`)).status).toBe(403);
    expect((await employee.post(`${CATALOGUE}/nouveau?genre=room`, {})).status).toBe(403);
    expect((await owner.get(`${CATALOGUE}/nouveau?genre=boat`)).status).toBe(404);
    expect((await owner.get(`${CATALOGUE}/pressoir/modification`)).status).toBe(404);
  });
});

test("archiving asks once, hides the room, and is undone by the address that the flash gives", async () => {
  const path = `${CATALOGUE}/${world.rooms.cour.id}/archivage`;
  expect(plain(await owner.read(path))).toContain("Aucune réservation n'est à venir.");
  const response = await owner.post(path, {});
  expect(response.headers.get("Location")).toBe(CATALOGUE);
  const list = plain(await owner.read(CATALOGUE));
  expect(list).toContain("C'est archivé.");
  expect(list).toContain(`action="${path}?retablir=1"`);
  expect(list).not.toContain("Salle Haute, côté cour");
  expect(plain(await owner.read(`${CATALOGUE}?archives=1`))).toContain("Salle Haute, côté cour");
  expect((await owner.post(`${path}?retablir=1`, {})).status).toBe(302);
  expect(plain(await owner.read(CATALOGUE))).toContain("Salle Haute, côté cour");
});

describe("photographs, without a script", () => {
  const path = () => `${CATALOGUE}/${world.rooms.haute.id}/photos`;
  const photo = (name: string) =>
    sharp({ create: { width: 800, height: 600, channels: 3, background: name } })
      .jpeg()
      .toBuffer();
  const upload = (files: [string, Uint8Array][]) => {
    const form = new FormData();
    form.set("intent", "upload");
    for (const [name, bytes] of files) form.append("files", new Blob([new Uint8Array(bytes)]), name);
    return owner.post(path(), form);
  };
  const photos = async () => (await resourceOf(world.actors.owner, world.rooms.haute.id)).photos;

  test("are sent several at once, in order; those that cannot be kept are named with the reason", async () => {
    const all = await upload([
      ["rouge.jpg", await photo("red")],
      ["vert.jpg", await photo("green")],
      ["bleu.jpg", await photo("blue")],
    ]);
    expect(all.status).toBe(302);
    expect(await photos()).toHaveLength(3);
    const some = await upload([
      ["jaune.jpg", await photo("yellow")],
      ["innocent.jpg", Buffer.from("<svg onload='alert(1)'/>")],
      ["vide.png", new Uint8Array()],
    ]);
    expect(some.status).toBe(422);
    const page = plain(await some.text());
    expect(page).toContain("2 fichiers n'ont pas pu être gardés");
    expect(page).toContain("innocent.jpg : ce n'est pas une photo JPEG, PNG, WebP ou AVIF.");
    expect(page).toContain("vide.png : le fichier est vide.");
    expect(page).toContain("Une photo ajoutée.");
    expect(await photos()).toHaveLength(4);
    expect(plain(await (await upload([])).text())).toContain("Choisissez au moins un fichier.");
  });

  test("are described, moved and removed, whatever button is pressed keeping the words typed", async () => {
    const [first, second] = await photos();
    if (!first || !second) throw new Error("No photographs");
    const words = { [`alt.${first.id}`]: "Le mur <rouge>", [`alt.${second.id}`]: "Le mur vert" };
    const moved = await owner.post(path(), { ...words, move: `${second.id} earlier` });
    expect(moved.headers.get("Location")).toBe(`${path()}#photo-${second.id}`);
    expect((await photos()).slice(0, 2).map(({ alt }) => alt)).toEqual(["Le mur vert", "Le mur <rouge>"]);
    const asked = await owner.post(path(), { ...words, ask: first.id });
    const question = await owner.read(asked.headers.get("Location")?.split("#")[0] ?? "");
    expect(plain(question)).toContain("Retirer cette photo ?");
    expect((await photos()).some(({ id }) => id === first.id)).toBe(true);
    expect((await owner.post(path(), { ...words, remove: first.id })).status).toBe(302);
    expect((await photos()).some(({ id }) => id === first.id)).toBe(false);
    const long = await owner.post(path(), { [`alt.${second.id}`]: "a".repeat(301) });
    expect(long.status).toBe(422);
    expect(plain(await long.text())).toContain("Ce texte est trop long.");
    expect((await owner.post(path(), { move: `${second.id} sideways` })).status).toBe(422);
    expect((await owner.post(path(), { remove: newId() })).status).toBe(404);
  });

  test("are files that browsers keep, for the pôle alone", async () => {
    const [shown] = await photos();
    const file = `/poles/val-d-orme/photos/${shown?.id}/320.webp`;
    const response = await owner.get(file);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("image/webp");
    expect(response.headers.get("Cache-Control")).toBe("private, max-age=31536000, immutable");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(Number(response.headers.get("Content-Length"))).toBe(bytes.length);
    expect((await sharp(bytes).metadata()).width).toBe(320);
    const known = await owner.get(file, { "If-None-Match": response.headers.get("ETag") ?? "" });
    expect(known.status).toBe(304);
    const neighbour = await signedIn(server, world.people.neighbour.email);
    expect((await neighbour.get(file)).status).toBe(404);
    expect((await neighbour.get(file.replace("val-d-orme", "marais"))).status).toBe(404);
    expect((await new Visitor(server).get(file)).status).toBe(302);
    for (const wrong of ["321.webp", "320.png", "..%2f320.webp", "1e2.webp", "320.webp.exe"])
      expect((await owner.get(file.replace("320.webp", wrong))).status).toBe(404);
    expect((await owner.get(file, { Authorization: "Bearer made-up" })).status).toBe(404);
  });

  test("of 30 MB at once at most", async () => {
    const response = await upload(Array.from({ length: 3 }, (_, i) => [`${i}.jpg`, Buffer.alloc(11e6, 0xff)])).catch(
      () => null,
    );
    // Some clients meet a cut connection while they still send.
    if (response) expect(response.status).toBe(413);
    const outcome = await addPhoto(world.actors.owner, world.rooms.haute.id, { bytes: Buffer.alloc(11e6, 0xff) });
    expect(outcome.ok).toBe(false);
  });
});
