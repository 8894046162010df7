import ical from "node-ical";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelBooking, requestBooking } from "../../server/bookings";
import { calendarLinksOf, feedOf, makeCalendarLink, revokeCalendarLink } from "../../server/calendars";
import type { FeedSubject } from "../../server/calendars";
import type { Actor } from "../../server/kernel/actor";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** Each test has a day of its own. */
let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

async function booked(
  actor: Actor,
  { room = world.rooms.pressoir, title = "", titleShared = false, from = "14:00", to = "16:00" } = {},
): Promise<string> {
  const period = { start: at(day, from), end: at(day, to) };
  const outcome = await requestBooking(actor, { id: newId(), resourceId: room.id, title, titleShared, ...period });
  if (!outcome.ok) throw new Error(`Refused: ${outcome.problem.code}`);
  return outcome.value.id;
}

async function linkOf(actor: Actor, subject: FeedSubject, label = ""): Promise<string> {
  const outcome = await makeCalendarLink(actor, { id: newId(), subject, label });
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

const pressoir = (): FeedSubject => ({ kind: "resource", resourceId: world.rooms.pressoir.id });
const gue = (): FeedSubject => ({ kind: "structure", structureId: world.structures.gue.id });

/** As a calendar program does: without a cookie, read by another library. */
async function read(secret: string, headers: Record<string, string> = {}) {
  const response = await new Visitor(server).get(`/agendas/${secret}.ics`, headers);
  const text = await response.text();
  const events = new Map<string, ical.VEvent>();
  if (response.status === 200) {
    for (const part of Object.values(ical.sync.parseICS(text))) {
      if (part?.type === "VEVENT") events.set(part.uid, part as ical.VEvent);
    }
  }
  return { response, text, events, event: (id: string) => events.get(`booking-${id}@grappe`) };
}

describe("a person's feed", () => {
  test("is read without signing in, and follows a booking from its making to its cancellation", async () => {
    const { employee } = world.actors;
    const secret = await linkOf(employee, { kind: "mine" });
    expect((await read(secret)).events.size).toBe(0);
    const id = await booked(employee, { title: "Comité" });
    const made = await read(secret);
    expect(made.response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(made.event(id)).toMatchObject({
      summary: "Salle du Pressoir – Comité",
      status: "CONFIRMED",
      sequence: "0",
      start: at(day, "14:00"),
      end: at(day, "16:00"),
    });
    await cancelBooking(employee, { id });
    const cancelled = (await read(secret)).event(id);
    expect(cancelled).toMatchObject({ status: "CANCELLED", sequence: "1" });
    // A month later it is out of every calendar, and of the feed.
    await world.owner`alter table booking_events disable trigger append_only`;
    await world.owner`update booking_events set at = at - interval '31 days' where booking_id = ${id}`;
    await world.owner`alter table booking_events enable trigger append_only`;
    expect((await read(secret)).event(id)).toBeUndefined();
  });

  test("holds what the person booked for this structure, and nothing of colleagues", async () => {
    const secret = await linkOf(world.actors.employee, { kind: "mine" });
    const mine = await booked(world.actors.employee, { from: "09:00", to: "10:00" });
    const theirs = await booked(world.actors.colleague, { from: "10:00", to: "11:00" });
    const { event } = await read(secret);
    expect([event(mine)?.uid, event(theirs)]).toEqual([`booking-${mine}@grappe`, undefined]);
  });

  test("says what is asked and not yet answered as tentative", async () => {
    const { employee } = world.actors;
    const id = await booked(employee);
    await world.owner`update bookings set state = 'requested', expires_at = now() + interval '1 day' where id = ${id}`;
    const { event } = await read(await linkOf(employee, { kind: "mine" }));
    expect(event(id)).toMatchObject({ status: "TENTATIVE" });
  });
});

describe("a structure's feed", () => {
  test("holds all of its bookings with their purposes, and nobody else's", async () => {
    const ours = await booked(world.actors.colleague, { title: "Paie", from: "09:00", to: "10:00" });
    const others = await booked(world.actors.owner, { title: "Secret", titleShared: true, from: "10:00", to: "11:00" });
    const { event, text } = await read(await linkOf(world.actors.employee, gue()));
    expect(event(ours)?.summary).toBe("Salle du Pressoir – Paie");
    expect(event(ours)?.description).toContain("Par Samir Haddad");
    expect(event(others)).toBeUndefined();
    expect(text).not.toContain("Secret");
  });

  test("of another structure is refused, but to who runs the pôle", async () => {
    await expect(linkOf(world.actors.owner, gue())).rejects.toBeInstanceOf(Forbidden);
    await expect(linkOf(world.actors.neighbour, gue())).rejects.toBeInstanceOf(NotFound);
    const id = await booked(world.actors.employee, { title: "Bilan" });
    expect((await read(await linkOf(world.actors.manager, gue()))).event(id)?.summary).toContain("Bilan");
  });
});

describe("a resource's feed", () => {
  test("says when it is taken and by whom, a purpose only when it is shared with all", async () => {
    const shared = await booked(world.actors.employee, { title: "Portes ouvertes", titleShared: true, to: "15:00" });
    const kept = await booked(world.actors.employee, { title: "Licenciement", from: "15:00" });
    // Read by their own colleague too: this calendar hangs on walls.
    const { event, text } = await read(await linkOf(world.actors.employee, pressoir()));
    expect(event(shared)?.summary).toBe("Les Jardins du Gué – Portes ouvertes");
    expect(event(kept)?.summary).toBe("Les Jardins du Gué");
    expect(text).not.toContain("Licenciement");
    expect(text).not.toContain("Claire Morin");
  });

  test("of a hall holds what takes its half", async () => {
    const id = await booked(world.actors.employee, { room: world.rooms.jardin });
    const hall: FeedSubject = { kind: "resource", resourceId: world.rooms.haute.id };
    const { event } = await read(await linkOf(world.actors.employee, hall));
    expect(event(id)?.summary).toBe("Les Jardins du Gué (Salle Haute, côté jardin)");
    const other: FeedSubject = { kind: "resource", resourceId: world.rooms.cour.id };
    expect((await read(await linkOf(world.actors.employee, other))).event(id)).toBeUndefined();
  });

  test("holds its blockings, cancelled once they are taken away", async () => {
    const id = newId();
    const { owner } = world;
    await owner`insert into blockings ${owner({
      id,
      pole_id: world.poles.orme.id,
      resource_id: world.rooms.pressoir.id,
      kind: "maintenance",
      reason: "Peinture",
      starts_at: at(day, "09:00"),
      ends_at: at(day, "10:00"),
    })}`;
    const secret = await linkOf(world.actors.employee, pressoir());
    const uid = `blocking-${id}@grappe`;
    expect((await read(secret)).events.get(uid)).toMatchObject({
      summary: "En maintenance – Peinture",
      status: "CONFIRMED",
    });
    await owner`update blockings set removed_at = now() where id = ${id}`;
    expect((await read(secret)).events.get(uid)).toMatchObject({ status: "CANCELLED", sequence: "1" });
  });

  test("of another pôle is not found", async () => {
    const lagon: FeedSubject = { kind: "resource", resourceId: world.rooms.lagon.id };
    await expect(linkOf(world.actors.employee, lagon)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("a link", () => {
  test("holds nothing of another pôle, whatever it is about", async () => {
    const foreign = await booked(world.actors.neighbour, { room: world.rooms.lagon, title: "Chez nous" });
    const { managerAtGue, manager } = world.actors;
    const secrets = await Promise.all([
      linkOf(managerAtGue, { kind: "mine" }),
      linkOf(managerAtGue, gue()),
      linkOf(manager, pressoir()),
    ]);
    for (const secret of secrets) expect((await read(secret)).text).not.toContain(foreign);
    const theirs = await linkOf(world.actors.neighbour, { kind: "mine" });
    expect((await read(theirs)).event(foreign)?.summary).toBe("Case du Lagon – Chez nous");
  });

  test("opens nothing from the moment it is taken back, and its owner sees when it was last used", async () => {
    const { employee, colleague } = world.actors;
    const secret = await linkOf(employee, pressoir(), "Mon téléphone");
    const find = async () => (await calendarLinksOf(employee)).find(({ label }) => label === "Mon téléphone");
    expect((await find())?.lastUsedAt).toBeNull();
    expect((await read(secret)).response.status).toBe(200);
    const link = await find();
    expect(link?.lastUsedAt).toBeInstanceOf(Date);
    await expect(revokeCalendarLink(colleague, link?.id ?? "")).rejects.toBeInstanceOf(NotFound);
    await revokeCalendarLink(employee, link?.id ?? "");
    expect((await read(secret)).response.status).toBe(404);
    expect(await find()).toBeUndefined();
  });

  test("ends with its owner's place in the structure", async () => {
    const secrets = await Promise.all([
      linkOf(world.actors.treasurer, { kind: "mine" }),
      linkOf(world.actors.treasurer, gue()),
      linkOf(world.actors.treasurer, pressoir()),
    ]);
    for (const secret of secrets) expect(await feedOf(secret)).not.toBeNull();
    await world.owner`update affiliations set ended_at = now() where person_id = ${world.people.treasurer.id}`;
    for (const secret of secrets) expect((await read(secret)).response.status).toBe(404);
    await world.owner`update affiliations set ended_at = null where person_id = ${world.people.treasurer.id}`;
  });

  test.each(["", "x", "a".repeat(43), "é".repeat(43), "..%2f..", `${"a".repeat(43)}.ics`])(
    "that is not one (%s) is not found",
    async (secret) => {
      const { response } = await read(encodeURIComponent(secret));
      expect(response.status).toBe(404);
    },
  );

  test("is kept as a hash, shown once, and made once by a form sent twice", async () => {
    const form = { id: newId(), subject: { kind: "mine" } as const, label: "" };
    const made = await makeCalendarLink(world.actors.employee, form);
    if (!made.ok) throw new Error(made.problem.code);
    const kept = await world.owner`select secret_links::text as row from secret_links where id = ${form.id}`;
    expect(kept[0]?.row).not.toContain(made.value);
    expect(await makeCalendarLink(world.actors.employee, form)).toMatchObject({ problem: { code: "already_shown" } });
  });
});

describe("a program that comes back", () => {
  test("is told in two words that nothing changed, until something does", async () => {
    const { employee } = world.actors;
    const secret = await linkOf(employee, { kind: "mine" });
    const id = await booked(employee);
    const { response } = await read(secret);
    const tag = response.headers.get("etag") ?? "";
    const since = response.headers.get("last-modified") ?? "";
    expect((await read(secret, { "If-None-Match": tag })).response.status).toBe(304);
    expect((await read(secret, { "If-Modified-Since": since })).response.status).toBe(304);
    // What a calendar shows has changed, though no booking has.
    await world.owner`update resources set name = 'Salle du Vieux Pressoir' where id = ${world.rooms.pressoir.id}`;
    expect((await read(secret, { "If-None-Match": tag })).response.status).toBe(200);
    await world.owner`update resources set name = 'Salle du Pressoir' where id = ${world.rooms.pressoir.id}`;
    expect((await read(secret, { "If-None-Match": tag })).response.status).toBe(304);
    await cancelBooking(employee, { id });
    expect((await read(secret, { "If-None-Match": tag })).event(id)).toMatchObject({ status: "CANCELLED" });
  });
});

describe("the page of links", () => {
  test("makes one for what it was opened from, shows its address, and takes it back", async () => {
    const visitor = await signedIn(server, world.people.employee.email);
    const page = `/poles/val-d-orme/agendas?ressource=${world.rooms.pressoir.id}`;
    const html = await visitor.read(page);
    expect(html).toMatch(new RegExp(`value="resource:${world.rooms.pressoir.id}"[^>]*checked|checked[^>]*resource:`));
    const id = /name="id" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const fields = { id, subject: `resource:${world.rooms.pressoir.id}`, label: "L'accueil" };
    const answer = await visitor.post(page, fields);
    expect(answer.status).toBe(201);
    const address = /value="[^"]+(\/agendas\/[\w-]+\.ics)"/.exec(await answer.text())?.[1] ?? "";
    expect((await new Visitor(server).get(address)).status).toBe(200);
    expect(await visitor.read(page)).not.toContain(address);
    const gone = await visitor.post(`/poles/val-d-orme/agendas/${id}/retrait`);
    expect(gone.status).toBe(302);
    expect((await new Visitor(server).get(address)).status).toBe(404);
  });

  test("refuses what it did not propose", async () => {
    const visitor = await signedIn(server, world.people.employee.email);
    const post = (subject: string) =>
      visitor.post("/poles/val-d-orme/agendas", { id: newId(), subject, label: "x".repeat(10) });
    expect((await post("everything")).status).toBe(422);
    expect((await post(`structure:${world.structures.tablee.id}`)).status).toBe(403);
    expect((await post(`resource:${world.rooms.lagon.id}`)).status).toBe(404);
  });
});

test("a feed of 5 000 bookings holds them all", async () => {
  const { owner, poles, rooms, structures, people } = world;
  await owner`
    insert into bookings (id, pole_id, resource_id, structure_id, person_id, title, starts_at, ends_at)
    select gen_random_uuid(), ${poles.orme.id}, ${rooms.veille.id}, ${structures.mairie.id}, ${people.partner.id},
           'Permanence n° ' || n, date_trunc('hour', now()) + n * interval '2 hours',
           date_trunc('hour', now()) + n * interval '2 hours' + interval '1 hour'
      from generate_series(1, 5000) n`;
  const { events, response } = await read(await linkOf(world.actors.partner, { kind: "mine" }));
  expect(response.status).toBe(200);
  expect(events.size).toBe(5000);
});
