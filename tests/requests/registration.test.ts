import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionOf } from "../../server/identity";
import {
  confirmRegistration,
  guestContextsOf,
  registrationForm,
  registrationOf,
  REGISTRATION_MINUTES,
} from "../../server/poles";
import { identityMails, lastIdentityMail } from "../support/jobs";
import { fieldsOf, plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// The pôle of the Val d'Orme opens its Pressoir to anybody.

let world: World;
let server: TestServer;
let stranger: Visitor;
const day = workday(3);
const client = { address: "192.0.2.7", userAgent: "" };
const told = { locale: "fr" as const, client };

beforeAll(async () => {
  world = await openWorld();
  await world.owner`update resources set open_to = 'public' where id = ${world.rooms.pressoir.id}`;
  server = await startServer();
  stranger = new Visitor(server);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const FANFARE = {
  who: "structure",
  structureName: "Fanfare du Marché",
  legalForm: "Association",
  siret: "732 829 320 00074",
  name: "Zoé Lambert",
  email: "zoe@fanfare.example",
  telephone: "06 12 34 56 78",
};
const page = (query = "") => `/ouvert-a-tous/val-d-orme/${world.rooms.pressoir.id}${query}`;
const slot = () =>
  `/poles/val-d-orme/reservations/nouvelle?ressource=${world.rooms.pressoir.id}&jour=${day}&de=09:00&a=11:00`;
const register = (back: string | null = null) =>
  `/inscription${back ? `?${new URLSearchParams({ retour: back })}` : ""}`;

/** Sends the form, and answers the secret of the mail. */
async function asked(fields: Record<string, string>, back: string | null = null): Promise<string> {
  const answer = await stranger.post(register(back), fields);
  expect([answer.status, answer.headers.get("Location")?.includes("envoye=1")]).toEqual([302, true]);
  return (await lastIdentityMail(world)).secret;
}

describe("the pages that are open to anybody", () => {
  it("show to a stranger what is free and its price, and of whom it is taken, nothing", async () => {
    const { owner, rooms, poles, structures, people } = world;
    await owner`insert into bookings ${owner({ id: crypto.randomUUID(), pole_id: poles.orme.id, resource_id: rooms.pressoir.id, structure_id: structures.gue.id, person_id: people.employee.id, title: "Secret", title_shared: true, starts_at: at(day, "14:00"), ends_at: at(day, "15:00") })}`;
    await owner`
      insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at)
      select gen_random_uuid(), pole_id, id, ${rooms.pressoir.unitIds[0]!}, starts_at, ends_at from bookings where title = 'Secret'`;
    expect(await stranger.read("/ouvert-a-tous")).toContain('href="/ouvert-a-tous/val-d-orme"');
    const list = await stranger.read("/ouvert-a-tous/val-d-orme");
    expect(list).toContain("Salle du Pressoir");
    expect(list).not.toContain(rooms.haute.id);
    const html = await stranger.read(page(`?jour=${day}&de=09:00&a=11:00`));
    expect(plain(html)).toContain("30,00 €");
    expect(html).toContain("/inscription?retour=");
    for (const kept of ["Secret", "Les Jardins du Gué", "Claire Morin", "6,00"])
      expect(plain(html)).not.toContain(kept);
    // As the browser's own requests ask for it.
    const data = await stranger.read(`/ouvert-a-tous/val-d-orme/${rooms.pressoir.id}.data?jour=${day}`);
    for (const kept of ["Secret", "Les Jardins du Gué", "Claire Morin"]) expect(data).not.toContain(kept);
  });

  it("are not found where nothing is open, nor for a thing that is not", async () => {
    for (const path of [
      "/ouvert-a-tous/marais",
      "/ouvert-a-tous/nulle-part",
      `/ouvert-a-tous/val-d-orme/${world.rooms.haute.id}`,
      `/ouvert-a-tous/val-d-orme/${world.rooms.lagon.id}`,
      `/ouvert-a-tous/marais/${world.rooms.lagon.id}`,
      "/ouvert-a-tous/val-d-orme/x",
    ]) {
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
  });

  it("show pictures of what is open, and ask to sign in for nothing else", async () => {
    const { owner, rooms, poles } = world;
    for (const room of [rooms.pressoir, rooms.haute]) {
      const photo = {
        id: crypto.randomUUID(),
        pole_id: poles.orme.id,
        resource_id: room.id,
        alt: "",
        width: 320,
        height: 213,
      };
      await owner`insert into photos ${owner(photo)}`;
      await owner`insert into photo_files ${owner({ pole_id: poles.orme.id, photo_id: photo.id, width: 320, bytes: Buffer.from("x") })}`;
      const { status } = await stranger.get(`/poles/val-d-orme/photos/${photo.id}/320.webp`);
      expect([room.name, status]).toEqual([room.name, room === rooms.pressoir ? 200 : 404]);
    }
    expect((await stranger.get(slot())).headers.get("Location")).toMatch(/^\/connexion/);
  });

  it("tell a member that they book at their own price inside", async () => {
    const employee = await signedIn(server, world.people.employee.email);
    const html = await employee.read(page(`?jour=${day}&de=09:00&a=11:00`));
    expect(html).toContain(`/poles/val-d-orme/catalogue/${world.rooms.pressoir.id}?jour=${day}`);
    expect(html.includes(`href="/inscription`)).toBe(false);
  });
});

describe("registering without a pôle", () => {
  it("says what is wrong beside each field, all at once, and keeps what was typed", async () => {
    const answer = await stranger.post(register(slot()), {
      ...FANFARE,
      structureName: "",
      legalForm: "",
      siret: "732 829 320 00075",
      email: "zoe",
      telephone: "bientôt",
    });
    expect(answer.status).toBe(422);
    const html = plain(await answer.text());
    for (const words of [
      "un chiffre est faux",
      "Ce champ est à remplir",
      "06 12 34 56 78",
      "il manque peut-être le @",
    ]) {
      expect(html).toContain(words);
    }
    expect(fieldsOf(html, "register").get("name")).toBe("Zoé Lambert");
    expect(fieldsOf(html, "register").get("siret")).toBe("732 829 320 00075");
    expect(await identityMails(world)).toEqual([]);
  });

  it("reads La Poste's SIRET, none at all, and nothing of a structure for a private person", () => {
    const read = (more: Record<string, string | undefined>) => registrationForm.safeParse({ ...FANFARE, ...more });
    expect(read({ siret: "356 000 000 49837" })).toMatchObject({ success: true, data: { siret: "35600000049837" } });
    expect(read({ siret: undefined })).toMatchObject({ success: true, data: { siret: null } });
    expect(read({ siret: "123" }).success).toBe(false);
    expect(read({ who: "individual", structureName: undefined, siret: "faux" })).toMatchObject({
      success: true,
      data: { individual: true, structureName: "Particulier ZL", legalForm: "", siret: null },
    });
    expect(read({ who: "somebody" }).success).toBe(false);
  });

  it("makes nothing before the link of the mail is used, once, and comes back to the slot chosen", async () => {
    const { owner } = world;
    const secret = await asked(FANFARE, slot());
    const [none] = await owner`select count(*)::int as n from people where email = ${FANFARE.email}`;
    expect(none).toEqual({ n: 0 });
    // Mail programs open links by themselves.
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await stranger.read(`/inscription/${secret}`)).toContain("Fanfare du Marché");
    }
    const answers = await Promise.all([1, 2, 3].map(() => new Visitor(server).post(`/inscription/${secret}`)));
    const places = answers.map((answer) => answer.headers.get("Location"));
    expect(places.filter((place) => place === slot().replaceAll(":", "%3A") || place === slot())).toHaveLength(1);
    expect(places.filter((place) => place === `/inscription/${secret}`)).toHaveLength(2);
    expect(plain(await stranger.read(`/inscription/${secret}`))).toContain("Ce lien ne marche plus");
    const made = await owner`
      select p.name, p.telephone, a.role, s.name as structure, s.siret, s.legal_form, s.individual
        from people p join affiliations a on a.person_id = p.id join structures s on s.id = a.structure_id
       where p.email = ${FANFARE.email}`;
    expect([...made]).toEqual([
      {
        name: "Zoé Lambert",
        telephone: "06 12 34 56 78",
        role: "administrator",
        structure: "Fanfare du Marché",
        siret: "73282932000074",
        legal_form: "Association",
        individual: false,
      },
    ]);
    const [job] = await owner`
      select count(*)::int as n from graphile_worker._private_jobs where payload::text like ${`%${secret}%`}`;
    expect(job).toEqual({ n: 1 });
    const [kept] =
      await owner`select count(*)::int as n from registrations where token_hash::text like ${`%${secret}%`}`;
    expect(kept).toEqual({ n: 0 });
  });

  it("then books, sees and cancels, and nothing else of the pôle is theirs", async () => {
    const secret = await asked({ ...FANFARE, email: "tom@fanfare.example", structureName: "Chorale" }, slot());
    const visitor = new Visitor(server);
    const entered = await visitor.post(`/inscription/${secret}`);
    const html = await visitor.read(entered.headers.get("Location") ?? "");
    expect(plain(html)).toContain("30,00 €");
    const fields = Object.fromEntries(fieldsOf(html, "reserver"));
    const booked = await visitor.post("/poles/val-d-orme/reservations/nouvelle", fields);
    const place = booked.headers.get("Location") ?? "";
    expect(place).toMatch(/\?reservee=oui$/);
    const booking = place.replace(/\?.*/, "");
    for (const path of [place, `${booking}/annulation`, `${booking}/deplacement`, `${booking}/agenda.ics`]) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    }
    expect(await visitor.read("/poles/val-d-orme/reservations")).toContain(booking);
    expect(await visitor.read("/agir-pour")).toContain('href="/poles/val-d-orme/reservations"');
    for (const closed of ["planning", "structures", "usage", "demandes", "reglages", "agendas", "incidents"]) {
      expect([closed, (await visitor.get(`/poles/val-d-orme/${closed}`)).status]).toEqual([closed, 404]);
    }
    for (const path of ["/poles/val-d-orme/catalogue/" + world.rooms.haute.id, "/poles/marais/catalogue"]) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404]);
    }
    // The pôle reads who it is; a member of another structure does not.
    const [manager, member] = [
      await signedIn(server, world.people.manager.email),
      await signedIn(server, world.people.partner.email),
    ];
    const owner = await signedIn(server, world.people.owner.email);
    for (const who of [manager, owner]) expect(await who.read(booking)).toContain("mailto:tom@fanfare.example");
    expect(await member.read(booking)).not.toContain("tom@fanfare.example");
    // Another guest has nothing of it.
    const outsider = await signedIn(server, world.people.outsider.email);
    expect((await outsider.get(booking)).status).toBe(404);
    const cancelled = await visitor.post(`${booking}/annulation`, {});
    expect(cancelled.status).toBe(302);
  });

  it("adds a structure to an account that is there, without a word to whoever asked", async () => {
    const { email, id } = world.people.outsider;
    const [known, unknown] = [
      await stranger.post(register(), { ...FANFARE, email }),
      await stranger.post(register(), { ...FANFARE, email: "nobody@test.example" }),
    ];
    expect([known.status, known.headers.get("Location")]).toEqual([unknown.status, unknown.headers.get("Location")]);
    const mails = (await identityMails(world)).slice(-2);
    expect(mails.map(({ kind }) => kind)).toEqual(["registration", "registration"]);
    const outcome = await confirmRegistration(mails[0]!.secret, told);
    if (!outcome.ok) throw new Error(outcome.problem.code);
    expect(outcome.value.personId).toBe(id);
    const session = await sessionOf(outcome.value.secret);
    const contexts = await guestContextsOf(id, "val-d-orme");
    expect(contexts.map(({ structureName }) => structureName).sort()).toEqual(["Fanfare du Marché", "L'Isolée"]);
    // It acts for what was just registered.
    expect(contexts.find(({ structureId }) => structureId === session?.actingStructureId)?.structureName).toBe(
      "Fanfare du Marché",
    );
    // The same again is the same structure.
    const again = await confirmRegistration(await asked({ ...FANFARE, email }), told);
    expect(again.ok).toBe(true);
    expect(await guestContextsOf(id, "val-d-orme")).toHaveLength(2);
  });

  it("makes of a private person a subject of their own, whose name the pôle's planning does not tell", async () => {
    const email = "lea@particulier.example";
    const secret = await asked({ who: "individual", name: "Léa Roux", email, telephone: "0612345678" }, slot());
    const visitor = new Visitor(server);
    const entered = await visitor.post(`/inscription/${secret}`);
    const html = await visitor.read(entered.headers.get("Location") ?? "");
    const booked = await visitor.post(
      "/poles/val-d-orme/reservations/nouvelle",
      Object.fromEntries(fieldsOf(html, "reserver")),
    );
    const booking = (booked.headers.get("Location") ?? "").replace(/\?.*/, "");
    const [row] = await world.owner`select customer, outside from bookings where id = ${booking.split("/").at(-1)!}`;
    expect(row).toEqual({ customer: "public", outside: true });
    const member = await signedIn(server, world.people.partner.email);
    const planning = await member.read(`/poles/val-d-orme/planning?jour=${day}`);
    expect(planning.includes("Particulier LR")).toBe(true);
    expect(planning.includes("Léa Roux")).toBe(false);
    const manager = await signedIn(server, world.people.manager.email);
    expect((await manager.read(booking)).includes("Léa Roux")).toBe(true);
    // The number that was given is theirs to correct.
    const account = { name: "Léa Roux", telephone: "07 00 00 00 00" };
    expect((await visitor.post("/compte", { ...account, telephone: "x" })).status).toBe(422);
    expect((await visitor.post("/compte", account)).status).toBe(302);
    expect((await manager.read(booking)).includes("07 00 00 00 00")).toBe(true);
    expect((await member.post("/compte", { name: "Paul Besson" })).status).toBe(302);
    await visitor.post(`${booking}/annulation`, {});
  });

  it("opens nothing for a disabled account, nor after its hour, nor with another link", async () => {
    const { owner, people } = world;
    const secret = await asked({ ...FANFARE, email: people.treasurer.email });
    await owner`update people set disabled_at = now() where id = ${people.treasurer.id}`;
    expect(await confirmRegistration(secret, told)).toEqual({ ok: false, problem: { code: "registration_gone" } });
    const late = await asked({ ...FANFARE, email: "late@test.example" });
    await owner`update registrations set expires_at = now(), created_at = now() - make_interval(mins => ${REGISTRATION_MINUTES})`;
    expect(await registrationOf(late)).toBeNull();
    expect(await confirmRegistration(late, told)).toMatchObject({ ok: false });
    expect(await confirmRegistration("not a secret of anybody at all", told)).toMatchObject({ ok: false });
  });

  it("leads nowhere else than here afterwards", async () => {
    const secret = await asked({ ...FANFARE, email: "lea@test.example" }, "//evil.example/x");
    const answer = await new Visitor(server).post(`/inscription/${secret}`);
    expect(answer.headers.get("Location")).toBe("/ouvert-a-tous");
  });

  it("is asked for a few times in a row, not more", async () => {
    for (let turn = 0; turn < 5; turn += 1) await asked({ ...FANFARE, email: "again@test.example" });
    const answer = await stranger.post(register(), { ...FANFARE, email: "again@test.example" });
    expect(answer.status).toBe(429);
  }, 30_000);
});
