import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt, parseTime } from "../kernel/time";
import type { UnitGroup } from "./availability";
import { everyWeek, type OpeningHours } from "./opening";
import {
  claimPeriod,
  decideBooking,
  unitsNeeded,
  type Access,
  type Asker,
  type BookingRules,
  type Wanted,
} from "./rules";

const PARIS = "Europe/Paris";
const RULES: BookingRules = {
  capacity: 14,
  units: 1,
  takesAllUnits: true,
  stepMinutes: 30,
  minMinutes: 60,
  maxMinutes: 600,
  noticeMinutes: 120,
  horizonDays: 90,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  archived: false,
};
const OPEN_TO_ALL = { access: { openTo: "pole", ownerId: "owner", named: [] }, quotas: [], prime: null } as const;
/** Monday to Friday from 8 to 12 and 13 to 20, Saturday morning. */
const HOURS: OpeningHours[] = [
  ...[1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opens: 480, closes: 720 },
    { weekday, opens: 780, closes: 1200 },
  ]),
  { weekday: 6, opens: 540, closes: 780 },
];
const ALWAYS: OpeningHours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));

/** Thursday 26 November 2026. */
const DAY = "2026-11-26";
const NOW = at("2026-11-26", "07:00");

function at(date: string, time: string, zone = PARIS): Date {
  return instantAt(date, parseTime(time) ?? NaN, zone);
}

function wanted(from: string, to: string, more: Partial<Wanted> = {}): Wanted {
  return { start: at(DAY, from), end: at(DAY, to), quantity: 1, ...more };
}

function decide(request: Wanted, rules: Partial<BookingRules> = {}, hours = HOURS, now = NOW, zone = PARIS) {
  const resource = { ...OPEN_TO_ALL, rules: { ...RULES, ...rules }, hours: everyWeek(hours) };
  return decideBooking(resource, request, { now, zone, asker: null });
}

const codes = (...args: Parameters<typeof decide>) => decide(...args).map(({ code }) => code);

