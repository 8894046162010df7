import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offerUntil } from "./waiting-rules";

const NOW = new Date("2026-11-26T09:00Z");
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

describe("an offer to the first of a waiting list", () => {
  test("stands a quarter of the time left, a day at most, half an hour at least", () => {
    expect(offerUntil(NOW, hours(240))).toEqual(hours(24));
    expect(offerUntil(NOW, hours(40))).toEqual(hours(10));
    expect(offerUntil(NOW, hours(1))).toEqual(hours(0.5));
  });

  test("never stands after the start", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 24 * 60 }), (minutes) => {
        const start = new Date(NOW.getTime() + minutes * 60_000);
        const until = offerUntil(NOW, start);
        expect(until > NOW && until <= start).toBe(true);
      }),
    );
  });
});
