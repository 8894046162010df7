import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOptions } from "../../db/connection";
import {
  addBlocking,
  bookingOf,
  bookingsOf,
  cancelBooking,
  moveBooking,
  requestBooking,
  weekOf,
} from "../../server/bookings";
import { listResources, resourceOf } from "../../server/catalogue";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { startOfWeek } from "../../server/kernel/time";
import { guestContextsAround, guestContextsOf } from "../../server/poles";
import { ALL_BY_NAME, guestOf, NO_WORDS } from "../support/guests";
import { startServer, type TestServer } from "../support/server";
import { at, workday } from "../support/times";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// The neighbour, Le Radeau, is a member of the pôle of the Marais; the pôle of the Val d'Orme shares its Pressoir with
// the network, asks an approval for its Étang, and keeps the rest.

let world: World;
let app: postgres.Sql;
let server: TestServer;
let neighbour: Visitor;
let employee: Visitor;
let guest: Actor;
const day = workday(3);

beforeAll(async () => {
  world = await openWorld();
  const { owner, rooms } = world;
  app = postgres(world.appUrl, { ...connectionOptions, max: 2 });
  // Pays the pole's network rate: 9 euros an hour.
  await owner`update resources set open_to = 'network' where id = any(${[rooms.pressoir.id, rooms.etang.id]})`;
  await owner`update resources set approval = 'owner' where id = ${rooms.etang.id}`;
  server = await startServer();
  neighbour = await signedIn(server, world.people.neighbour.email);
  employee = await signedIn(server, world.people.employee.email);
  guest = await guestOf(world, "neighbour");
}, 120_000);
afterAll(async () => {
  await server.stop();
  await app.end({ timeout: 1 });
  await world.close();
});

const form = (room: { id: string }, from: string, to: string, title = "") => ({
  id: newId(),
  resourceId: room.id,
  start: at(day, from),
  end: at(day, to),
  title,
});

/** What a statement of the application's role reads as the guest. */
function asGuest<T extends object>(statement: string): Promise<T[]> {
  return app.begin(async (tx) => {
    await tx`select set_config('app.person', ${guest.personId}, true), set_config('app.pole', ${guest.poleId}, true),
                    set_config('app.structure', ${guest.structureId}, true), set_config('app.guest', 'network', true)`;
    return tx.unsafe<T[]>(statement);
  }) as Promise<T[]>;
}

