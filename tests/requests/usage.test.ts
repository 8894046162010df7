import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { translator } from "../../app/i18n/translator";
import { usageView } from "../../app/routes/usage/usage-view";
import { addBlocking } from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, instantAt } from "../../server/kernel/time";
import { bookingsBehind, usageOf, type Behind } from "../../server/usage";
import { minutesByHour } from "../../server/usage/rules";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Made {
  start: Date;
  end: Date;
  room?: "pressoir" | "etang" | "haute" | "projectors";
  structure?: "gue" | "tablee";
  state?: string;
  quantity?: number;
  cents?: number;
  fee?: number;
  atCost?: boolean;
}

async function book(...made: Made[]): Promise<void> {
  await world.owner`insert into bookings ${world.owner(
    made.map(
      ({
        start,
        end,
        room = "pressoir",
        structure = "gue",
        state = "confirmed",
        quantity = 1,
        cents = 0,
        fee = 0,
        atCost = false,
      }) => ({
        id: newId(),
        pole_id: world.poles.orme.id,
        resource_id: world.rooms[room].id,
        structure_id: world.structures[structure].id,
        person_id: world.people.employee.id,
        starts_at: start,
        ends_at: end,
        state,
        quantity,
        price_cents: cents,
        cancel_fee_cents: fee,
        at_cost: atCost,
        cancelled_at: state === "cancelled" ? new Date() : null,
      }),
    ),
  )}`;
}
const clear = () => world.owner`delete from bookings`;
const at = (day: string, hour: number) => instantAt(day, hour * 60, "Europe/Paris");
const march = { first: "2027-03-01", last: "2027-03-31" };
const usage = (who: "manager" | "owner" | "treasurer", days = march, resourceId: string | null = null) =>
  usageOf(world.actors[who], { resourceId, days, span: "month" });
const total = (grid: readonly (readonly number[])[]) => grid.flat().reduce((sum, minutes) => sum + minutes, 0);

async function behind(asked: Partial<Behind> & { what: Behind["what"] }) {
  const found = [];
  for (let after: Parameters<typeof bookingsBehind>[2]["after"] = null; ;) {
    const page = await bookingsBehind(
      world.actors.manager,
      { resourceId: null, days: march, ...asked },
      { after, limit: 3 },
    );
    found.push(...page.items);
    if (!(after = page.next)) return found;
  }
}
const sumOf = (items: readonly { minutes: number; cents: number }[], of: "minutes" | "cents") =>
  items.reduce((sum, item) => sum + item[of], 0);

describe("the grid of hours", () => {
  it("sums to the minutes booked, and is that of the clock on the wall, across both changes of hour", async () => {
    const day = fc.integer({ min: -3, max: 34 });
    const booking = fc.record({
      day,
      from: fc.integer({ min: 0, max: 287 }).map((step) => step * 5),
      minutes: fc.integer({ min: 1, max: 700 }).map((step) => step * 5),
      quantity: fc.integer({ min: 1, max: 3 }),
    });
    for (const days of [march, { first: "2027-10-01", last: "2027-10-31" }]) {
      const [first, end] = [at(days.first, 0).getTime(), at(addDays(days.last, 1), 0).getTime()];
      await fc.assert(
        fc.asyncProperty(fc.array(booking, { minLength: 1, maxLength: 12 }), async (bookings) => {
          await clear();
          const made = bookings.map(({ day, from, minutes, quantity }) => {
            const start = instantAt(addDays(days.first, day), from, "Europe/Paris");
            return { start, end: new Date(start.getTime() + minutes * 60_000), room: "projectors" as const, quantity };
          });
          await book(...made);
          const { taken, now } = await usage("manager", days);
          const pieces = made.flatMap(({ start, end: ends, quantity }) => {
            const [from, to] = [Math.max(first, start.getTime()), Math.min(end, ends.getTime())];
            return Array.from({ length: from < to ? quantity : 0 }, () => ({ start: from, end: to }));
          });
          expect(taken).toEqual(minutesByHour(pieces, "Europe/Paris"));
          expect(total(taken)).toBe(now.minutes);
        }),
        { numRuns: 12 },
      );
    }
  }, 60_000);
});

