import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "../../db/transaction";
import {
  cancelBooking,
  findFree,
  freeIntervals,
  monthOf,
  planningOf,
  requestBooking,
  weekOf,
} from "../../server/bookings";
import { circumstancesOf } from "../../server/bookings/asker";
import { readBookables } from "../../server/bookings/bookable";
import { readClaims } from "../../server/bookings/claims";
import { dayOfYear, hoursOn } from "../../server/bookings/opening";
import { claimPeriod, decideBooking, unitsNeeded } from "../../server/bookings/rules";
import { NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, startOfWeek, weekdayOf } from "../../server/kernel/time";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

async function book(resourceId: string, from: string, to: string, more: { title?: string; date?: string } = {}) {
  const { date = day, title } = more;
  const form = { id: newId(), resourceId, start: at(date, from), end: at(date, to), title };
  const outcome = await requestBooking(world.actors.employee, form);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

const search = (from: string, to: string, more = {}) =>
  findFree(world.actors.employee, { start: at(day, from), end: at(day, to), kind: "room", ...more });

describe("what is free", () => {
  test("the smallest that is large enough comes first, with its price and its day", async () => {
    await book(world.rooms.pressoir.id, "08:00", "10:00");
    const { offers, nextCursor } = await search("14:00", "17:00", { attendees: 12 });
    expect(offers.map(({ name }) => name)).toEqual([
      "Salle du Pressoir",
      "Salle Haute, côté cour",
      "Salle Haute, côté jardin",
      "Salle Haute",
    ]);
    expect(nextCursor).toBeNull();
    const [pressoir, cour] = offers;
    expect(pressoir).toMatchObject({
      owner: { name: "La Grande Tablée", colour: 4 },
      place: { name: "Ancienne Filature", town: "Brizac" },
      capacity: 14,
      accessible: true,
      photo: null,
      price: { cents: 1800 },
    });
    expect(cour?.price.reasons).toEqual([{ kind: "no_charge", customer: "member", cents: 0 }]);
    expect(pressoir?.day.segments.map(({ kind, start, end }) => [kind, start / 60, end / 60])).toEqual([
      ["closed", 0, 8],
      ["taken", 8, 10],
      ["free", 10, 20],
      ["closed", 20, 24],
    ]);
  });

  test("what is taken is nearly free, at another hour or for less long", async () => {
    await book(world.rooms.pressoir.id, "14:00", "15:00");
    await book(world.rooms.cour.id, "16:00", "20:00");
    const { offers, nearlyFree } = await search("14:00", "17:00", { attendees: 12 });
    expect(offers.map(({ name }) => name)).toEqual(["Salle Haute, côté jardin"]);
    expect(nearlyFree.map(({ name, how, start, end }) => ({ name, how, start, end }))).toEqual([
      { name: "Salle du Pressoir", how: "shorter", start: at(day, "15:00"), end: at(day, "17:00") },
      { name: "Salle Haute, côté cour", how: "shorter", start: at(day, "14:00"), end: at(day, "16:00") },
      { name: "Salle Haute", how: "shorter", start: at(day, "14:00"), end: at(day, "16:00") },
    ]);
  });

  test("words, equipment, place and owner narrow it down, accents and capitals aside", async () => {
    const names = async (more: object) => (await search("14:00", "15:00", more)).offers.map(({ name }) => name);
    expect(await names({ q: "etang" })).toEqual(["Salle de l'Étang"]);
    expect(await names({ q: "FENÊTRES longue" })).toEqual(["Salle du Pressoir"]);
    expect(await names({ q: "100%_\\" })).toEqual([]);
    expect(await names({ q: "eta\0ng", kind: "roo\0m" })).toEqual(["Salle de l'Étang"]);
    expect(await names({ features: ["video", "screen"] })).toEqual(["Salle du Pressoir"]);
    expect(await names({ ownerId: world.structures.gue.id })).toEqual(["Studio de veille"]);
    expect(await names({ kind: "equipment" })).toEqual(["Vidéoprojecteurs"]);
  });

  test("pages follow each other without a gap or a double", async () => {
    const all = (await search("14:00", "15:00")).offers.map(({ name }) => name);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof findFree>> = await search("14:00", "15:00", { limit: 2, cursor });
      paged.push(...page.offers.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all).toHaveLength(6);
  });

  test("another pôle's rooms are never there", async () => {
    const zone = world.poles.marais.timeZone;
    const start = at(day, "10:00", zone);
    const found = await findFree(world.actors.neighbour, { start, end: at(day, "12:00", zone) });
    expect(found.offers.map(({ name }) => name)).toEqual(["Case du Lagon"]);
  });

  test("senseless periods are free nowhere, and break nothing", async () => {
    const start = at(day, "14:00");
    for (const end of [start, new Date(0), new Date("9999-12-31T00:00:00Z"), new Date(start.getTime() + 1)]) {
      expect((await findFree(world.actors.employee, { start, end })).offers).toEqual([]);
    }
    const ancient = { start: new Date("1900-01-01T00:00:00Z"), end: new Date("2999-01-01T00:00:00Z") };
    expect((await findFree(world.actors.employee, ancient)).offers).toEqual([]);
  });
});

describe("the same rules in SQL and in TypeScript", () => {
  test("what the search offers is what booking would allow", { timeout: 120_000 }, async () => {
    const ids = await manyRooms();
    const { employee } = world.actors;
    const halfHours = fc.integer({ min: 0, max: 47 }).map((n) => n * 30);
    const minutes = fc.oneof(
      { weight: 5, arbitrary: halfHours },
      fc.nat(287).map((n) => n * 5),
    );
    let offered = 0;
    const nights = fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 5);
    const period = fc.record({ later: fc.integer({ min: 0, max: 25 }), from: minutes, to: minutes, nights });
    await fc.assert(
      fc.asyncProperty(period, fc.constantFrom(1, 1, 2), async ({ later, from, to, nights }, quantity) => {
        const date = addDays(workday(1), later);
        const [start, end] = [at(date, text(from)), at(addDays(date, nights), text(to))];
        fc.pre(start < end);
        const found = await findFree(employee, { start, end, kind: "odd", quantity, limit: 200 });
        const allowed = await inTransaction(employee, async (tx, now) => {
          const allowed = [];
          for (const resource of await readBookables(tx, ids)) {
            const { id, rules, unitIds, groups } = resource;
            if (decideBooking(resource, { start, end, quantity }, circumstancesOf(employee, now)).length > 0) continue;
            const claims = await readClaims(tx, unitIds, claimPeriod(rules, { start, end }), employee.structureId);
            const free = unitIds.length - new Set(claims.map(({ unitId }) => unitId)).size;
            if (free >= unitsNeeded(rules, groups, quantity)[0]!) allowed.push(id);
          }
          return allowed;
        });
        // A hall is never two: there a quantity is refused by the rules, and not asked about by a search.
        const asked = found.offers
          .map(({ resourceId }) => resourceId)
          .filter((id) => quantity === 1 || divided.has(id));
        expect(asked.sort()).toEqual(allowed.sort());
        offered += asked.length;
      }),
      { numRuns: 250 },
    );
    expect(offered).toBeGreaterThan(90);
  });

  test("search, week, planning and month agree on every day of a year: seasons, closures, holidays", async () => {
    const { employee } = world.actors;
    const pole_id = world.poles.orme.id;
    const today = addDays(workday(1), -4);
    const rooms: { id: string; reason: string }[] = [];
    const add = async (reason: string, more: object) => {
      const id = newId();
      rooms.push({ id, reason });
      const unit_id = newId();
      const structure_id = world.structures.gue.id;
      const horizon = { horizon_days: 500, max_minutes: 3000, step_minutes: 60, min_minutes: 60 };
      const resource = { id, pole_id, structure_id, kind: "yearly", name: reason, capacity: 4, ...horizon, ...more };
      await world.owner`insert into resources ${world.owner(resource)}`;
      await world.owner`insert into units (id, pole_id) values (${unit_id}, ${pole_id})`;
      await world.owner`insert into resource_units values (${pole_id}, ${id}, ${unit_id})`;
      for (let weekday = 1; weekday <= 7; weekday += 1) {
        await world.owner`insert into opening_hours values (${pole_id}, ${id}, ${weekday}, 0, 1440)`;
      }
      return id;
    };
    await add("always", {});
    await add("bank holidays", { closes_bank_holidays: true });
    await add("school holidays", { closes_school_holidays: true });
    await addSeason(await add("winter", {}), 1101, 331, [[600, 960]]);
    const summer = await add("summer, closed in August", { closes_bank_holidays: true });
    await addSeason(summer, 501, 731, [[480, 1440]]);
    await addSeason(summer, 801, 831, []);
    await addSeason(summer, 901, 930, [[480, 1440]]);
    const closed = await add("closures", {});
    for (const later of [3, 30, 31, 200]) {
      const first = addDays(today, later);
      await world.owner`insert into closures values (${newId()}, ${pole_id}, ${closed}, ${first}, ${addDays(first, later % 5)})`;
    }
    await world.owner`update poles set holiday_zone = 'alsace-moselle', school_zone = 'B' where id = ${pole_id}`;
    const filters = { kind: "yearly" };
    const unlike: string[] = [];
    const seen = new Map<string, number>();
    for (let later = 5; later < 400; later += 1) {
      const date = addDays(today, later);
      const periods = [
        { start: at(date, "10:00"), end: at(date, "11:00") },
        { start: at(date, "20:00"), end: at(addDays(date, 1), "2:00") },
      ];
      const found = await Promise.all(periods.map((period) => findFree(employee, { ...period, ...filters })));
      const resources = await inTransaction(employee, (tx, now) =>
        readBookables(
          tx,
          rooms.map(({ id }) => id),
        ).then((read) => ({ read, now })),
      );
      for (const { id, reason } of rooms) {
        const resource = resources.read.find((each) => each.id === id)!;
        const circumstances = circumstancesOf(employee, resources.now);
        for (const [rank, period] of periods.entries()) {
          const offered = found[rank]!.offers.some(({ resourceId }) => resourceId === id);
          const allowed = decideBooking(resource, { ...period, quantity: 1 }, circumstances).length === 0;
          if (offered !== allowed) unlike.push(`${reason} ${date} ${rank} search ${offered} rules ${allowed}`);
          if (!allowed && rank === 0) seen.set(reason, (seen.get(reason) ?? 0) + 1);
        }
      }
      if (later % 7 !== 5) continue;
      const [planning, month] = await Promise.all([
        planningOf(employee, { from: date, days: 7, filters }),
        monthOf(employee, { from: date, days: 7, filters }),
      ]);
      for (const { id, reason } of rooms) {
        const resource = resources.read.find((each) => each.id === id)!;
        const week = await weekOf(employee, id, date);
        const rows = [planning.rows, month.rows].map((list) => list.find(({ resourceId }) => resourceId === id)!);
        for (let n = 0; n < 7; n += 1) {
          const minutes = hoursOn(resource.hours, addDays(date, n)).reduce(
            (sum, each) => sum + each.end - each.start,
            0,
          );
          const opened = (segments: readonly { kind: string; start: number; end: number }[]) =>
            segments.reduce((sum, { kind, start, end }) => (kind === "closed" ? sum : sum + end - start), 0);
          const said = [
            opened(week.days[n]!.segments),
            opened((rows[0]!.days[n] as (typeof week.days)[number]).segments),
            (rows[1]!.days[n] as { openMinutes: number }).openMinutes,
          ];
          if (said.some((each) => each !== minutes))
            unlike.push(`${reason} ${addDays(date, n)} ${said.join(", ")} for ${minutes}`);
        }
      }
    }
    await world.owner`update poles set holiday_zone = 'metropole', school_zone = null where id = ${pole_id}`;
    expect(unlike).toEqual([]);
    expect(seen.get("always")).toBeUndefined();
    // Thirteen or more fall within any 395 days.
    expect(seen.get("bank holidays")).toBeGreaterThanOrEqual(13);
    expect(seen.get("closures")).toBeGreaterThanOrEqual(6);
    expect(seen.get("summer, closed in August")).toBeGreaterThanOrEqual(31);
  });

  async function addSeason(resourceId: string, from: number, to: number, hours: [number, number][] = [[540, 780]]) {
    const [id, pole_id] = [newId(), world.poles.orme.id];
    await world.owner`insert into seasons values (${id}, ${pole_id}, ${resourceId}, 'Saison', ${from}, ${to})`;
    for (let weekday = 1; weekday <= 6; weekday += 1) {
      for (const [opens, closes] of hours) {
        await world.owner`insert into opening_hours values (${pole_id}, ${resourceId}, ${weekday}, ${opens}, ${closes}, ${id})`;
      }
    }
  }

  const text = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  const divided = new Set<string>();

  /** Sixty resources of odd hours, rules and claims. */
  async function manyRooms(): Promise<string[]> {
    const draw = (seed: number) => {
      let state = seed * 7919 + 13;
      return (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    };
    const ids: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const pick = draw(n);
      const id = newId();
      ids.push(id);
      const pole_id = world.poles.orme.id;
      const whole = pick(3) > 0;
      if (!whole) divided.add(id);
      const step = [5, 15, 30, 60][pick(4)]!;
      const structure_id = world.structures.gue.id;
      const owner_id = pick(2) === 0 ? structure_id : world.structures.tablee.id;
      await world.owner`insert into resources ${world.owner({
        id,
        pole_id,
        structure_id: owner_id,
        kind: "odd",
        name: `Ressource ${n}`,
        capacity: 1 + pick(20),
        takes_all_units: whole,
        step_minutes: step,
        min_minutes: step * (1 + pick(3)),
        max_minutes: [240, 600, 1440, 10_000][pick(4)]!,
        notice_minutes: [0, 600, 10_000][pick(3)]!,
        horizon_days: [10, 30, 90][pick(3)]!,
        buffer_before_minutes: pick(2) * 15,
        buffer_after_minutes: pick(3) * 20,
        open_to: ["pole", "pole", "named", "network"][pick(4)]!,
        closes_bank_holidays: pick(2) === 0,
        closes_school_holidays: pick(3) === 0,
      })}`;
      for (let weekday = 1; weekday <= 7; weekday += 1) {
        const shape = pick(4);
        const opens =
          shape === 0
            ? [[0, 1440]]
            : shape === 1
              ? [
                  [480 + pick(4) * 15, 720],
                  [720 + pick(2) * 60, 1200],
                ]
              : [];
        const late =
          shape === 2
            ? [
                [0, 120],
                [1080, 1440],
              ]
            : [];
        for (const [from, to] of [...opens, ...late]) {
          await world.owner`insert into opening_hours values (${pole_id}, ${id}, ${weekday}, ${from!}, ${to!})`;
        }
      }
      if (pick(2) === 0)
        await addSeason(id, dayOfYear(addDays(workday(1), pick(20))), dayOfYear(addDays(day, -pick(9))));
      // Never two on one day.
      else if (pick(3) === 0) await addSeason(id, dayOfYear(addDays(workday(1), pick(9))), dayOfYear(addDays(day, 12)));
      for (let closure = 0; closure < pick(4); closure += 1) {
        const first = addDays(workday(1), pick(25));
        await world.owner`insert into closures values (${newId()}, ${pole_id}, ${id}, ${first}, ${addDays(first, pick(3))})`;
      }
      if (pick(3) === 0) {
        const may_book = pick(2) === 0;
        await world.owner`insert into resource_structures values (${pole_id}, ${id}, ${structure_id}, ${may_book})`;
      }
      const booking_id = newId();
      await world.owner`
        insert into bookings (id, pole_id, resource_id, structure_id, person_id, starts_at, ends_at)
        values (${booking_id}, ${pole_id}, ${id}, ${structure_id}, ${world.people.employee.id}, now(), now() + interval '1 hour')`;
      for (let unit = 0; unit <= pick(3); unit += 1) {
        const unit_id = newId();
        await world.owner`insert into units (id, pole_id) values (${unit_id}, ${pole_id})`;
        await world.owner`insert into resource_units values (${pole_id}, ${id}, ${unit_id})`;
        let from = at(workday(1), "00:00").getTime();
        for (let claim = 0; claim < 20; claim += 1) {
          const start = from + pick(90) * 1_800_000;
          const end = start + (1 + pick(12)) * 900_000;
          await world.owner`
            insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at, released_at)
            values (${newId()}, ${pole_id}, ${booking_id}, ${unit_id}, ${new Date(start)}, ${new Date(end)},
                    ${pick(5) === 0 ? new Date() : null})`;
          from = end;
        }
      }
    }
    return ids;
  }
});

