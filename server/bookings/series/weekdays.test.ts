import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, startOfWeek, weekdayOf } from "../../kernel/time";
import { daysOf } from "./dates";
import type { Frequency } from "./repetition";
import { areDistinct, dayMoved, frequencyMoved, weekdaysIn } from "./weekdays";

const weekly = (...weekdays: number[]): Frequency => ({ every: "week", interval: 1, weekdays });
const monthly = (nth: number, weekday: number): Frequency => ({ every: "month", interval: 1, on: { nth, weekday } });
/** Monday 4 January 2027. */
const MONDAY = "2027-01-04";

describe("the weekdays of a series", () => {
  test("are those of its week, or the one of its month; a series by day or by date has none to change", () => {
    expect(weekdaysIn(weekly(4, 2))).toEqual([2, 4]);
    expect(weekdaysIn(monthly(2, 5))).toEqual([5]);
    expect(weekdaysIn({ every: "day", interval: 1 })).toEqual([]);
    expect(weekdaysIn({ every: "month", interval: 1, on: { day: 15 } })).toEqual([]);
  });

  test("stay as many: no two become the same, but two may be exchanged", () => {
    expect(areDistinct(weekly(2, 4), new Map([[2, 4]]))).toBe(false);
    const exchanged = new Map([
      [2, 4],
      [4, 2],
    ]);
    expect(areDistinct(weekly(2, 4), exchanged)).toBe(true);
  });
});

describe("a day that becomes another", () => {
  test("stays in its week, before or after", () => {
    expect(dayMoved(addDays(MONDAY, 1), weekly(2), new Map([[2, 4]]))).toBe("2027-01-07");
    expect(dayMoved(addDays(MONDAY, 6), weekly(7), new Map([[7, 1]]))).toBe(MONDAY);
    expect(dayMoved(addDays(MONDAY, 3), weekly(2, 4), new Map([[2, 1]]))).toBe("2027-01-07");
  });

  test("keeps its rank in its month", () => {
    // The second Tuesday of January becomes the second Friday; the last Friday the last Sunday.
    expect(dayMoved("2027-01-12", monthly(2, 2), new Map([[2, 5]]))).toBe("2027-01-08");
    expect(dayMoved("2027-01-29", monthly(-1, 5), new Map([[5, 7]]))).toBe("2027-01-31");
  });

  test("is a day of the rule on its new weekdays, each another one's", () => {
    const weekday = fc.integer({ min: 1, max: 7 });
    const frequency = fc.oneof(
      fc.uniqueArray(weekday, { minLength: 1, maxLength: 6 }).map((weekdays) => weekly(...weekdays)),
      fc.tuple(fc.constantFrom(1, 2, 3, 4, -1), weekday).map(([nth, on]) => monthly(nth, on)),
    );
    fc.assert(
      fc.property(frequency, fc.array(fc.tuple(weekday, weekday), { maxLength: 6 }), (rule, pairs) => {
        const moves = new Map(pairs);
        fc.pre(areDistinct(rule, moves));
        const days = daysOf(MONDAY, { frequency: rule, end: { until: addDays(MONDAY, 200) } });
        if (!days.ok) return;
        const moved = days.value.map((day) => dayMoved(day, rule, moves));
        expect(new Set(moved).size).toBe(moved.length);
        const first = moved.toSorted()[0]!;
        const from = rule.every === "week" ? startOfWeek(first) : `${first.slice(0, 7)}-01`;
        const named = daysOf(from, { frequency: frequencyMoved(rule, moves), end: { until: addDays(MONDAY, 240) } });
        expect(named.ok && moved.every((day) => named.value.includes(day))).toBe(true);
        for (const [rank, day] of moved.entries()) {
          const before = weekdayOf(days.value[rank]!);
          expect(weekdayOf(day)).toBe(moves.get(before) ?? before);
        }
      }),
    );
  });
});
