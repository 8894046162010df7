import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlaps } from "../kernel/intervals";
import { addDays, instantAt, parseTime } from "../kernel/time";
import { alternativesOn, daysLookedAt } from "./alternatives";
import { freeByUnit, freeIntervals, unitsFree, type Claimed } from "./availability";
import { describeDays, freeOn } from "./day";
import { everyWeek, openPeriods } from "./opening";
import { claimPeriod, decideBooking, type BookingRules, type Wanted } from "./rules";

const PARIS = "Europe/Paris";
const DAY = "2026-11-26";
const NOW = at("06:00");
const RULES: BookingRules = {
  capacity: 14,
  units: 1,
  takesAllUnits: true,
  stepMinutes: 30,
  minMinutes: 60,
  maxMinutes: 600,
  noticeMinutes: 0,
  horizonDays: 90,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  archived: false,
};
const HOURS = everyWeek([1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: 480, closes: 1200 })));
const OPEN_TO_ALL = { access: { openTo: "pole", ownerId: "owner", named: [] }, quotas: [], prime: null } as const;
const CIRCUMSTANCES = { now: NOW, zone: PARIS, asker: null };

function resource(rules: BookingRules = RULES) {
  return { ...OPEN_TO_ALL, rules, hours: HOURS };
}

function at(time: string, date = DAY): Date {
  return instantAt(date, parseTime(time) ?? NaN, PARIS);
}

function claim(from: string, to: string, unitId = "a", date = DAY): Claimed {
  return { unitId, start: at(from, date).getTime(), end: at(to, date).getTime() };
}

function ways(
  from: string,
  to: string,
  claims: Claimed[],
  rules: Partial<BookingRules> = {},
  more: Partial<Wanted> = {},
) {
  const all = { ...RULES, ...rules };
  const { first, last } = daysLookedAt(all, at(from), NOW, PARIS);
  const units = [...new Set(["a", ...claims.map(({ unitId }) => unitId)])];
  const free = freeByUnit(all, units, openPeriods(HOURS, first, last, PARIS), claims);
  const wanted = { start: at(from), end: at(to), quantity: 1, ...more };
  return alternativesOn(resource(all), free, wanted, CIRCUMSTANCES);
}

describe("ways out of a refusal", () => {
  test("the same length just after and just before, the nearest first", () => {
    expect(ways("14:00", "16:00", [claim("15:00", "16:30")])).toEqual([
      { kind: "shorter", start: at("14:00"), end: at("15:00") },
      { kind: "earlier", start: at("13:00"), end: at("15:00") },
      { kind: "later", start: at("16:30"), end: at("18:30") },
    ]);
  });

  test("less than half as long is no way out", () => {
    expect(ways("14:00", "18:00", [claim("08:00", "14:00"), claim("15:30", "20:00")])).toEqual([
      { kind: "later", start: at("14:00", "2026-11-27"), end: at("18:00", "2026-11-27") },
    ]);
  });

  test("a request outside hours is moved within them", () => {
    expect(ways("19:00", "21:00", [])).toEqual([
      { kind: "shorter", start: at("19:00"), end: at("20:00") },
      { kind: "earlier", start: at("18:00"), end: at("20:00") },
    ]);
  });

  test("too short is made longer, too long shorter", () => {
    expect(ways("14:00", "14:30", [])[0]).toEqual({ kind: "longer", start: at("14:00"), end: at("15:00") });
    expect(ways("09:00", "19:30", [])[0]).toEqual({ kind: "shorter", start: at("09:00"), end: at("19:00") });
  });

  test("when the day is full, the nearest hour of another day", () => {
    const full = claim("08:00", "20:00");
    expect(ways("14:00", "16:00", [full])).toEqual([
      { kind: "later", start: at("14:00", "2026-11-27"), end: at("16:00", "2026-11-27") },
    ]);
  });

  test("in the past, what is possible today", () => {
    expect(ways("05:00", "07:00", [])[0]).toEqual({ kind: "later", start: at("08:00"), end: at("10:00") });
  });

  test("too many people find no way out on the same resource", () => {
    expect(ways("14:00", "16:00", [], {}, { attendees: 15 })).toEqual([]);
  });

  test("two units of three are looked for together", () => {
    const projectors = { units: 3, takesAllUnits: false };
    const claims = [claim("14:00", "16:00", "b"), claim("14:00", "15:00", "c")];
    expect(ways("14:00", "15:00", claims, projectors, { quantity: 2 })).toEqual([
      { kind: "later", start: at("15:00"), end: at("16:00") },
      { kind: "earlier", start: at("13:00"), end: at("14:00") },
    ]);
  });
});

describe("free time", () => {
  test("buffers keep a booking away from its neighbours, on both sides", () => {
    const rules = { takesAllUnits: true, bufferBeforeMinutes: 15, bufferAfterMinutes: 30 };
    const open = openPeriods(HOURS, DAY, DAY, PARIS);
    const taken = claimPeriod(rules, { start: at("12:00"), end: at("13:00") });
    const claims = [{ unitId: "a", start: taken.start.getTime(), end: taken.end.getTime() }];
    expect(freeByUnit(rules, ["a"], open, claims)).toEqual([
      [
        { start: at("08:00").getTime(), end: at("11:15").getTime() },
        { start: at("13:45").getTime(), end: at("20:00").getTime() },
      ],
    ]);
  });

  test("of several units, each interval may be booked whole on one of them", () => {
    const free = [[{ start: 0, end: 10 }], [{ start: 2, end: 8 }], [{ start: 5, end: 20 }]];
    expect(freeIntervals(free)).toEqual([
      { start: 0, end: 10 },
      { start: 5, end: 20 },
    ]);
    expect(unitsFree(free, { start: 5, end: 8 })).toBe(3);
    expect(unitsFree(free, { start: 5, end: 12 })).toBe(1);
  });
});