describe("when one resource is free", () => {
  test("the free intervals are those that can be booked, buffers and notice aside", async () => {
    const { id } = world.rooms.veille;
    await book(id, "10:00", "12:00");
    await book(id, "13:15", "14:00");
    const free = await freeIntervals(world.actors.employee, id, at(day, "08:00"), at(day, "18:00"));
    expect(free).toEqual([
      { start: at(day, "08:00"), end: at(day, "09:15") },
      { start: at(day, "14:45"), end: at(day, "18:00") },
    ]);
  });

  test("of three projectors, each interval can be booked whole", async () => {
    const { id } = world.rooms.projectors;
    for (let n = 0; n < 3; n += 1) await book(id, "10:00", "11:00");
    const free = await freeIntervals(world.actors.employee, id, at(day, "09:00"), at(day, "13:00"));
    expect(free).toEqual([
      { start: at(day, "09:00"), end: at(day, "10:00") },
      { start: at(day, "11:00"), end: at(day, "13:00") },
    ]);
  });

  test("nothing is free in the past, beyond the horizon, of an archived room, or of another pôle's", async () => {
    const { id } = world.rooms.etang;
    const { employee, neighbour } = world.actors;
    const yesterday = new Date(Date.now() - 86_400_000);
    expect(await freeIntervals(employee, id, new Date(0), yesterday)).toEqual([]);
    expect(await freeIntervals(employee, id, at(addDays(day, 200), "00:00"), at(addDays(day, 230), "00:00"))).toEqual(
      [],
    );
    await world.owner`update resources set archived_at = now() where id = ${id}`;
    expect(await freeIntervals(employee, id, at(day, "00:00"), at(day, "20:00"))).toEqual([]);
    await world.owner`update resources set archived_at = null where id = ${id}`;
    await expect(freeIntervals(neighbour, id, yesterday, new Date())).rejects.toThrow(NotFound);
  });
});

