import { describe, expect, test } from "vitest";
import { fraction, readFraction } from "./fraction";
import { keyProblems, measuresOf, type Facts, type Key } from "./key";
import { shareByKey } from "./share-by-key";

const EQUAL: Key = { type: "equal" };
const MINUTES = { type: "measure", measure: "minutes" } as const;
const FTE = { type: "measure", measure: "fte" } as const;
const SURFACE = { type: "measure", measure: "surface" } as const;

const OCTOBER: Facts = {
  days: { alpha: 31, beta: 31, gamma: 31 },
  measures: {
    fte: { alpha: 31n * 35_000n, beta: 31n * 8000n, gamma: 31n * 7000n },
    surface: { alpha: 31n * 8500n, beta: 31n * 3200n },
    minutes: { alpha: 480n, beta: 120n },
  },
};

function cents(total: bigint, key: Key, facts: Facts = OCTOBER) {
  const { shares, pole } = shareByKey(total, key, facts);
  const own = Object.fromEntries(shares.map(({ id, share }) => [id, share]));
  return pole === 0n ? own : { ...own, pole };
}

describe("keys of one weight", () => {
  test("in equal parts, by days: who left in the middle pays half", () => {
    expect(cents(3000n, EQUAL)).toEqual({ alpha: 1000n, beta: 1000n, gamma: 1000n });
    const facts: Facts = { days: { alpha: 30, beta: 15, gamma: 0 }, measures: {} };
    expect(cents(3000n, EQUAL, facts)).toEqual({ alpha: 2000n, beta: 1000n, gamma: 0n });
  });

  test("by staff: 3.5, 0.8 and 0.7 of 5 full-time equivalents", () => {
    expect(cents(100_000n, FTE)).toEqual({ alpha: 70_000n, beta: 16_000n, gamma: 14_000n });
  });

  test("by use: who used nothing pays nothing", () => {
    expect(cents(10_000n, MINUTES)).toEqual({ alpha: 8000n, beta: 2000n, gamma: 0n });
  });

  test("by tantièmes, by days too; a member without any pays nothing", () => {
    const key: Key = { type: "weights", weights: { alpha: 98, beta: 2, elsewhere: 1000 } };
    expect(cents(18_225n, key)).toEqual({ alpha: 17_861n, beta: 364n, gamma: 0n });
    const facts: Facts = { days: { alpha: 31, beta: 31, gamma: 31, elsewhere: 0 }, measures: {} };
    expect(cents(18_225n, key, facts)).toMatchObject({ elsewhere: 0n });
  });

  test("a product counts days once: who was there half of the month pays half of what it would", () => {
    const key: Key = { type: "product", of: [FTE, SURFACE] };
    const of = (days: number) => ({ fte: BigInt(days) * 20_000n, surface: BigInt(days) * 5000n });
    const facts: Facts = {
      days: { alpha: 30, beta: 15 },
      measures: {
        fte: { alpha: of(30).fte, beta: of(15).fte },
        surface: { alpha: of(30).surface, beta: of(15).surface },
      },
    };
    expect(cents(3000n, key, facts)).toEqual({ alpha: 2000n, beta: 1000n });
  });

  test("a product of a use and a coefficient", () => {
    const key: Key = { type: "product", of: [MINUTES, { type: "weights", weights: { alpha: 1, beta: 4 } }] };
    expect(cents(9600n, key)).toEqual({ alpha: 4800n, beta: 4800n, gamma: 0n });
  });

  test("nobody, or nobody who weighs anything, is refused aloud", () => {
    expect(() => cents(100n, EQUAL, { days: {}, measures: {} })).toThrow(
      expect.objectContaining({ code: "no_members" }),
    );
    const code = "zero_total_weight";
    expect(() => cents(100n, { type: "measure", measure: "meals" })).toThrow(expect.objectContaining({ code }));
  });

  test("a charge and its full credit are nothing to share: nobody bears anything, even if nobody weighs anything", () => {
    const nothing = { alpha: 0n, beta: 0n, gamma: 0n };
    const meals: Key = { type: "measure", measure: "meals" };
    expect(cents(0n, meals)).toEqual(nothing);
    expect(cents(0n, EQUAL)).toEqual(nothing);
    expect(cents(0n, { type: "capped", key: meals, everyCap: { cents: 100 } })).toEqual(nothing);
  });
});

