import fc from "fast-check";
import { expect, test } from "vitest";
import { dayBounds } from "../kernel/time";
import { unitsOfDay } from "./units-of-day";

const ZONE = "Europe/Paris";
const DATE = "2026-11-26";
const { start, end } = dayBounds(DATE, ZONE);
const day = { start: start.getTime(), end: end.getTime() };
const at = (hours: number) => day.start + hours * 3_600_000;

test("two of three projectors are free while one is out, and all of them before and after", () => {
  const byUnit = [
    [
      { start: at(8), end: at(10) },
      { start: at(12), end: at(20) },
    ],
    [{ start: at(8), end: at(20) }],
    [{ start: at(8), end: at(20) }],
  ];
  expect(unitsOfDay(byUnit, day, DATE, ZONE)).toEqual([
    { start: 480, end: 600, free: 3 },
    { start: 600, end: 720, free: 2 },
    { start: 720, end: 1200, free: 3 },
  ]);
});

test("what begins the day before or ends the day after is cut at midnight", () => {
  expect(unitsOfDay([[{ start: at(-5), end: at(30) }]], day, DATE, ZONE)).toEqual([{ start: 0, end: 1440, free: 1 }]);
});

test("nothing is told where nothing is free", () => {
  expect(unitsOfDay([[], []], day, DATE, ZONE)).toEqual([]);
});

test("at every minute, as many are told as units are free then", () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 }))
    .map(([from, length]) => ({ start: at(from / 2), end: at(Math.min(24, (from + length) / 2)) }));
  fc.assert(
    fc.property(fc.array(fc.array(interval, { maxLength: 1 }), { maxLength: 6 }), (byUnit) => {
      const told = unitsOfDay(byUnit, day, DATE, ZONE);
      for (let minute = 15; minute < 1440; minute += 30) {
        const moment = day.start + minute * 60_000;
        const free = byUnit.filter((list) => list.some((one) => one.start <= moment && moment < one.end)).length;
        const said = told.find((stretch) => stretch.start <= minute && minute < stretch.end)?.free ?? 0;
        expect(said).toBe(free);
      }
    }),
  );
});