describe("the week of a room", () => {
  test("seven days from Monday, with what may be read of each booking", async () => {
    const { id } = world.rooms.etang;
    await book(id, "14:00", "15:00", { title: "Secret" });
    const monday = startOfWeek(day);
    const week = await weekOf(world.actors.owner, id, monday);
    expect(week.days.map(({ date }) => date)).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n)));
    const segments = week.days[weekdayOf(day) - 1]!.segments;
    expect(segments.find(({ kind }) => kind === "taken")).toMatchObject({
      start: 840,
      end: 900,
      occupation: { structureName: "Les Jardins du Gué", structureColour: 2, ours: false, title: null },
    });
    const ours = await weekOf(world.actors.colleague, id, monday);
    expect(ours.days[weekdayOf(day) - 1]!.segments.find(({ kind }) => kind === "ours")).toMatchObject({
      occupation: { title: "Secret" },
    });
    await expect(weekOf(world.actors.neighbour, id, monday)).rejects.toThrow(NotFound);
  });

  test("half of a hall taken shows on the hall, once", async () => {
    await book(world.rooms.jardin.id, "10:00", "11:00");
    const { days } = await weekOf(world.actors.owner, world.rooms.haute.id, startOfWeek(day));
    const { segments } = days[weekdayOf(day) - 1]!;
    expect(segments.map(({ kind, start, end }) => [kind, start / 60, end / 60])).toEqual([
      ["closed", 0, 8],
      ["free", 8, 10],
      ["taken", 10, 11],
      ["free", 11, 20],
      ["closed", 20, 24],
    ]);
    expect(segments[2]?.occupation?.resourceId).toBe(world.rooms.jardin.id);
  });
});