describe("the figures", () => {
  beforeAll(async () => {
    await clear();
    await book(
      { start: at("2027-03-02", 9), end: at("2027-03-02", 12), cents: 1800 },
      { start: at("2027-03-09", 9), end: at("2027-03-09", 10), cents: 600, structure: "tablee" },
      { start: at("2027-03-10", 9), end: at("2027-03-10", 11), room: "haute", atCost: true },
      {
        start: at("2027-03-11", 9),
        end: at("2027-03-11", 10),
        room: "projectors",
        quantity: 2,
        cents: 500,
        state: "returned",
      },
      { start: at("2027-03-12", 9), end: at("2027-03-12", 10), cents: 600, state: "no_show" },
      { start: at("2027-03-13", 9), end: at("2027-03-13", 10), cents: 600, fee: 300, state: "cancelled" },
      { start: at("2027-03-14", 9), end: at("2027-03-14", 10), cents: 600, state: "declined" },
      // Over the end of the month: an hour here, two in April; paid where it starts.
      { start: at("2027-03-31", 23), end: at("2027-04-01", 2), cents: 900 },
      { start: at("2027-02-28", 22), end: at("2027-03-01", 1), cents: 5000, structure: "tablee" },
      { start: at("2027-02-10", 9), end: at("2027-02-10", 11), cents: 1200 },
    );
  });

  it("count time, money, absences and what was given up, beside those of the month before", async () => {
    const { now, then } = await usage("manager");
    expect(now).toEqual({
      bookings: 6,
      minutes: 180 + 60 + 120 + 120 + 60 + 60,
      atCostMinutes: 120,
      cents: 1800 + 600 + 500 + 600 + 300 + 900,
      noShows: 1,
      cancelled: 1,
      averageMinutes: (180 + 60 + 120 + 60 + 180 + 180) / 6,
    });
    expect([then.bookings, then.minutes, then.cents]).toEqual([2, 120 + 120, 6200]);
  });

  it("are the sums of their parts, by structure and by resource", async () => {
    const { now, structures, resources } = await usage("manager");
    for (const parts of [structures, resources]) {
      for (const figure of ["bookings", "minutes", "atCostMinutes", "cents", "noShows", "cancelled"] as const) {
        expect([figure, parts.reduce((sum, part) => sum + part[figure], 0)]).toEqual([figure, now[figure]]);
      }
    }
    expect(structures.map(({ name }) => name)).toEqual(["Les Jardins du Gué", "La Grande Tablée"]);
  });

  it("open onto the bookings that make them, to the minute and to the cent", async () => {
    const { now, taken, structures, resources } = await usage("manager");
    const used = await behind({ what: "used" });
    expect([used.length, sumOf(used, "minutes")]).toEqual([now.bookings, now.minutes]);
    const [noShows, cancelled] = [await behind({ what: "no_show" }), await behind({ what: "cancelled" })];
    expect([noShows.length, cancelled.length]).toEqual([now.noShows, now.cancelled]);
    expect(sumOf([...used, ...noShows, ...cancelled], "cents")).toBe(now.cents);
    expect(sumOf(await behind({ what: "at_cost" }), "minutes")).toBe(now.atCostMinutes);
    for (const { id, minutes } of structures)
      expect(sumOf(await behind({ what: "used", structureId: id }), "minutes")).toBe(minutes);
    for (const { id, minutes } of resources)
      expect(sumOf(await behind({ what: "used", resourceId: id }), "minutes")).toBe(minutes);
    for (const [day, hours] of taken.entries()) {
      for (const [hour, minutes] of hours.entries()) {
        if (minutes > 0)
          expect((await behind({ what: "used", cell: { weekday: day + 1, hour } })).length).toBeGreaterThan(0);
      }
    }
    expect(await behind({ what: "used", cell: { weekday: 7, hour: 20 } })).toEqual([]);
  });

  it("compare with opening hours, each unit for itself, on the days of the month", async () => {
    const one = async (room: "etang" | "projectors") =>
      (await usage("manager", march, world.rooms[room].id)).openMinutes;
    // 23 working days of 12 hours; three projectors of 31 days, one of 23 hours.
    expect(await one("etang")).toBe(23 * 12 * 60);
    expect(await one("projectors")).toBe(3 * (31 * 24 - 1) * 60);
    const { open, openMinutes } = await usage("manager");
    expect(total(open)).toBe(openMinutes);
  });
});

describe("who", () => {
  it("a manager sees the pôle, a treasurer their structure's resources, and nobody else's", async () => {
    expect((await usage("manager")).scope).toEqual({ of: "pole" });
    const gue = await usage("treasurer");
    expect(gue.scope).toEqual({ of: "structure", id: world.structures.gue.id });
    expect(gue.resources.map(({ name }) => name).sort()).toEqual(["Studio de veille", "Vidéoprojecteurs"]);
    expect(gue.now.cents).toBe(500);
    await expect(usage("treasurer", march, world.rooms.pressoir.id)).rejects.toThrow(Forbidden);
    expect((await usage("owner", march, world.rooms.pressoir.id)).now.bookings).toBe(4);
    for (const key of ["employee", "partner", "observer"] as const) {
      const asked = { resourceId: world.rooms.pressoir.id, days: march, span: "month" as const };
      await expect(usageOf(world.actors[key], asked)).rejects.toThrow(Forbidden);
      await expect(
        bookingsBehind(world.actors[key], { ...asked, what: "used" }, { after: null, limit: 5 }),
      ).rejects.toThrow(Forbidden);
    }
    await expect(usage("manager", march, world.rooms.lagon.id)).rejects.toThrow(NotFound);
    const neighbour = await usageOf(world.actors.neighbour, { resourceId: null, days: march, span: "month" });
    expect([neighbour.now.bookings, neighbour.resources.map(({ name }) => name)]).toEqual([0, ["Case du Lagon"]]);
  });
});

