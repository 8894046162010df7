import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directPlan, EXACT_PARTIES, hubAmount, type Party, type Transfer } from "./netting-rules";

/** What each pays less what it receives, once the plan is carried out. */
function paid(plan: readonly Transfer[]): Record<string, number> {
  const net: Record<string, number> = {};
  for (const { from, to, cents } of plan) {
    net[from] = (net[from] ?? 0) + cents;
    net[to] = (net[to] ?? 0) - cents;
  }
  return net;
}

const parties = (amounts: readonly number[]): Party[] =>
  amounts.map((cents, i) => ({ id: `m${String(i).padStart(2, "0")}`, cents }));

/** The last one makes the sum zero: the pôle. */
const balanced = (max: number) =>
  fc
    .array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: max - 1 })
    .map((amounts) => parties([...amounts, -amounts.reduce((sum, cents) => sum + cents, 0)]));

test("a member has one amount: its shares and fees, less what waits, was called and was advanced", () => {
  const month = {
    sharesCents: 50_263,
    contestedCents: 1200,
    callsCents: 40_000,
    advancesCents: 15_000,
    feesCents: 2000,
  };
  expect(hubAmount(month)).toBe(-3937);
});

describe("a direct plan", () => {
  test("settles two pairs in two transfers, where all through one would take three", () => {
    expect(directPlan(parties([500, 300, -300, -500]))).toEqual([
      { from: "m00", to: "m03", cents: 500 },
      { from: "m01", to: "m02", cents: 300 },
    ]);
  });

  test("has nothing to settle for who is even", () => {
    expect(directPlan(parties([0, 0]))).toEqual([]);
    expect(directPlan([])).toEqual([]);
  });

  test("is not made of amounts that do not make zero", () => {
    expect(() => directPlan(parties([100, -99]))).toThrow(RangeError);
  });

  test("settles everybody exactly, in fewer transfers than there are parties, whatever their order", () => {
    fc.assert(
      fc.property(balanced(8), (all) => {
        const plan = directPlan(all);
        const net = paid(plan);
        const settling = all.filter(({ cents }) => cents !== 0);
        return (
          all.every(({ id, cents }) => (net[id] ?? 0) === cents) &&
          plan.every(({ cents, from, to }) => cents > 0 && from !== to) &&
          plan.length <= Math.max(0, settling.length - 1) &&
          JSON.stringify(directPlan([...all].reverse())) === JSON.stringify(plan)
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test("is the shortest there is: as a search of all groupings finds", () => {
    /** The most groups of zero sum that a list can be parted into, by trying all. */
    function most(left: readonly number[]): number {
      const [first, ...others] = left;
      if (first === undefined) return 0;
      let best = -Infinity;
      for (let set = 0; set < 1 << others.length; set += 1) {
        const inside = others.filter((_, i) => set & (1 << i));
        if (first + inside.reduce((sum, cents) => sum + cents, 0) !== 0) continue;
        best = Math.max(best, 1 + most(others.filter((_, i) => !(set & (1 << i)))));
      }
      return best;
    }
    fc.assert(
      fc.property(balanced(7), (all) => {
        const amounts = all.map(({ cents }) => cents).filter((cents) => cents !== 0);
        return directPlan(all).length === amounts.length - most(amounts);
      }),
      { numRuns: 10_000 },
    );
  });

  test("is exact for sixteen, and few beyond", () => {
    const pairs = Array.from({ length: EXACT_PARTIES / 2 }, (_, i) => 2 ** i * 100 + 1).flatMap((cents) => [
      cents,
      -cents,
    ]);
    expect(directPlan(parties(pairs))).toHaveLength(EXACT_PARTIES / 2);
    const many = parties([...pairs, 700, -300, -400]);
    const plan = directPlan(many);
    expect(plan).toHaveLength(EXACT_PARTIES / 2 + 2);
    expect(many.every(({ id, cents }) => paid(plan)[id] === cents)).toBe(true);
  });
});
