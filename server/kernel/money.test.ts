import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertCents, multiplyRate } from "./money";

const rates = fc.integer({ min: -1_000_000, max: 1_000_000 });
const durations = fc.integer({ min: 0, max: 100_000 });

describe("money", () => {
  it("an hour costs the rate, half an hour half of it, half a cent goes up", () => {
    expect(multiplyRate(1200, 60)).toBe(1200);
    expect(multiplyRate(1200, 90)).toBe(1800);
    expect(multiplyRate(1, 30)).toBe(1);
    expect(multiplyRate(1, 29)).toBe(0);
    expect(multiplyRate(1333, 45)).toBe(1000);
    expect(multiplyRate(0, 45)).toBe(0);
  });

  it("the price is the nearest cent, always", () => {
    fc.assert(
      fc.property(rates, durations, (rate, minutes) => {
        expect(Math.abs(multiplyRate(rate, minutes) * 60 - rate * minutes)).toBeLessThanOrEqual(30);
      }),
    );
  });

  it("a credit is the exact opposite of its charge", () => {
    fc.assert(
      fc.property(rates, durations, (rate, minutes) => {
        expect(multiplyRate(rate, minutes) + multiplyRate(-rate, minutes)).toBe(0);
      }),
    );
  });

  it("what is not exact is refused", () => {
    expect(() => assertCents(12.5)).toThrow(RangeError);
    expect(() => assertCents(Number.NaN)).toThrow(RangeError);
    expect(() => assertCents(2 ** 53)).toThrow(RangeError);
    expect(() => multiplyRate(2 ** 50, 60)).toThrow(RangeError);
    expect(() => multiplyRate(100, 0.5)).toThrow(RangeError);
  });
});