describe("what a request breaks", () => {
  test("a request within the rules breaks none", () => {
    expect(decide(wanted("14:00", "17:00", { attendees: 14 }))).toEqual([]);
  });

  test("an archived resource is refused before anything else", () => {
    expect(codes(wanted("17:00", "14:00"), { archived: true })).toEqual(["archived"]);
  });

  test("an end before its start, or at it, says nothing of the rest", () => {
    expect(codes(wanted("17:00", "14:00"))).toEqual(["ends_before_start"]);
    expect(codes(wanted("14:00", "14:00"))).toEqual(["ends_before_start"]);
  });

  test("the past is refused with the next possible hour", () => {
    const now = at(DAY, "14:10");
    expect(decide(wanted("14:00", "17:00"), { noticeMinutes: 0 }, HOURS, now)).toEqual([
      { code: "in_the_past", earliest: at(DAY, "14:30") },
    ]);
  });

  test("too soon is told with the notice and the next possible hour", () => {
    expect(decide(wanted("08:00", "10:00"))).toEqual([
      { code: "too_soon", noticeMinutes: 120, earliest: at(DAY, "09:00") },
    ]);
    expect(decide(wanted("09:00", "10:00"))).toEqual([]);
  });

  test("the next possible hour leaves room for the shortest booking", () => {
    const request = { start: at(DAY, "11:00"), end: at(DAY, "12:00"), quantity: 1 };
    expect(decide(request, { noticeMinutes: 30 }, HOURS, at(DAY, "10:45"))).toEqual([
      { code: "too_soon", noticeMinutes: 30, earliest: at(DAY, "13:00") },
    ]);
  });

  test("the next possible hour skips the night and Sunday", () => {
    const saturday = at("2026-11-28", "11:00");
    const request = { start: saturday, end: at("2026-11-28", "12:00"), quantity: 1 };
    expect(decide(request, {}, HOURS, saturday)).toEqual([
      { code: "too_soon", noticeMinutes: 120, earliest: at("2026-11-30", "08:00") },
    ]);
  });

  test("where nothing opens before the horizon there is no next possible hour", () => {
    const request = wanted("06:00", "07:00");
    expect(decide(request, { horizonDays: 3 }, [{ weekday: 3, opens: 480, closes: 600 }])).toContainEqual({
      code: "in_the_past",
      earliest: null,
    });
  });

  test("the horizon counts days: the last day is allowed, the next is not", () => {
    const on = (date: string) => ({ start: at(date, "14:00"), end: at(date, "15:00"), quantity: 1 });
    expect(decide(on("2026-12-01"), { horizonDays: 5 })).toEqual([]);
    expect(decide(on("2026-12-02"), { horizonDays: 5 })).toEqual([
      { code: "too_far", horizonDays: 5, lastDay: "2026-12-01" },
    ]);
  });

  test("outside hours is told with the hours of that day", () => {
    expect(decide(wanted("19:00", "21:00"))).toEqual([
      {
        code: "outside_hours",
        day: DAY,
        hours: [
          { start: 480, end: 720 },
          { start: 780, end: 1200 },
        ],
      },
    ]);
    const sunday = { start: at("2026-11-29", "10:00"), end: at("2026-11-29", "11:00"), quantity: 1 };
    expect(decide(sunday)).toEqual([{ code: "outside_hours", day: "2026-11-29", hours: [] }]);
  });

  test("a booking may not span the lunch hour, but may end when it begins", () => {
    expect(codes(wanted("11:00", "14:00"))).toEqual(["outside_hours"]);
    expect(codes(wanted("10:00", "12:00"))).toEqual([]);
  });

  test("steps count from opening time, and closing time is always one", () => {
    const hours = [{ weekday: 4, opens: 510, closes: 1210 }];
    expect(codes(wanted("09:30", "11:30"), { stepMinutes: 60 }, hours)).toEqual([]);
    expect(codes(wanted("10:00", "11:30"), { stepMinutes: 60 }, hours)).toEqual(["off_step"]);
    expect(codes(wanted("18:30", "20:10"), { stepMinutes: 60 }, hours)).toEqual([]);
    expect(codes(wanted("14:10", "16:10"))).toEqual(["off_step"]);
  });

  test("seconds are off every step", () => {
    const start = new Date(at(DAY, "14:00").getTime() + 1000);
    expect(codes({ start, end: at(DAY, "16:00"), quantity: 1 })).toEqual(["off_step"]);
  });

  test("too short and too long are told with the limit", () => {
    expect(decide(wanted("14:00", "14:30"))).toEqual([{ code: "too_short", minMinutes: 60 }]);
    expect(decide(wanted("14:00", "20:00"), { maxMinutes: 240 })).toEqual([{ code: "too_long", maxMinutes: 240 }]);
  });

  test("too many people and too many units are told with how many there are", () => {
    expect(decide(wanted("14:00", "16:00", { attendees: 15 }))).toEqual([
      { code: "too_many_people", attendees: 15, capacity: 14 },
    ]);
    expect(decide(wanted("14:00", "16:00", { quantity: 7 }), { units: 6, takesAllUnits: false })).toEqual([
      { code: "not_enough_units", quantity: 7, units: 6 },
    ]);
    expect(codes(wanted("14:00", "16:00", { quantity: 2 }), { units: 2 })).toEqual(["not_enough_units"]);
    expect(codes(wanted("14:00", "16:00"), { units: 0 })).toEqual(["not_enough_units"]);
  });

  test("every broken rule is told, the most telling first", () => {
    expect(codes(wanted("08:10", "08:20", { attendees: 99 }))).toEqual([
      "too_soon",
      "too_short",
      "off_step",
      "too_many_people",
    ]);
  });
});