describe("a day described", () => {
  test("it is cut where something changes, from midnight to midnight", () => {
    const room = { rules: RULES, hours: HOURS, unitIds: ["a"] };
    const claims = [
      { ...claim("09:00", "10:00"), occupation: null },
      { ...claim("10:30", "12:00"), occupation: null },
    ];
    const [day] = describeDays(room, claims, [DAY], at("08:40"), PARIS);
    expect(day?.segments.map(({ kind, start, end }) => [kind, start / 60, end / 60])).toEqual([
      ["closed", 0, 8],
      ["past", 8, 8 + 40 / 60],
      ["unavailable", 8 + 40 / 60, 9],
      ["taken", 9, 10],
      ["unavailable", 10, 10.5],
      ["taken", 10.5, 12],
      ["free", 12, 20],
      ["closed", 20, 24],
    ]);
  });

  test("the days of both changes of hour are drawn whole", () => {
    const always = everyWeek([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 })));
    const room = { rules: { ...RULES, horizonDays: 730 }, hours: always, unitIds: ["a"] };
    const night = (utcHour: number, date: number, month: number) => ({
      unitId: "a",
      start: Date.UTC(2027, month, date, utcHour),
      end: Date.UTC(2027, month, date, utcHour + 1),
      occupation: null,
    });
    const [spring] = describeDays(room, [night(1, 28, 2)], ["2027-03-28"], NOW, PARIS);
    expect(spring?.segments.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ["free", 0, 180],
      ["taken", 180, 240],
      ["free", 240, 1440],
    ]);
    const [autumn] = describeDays(room, [night(1, 31, 9)], ["2027-10-31"], NOW, PARIS);
    expect(autumn?.segments.at(0)).toMatchObject({ kind: "free", start: 0 });
    expect(autumn?.segments.at(-1)).toMatchObject({ kind: "free", start: 180, end: 1440 });
  });
});

describe("properties", () => {
  const slots = fc.array(
    fc.record({ from: fc.integer({ min: 0, max: 47 }), length: fc.integer({ min: 1, max: 8 }), day: fc.nat(2) }),
    { maxLength: 12 },
  );
  const wanted = fc.record({ from: fc.integer({ min: 0, max: 140 }), length: fc.integer({ min: 1, max: 80 }) });

  /** Claims that do not overlap, as in the database. */
  function claimsOf(list: readonly { from: number; length: number; day: number }[]): Claimed[] {
    const claims: Claimed[] = [];
    for (const { from, length, day } of list) {
      const start = instantAt(addDays(DAY, day), from * 30, PARIS).getTime();
      const claimed = { unitId: "a", start, end: start + length * 1_800_000 };
      if (!claims.some((other) => overlaps(other, claimed))) claims.push(claimed);
    }
    return claims;
  }

  test("every way out obeys every rule and overlaps nothing", () => {
    fc.assert(
      fc.property(slots, wanted, fc.constantFrom(0, 15, 60), (list, { from, length }, buffer) => {
        const claims = claimsOf(list);
        const rules = { ...RULES, bufferBeforeMinutes: buffer, bufferAfterMinutes: buffer };
        const start = instantAt(DAY, from * 10, PARIS);
        const request = { start, end: new Date(start.getTime() + length * 600_000), quantity: 1 };
        const { first, last } = daysLookedAt(rules, start, NOW, PARIS);
        const free = freeByUnit(rules, ["a"], openPeriods(HOURS, first, last, PARIS), claims);
        for (const way of alternativesOn(resource(rules), free, request, CIRCUMSTANCES)) {
          expect(decideBooking(resource(rules), { ...way, quantity: 1 }, CIRCUMSTANCES)).toEqual([]);
          const held = claimPeriod(rules, way);
          const period = { start: held.start.getTime(), end: held.end.getTime() };
          expect(claims.filter((each) => overlaps(each, period))).toEqual([]);
        }
      }),
    );
  });

  test("what a day shows as free holds the shortest booking, from its first step on", () => {
    fc.assert(
      fc.property(slots, (list) => {
        const claims = claimsOf(list).map((each) => ({ ...each, occupation: null }));
        const room = { rules: RULES, hours: HOURS, unitIds: ["a"] };
        const [day] = describeDays(room, claims, [DAY], NOW, PARIS);
        for (const { start, end } of freeOn(day!)) {
          expect(end - start).toBeGreaterThanOrEqual(60);
          const first = { start: instantAt(DAY, start, PARIS), end: instantAt(DAY, start + 60, PARIS), quantity: 1 };
          expect(decideBooking(resource(), first, CIRCUMSTANCES)).toEqual([]);
        }
      }),
    );
  });
});