describe("in two parts", () => {
  const key: Key = { type: "two-part", fixedPoints: 4000, fixed: EQUAL, use: MINUTES, idle: "fixed" };
  const idleMonth: Facts = { ...OCTOBER, measures: {} };

  test("40 % equally, the rest by use", () => {
    expect(cents(30_000n, key)).toEqual({ alpha: 18_400n, beta: 7600n, gamma: 4000n });
  });

  test("a month when nobody used anything is shared by the fixed key, or borne by the pôle, as it was decided", () => {
    expect(cents(30_000n, key, idleMonth)).toEqual({ alpha: 10_000n, beta: 10_000n, gamma: 10_000n });
    expect(cents(30_000n, { ...key, idle: "pole" }, idleMonth)).toEqual({
      alpha: 4000n,
      beta: 4000n,
      gamma: 4000n,
      pole: 18_000n,
    });
  });

  test("with a capacity, what nobody used of it is idle: 600 minutes of 1 200", () => {
    const half: Key = { ...key, capacity: 1200 };
    expect(cents(30_000n, half)).toEqual({ alpha: 14_200n, beta: 8800n, gamma: 7000n });
    expect(cents(30_000n, { ...half, idle: "pole" })).toMatchObject({ pole: 9000n });
    // More used than it can: nothing is idle.
    expect(cents(30_000n, { ...half, capacity: 500 })).toEqual(cents(30_000n, key));
  });

  test("is rounded once: the exact parts of both are added first", () => {
    const facts: Facts = { days: { a: 1, b: 1, c: 1 }, measures: { minutes: { a: 1n, b: 1n, c: 1n } } };
    const { shares, steps } = shareByKey(100n, { ...key, fixedPoints: 5000 }, facts);
    expect(shares.map(({ share }) => share)).toEqual([34n, 33n, 33n]);
    expect(steps.map((step) => [step.kind, step.part, "cents" in step ? step.cents : ""])).toEqual([
      ["two-part", "", ""],
      ["shared", "fixed", "50"],
      ["shared", "use", "50"],
    ]);
  });
});

describe("by bands", () => {
  const key: Key = {
    type: "tiers",
    bands: [
      { upToCents: 10_000, key: EQUAL },
      { upToCents: null, key: MINUTES },
    ],
  };

  test("the first 100 € equally, the rest by use", () => {
    expect(cents(9000n, key)).toEqual({ alpha: 3000n, beta: 3000n, gamma: 3000n });
    expect(cents(25_000n, key)).toEqual({ alpha: 15_334n, beta: 6333n, gamma: 3333n });
  });

  test("are of a month: a quarter's first band is three times as long", () => {
    const quarter = { ...OCTOBER, months: fraction(3n) };
    expect(cents(30_000n, key, quarter)).toEqual({ alpha: 10_000n, beta: 10_000n, gamma: 10_000n });
    expect(shareByKey(30_001n, key, quarter).steps).toMatchObject([
      { kind: "band", part: "band 1", from: "0", upTo: "30000", cents: "30000" },
      { kind: "shared", part: "band 1" },
      { kind: "band", part: "band 2", from: "30000", upTo: null, cents: "1" },
      { kind: "shared", part: "band 2", key: MINUTES },
    ]);
  });
});

