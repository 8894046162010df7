import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, instantAt } from "../kernel/time";
import { heatOf, minutesByHour, pieceMinutes, spanAround, turned } from "./rules";

const ZONES = ["Europe/Paris", "Indian/Reunion", "Pacific/Marquesas", "America/Miquelon", "Asia/Kathmandu"];
const sum = (grid: number[][]) => grid.flat().reduce((total, minutes) => total + minutes, 0);

describe("periods", () => {
  it("are whole months, quarters and years", () => {
    expect(spanAround("month", "2028-02-10")).toEqual({ first: "2028-02-01", last: "2028-02-29" });
    expect(spanAround("quarter", "2026-11-25")).toEqual({ first: "2026-10-01", last: "2026-12-31" });
    expect(spanAround("year", "2026-11-25")).toEqual({ first: "2026-01-01", last: "2026-12-31" });
  });

  it("are compared with the one before, of the same kind", () => {
    expect(turned("month", { first: "2026-03-01", last: "2026-03-31" }, -1)).toEqual({
      first: "2026-02-01",
      last: "2026-02-28",
    });
    expect(turned("quarter", { first: "2026-01-01", last: "2026-03-31" }, -1)).toEqual({
      first: "2025-10-01",
      last: "2025-12-31",
    });
    expect(turned("custom", { first: "2026-11-10", last: "2026-11-16" }, -1)).toEqual({
      first: "2026-11-03",
      last: "2026-11-09",
    });
  });

  it("touch and come back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.constantFrom("month" as const, "quarter" as const, "year" as const),
        (days, span) => {
          const here = spanAround(span, addDays("2024-01-01", days));
          const next = turned(span, here, 1);
          expect(next.first).toBe(addDays(here.last, 1));
          expect(turned(span, next, -1)).toEqual(here);
          expect(daysBetween(here.first, here.last)).toBeGreaterThan(26);
        },
      ),
    );
  });
});

describe("minutes by hour and weekday", () => {
  it("sum to the minutes told, whatever the zone and the change of hour", () => {
    const start = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 });
    const period = fc.tuple(start, fc.integer({ min: 1, max: 4000 }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), fc.constantFrom(...ZONES), (periods, zone) => {
        const intervals = periods.map(([from, minutes]) => ({ start: from * 60_000, end: (from + minutes) * 60_000 }));
        const told = periods.reduce((total, [, minutes]) => total + minutes, 0);
        expect(sum(minutesByHour(intervals, zone))).toBeCloseTo(told, 6);
      }),
      { numRuns: 60 },
    );
  });

  it("are those of the clock on the wall: the hour skipped is empty, the one that comes twice counts twice", () => {
    const night = (date: string) =>
      minutesByHour(
        [{ start: instantAt(date, 0, "Europe/Paris").getTime(), end: instantAt(date, 360, "Europe/Paris").getTime() }],
        "Europe/Paris",
      )[6]!.slice(0, 6);
    expect(night("2027-03-28")).toEqual([60, 60, 0, 60, 60, 60]);
    expect(night("2027-10-31")).toEqual([60, 60, 120, 60, 60, 60]);
  });

  it("are cut in hours where clocks are on the hour, finer elsewhere", () => {
    const at = [new Date("2026-01-15T10:00Z"), new Date("2026-07-15T10:00Z")];
    expect(ZONES.map((zone) => pieceMinutes(zone, at))).toEqual([60, 60, 15, 60, 15]);
  });
});

it("a cell is the darker the more of its open time is taken, and dark outside opening hours too", () => {
  expect([0, 1, 20, 21, 60, 100, 130].map((taken) => heatOf(taken, 100, 200))).toEqual([0, 1, 1, 2, 3, 5, 5]);
  expect(heatOf(100, 0, 200)).toBe(3);
});