describe("a guest of the network", () => {
  it("is somebody of a member of another pôle of the network, for that structure, with no more than their role there", () => {
    expect(guest).toMatchObject({
      poleSlug: "val-d-orme",
      structureName: "Le Radeau",
      membership: null,
      homePoleId: world.poles.marais.id,
      roles: ["administrator"],
    });
  });

  it("is not who is of the pôle, of no pôle, or an observer; nor anybody where nothing is shared", async () => {
    const { people } = world;
    for (const who of ["employee", "manager", "observer", "outsider"] as const) {
      expect(await guestContextsOf(people[who].id, "val-d-orme")).toEqual([]);
    }
    expect(await guestContextsOf(people.employee.id, "marais")).toEqual([]);
    expect(await guestContextsOf(people.observer.id, "marais")).toEqual([]);
    expect((await employee.get("/poles/marais/catalogue")).status).toBe(404);
    expect((await employee.get(`/poles/marais/catalogue/${world.rooms.lagon.id}`)).status).toBe(404);
  });

  it("is nobody in a pôle of another network, nor once their structure has left theirs", async () => {
    const { owner, poles, people, structures } = world;
    const other = newId();
    await owner`insert into networks ${owner({ id: other, name: "Un autre réseau" })}`;
    const [{ network_id: network } = { network_id: "" }] = await owner<{ network_id: string }[]>`
      select network_id from poles where id = ${poles.marais.id}`;
    await owner`update poles set network_id = ${other} where id = ${poles.marais.id}`;
    expect(await guestContextsOf(people.neighbour.id, "val-d-orme")).toEqual([]);
    expect((await neighbour.get(`/poles/val-d-orme/catalogue/${world.rooms.pressoir.id}`)).status).toBe(404);
    await owner`update poles set network_id = null`;
    expect(await guestContextsOf(people.neighbour.id, "val-d-orme")).toEqual([]);
    await owner`update poles set network_id = ${network}`;
    await owner`update memberships set ends_on = '2021-01-01' where structure_id = ${structures.radeau.id}`;
    expect(await guestContextsOf(people.neighbour.id, "val-d-orme")).toEqual([]);
    await owner`update memberships set ends_on = null where structure_id = ${structures.radeau.id}`;
    expect(await guestContextsOf(people.neighbour.id, "val-d-orme")).toHaveLength(1);
  });

  it("sees what is shared, and nothing else of the pôle", async () => {
    const page = await listResources(guest, ALL_BY_NAME, NO_WORDS);
    expect(page.items.map(({ name }) => name).sort()).toEqual(["Salle de l'Étang", "Salle du Pressoir"]);
    expect(page.items.find(({ name }) => name === "Salle du Pressoir")?.rate?.hourCents).toBe(900);
    await expect(resourceOf(guest, world.rooms.haute.id)).rejects.toMatchObject({ name: "NotFound" });
    for (const closed of ["planning", "structures", "usage", "demandes", "reglages", "agendas", "incidents"]) {
      expect([closed, (await neighbour.get(`/poles/val-d-orme/${closed}`)).status]).toEqual([closed, 404]);
    }
    expect((await neighbour.get(`/poles/val-d-orme/catalogue/${world.rooms.haute.id}`)).status).toBe(404);
    expect((await neighbour.get(`/poles/val-d-orme/series/nouvelle?ressource=${world.rooms.pressoir.id}`)).status).toBe(
      200,
    );
    expect((await neighbour.get(`/poles/val-d-orme/series/nouvelle?ressource=${world.rooms.haute.id}`)).status).toBe(
      404,
    );
    // Their own bookings there, and the way back to all of them.
    const mine = await neighbour.read("/poles/val-d-orme/reservations");
    expect(mine).toContain('href="/poles/marais/reservations"');
    expect(mine).not.toContain("reservations.csv");
  });

  it("reads in the database nothing but what is shared and their own, whatever the statement", async () => {
    const [theirs] = [
      await requestBooking(world.actors.employee, form(world.rooms.pressoir, "08:00", "09:00", "Secret")),
    ];
    expect(theirs.ok).toBe(true);
    const { owner, poles, rooms, actors } = world;
    const incident = { id: newId(), pole_id: poles.orme.id };
    await owner`insert into incidents ${owner({ ...incident, resource_id: rooms.pressoir.id, reported_by: actors.employee.personId, description: "Une vitre" })}`;
    await owner`insert into incident_events ${owner({ id: newId(), pole_id: poles.orme.id, incident_id: incident.id, kind: "planned" })}`;
    const names = await asGuest<{ name: string }>("select name from resources order by name");
    expect(names.map(({ name }) => name)).toEqual(["Salle de l'Étang", "Salle du Pressoir"]);
    expect(await asGuest("select id from bookings")).toEqual([]);
    expect(await asGuest("select id from booking_events")).toEqual([]);
    const people = await asGuest<{ id: string }>("select id from people");
    expect(people).toEqual([{ id: guest.personId }]);
    const structures = await asGuest<{ name: string }>("select name from structures order by name");
    expect(structures.map(({ name }) => name)).toEqual(["La Grande Tablée", "Le Radeau"]);
    const rates = await asGuest<{ id: string }>("select distinct resource_id as id from rates");
    expect(rates.map(({ id }) => id).sort()).toEqual([world.rooms.pressoir.id, world.rooms.etang.id].sort());
    for (const table of [
      "pole_staff",
      "invitations",
      "series",
      "waiting",
      "imports",
      "secret_links",
      "emails",
      "incidents",
      "incident_events",
    ]) {
      expect([table, await asGuest(`select * from ${table}`)]).toEqual([table, []]);
    }
    const affiliations = await asGuest<{ person_id: string }>("select person_id from affiliations");
    expect(affiliations.every(({ person_id }) => person_id === guest.personId)).toBe(true);
  });

  it("sees that a time is blocked, not why, and pictures of what is shared alone", async () => {
    const { owner, rooms, poles } = world;
    const { id: resourceId } = rooms.etang;
    const times = { start: at(day, "15:00"), end: at(day, "16:00") };
    await addBlocking(world.actors.owner, {
      id: newId(),
      resourceId,
      kind: "reserved",
      reason: "Une brouille",
      ...times,
    });
    const segments = (actor: Actor) =>
      weekOf(actor, resourceId, startOfWeek(day)).then(({ days }) =>
        days.find(({ date }) => date === day)!.segments.find(({ start }) => start === 900)!,
      );
    expect((await segments(world.actors.employee)).blocking).toMatchObject({ reason: "Une brouille" });
    expect(await segments(guest)).toMatchObject({ kind: "unavailable", blocking: { reason: "" } });
    const refused = await requestBooking(guest, form(rooms.etang, "15:00", "16:00"));
    expect(refused).toMatchObject({ ok: false, problem: { code: "blocked", reason: "" } });

    for (const room of [rooms.etang, rooms.haute]) {
      const photo = { id: newId(), pole_id: poles.orme.id, resource_id: room.id, alt: "", width: 320, height: 213 };
      await owner`insert into photos ${owner(photo)}`;
      await owner`insert into photo_files ${owner({ pole_id: poles.orme.id, photo_id: photo.id, width: 320, bytes: Buffer.from("x") })}`;
      const { status } = await neighbour.get(`/poles/val-d-orme/photos/${photo.id}/320.webp`);
      expect([room.name, status]).toEqual([room.name, room === rooms.etang ? 200 : 404]);
    }
    expect(await asGuest("select photo_id from photo_files")).toHaveLength(1);
  });

  it("sees that a time is taken, not by whom nor for what", async () => {
    const week = await weekOf(guest, world.rooms.pressoir.id, startOfWeek(day));
    const taken = week.days.find(({ date }) => date === day)!.segments.filter(({ kind }) => kind === "taken");
    expect(taken).toEqual([{ kind: "taken", start: 480, end: 540, occupation: null, blocking: null }]);
    const html = await neighbour.read(`/poles/val-d-orme/catalogue/${world.rooms.pressoir.id}?jour=${day}`);
    expect(html).toContain("Vous êtes invité dans le Pôle du Val d&#x27;Orme");
    expect(html).not.toContain("Secret");
    expect(html).not.toContain("Les Jardins du Gué");
    expect(html).not.toContain("Claire Morin");
    const refused = await requestBooking(guest, form(world.rooms.pressoir, "08:00", "09:00"));
    expect(refused).toMatchObject({ ok: false, problem: { code: "slot_taken" } });
  });

  it("books at the network's rate; the pôle reads who, and the guest moves and cancels it", async () => {
    const outcome = await requestBooking(guest, form(world.rooms.pressoir, "10:00", "12:00", "Atelier"));
    if (!outcome.ok) throw new Error(outcome.problem.code);
    const { id, price, customer, state } = outcome.value;
    expect({ cents: price.cents, customer, state }).toEqual({ cents: 1800, customer: "network", state: "confirmed" });
    const [row] = await world.owner`select home_pole_id from bookings where id = ${id}`;
    expect(row).toEqual({ home_pole_id: world.poles.marais.id });

    const seen = await bookingOf(world.actors.manager, id);
    expect([seen.structure.name, seen.person?.name, seen.title]).toEqual(["Le Radeau", "Joël Payet", "Atelier"]);
    const list = await bookingsOf(world.actors.manager, { scope: "pole", when: "upcoming" });
    expect(list.items.map((each) => each.structure.name).sort()).toEqual(["Le Radeau", "Les Jardins du Gué"]);
    expect((await bookingOf(world.actors.employee, id)).title).toBeNull();

    expect((await bookingsOf(guest, { scope: "mine", when: "upcoming" })).items.map((each) => each.id)).toEqual([id]);
    const moved = await moveBooking(guest, { id, start: at(day, "13:00"), end: at(day, "14:00") });
    expect(moved).toMatchObject({ ok: true, value: { price: { cents: 900 }, customer: "network" } });
    for (const page of ["", "/deplacement", "/annulation", "/agenda.ics"]) {
      expect([page, (await neighbour.get(`/poles/val-d-orme/reservations/${id}${page}`)).status]).toEqual([page, 200]);
    }
    expect(await neighbour.read("/poles/marais/reservations")).toContain("Dans un autre pôle");
    // Their own pôle knows nothing of it, but who made it.
    expect(await cancelBooking(guest, { id })).toMatchObject({ ok: true, value: { state: "cancelled" } });
  });

  it("has no booking of the pôle to look at, to change or to cancel", async () => {
    const outcome = await requestBooking(world.actors.employee, form(world.rooms.pressoir, "16:00", "17:00"));
    if (!outcome.ok) throw new Error(outcome.problem.code);
    const { id } = outcome.value;
    await expect(bookingOf(guest, id)).rejects.toMatchObject({ name: "NotFound" });
    await expect(cancelBooking(guest, { id })).rejects.toMatchObject({ name: "NotFound" });
    await expect(moveBooking(guest, { id, start: at(day, "17:00"), end: at(day, "18:00") })).rejects.toMatchObject({
      name: "NotFound",
    });
    expect((await neighbour.get(`/poles/val-d-orme/reservations/${id}`)).status).toBe(404);
    const spent = await requestBooking(guest, { ...form(world.rooms.pressoir, "18:00", "19:00"), id });
    expect(spent).toMatchObject({ ok: false, problem: { code: "already_used" } });
  });

  it("waits for the owner's answer where one is needed", async () => {
    const outcome = await requestBooking(guest, form(world.rooms.etang, "10:00", "11:00"));
    expect(outcome).toMatchObject({ ok: true, value: { state: "requested" } });
    expect(await employee.read("/poles/val-d-orme/reservations")).not.toContain("Le Radeau");
  });

  it("books through the pages, without a script", async () => {
    const to = `/poles/val-d-orme/reservations/nouvelle?ressource=${world.rooms.pressoir.id}&jour=${day}&de=14:30&a=15:30`;
    expect((await neighbour.get(to)).status).toBe(200);
    const id = newId();
    const answer = await neighbour.post(to, {
      demande: id,
      ressource: world.rooms.pressoir.id,
      jour: day,
      de: "14:30",
      a: "15:30",
      objet: "",
    });
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      302,
      `/poles/val-d-orme/reservations/${id}?reservee=oui`,
    ]);
  });

  it("finds what is shared under their own search, and nothing that is not", async () => {
    expect((await guestContextsAround(world.actors.neighbour, 4)).map(({ poleSlug }) => poleSlug)).toEqual([
      "val-d-orme",
    ]);
    const found = await neighbour.read(`/poles/marais?jour=${workday(5)}&de=09:00&a=10:00`);
    expect(found).toContain("Dans les autres pôles du réseau");
    expect(found).toContain(`/poles/val-d-orme/catalogue/${world.rooms.pressoir.id}`);
    expect(found).not.toContain(world.rooms.haute.id);
    expect(await employee.read(`/poles/val-d-orme?jour=${workday(5)}&de=09:00&a=10:00`)).not.toContain(
      "autres pôles du réseau",
    );
  });
});
