import { expect, test } from "vitest";
import type { Segment } from "../bookings";
import { doorNow } from "./door";

const segment = (kind: Segment["kind"], start: number, end: number): Segment => ({
  kind,
  start,
  end,
  occupation: null,
});
const day = (minutes: number, segments: Segment[]) => ({ minutes, stepMinutes: 30, minMinutes: 30, segments });

const closed = segment("closed", 0, 480);
const evening = segment("closed", 1200, 1440);

test("a room is free until the next booking, and can be booked from the next half hour", () => {
  const segments = [
    closed,
    segment("past", 480, 607),
    segment("unavailable", 607, 630),
    segment("free", 630, 720),
    segment("taken", 720, 840),
    segment("free", 840, 1200),
    evening,
  ];
  const now = doorNow(day(607, segments));
  expect(now).toMatchObject({ state: "free", until: 720 });
  expect(now.bookable).toEqual([
    { start: 630, end: 660 },
    { start: 630, end: 690 },
  ]);
  expect(now.next).toEqual([segment("taken", 720, 840)]);
});

test("a room is taken until its booking ends, and nothing is proposed", () => {
  const segments = [closed, segment("ours", 480, 720), segment("free", 720, 1200), evening];
  expect(doorNow(day(600, segments))).toMatchObject({ state: "taken", until: 720, bookable: [] });
});

test("a room is closed until it opens, and after hours until the night", () => {
  expect(doorNow(day(400, [closed, segment("free", 480, 1200), evening]))).toMatchObject({
    state: "closed",
    until: 480,
  });
  expect(doorNow(day(1300, [closed, segment("past", 480, 1200), evening]))).toMatchObject({
    state: "closed",
    until: null,
  });
});

test("a room where nobody is, and which must be booked the day before, is free, and not proposed", () => {
  const segments = [closed, segment("past", 480, 600), segment("unavailable", 600, 1200), evening];
  expect(doorNow(day(600, segments))).toMatchObject({ state: "free", until: 1200, bookable: [] });
});

test("a room that somebody blocked is unavailable", () => {
  const segments = [
    closed,
    segment("past", 480, 600),
    { ...segment("unavailable", 600, 900), blocking: { kind: "maintenance" as const, reason: "Vitrier" } },
    segment("free", 900, 1200),
    evening,
  ];
  expect(doorNow(day(600, segments))).toMatchObject({ state: "unavailable", until: 900, bookable: [] });
});

test("what does not fit before the next booking is not proposed", () => {
  const segments = [closed, segment("free", 600, 630), segment("taken", 630, 700), segment("free", 700, 1200), evening];
  expect(doorNow(day(600, segments)).bookable).toEqual([{ start: 600, end: 630 }]);
});
