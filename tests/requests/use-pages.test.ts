import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "../../db/transaction";
import { newId } from "../../server/kernel/ids";
import { newCheckInLink } from "../../server/use";
import { fieldsOf, formOf } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { zoneAtNoon } from "../support/times";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let employee: Visitor;
let owner: Visitor;
let stranger: Visitor;
beforeAll(async () => {
  world = await openWorld();
  // Before midnight a door has nothing left to offer.
  await world.owner`update poles set time_zone = ${zoneAtNoon()} where id = ${world.poles.orme.id}`;
  server = await startServer();
  employee = await signedIn(server, world.people.employee.email);
  owner = await signedIn(server, world.people.owner.email);
  stranger = new Visitor(server);
}, 300_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const POLE = "/poles/val-d-orme";
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);
let room: string;

beforeEach(async () => {
  room = world.rooms.veille.id;
  await world.owner`update claims set released_at = now() where released_at is null`;
  await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where state in ('confirmed', 'checked_in')`;
  await world.owner`update resources set start_step = 'check_in' where id = ${room}`;
});

async function booked(from: number, to: number, more: Record<string, unknown> = {}) {
  const id = newId();
  const base = { pole_id: world.poles.orme.id };
  await world.owner`insert into bookings ${world.owner({
    id,
    ...base,
    resource_id: room,
    structure_id: world.structures.gue.id,
    person_id: world.people.employee.id,
    starts_at: soon(from),
    ends_at: soon(to),
    title: "Réunion secrète",
    ...more,
  })}`;
  const [unit] = world.rooms.veille.unitIds;
  await world.owner`insert into claims ${world.owner({ id: newId(), ...base, booking_id: id, unit_id: unit ?? "", starts_at: soon(from), ends_at: soon(to) })}`;
  return id;
}

const stateOf = async (id: string) => {
  const [row] = await world.owner<{ state: string }[]>`select state from bookings where id = ${id}`;
  return row?.state;
};

async function doorCode(): Promise<string> {
  const [row] = await world.owner<{ door_code: string }[]>`select door_code from resources where id = ${room}`;
  return row?.door_code ?? "";
}

/** What a reader sees of a page: its words, without markup and with plain spaces. */
function words(html: string): string {
  const text = html
    .replace(/<script[^]*?<\/script>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'");
  return text.replace(/[\s\u00a0\u202f]+/g, " ").replaceAll("’", "'");
}

describe("the code on a door", () => {
  test("brings a stranger back after signing in", async () => {
    const response = await stranger.get(`/q/${await doorCode()}`);
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(`/connexion?retour=${encodeURIComponent(`/q/${await doorCode()}`)}`);
  });

  test("leads to the door, and is not found in another pôle, nor when nobody made it", async () => {
    const response = await employee.get(`/q/${await doorCode()}`);
    expect(response.headers.get("location")).toBe(`${POLE}/catalogue/${room}/porte`);
    const neighbour = await signedIn(server, world.people.neighbour.email);
    expect((await neighbour.get(`/q/${await doorCode()}`)).status).toBe(404);
    expect((await employee.get("/q/0123456789abcdef")).status).toBe(404);
    expect((await employee.get("/q/..%2f..%2fcompte")).status).toBe(404);
  });

  test("shows one button to whoever has booked, which says that they are here", async () => {
    const id = await booked(-5, 90);
    const page = await employee.read(`${POLE}/catalogue/${room}/porte`);
    expect(words(page)).toContain("Je suis là");
    const sent = await employee.post(`${POLE}/reservations/${id}/depart`, { moment: "start" });
    expect(sent.headers.get("location")).toBe(`${POLE}/reservations/${id}`);
    expect(await stateOf(id)).toBe("checked_in");
    expect(words(await employee.read(`${POLE}/catalogue/${room}/porte`))).toContain("J'ai terminé");
  });

  test("tells everybody else whether it is free, by whom it is taken and not why, and books it when it is free", async () => {
    await booked(-5, 90);
    const taken = words(await owner.read(`${POLE}/catalogue/${room}/porte`));
    expect(taken).toMatch(/Prise jusqu'à .* par Les Jardins du Gué/);
    expect(taken).not.toContain("Réunion secrète");
    await world.owner`update claims set released_at = now() where released_at is null`;
    const free = await owner.read(`${POLE}/catalogue/${room}/porte`);
    expect(words(free)).toContain("Réserver maintenant");
    expect(free).toMatch(/reservations\/nouvelle\?ressource=[^"]*jour=[^"]*de=/);
  });
});

describe("the booking's own link", () => {
  const linkOf = (id: string) =>
    inTransaction({ poleId: world.poles.orme.id }, (tx) =>
      newCheckInLink(tx, { id, poleId: world.poles.orme.id, personId: world.people.employee.id }),
    );

  test("takes and gives back that booking without signing in", async () => {
    const id = await booked(-5, 90);
    const secret = await linkOf(id);
    expect(words(await stranger.read(`/arrivee/${secret}`))).toContain("Je suis là");
    expect((await stranger.post(`/arrivee/${secret}`, { moment: "start" })).status).toBe(302);
    expect(await stateOf(id)).toBe("checked_in");
    expect((await stranger.post(`/arrivee/${secret}`, { moment: "end" })).status).toBe(302);
    expect(await stateOf(id)).toBe("returned");
    expect(words(await stranger.read(`/arrivee/${secret}`))).toContain("Cette réservation est terminée");
  });

  test("opens nothing when it is wrong, revoked or older than a week", async () => {
    const id = await booked(-5, 90);
    const revoked = await linkOf(id);
    await world.owner`update secret_links set revoked_at = now() where booking_id = ${id}`;
    const before = await booked(-60 * 24 * 8 - 60, -60 * 24 * 8);
    const old = await linkOf(before);
    for (const secret of [revoked, old, "x".repeat(43)]) {
      expect((await stranger.get(`/arrivee/${secret}`)).status).toBe(404);
      expect((await stranger.post(`/arrivee/${secret}`, { moment: "start" })).status).toBe(404);
    }
    expect(await stateOf(id)).toBe("confirmed");
  });

  test("follows its booking where that is moved", async () => {
    const id = await booked(-60 * 24 * 9, -60 * 24 * 8);
    const secret = await linkOf(id);
    expect((await stranger.get(`/arrivee/${secret}`)).status).toBe(404);
    await world.owner`update bookings set starts_at = ${soon(-5)}, ends_at = ${soon(90)} where id = ${id}`;
    expect((await stranger.get(`/arrivee/${secret}`)).status).toBe(200);
  });

  test("opens nothing for whoever has left the structure that booked", async () => {
    const id = await booked(-5, 90);
    const secret = await linkOf(id);
    const person = world.people.employee.id;
    await world.owner`update affiliations set ended_at = now() where person_id = ${person} and ended_at is null`;
    try {
      expect((await stranger.get(`/arrivee/${secret}`)).status).toBe(404);
      expect((await stranger.post(`/arrivee/${secret}`, { moment: "start" })).status).toBe(404);
      expect(await stateOf(id)).toBe("confirmed");
    } finally {
      await world.owner`update affiliations set ended_at = null where person_id = ${person}`;
    }
  });

  test("refuses beside the field what the odometer cannot show, and keeps what was typed", async () => {
    await world.owner`update resources set start_step = 'odometer' where id = ${room}`;
    const id = await booked(-5, 90);
    const response = await stranger.post(`/arrivee/${await linkOf(id)}`, {
      moment: "start",
      compteur: "beaucoup",
      remarque: "Rien",
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(words(page)).toContain("Écrivez un nombre de kilomètres");
    expect(page).toContain('value="beaucoup"');
    expect(await stateOf(id)).toBe("confirmed");
  });
});

describe("the tablet by a door", () => {
  async function display(): Promise<string> {
    const response = await owner.post(`${POLE}/catalogue/${room}/affichages`, { id: newId(), nom: "Couloir" });
    const url = /href="[^"]*(\/affichage\/[\w-]{43})"/.exec(await response.text())?.[1];
    if (!url) throw new Error("The page shows no address.");
    return url;
  }
  beforeEach(() => {
    // A room of La Grande Tablée, whose administrator it is.
    room = world.rooms.pressoir.id;
  });

  test("is made by the owner alone, and shows the door to who holds its address", async () => {
    expect((await employee.post(`${POLE}/catalogue/${room}/affichages`, { id: newId() })).status).toBe(403);
    const page = await stranger.read(await display());
    expect(page).toContain('http-equiv="refresh"');
    expect(words(page)).toContain("Salle du Pressoir");
    expect(page).not.toContain("<script");
  });

  test("shows why only where the author shares it", async () => {
    room = world.rooms.veille.id;
    const administrator = await signedIn(server, world.people.administrator.email);
    const response = await administrator.post(`${POLE}/catalogue/${room}/affichages`, { id: newId() });
    const url = /href="[^"]*(\/affichage\/[\w-]{43})"/.exec(await response.text())?.[1] ?? "";
    await booked(-5, 50);
    expect(words(await stranger.read(url))).toMatch(/Occupée .*Les Jardins du Gué/);
    expect(words(await stranger.read(url))).not.toContain("Réunion secrète");
    await world.owner`update bookings set title_shared = true where state = 'confirmed'`;
    expect(words(await stranger.read(url))).toContain("Réunion secrète");
  });

  test("nobody looks at any more is forgotten after ninety days, and lives on while it is looked at", async () => {
    const response = await owner.post(`${POLE}/catalogue/${room}/affichages`, {
      id: newId(),
      nom: "Au grenier",
    });
    const url = /href="[^"]*(\/affichage\/[\w-]{43})"/.exec(await response.text())?.[1] ?? "";
    expect(url).not.toBe("");
    const aged = (days: number) =>
      world.owner`update secret_links set created_at = now() - make_interval(days => 400),
                         last_used_at = now() - make_interval(days => ${days}) where label = 'Au grenier'`;
    await aged(89);
    expect((await stranger.get(url)).status).toBe(200);
    const [seen] = await world.owner<{ recent: boolean }[]>`
      select last_used_at > now() - interval '1 hour' as recent from secret_links where label = 'Au grenier'`;
    expect(seen?.recent).toBe(true);
    await aged(91);
    expect((await stranger.get(url)).status).toBe(404);
    expect(words(await owner.read(`${POLE}/catalogue/${room}/affichages`))).not.toContain("Au grenier");
  });

  test("shows nothing once it is taken back, nor with another address", async () => {
    const url = await display();
    const [row] = await world.owner<{ id: string }[]>`
      select id from secret_links where resource_id = ${room} and revoked_at is null order by created_at desc limit 1`;
    expect((await employee.post(`${POLE}/catalogue/${room}/affichages`, { retirer: row?.id ?? "" })).status).toBe(403);
    expect((await owner.post(`${POLE}/catalogue/${room}/affichages`, { retirer: row?.id ?? "" })).status).toBe(302);
    expect((await stranger.get(url)).status).toBe(404);
    expect((await stranger.get(`/affichage/${"a".repeat(43)}`)).status).toBe(404);
  });
});

describe("the use of a resource", () => {
  beforeEach(() => {
    room = world.rooms.pressoir.id;
  });

  test("is decided by its owner", async () => {
    const [row] = await world.owner<{ version: number }[]>`select version from resources where id = ${room}`;
    const fields = { version: String(row?.version), etape: "keys", absence: "20", consignes: "Boîte 4512" };
    expect((await employee.post(`${POLE}/catalogue/${room}/sur-place`, fields)).status).toBe(403);
    expect((await owner.post(`${POLE}/catalogue/${room}/sur-place`, fields)).status).toBe(302);
    expect((await owner.post(`${POLE}/catalogue/${room}/sur-place`, fields)).status).toBe(409);
    const [kept] =
      await world.owner`select start_step, no_show_minutes, instructions from resources where id = ${room}`;
    expect(kept).toMatchObject({ start_step: "keys", no_show_minutes: 20, instructions: "Boîte 4512" });
  });

  test("is told to whoever has booked, on the booking's page, and to nobody else", async () => {
    await world.owner`update resources set instructions = 'Boîte 4512' where id = ${room}`;
    const booking = await booked(120, 180);
    const page = `${POLE}/reservations/${booking}`;
    expect(words(await employee.read(page))).toContain("Boîte 4512");
    const other = await signedIn(server, world.people.partner.email);
    expect(words(await other.read(page))).not.toContain("Boîte 4512");
  });

  test("is changed on its page alone: describing the resource anew leaves it as it is", async () => {
    await world.owner`update resources set start_step = 'keys', no_show_minutes = 20, instructions = 'Boîte 4512'
                       where id = ${room}`;
    const page = await owner.read(`${POLE}/catalogue/${room}/modification`);
    const fields = fieldsOf(page, "resource");
    expect(fields.get("name")).toBeTruthy();
    expect([...fields.keys()].filter((name) => name.startsWith("use."))).toEqual([]);
    expect((await owner.post(`${POLE}/catalogue/${room}/modification`, formOf(fields))).status).toBe(302);
    const [kept] =
      await world.owner`select start_step, no_show_minutes, instructions from resources where id = ${room}`;
    expect(kept).toMatchObject({ start_step: "keys", no_show_minutes: 20, instructions: "Boîte 4512" });
  });

  test("is refused beside the field, and what was typed stays", async () => {
    const response = await owner.post(`${POLE}/catalogue/${room}/sur-place`, {
      version: "1",
      etape: "keys",
      absence: "trois",
      consignes: "Ici",
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(words(page)).toContain("Écrivez un nombre de minutes");
    expect(page).toContain('value="trois"');
  });
});
