import { expect, test } from "vitest";
import { periodAt } from "./clock";

const PARIS = "Europe/Paris";
const at = (text: string) => new Date(text);

test("a day and two readings of the clock are one period", () => {
  expect(periodAt({ date: "2026-11-26", from: 840, to: 1020 }, PARIS)).toEqual({
    ok: true,
    value: { start: at("2026-11-26T13:00:00Z"), end: at("2026-11-26T16:00:00Z") },
  });
});

test("an end before the start is of the same day, unless it is said to be overnight", () => {
  const period = { date: "2026-11-26", from: 1320, to: 120 };
  expect(periodAt(period, PARIS)).toMatchObject({ value: { end: at("2026-11-26T01:00:00Z") } });
  expect(periodAt({ ...period, overnight: true }, PARIS)).toMatchObject({ value: { end: at("2026-11-27T01:00:00Z") } });
});

test("a reading that the clock jumps over names no instant", () => {
  expect(periodAt({ date: "2027-03-28", from: 150, to: 300 }, PARIS)).toEqual({
    ok: false,
    problem: { code: "wall_clock_gap", date: "2027-03-28", minutes: 150, after: 180 },
  });
});

test("a reading that comes twice is asked about, and the answer decides", () => {
  const period = { date: "2027-10-31", from: 150, to: 300 };
  const [first, second] = [at("2027-10-31T00:30:00Z"), at("2027-10-31T01:30:00Z")];
  expect(periodAt(period, PARIS)).toEqual({
    ok: false,
    problem: { code: "wall_clock_twice", date: "2027-10-31", minutes: 150, first, second },
  });
  expect(periodAt({ ...period, fromWhich: "first" }, PARIS)).toMatchObject({ value: { start: first } });
  expect(periodAt({ ...period, fromWhich: "second" }, PARIS)).toMatchObject({ value: { start: second } });
});