describe("the planning", () => {
  test("rooms by name with their days, filtered, page by page", async () => {
    const { employee } = world.actors;
    await book(world.rooms.haute.id, "10:00", "11:00");
    const filters = { kind: "room" };
    const all = await planningOf(employee, { from: day, days: 2, filters });
    expect(all.dates).toEqual([day, addDays(day, 1)]);
    const names = all.rows.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "fr")));
    const hall = all.rows.find(({ resourceId }) => resourceId === world.rooms.haute.id)!;
    expect(hall.days[0]?.segments.filter(({ kind }) => kind === "ours")).toHaveLength(1);
    const page = await planningOf(employee, { from: day, days: 1, filters, limit: 4 });
    const rest = await planningOf(employee, { from: day, days: 1, filters, limit: 4, cursor: page.nextCursor });
    expect([...page.rows, ...rest.rows].map(({ name }) => name)).toEqual(names);
    expect(rest.nextCursor).toBeNull();
  });

  test("a month counts bookings, ours among them, and minutes, each day", async () => {
    const { employee, owner } = world.actors;
    const { jardin, haute, veille } = world.rooms;
    await book(jardin.id, "10:00", "11:00");
    const theirs = await requestBooking(owner, {
      id: newId(),
      resourceId: jardin.id,
      start: at(day, "14:00"),
      end: at(day, "16:00"),
    });
    const gone = await book(jardin.id, "18:00", "19:00");
    await cancelBooking(employee, { id: gone.id });
    expect(theirs.ok).toBe(true);
    const night = await requestBooking(employee, {
      id: newId(),
      resourceId: veille.id,
      start: at(day, "22:00"),
      end: at(addDays(day, 1), "03:00"),
    });
    expect(night.ok).toBe(true);
    const month = await monthOf(employee, { from: day, days: 3, filters: { kind: "room" } });
    const of = (id: string) => month.rows.find(({ resourceId }) => resourceId === id)!.days;
    expect(of(jardin.id)[0]).toEqual({ date: day, bookings: 2, ours: 1, takenMinutes: 180, openMinutes: 720 });
    expect(of(haute.id)[0]).toMatchObject({ bookings: 2, takenMinutes: 90 });
    expect(of(veille.id).map(({ bookings, takenMinutes }) => [bookings, takenMinutes])).toEqual([
      [1, 120],
      [1, 180],
      [0, 0],
    ]);
  });
});