describe("nights and changes of hour", () => {
  const night = { maxMinutes: 1440, minMinutes: 15, horizonDays: 730 };

  test("a night is one opening where midnight closes and opens", () => {
    const request = { start: at(DAY, "22:00"), end: at("2026-11-27", "02:00"), quantity: 1 };
    expect(codes(request, night, ALWAYS)).toEqual([]);
    expect(codes(request, night, HOURS)).toContain("outside_hours");
    const closedAtDawn = ALWAYS.map((opening) => ({ ...opening, opens: opening.weekday === 5 ? 60 : 0 }));
    expect(codes(request, night, closedAtDawn)).toEqual(["outside_hours"]);
  });

  test("an end at midnight belongs to the day it ends", () => {
    const evening = [{ weekday: 4, opens: 1200, closes: 1440 }];
    const request = { start: at(DAY, "22:00"), end: at("2026-11-27", "00:00"), quantity: 1 };
    expect(codes(request, night, evening)).toEqual([]);
  });

  test("on the night the clock jumps, 1:00 to 4:00 is two hours", () => {
    const request = { start: at("2027-03-28", "01:00"), end: at("2027-03-28", "04:00"), quantity: 1 };
    expect(codes(request, { ...night, maxMinutes: 120 }, ALWAYS)).toEqual([]);
    expect(codes(request, { ...night, minMinutes: 150 }, ALWAYS)).toEqual(["too_short"]);
  });

  test("on the night the clock goes back, 1:00 to 4:00 is four hours", () => {
    const request = { start: at("2027-10-31", "01:00"), end: at("2027-10-31", "04:00"), quantity: 1 };
    expect(codes(request, { ...night, maxMinutes: 180 }, ALWAYS)).toEqual(["too_long"]);
    expect(codes(request, { ...night, maxMinutes: 240 }, ALWAYS)).toEqual([]);
  });

  test("both hours that the clock shows twice may be booked", () => {
    const first = Date.UTC(2027, 9, 31, 0, 30);
    for (const start of [first, first + 3_600_000]) {
      const request = { start: new Date(start), end: new Date(start + 1_800_000), quantity: 1 };
      expect(codes(request, night, ALWAYS)).toEqual([]);
    }
  });

  test("9:00 stays 9:00 on both sides of a change of hour", () => {
    for (const date of ["2027-03-26", "2027-03-29", "2027-10-29", "2027-11-01"]) {
      const request = { start: at(date, "08:00"), end: at(date, "09:00"), quantity: 1 };
      expect(codes(request, night)).toEqual([]);
      const early = { start: at(date, "07:30"), end: at(date, "08:30"), quantity: 1 };
      expect(codes(early, night)).toEqual(["outside_hours"]);
    }
  });

  test("an opening within the skipped hour opens at its end", () => {
    const hours = [{ weekday: 7, opens: 150, closes: 360 }];
    const request = { start: at("2027-03-28", "03:00"), end: at("2027-03-28", "06:00"), quantity: 1 };
    expect(codes(request, { ...night, stepMinutes: 60 }, hours)).toEqual([]);
  });
});