describe("caps and floors", () => {
  test("what one does not bear goes to the others in proportion", () => {
    const key: Key = { type: "capped", key: FTE, caps: { alpha: { cents: 50_000 } } };
    // 16 to 14 of the 500 € that are left.
    expect(cents(100_000n, key)).toEqual({ alpha: 50_000n, beta: 26_667n, gamma: 23_333n });
    expect(shareByKey(100_000n, key, OCTOBER).steps.at(-1)).toEqual({
      kind: "limits",
      part: "",
      met: { alpha: { limit: "cap", before: "70000", after: "50000" } },
      factor: "5/3",
    });
  });

  test("what no one may bear goes visibly to the pôle", () => {
    const key: Key = { type: "capped", key: EQUAL, everyCap: { cents: 2000 }, caps: { gamma: { cents: 500 } } };
    expect(cents(6000n, key)).toEqual({ alpha: 2000n, beta: 2000n, gamma: 500n, pole: 1500n });
    expect(shareByKey(6000n, key, OCTOBER).steps.at(-1)).toEqual({
      kind: "pole",
      part: "",
      because: "caps",
      cents: "1500",
    });
    expect(cents(-6000n, key)).toEqual({ alpha: -2000n, beta: -2000n, gamma: -500n, pole: -1500n });
  });

  test("a cap of a month is three times as high for a quarter, and a part of it for a part", () => {
    const key: Key = { type: "capped", key: EQUAL, everyCap: { cents: 1000 } };
    expect(cents(9000n, key, { ...OCTOBER, months: fraction(3n) })).toEqual({
      alpha: 3000n,
      beta: 3000n,
      gamma: 3000n,
    });
    const half = { ...OCTOBER, months: fraction(1n, 2n) };
    expect(cents(9000n, key, half)).toMatchObject({ alpha: 500n, pole: 7500n });
  });

  test("a floor lifts a small part, at the others' relief; never that of who has no weight", () => {
    const key: Key = { type: "capped", key: MINUTES, everyFloor: { points: 3000 } };
    expect(cents(10_000n, key)).toEqual({ alpha: 7000n, beta: 3000n, gamma: 0n });
  });

  test("floors that ask for more than there is are lowered in proportion", () => {
    const key: Key = { type: "capped", key: EQUAL, floors: { alpha: { cents: 3000 }, beta: { cents: 1000 } } };
    expect(cents(2000n, key)).toEqual({ alpha: 1500n, beta: 500n, gamma: 0n });
  });

  test("a cap under a floor wins", () => {
    const key: Key = { type: "capped", key: EQUAL, caps: { alpha: { cents: 500 } }, everyFloor: { points: 3000 } };
    expect(cents(6000n, key)).toEqual({ alpha: 500n, beta: 2750n, gamma: 2750n });
  });
});

test("a credit is the exact mirror, its steps included", () => {
  const key: Key = { type: "two-part", fixedPoints: 3333, fixed: FTE, use: MINUTES, idle: "fixed" };
  const [bill, credit] = [shareByKey(12_345n, key, OCTOBER), shareByKey(-12_345n, key, OCTOBER)];
  expect(credit.shares.map(({ share }) => -share)).toEqual(bill.shares.map(({ share }) => share));
  const parts = (steps: typeof bill.steps) =>
    steps.flatMap((step) => (step.kind === "two-part" ? [step.fixed, step.use, step.idle] : []));
  expect(parts(credit.steps).map(readFraction)).toEqual(
    parts(bill.steps)
      .map(readFraction)
      .map(({ n, d }) => ({ n: -n, d })),
  );
});

describe("a key as it is written", () => {
  test("says which measures it reads", () => {
    expect(measuresOf({ type: "two-part", fixedPoints: 1, fixed: FTE, use: MINUTES, idle: "pole" })).toEqual([
      "fte",
      "minutes",
    ]);
    expect(measuresOf({ type: "capped", key: { type: "product", of: [SURFACE, EQUAL] } })).toEqual(["surface"]);
  });

  test.each<[string, Key, string[]]>([
    ["half a tantième", { type: "weights", weights: { a: 1.5 } }, ["weights_not_whole"]],
    ["no weight at all", { type: "weights", weights: { a: 0 } }, ["no_weights"]],
    [
      "a fixed part of 101 %",
      { type: "two-part", fixedPoints: 10_100, fixed: EQUAL, use: MINUTES, idle: "fixed" },
      ["points_out_of_range"],
    ],
    [
      "a capacity of nothing",
      { type: "two-part", fixedPoints: 1, fixed: EQUAL, use: MINUTES, idle: "fixed", capacity: 0 },
      ["capacity_not_whole"],
    ],
    ["bands that end", { type: "tiers", bands: [{ upToCents: 1, key: EQUAL }] }, ["last_band_open"]],
    [
      "bands that go down",
      {
        type: "tiers",
        bands: [
          { upToCents: 5, key: EQUAL },
          { upToCents: 5, key: EQUAL },
          { upToCents: null, key: EQUAL },
        ],
      },
      ["bands_out_of_order"],
    ],
    ["a negative cap", { type: "capped", key: EQUAL, everyCap: { cents: -1 } }, ["limit_not_whole"]],
    [
      "a floor above the cap",
      { type: "capped", key: EQUAL, everyCap: { cents: 5 }, floors: { a: { cents: 6 } } },
      ["floor_above_cap"],
    ],
    ["a sound one", { type: "capped", key: EQUAL, everyCap: { cents: 5 }, floors: { a: { points: 100 } } }, []],
  ])("%s", (_, key, problems) => {
    expect(keyProblems(key)).toEqual(problems);
  });
});