describe("open time", () => {
  const HOURS = 23 * 12 * 60;
  const open = async (room: "etang" | "projectors" | "haute" | "cour") =>
    (await usage("manager", march, world.rooms[room].id)).openMinutes;
  const block = (room: "etang" | "projectors" | "haute" | "cour", unit: number, from: Date, to: Date) =>
    addBlocking(world.actors.manager, {
      id: newId(),
      resourceId: world.rooms[room].id,
      kind: "maintenance",
      start: from,
      end: to,
      unitIds: [world.rooms[room].unitIds[unit] ?? ""],
    });
  beforeAll(clear);
  afterEach(async () => {
    await clear();
    await world.owner`delete from blocked_units`;
    await world.owner`delete from blockings`;
  });

  it("is not that of a blocking, but for what the blocking did not take of it; until it is taken back", async () => {
    // Half of it before it opens, or after it closes.
    await block("etang", 0, at("2027-03-02", 18), at("2027-03-03", 10));
    expect(await open("etang")).toBe(HOURS - (2 + 2) * 60);
    // Twice the same time is once.
    const { blockingId } = await block("etang", 0, at("2027-03-02", 19), at("2027-03-03", 9));
    expect(await open("etang")).toBe(HOURS - (2 + 2) * 60);
    await world.owner`update blockings set removed_at = starts_at + interval '30 minutes'`;
    await world.owner`update blocked_units set removed_at = starts_at + interval '30 minutes'`;
    expect(await open("etang")).toBe(HOURS - 60);
    await world.owner`update blocked_units set removed_at = starts_at - interval '1 day' where blocking_id = ${blockingId}`;
    expect(await open("etang")).toBe(HOURS - 30);
  });

  it("counts each unit for itself, and what is taken whole is closed by one of them", async () => {
    const all = await open("projectors");
    await block("projectors", 1, at("2027-03-02", 10), at("2027-03-02", 12));
    expect(await open("projectors")).toBe(all - 120);
    const hall = await open("haute");
    await block("cour", 0, at("2027-03-02", 10), at("2027-03-02", 12));
    expect(await open("haute")).toBe(hall - 120);
  });

  it("never is less than what was used, so that no part is above the whole", async () => {
    // Whoever is excepted books all the same; and hours may have changed since.
    await block("etang", 0, at("2027-03-01", 0), at("2027-04-01", 0));
    await book({ start: at("2027-03-02", 9), end: at("2027-03-02", 12), room: "etang" });
    const seen = await usage("manager", march, world.rooms.etang.id);
    expect([seen.openMinutes, seen.takenOfOpen]).toEqual([180, 180]);
    expect(seen.resources[0]?.openMinutes).toBe(180);
    const actor = world.actors.manager;
    const asked = { word: "mois", span: "month", days: march, instead: null } as const;
    await book(...[9, 9, 10, 20].map((hour) => ({ start: at("2027-03-03", hour), end: at("2027-03-03", hour + 1) })));
    const view = usageView(await usage("manager"), asked, actor, await translator("fr", "usage"));
    const parts = view.heat.days.flatMap(({ cells }) => cells.map(({ text }) => text));
    expect(parts.filter((text) => Number(text) > 100)).toEqual([]);
    expect(parts.some((text) => Number(text) > 0)).toBe(true);
  });

  it("begins on the day it was first shared or used, and ends on the day it was archived", async () => {
    const { id } = world.rooms.etang;
    const [kept] = await world.owner<
      { createdAt: Date }[]
    >`select created_at as "createdAt" from resources where id = ${id}`;
    await world.owner`update resources set created_at = ${at("2027-03-15", 14)} where id = ${id}`;
    // Monday the 15th to Wednesday the 31st.
    expect(await open("etang")).toBe(13 * 12 * 60);
    await book({ start: at("2027-03-11", 9), end: at("2027-03-11", 10), room: "etang" });
    expect(await open("etang")).toBe(15 * 12 * 60);
    await world.owner`update resources set archived_at = ${at("2027-03-18", 9)} where id = ${id}`;
    expect(await open("etang")).toBe(5 * 12 * 60);
    await world.owner`update resources set created_at = ${kept?.createdAt ?? new Date()}, archived_at = null where id = ${id}`;
  });
});