describe("properties", () => {
  const zones = fc.constantFrom(PARIS, "America/St_Johns", "Indian/Reunion", "Pacific/Auckland", "UTC");
  const minutes = (max: number) => fc.integer({ min: 0, max: max / 5 }).map((n) => n * 5);

  test("a request that breaks no rule is open, in the future, near enough, of an allowed length, everywhere", () => {
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 400 }),
        minutes(1435),
        minutes(1500),
        fc.constantFrom(5, 10, 15, 30, 60),
        fc.integer({ min: 0, max: 3000 }),
        (zone, day, from, length, stepMinutes, noticeMinutes) => {
          const start = instantAt(new Date(Date.UTC(2026, 10, 26 + day)).toISOString().slice(0, 10), from, zone);
          const end = new Date(start.getTime() + length * 60_000);
          const rules = { stepMinutes, noticeMinutes, horizonDays: 365, maxMinutes: 720 };
          const broken = decide({ start, end, quantity: 1 }, rules, HOURS, NOW, zone);
          if (broken.length > 0) return;
          expect(start.getTime()).toBeGreaterThanOrEqual(NOW.getTime() + noticeMinutes * 60_000);
          expect(length).toBeGreaterThanOrEqual(60);
          expect(length).toBeLessThanOrEqual(720);
          // Shrunk from within, it stays open: hours hold for the whole of a period.
          const inner = {
            start: new Date(start.getTime() + 60_000),
            end: new Date(end.getTime() - 60_000),
            quantity: 1,
          };
          expect(codes(inner, rules, HOURS, NOW, zone)).not.toContain("outside_hours");
        },
      ),
    );
  });

  test("the next possible hour that a refusal tells may be booked", () => {
    fc.assert(
      fc.property(
        zones,
        minutes(100_000),
        fc.constantFrom(5, 15, 30, 60),
        minutes(5000),
        (zone, later, step, notice) => {
          const now = new Date(NOW.getTime() + later * 60_000);
          const rules = { stepMinutes: step, minMinutes: 5, noticeMinutes: notice };
          const request = { start: now, end: new Date(now.getTime() + 60_000), quantity: 1 };
          for (const broken of decide({ ...request, start: new Date(now.getTime() - 1) }, rules, HOURS, now, zone)) {
            if (broken.code !== "in_the_past" || !broken.earliest) continue;
            const start = broken.earliest;
            const again = { start, end: new Date(start.getTime() + step * 60_000), quantity: 1 };
            expect(codes(again, rules, HOURS, now, zone)).toEqual([]);
          }
        },
      ),
    );
  });
});

describe("claims", () => {
  test("a claim holds the time to prepare and to tidy", () => {
    const period = { start: at(DAY, "14:00"), end: at(DAY, "16:00") };
    expect(claimPeriod({ bufferBeforeMinutes: 15, bufferAfterMinutes: 30 }, period)).toEqual({
      start: at(DAY, "13:45"),
      end: at(DAY, "16:30"),
    });
  });

  test("a hall takes all its units, projectors as many as are asked for", () => {
    const [halves, projectors] = [
      ["a", "b"],
      ["1", "2", "3", "4", "5", "6"],
    ];
    const needed = (takesAllUnits: boolean, groups: UnitGroup[], quantity: number) =>
      unitsNeeded({ takesAllUnits }, groups, quantity);
    expect(needed(true, [{ unitIds: halves, takes: null }], 1)).toEqual([2]);
    expect(needed(false, [{ unitIds: projectors, takes: null }], 2)).toEqual([2]);
    expect(
      needed(
        true,
        [
          { unitIds: halves, takes: null },
          { unitIds: projectors, takes: 2 },
        ],
        1,
      ),
    ).toEqual([2, 2]);
    expect(needed(true, [{ unitIds: [], takes: null }], 1)).toEqual([1]);
  });
});

describe("who may book", () => {
  const wanted = { start: at(DAY, "14:00"), end: at(DAY, "15:00"), quantity: 1 };
  const asked = (openTo: Access["openTo"], structureId: string, from: Asker["from"]) => {
    const access = { openTo, ownerId: "owner", named: ["named"] };
    const resource = { ...OPEN_TO_ALL, access, rules: RULES, hours: everyWeek(HOURS) };
    const asker = { structureId, from, customer: "member" as const };
    return decideBooking(resource, wanted, { now: NOW, zone: PARIS, asker });
  };

  test.each<[Access["openTo"], string, Asker["from"], boolean]>([
    ["pole", "any", "pole", true],
    ["pole", "any", "network", false],
    ["pole", "any", "outside", false],
    ["named", "named", "pole", true],
    ["named", "any", "pole", false],
    ["named", "owner", "pole", true],
    ["network", "any", "pole", true],
    ["network", "any", "network", true],
    ["network", "any", "outside", false],
    ["public", "any", "network", true],
    ["public", "any", "outside", true],
  ])("open to %s: structure %s, from the %s: %s", (openTo, structureId, from, allowed) => {
    expect(asked(openTo, structureId, from)).toEqual(allowed ? [] : [{ code: "not_open_to_you", openTo }]);
  });
});
