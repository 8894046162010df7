import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOptions } from "../../db/connection";
import { addToBasket, basketOf, confirmBasket } from "../../server/baskets";
import {
  bookingOf,
  bookingsOf,
  bookingTasks,
  cancelBooking,
  cancelSeries,
  changeSeries,
  joinWaiting,
  leaveOffer,
  moveBooking,
  requestBooking,
  seriesOf,
  startSeries,
  takeOffer,
  waitingOf,
  weekOf,
} from "../../server/bookings";
import { listResources, resourceOf } from "../../server/catalogue";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { startOfWeek, weekdayOf } from "../../server/kernel/time";
import { actorIn, guestContextsOf, passerBy, publicDoors } from "../../server/poles";
import { ALL_BY_NAME, guestOf, NO_WORDS } from "../support/guests";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

// L'Isolée is of no pôle; the pôle of the Val d'Orme opens its Pressoir to anybody, shares its Étang with the network.

let world: World;
let app: postgres.Sql;
let outsider: Actor;
let neighbour: Actor;
const day = workday(3);

beforeAll(async () => {
  world = await openWorld();
  const { owner, rooms } = world;
  app = postgres(world.appUrl, { ...connectionOptions, max: 2 });
  await owner`update resources set open_to = 'public' where id = ${rooms.pressoir.id}`;
  await owner`update resources set open_to = 'network' where id = ${rooms.etang.id}`;
  outsider = await guestOf(world, "outsider");
  neighbour = await guestOf(world, "neighbour");
}, 120_000);
afterAll(async () => {
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

async function booked(actor: Actor, room: { id: string }, from: string, to: string): Promise<string> {
  const outcome = await requestBooking(actor, form(room, from, to));
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value.id;
}

/** What a statement of the application's role reads as a guest, or as whoever passes by. */
function asGuest<T extends object>(actor: Actor | null, statement: string): Promise<T[]> {
  return app.begin(async (tx) => {
    await tx`select set_config('app.person', ${actor?.personId ?? ""}, true), set_config('app.pole', ${world.poles.orme.id}, true),
                    set_config('app.structure', ${actor?.structureId ?? ""}, true),
                    set_config('app.guest', ${actor?.guest === "network" ? "network" : "public"}, true)`;
    return tx.unsafe<T[]>(statement);
  }) as Promise<T[]>;
}

describe("a structure of no pôle", () => {
  it("comes in by the public door, for itself, where something is open to anybody", async () => {
    expect(outsider).toMatchObject({
      structureName: "L'Isolée",
      membership: null,
      guest: "outsider",
      homePoleId: null,
      roles: ["administrator"],
    });
    expect(await guestContextsOf(world.people.outsider.id, "marais")).toEqual([]);
    const { owner, structures } = world;
    await owner`update structures set individual = true where id = ${structures.isolee.id}`;
    expect(await guestContextsOf(world.people.outsider.id, "val-d-orme")).toMatchObject([{ guest: "public" }]);
    await owner`update structures set individual = false where id = ${structures.isolee.id}`;
  });

  it("sees what is open to anybody, and nothing that is shared with the pôle or its network", async () => {
    const page = await listResources(outsider, ALL_BY_NAME, NO_WORDS);
    expect(page.items.map(({ name }) => name)).toEqual(["Salle du Pressoir"]);
    expect(page.items[0]?.rate?.hourCents).toBe(1500);
    for (const room of [world.rooms.etang, world.rooms.haute]) {
      await expect(resourceOf(outsider, room.id)).rejects.toMatchObject({ name: "NotFound" });
      await expect(requestBooking(outsider, form(room, "09:00", "10:00"))).rejects.toMatchObject({ name: "NotFound" });
    }
  });

  it("books at the outsider's rate; the pôle reads who it is, it alone moves and cancels it", async () => {
    const outcome = await requestBooking(outsider, form(world.rooms.pressoir, "10:00", "12:00", "Atelier"));
    if (!outcome.ok) throw new Error(outcome.problem.code);
    const { id, price, customer, state } = outcome.value;
    expect({ cents: price.cents, customer, state }).toEqual({ cents: 3000, customer: "outsider", state: "confirmed" });
    const [row] = await world.owner`
      select outside, home_pole_id, membership_pole_id from bookings where id = ${id}`;
    expect(row).toEqual({ outside: true, home_pole_id: null, membership_pole_id: null });

    const seen = await bookingOf(world.actors.manager, id);
    expect([seen.structure.name, seen.person?.name, seen.title]).toEqual(["L'Isolée", "Rose Malet", "Atelier"]);
    expect((await bookingOf(world.actors.employee, id)).title).toBeNull();
    await expect(bookingOf(neighbour, id)).rejects.toMatchObject({ name: "NotFound" });
    expect((await bookingsOf(outsider, { scope: "mine", when: "upcoming" })).items.map((each) => each.id)).toEqual([
      id,
    ]);
    const moved = await moveBooking(outsider, { id, start: at(day, "13:00"), end: at(day, "14:00") });
    expect(moved).toMatchObject({ ok: true, value: { price: { cents: 1500 }, customer: "outsider" } });
    expect(await cancelBooking(outsider, { id })).toMatchObject({ ok: true, value: { state: "cancelled" } });
  });

  it("reads in the database nothing but what is open and its own, whatever the statement", async () => {
    await booked(world.actors.employee, world.rooms.pressoir, "08:00", "09:00");
    await booked(world.actors.employee, world.rooms.haute, "08:00", "09:00");
    await booked(neighbour, world.rooms.etang, "08:00", "09:00");
    const mine = await booked(outsider, world.rooms.pressoir, "15:00", "16:00");
    for (const [who, ids] of [
      [outsider, [mine]],
      [null, []],
    ] as const) {
      expect(await asGuest(who, "select name from resources")).toEqual([{ name: "Salle du Pressoir" }]);
      expect(
        (await asGuest<{ id: string }>(who, "select id from bookings where state = 'confirmed'")).map(({ id }) => id),
      ).toEqual(ids);
      const [unit] = world.rooms.pressoir.unitIds;
      expect(await asGuest(who, "select distinct unit_id from claims")).toEqual([{ unit_id: unit }]);
      expect(await asGuest(who, "select id from units")).toEqual([{ id: unit }]);
      expect(await asGuest(who, "select distinct unit_id from resource_units")).toEqual([{ unit_id: unit }]);
      const structures = await asGuest<{ name: string }>(who, "select name from structures order by name");
      expect(structures.map(({ name }) => name)).toEqual(who ? ["L'Isolée", "La Grande Tablée"] : ["La Grande Tablée"]);
      expect(await asGuest(who, "select id from people")).toEqual(who ? [{ id: who.personId }] : []);
      for (const table of ["pole_staff", "invitations", "series", "waiting", "imports", "secret_links", "emails"]) {
        expect([table, await asGuest(who, `select * from ${table}`)]).toEqual([table, []]);
      }
      expect(await asGuest(who, "select id from registrations")).toEqual([]);
    }
    // A guest of the network reads of theirs alone, too.
    const claims = await asGuest<{ unit_id: string }>(neighbour, "select distinct unit_id from claims");
    const known = [...world.rooms.pressoir.unitIds, ...world.rooms.etang.unitIds];
    expect(claims.every(({ unit_id }) => known.includes(unit_id))).toBe(true);
  });

  it("is known by name to the pôle that it books in, and to no other", async () => {
    const names = (poleId: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('app.pole', ${poleId}, true)`;
        const rows = await tx<{ name: string }[]>`select name from structures where name like 'L''Isol%'`;
        return rows.length;
      });
    expect([await names(world.poles.orme.id), await names(world.poles.marais.id)]).toEqual([1, 0]);
  });

  it("waits for a time that is taken, is offered it when it is free again, and takes no place before its turn", async () => {
    const taken = await booked(world.actors.employee, world.rooms.pressoir, "17:00", "18:00");
    const asked = form(world.rooms.pressoir, "17:00", "18:00");
    const member = await joinWaiting(world.actors.partner, { ...asked, id: newId() });
    const waits = await joinWaiting(outsider, asked);
    expect([member.ok, waits.ok]).toEqual([true, true]);
    expect(await waitingOf(outsider)).toMatchObject([{ before: 1, state: "waiting" }]);
    expect(await asGuest(neighbour, "select id from waiting")).toEqual([]);
    await cancelBooking(world.actors.employee, { id: taken });
    await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    expect(await waitingOf(outsider)).toMatchObject([{ state: "waiting" }]);
    const [first] = await waitingOf(world.actors.partner);
    expect(await leaveOffer(world.actors.partner, first!.bookingId!)).toMatchObject({ ok: true });
    await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    const [mine] = await waitingOf(outsider);
    expect(mine).toMatchObject({ state: "offered" });
    const offered = await bookingOf(outsider, mine!.bookingId!);
    expect(offered).toMatchObject({ state: "offered", price: { cents: 1500 } });
  });

  it("has what is offered to one of a structure taken by another of it, whom they do not see", async () => {
    const colleague = { id: newId(), name: "Lise Amiot" };
    await world.owner`insert into people (id, name, email) values (${colleague.id}, ${colleague.name}, 'lise@isolee.example')`;
    await world.owner`
      insert into affiliations (structure_id, person_id, role)
      values (${outsider.structureId}, ${colleague.id}, 'employee')`;
    const [context] = await guestContextsOf(colleague.id, "val-d-orme");
    const taken = await booked(world.actors.employee, world.rooms.pressoir, "18:00", "19:00");
    expect(await joinWaiting(outsider, form(world.rooms.pressoir, "18:00", "19:00"))).toMatchObject({ ok: true });
    await cancelBooking(world.actors.employee, { id: taken });
    await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    const mine = (await waitingOf(outsider)).find(({ start }) => start.getTime() === at(day, "18:00").getTime());
    const other = actorIn(context!, { personId: colleague.id, name: colleague.name }, "fr");
    expect(await takeOffer(other, mine!.bookingId!)).toMatchObject({ ok: true, value: { state: "confirmed" } });
  });

  it("puts several things aside and confirms them together, in this pôle", async () => {
    for (const [from, to] of [
      ["09:00", "10:00"],
      ["11:00", "12:00"],
    ] as const) {
      const outcome = await addToBasket(outsider, form(world.rooms.pressoir, from, to));
      expect(outcome.ok).toBe(true);
    }
    await expect(addToBasket(outsider, form(world.rooms.haute, "09:00", "10:00"))).rejects.toMatchObject({
      name: "NotFound",
    });
    const basket = await basketOf(outsider);
    expect(basket.cents).toBe(3000);
    expect((await basketOf(neighbour)).lines).toEqual([]);
    const outcome = await confirmBasket(outsider, { id: newId(), itemIds: basket.lines.map(({ id }) => id) });
    expect(outcome).toMatchObject({ ok: true });
  });

  it("repeats a booking, changes all its dates or those from one on, and ends it; another guest sees nothing of it", async () => {
    const id = newId();
    const weekly = {
      id,
      resourceId: world.rooms.pressoir.id,
      title: "Répétition",
      schedule: {
        firstDay: workday(4),
        from: 1140,
        minutes: 60,
        repetition: {
          frequency: { every: "week" as const, interval: 1, weekdays: [weekdayOf(workday(4))] },
          end: { count: 4 },
        },
        skipsBankHolidays: false,
        skipsSchoolHolidays: false,
      },
      choices: new Map(),
    };
    expect(await startSeries(outsider, weekly)).toMatchObject({ ok: true });
    const dates = async () => (await seriesOf(outsider, id)).bookings;
    expect((await dates()).map(({ state, price }) => [state, price?.cents])).toEqual(
      [1, 2, 3, 4].map(() => ["confirmed", 1500]),
    );
    await expect(seriesOf(neighbour, id)).rejects.toMatchObject({ name: "NotFound" });
    expect(await asGuest(neighbour, "select id from series")).toEqual([]);
    const third = (await dates())[2]!;
    const changed = await changeSeries(outsider, {
      id,
      scope: "following",
      date: third.recurrence ?? "",
      changes: { from: 1080 },
      choices: new Map(),
    });
    expect(changed).toMatchObject({ ok: true });
    const kept =
      await world.owner`select outside, home_pole_id from series where structure_id = ${outsider.structureId}`;
    expect([...kept]).toEqual([1, 2].map(() => ({ outside: true, home_pole_id: null })));
    expect(await cancelSeries(outsider, { id })).toMatchObject({ ok: true });
    expect((await dates()).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  });

  it("keeps its booking in sight, and cancels it, when the room is no longer open to anybody", async () => {
    const { owner, rooms } = world;
    const id = await booked(outsider, rooms.pressoir, "13:00", "14:00");
    for (const openTo of ["network", "pole"]) {
      await owner`update resources set open_to = ${openTo} where id = ${rooms.pressoir.id}`;
      const again = await guestOf(world, "outsider");
      expect(await bookingOf(again, id)).toMatchObject({ state: "confirmed", resource: { name: "Salle du Pressoir" } });
      expect((await listResources(again, ALL_BY_NAME, NO_WORDS)).items).toEqual([]);
      expect(await requestBooking(again, form(rooms.pressoir, "14:00", "15:00"))).toMatchObject({
        ok: false,
        problem: { code: "not_open_to_you" },
      });
    }
    await owner`update resources set archived_at = now() where id = ${rooms.pressoir.id}`;
    expect(await cancelBooking(await guestOf(world, "outsider"), { id })).toMatchObject({ ok: true });
    await owner`update resources set archived_at = null, open_to = 'public' where id = ${rooms.pressoir.id}`;
  });
});

describe("whoever passes by", () => {
  it("is told which pôles open something, and sees it without saying who they are", async () => {
    expect(await publicDoors()).toMatchObject([{ slug: "val-d-orme", things: 1 }]);
    expect(await passerBy("marais", "fr")).toBeNull();
    expect(await passerBy("nowhere", "fr")).toBeNull();
    const actor = (await passerBy("val-d-orme", "fr"))!;
    const page = await listResources(actor, ALL_BY_NAME, NO_WORDS);
    expect(page.items.map(({ name, rate }) => [name, rate?.hourCents])).toEqual([["Salle du Pressoir", 1500]]);
    const week = await weekOf(actor, world.rooms.pressoir.id, startOfWeek(day));
    const segments = week.days.find(({ date }) => date === day)!.segments;
    expect(segments.some(({ kind }) => kind === "taken")).toBe(true);
    expect(segments.every(({ occupation }) => occupation === null)).toBe(true);
    await expect(resourceOf(actor, world.rooms.etang.id)).rejects.toMatchObject({ name: "NotFound" });
    expect(await requestBooking(actor, form(world.rooms.pressoir, "19:00", "20:00"))).toMatchObject({
      ok: false,
      problem: { code: "not_allowed" },
    });
    expect((await bookingsOf(actor, { scope: "pole", when: "upcoming" }).catch(() => ({ items: [] }))).items).toEqual(
      [],
    );
  });
});
