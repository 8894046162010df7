import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverage, feeFor, feeScaleProblem, type FeeScale } from "./fee-rules";

const FLAT: FeeScale = { basis: "flat", bands: [{ upTo: null, cents: 12_000 }] };
/** By budget: up to 50 000 €, 500 000 €, and above. */
const BUDGET: FeeScale = {
  basis: "budget",
  bands: [
    { upTo: 5_000_000, cents: 5000 },
    { upTo: 50_000_000, cents: 15_000 },
    { upTo: null, cents: 40_000 },
  ],
};
const STAFF: FeeScale = {
  basis: "staff",
  bands: [
    { upTo: 50_000, cents: 6000 },
    { upTo: null, cents: 24_000 },
  ],
};
const year = { days: 365, daysOfYear: 365 };

describe("a fee", () => {
  test("is the same for all, or its band's; the end of a band is in it", () => {
    expect(feeFor(FLAT, { value: null, ...year })?.cents).toBe(12_000);
    expect(feeFor(BUDGET, { value: 5_000_000, ...year })?.cents).toBe(5000);
    expect(feeFor(BUDGET, { value: 5_000_001, ...year })?.cents).toBe(15_000);
    expect(feeFor(BUDGET, { value: 900_000_000, ...year })?.cents).toBe(40_000);
    expect(feeFor(STAFF, { value: 50_000, ...year })?.cents).toBe(6000);
    expect(feeFor(STAFF, { value: 0, ...year })?.cents).toBe(6000);
  });

  test("counts by days for who came or left in the year", () => {
    expect(feeFor(FLAT, { value: null, days: 73, daysOfYear: 365 })?.cents).toBe(2400);
    expect(feeFor(FLAT, { value: null, days: 1, daysOfYear: 366 })?.cents).toBe(33);
  });

  test("is not guessed for who has not declared what it is found by", () => {
    expect(feeFor(BUDGET, { value: null, ...year })).toBeNull();
    expect(feeFor(STAFF, { value: null, ...year })).toBeNull();
  });

  test("never falls when what it is found by grows, where the scale rises", () => {
    const ends = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 4 });
    const steps = fc.array(fc.nat(5000), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        ends,
        steps,
        fc.nat(1200),
        fc.nat(300),
        fc.integer({ min: 1, max: 365 }),
        (some, rises, value, more, days) => {
          const upTo: (number | null)[] = [...[...some].sort((a, b) => a - b), null];
          let cents = 0;
          const bands = upTo.map((end, i) => ({ upTo: end, cents: (cents += rises[i]!) }));
          const scale: FeeScale = { basis: "staff", bands };
          const of = (staff: number) => feeFor(scale, { value: staff, days, daysOfYear: 365 })!.cents;
          return feeScaleProblem(scale) === null && of(value + more) >= of(value) && of(value) <= cents;
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

test.each<[string, FeeScale, string | null]>([
  ["no band", { basis: "flat", bands: [] }, "no_band"],
  ["a last band that ends", { basis: "staff", bands: [{ upTo: 5, cents: 1 }] }, "last_band_open"],
  [
    "bands out of order",
    {
      basis: "staff",
      bands: [
        { upTo: 5, cents: 1 },
        { upTo: 5, cents: 1 },
        { upTo: null, cents: 1 },
      ],
    },
    "bands_out_of_order",
  ],
  ["half a cent", { basis: "flat", bands: [{ upTo: null, cents: 0.5 }] }, "amount_not_whole"],
  [
    "a flat fee of two bands",
    {
      basis: "flat",
      bands: [
        { upTo: 5, cents: 1 },
        { upTo: null, cents: 2 },
      ],
    },
    "flat_has_one_band",
  ],
  ["a sound scale", BUDGET, null],
])("a scale with %s", (_, scale, problem) => {
  expect(feeScaleProblem(scale)).toBe(problem);
});

test("fees bear a part of the animation function, told in hundredths of a per cent", () => {
  expect(coverage(1_250_000, 5_000_000)).toBe(2500);
  expect(coverage(1, 3)).toBe(3333);
  expect(coverage(500, 0)).toBeNull();
});
