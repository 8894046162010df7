import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, roundQuotas, THE_POLE } from "./allocation";
import { add, compare, fraction, subtract, sum, ZERO, type Fraction } from "./fraction";
import type { Facts, Key } from "./key";
import {
  cutCorrection,
  cutCorrections,
  cutShortfall,
  fundingsBack,
  isWhole,
  mirror,
  proportionsAgain,
  type Mirrored,
  type Shared,
} from "./mirror-rules";

const ids = ["a", "b", "c", "d", "e", "f"];
const total = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0);

/** What an allocation of these charges and this funding is, before anything is corrected. */
function sharedOf(
  charges: readonly number[],
  funding: number,
  weights: readonly bigint[],
  carries: ReadonlyMap<string, Fraction>,
): { shared: Shared; carries: Map<string, Fraction> } {
  const cost = total(charges);
  const { shares } = allocate(
    BigInt(cost - funding),
    weights.map((weight, rank) => {
      const id = ids[rank] ?? "";
      return { id, weight, carry: carries.get(id) ?? ZERO };
    }),
  );
  const all = charges.map((cents, rank): [string, number] => [`charge ${rank}`, cents]);
  return {
    carries: new Map([...carries, ...shares.map(({ id, carryAfter }): [string, Fraction] => [id, carryAfter])]),
    shared: {
      ...{ totalCents: cost - funding, leftCents: cost - funding },
      charges: new Map(all.map(([id, cents]) => [id, { cents, leftCents: cents }])),
      fundings: funding === 0 ? [] : [{ fundingId: "region", leftCents: funding, eligible: new Map(all) }],
      shares: shares.map(({ id, exact, share }) => ({ id, exact, leftExact: exact, leftCents: Number(share) })),
    },
  };
}

/** The same once a correction was shared. */
function after(
  shared: Shared,
  credits: ReadonlyMap<string, number>,
  back: ReadonlyMap<string, number>,
  { shares }: Mirrored,
): Shared {
  const by = new Map(shares.map((share) => [share.id, share]));
  return {
    ...shared,
    leftCents: shared.leftCents + total(shares.map(({ cents }) => cents)),
    charges: new Map(
      [...shared.charges].map(([id, one]) => [id, { ...one, leftCents: one.leftCents + (credits.get(id) ?? 0) }]),
    ),
    fundings: shared.fundings.map((one) => ({
      ...one,
      leftCents: one.leftCents - (back.get(one.fundingId) ?? 0),
      eligible: new Map([...one.eligible].map(([id, cents]) => [id, cents + (credits.get(id) ?? 0)])),
    })),
    shares: shared.shares.map((one) => ({
      ...one,
      leftExact: add(one.leftExact, by.get(one.id)?.exact ?? ZERO),
      leftCents: one.leftCents + (by.get(one.id)?.cents ?? 0),
    })),
  };
}

const members = fc
  .array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: ids.length })
  .filter((weights) => weights.some((weight) => weight > 0n));
const cents = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 3_000_000 }));

describe("A credit of what a closed month shared", () => {
  it("of the whole gives each exactly what it bore and the funder what it paid, and brings each carry back", () => {
    fc.assert(
      fc.property(
        members,
        cents,
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(cents, { maxLength: 4 }),
        (weights, cost, points, others) => {
          const funding = Math.floor((cost * points) / 10_000);
          const before = sharedOf([cost], funding, weights, new Map());
          let { carries } = before;
          // What was shared in between moves the carries, and is none of the credit's matter.
          for (const other of others) ({ carries } = sharedOf([other], 0, weights, carries));
          const credits = new Map([["charge 0", -cost]]);
          expect(isWhole(before.shared, credits)).toBe(true);
          const back = fundingsBack(before.shared, credits);
          expect(back.get("region") ?? 0).toBe(funding);
          const { shares } = mirror(before.shared, -cost + funding, true, carries);
          for (const { id, cents: given, carryAfter } of shares) {
            const bore = before.shared.shares.find((one) => one.id === id);
            expect(given).toBe(0 - (bore?.leftCents ?? 0));
            const carry = subtract(carries.get(id) ?? ZERO, before.carries.get(id) ?? ZERO);
            expect(compare(carryAfter, carry)).toBe(0);
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("in parts sums to each part, gives nobody more than it bore and the funder no more than it paid, and ends at nothing", () => {
    const parts = fc.array(fc.record({ charge: fc.nat(2), part: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        members,
        fc.array(cents, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 10_000 }),
        parts,
        (weights, charges, points, some) => {
          const funding = Math.floor((total(charges) * points) / 10_000);
          let { shared, carries } = sharedOf(charges, funding, weights, new Map());
          const credit = (id: string, amount: number) => {
            const credits = new Map([[id, -amount]]);
            const back = fundingsBack(shared, credits);
            const whole = isWhole(shared, credits);
            const given = total([...back.values()]);
            expect(given).toBeLessThanOrEqual(amount);
            const all = mirror(
              shared,
              given - amount,
              whole,
              carries,
              shared.totalCents === 0 ? new Map([["a", fraction(1n)]]) : null,
            );
            expect(total(all.shares.map((share) => share.cents))).toBe(given - amount);
            for (const share of all.shares) expect(share.cents).toBe(share.floorCents + share.extraCent);
            shared = after(shared, credits, back, all);
            carries = new Map(all.shares.map((share) => [share.id, share.carryAfter]));
            for (const { leftCents } of shared.shares) expect(leftCents).toBeGreaterThanOrEqual(0);
            const left = total([...shared.charges.values()].map(({ leftCents }) => leftCents));
            for (const { leftCents } of shared.fundings) {
              expect(leftCents).toBeGreaterThanOrEqual(0);
              expect(leftCents).toBeLessThanOrEqual(left);
            }
          };
          for (const { charge, part } of some) {
            const id = `charge ${charge % charges.length}`;
            const amount = Math.floor((shared.charges.get(id)?.leftCents ?? 0) * part);
            if (amount > 0) credit(id, amount);
          }
          for (const [id, { leftCents }] of shared.charges) if (leftCents > 0) credit(id, leftCents);
          expect(shared.leftCents).toBe(0);
          for (const { leftCents, leftExact } of shared.shares) {
            expect(leftCents).toBe(0);
            expect(leftExact.n).toBe(0n);
          }
          for (const { leftCents } of shared.fundings) expect(leftCents).toBe(0);
          for (const [, carry] of carries) expect(carry.n).toBe(0n);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("follows the shares, not the weights: with the pôle's own part, in proportion", () => {
    const exact = { a: fraction(7_000n), b: fraction(2_000n), [THE_POLE]: fraction(1_000n) };
    const { shares } = roundQuotas(
      10_000n,
      Object.entries(exact).map(([id, one]) => ({ id, exact: one })),
    );
    const shared: Shared = {
      ...{ totalCents: 10_000, leftCents: 10_000, fundings: [] },
      charges: new Map([["rent", { cents: 10_000, leftCents: 10_000 }]]),
      shares: shares.map((one) => ({ ...one, leftExact: one.exact, leftCents: Number(one.share) })),
    };
    const half = mirror(shared, -5_000, false, new Map());
    expect(Object.fromEntries(half.shares.map(({ id, cents: given }) => [id, given]))).toEqual({
      a: -3_500,
      b: -1_000,
      [THE_POLE]: -500,
    });
    expect(sum(half.shares.map(({ carryAfter }) => carryAfter)).n).toBe(0n);
  });

  it("gives back what two funders paid of what each paid for: who pays for rent alone keeps nothing of a rent credited", () => {
    const shared: Shared = {
      ...{ totalCents: 0, leftCents: 0, shares: [] },
      charges: new Map([
        ["rent", { cents: 10_000, leftCents: 10_000 }],
        ["heat", { cents: 10_000, leftCents: 10_000 }],
      ]),
      fundings: [
        {
          fundingId: "rent only",
          leftCents: 10_000,
          eligible: new Map([
            ["rent", 10_000],
            ["heat", 0],
          ]),
        },
        {
          fundingId: "all",
          leftCents: 10_000,
          eligible: new Map([
            ["rent", 10_000],
            ["heat", 10_000],
          ]),
        },
      ],
    };
    expect(fundingsBack(shared, new Map([["rent", -10_000]]))).toEqual(new Map([["rent only", 10_000]]));
  });

  it("is cut over the versions that shared the charge by what is left in each; what adds, by what was", () => {
    const shared = [
      { cents: 3_334, leftCents: 3_334 },
      { cents: 6_667, leftCents: 667 },
    ];
    expect(cutCorrection(-4_001, shared).map((part) => part.cents)).toEqual([-3_334, -667]);
    expect(cutCorrection(-2_000, shared)).toEqual([
      { cents: -1_667, takesBack: true },
      { cents: -333, takesBack: true },
    ]);
    expect(cutCorrection(300, shared)).toEqual([
      { cents: 100, takesBack: false },
      { cents: 200, takesBack: false },
    ]);
  });
});

describe("Several corrections of a charge in one month", () => {
  it("take back all, when one adds and another takes the whole off: each what it bore, the funder what it paid", () => {
    const { shared, carries } = sharedOf([10_000], 5_000, [1n, 3n], new Map());
    const { takesBack, cut } = cutCorrections([2_000, -12_000], [{ cents: 10_000, leftCents: 10_000 }]);
    expect({ takesBack, cut }).toEqual({ takesBack: true, cut: [[2_000], [-12_000]] });
    const credits = new Map([["charge 0", total(cut.flat())]]);
    expect(isWhole(shared, credits)).toBe(true);
    expect(fundingsBack(shared, credits)).toEqual(new Map([["region", 5_000]]));
    expect(centsOf(mirror(shared, -5_000, true, carries))).toEqual({ a: -1_250, b: -3_750 });
  });

  it("come to each of its versions as one correction of their sum would, and each to its own amount", () => {
    const versions = fc.array(fc.record({ cents, part: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      ...{ minLength: 1, maxLength: 4 },
    });
    const amounts = fc.array(fc.integer({ min: -500_000, max: 500_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(versions, amounts, fc.boolean(), (all, some, whole) => {
        const shared = all.map((one) => ({ cents: one.cents, leftCents: Math.floor(one.cents * one.part) }));
        const left = total(shared.map(({ leftCents }) => leftCents));
        const together = whole ? [...some, -left - total(some)] : some;
        const { takesBack, cut } = cutCorrections(together, shared);
        expect(cut.map(total)).toEqual(together);
        const net = shared.map((_, rank) => total(cut.map((parts) => parts[rank] ?? 0)));
        expect(net).toEqual(cutCorrection(total(together), shared).map((part) => part.cents));
        if (whole && left > 0) {
          expect(takesBack).toBe(true);
          expect(net).toEqual(shared.map(({ leftCents }) => 0 - leftCents));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("that come to nothing add nothing to anybody", () => {
    const shared = [
      { cents: 3_334, leftCents: 3_334 },
      { cents: 6_667, leftCents: 667 },
    ];
    const { takesBack, cut } = cutCorrections([1_000, 1_001, -2_001], shared);
    expect(takesBack).toBe(false);
    expect(shared.map((_, rank) => total(cut.map((parts) => parts[rank] ?? 0)))).toEqual([0, 0]);
  });
});

/** What a month shared that was funded whole: each bore nothing, nor did the pôle. */
const nothingBorne = (...of: string[]): Shared => ({
  ...{ totalCents: 0, leftCents: 0, fundings: [], charges: new Map() },
  shares: of.map((id) => ({ id, exact: ZERO, leftExact: ZERO, leftCents: 0 })),
});
const factsOf = (hours: Record<string, bigint>): Facts => ({
  days: Object.fromEntries(Object.keys(hours).map((id) => [id, 31])),
  measures: { hours },
});
const centsOf = ({ shares }: Mirrored) => Object.fromEntries(shares.map(({ id, cents: borne }) => [id, borne]));

describe("A month that was funded whole, whose funder does not pay", () => {
  const twoPart: Key = {
    ...{ type: "two-part", fixedPoints: 2_000, fixed: { type: "equal" } },
    ...{ use: { type: "measure", measure: "hours" }, capacity: 100, idle: "pole" },
  };

  it("leaves the pôle its idle part, and members their own", () => {
    const { proportions, nobody } = proportionsAgain(100_000, twoPart, factsOf({ a: 15n, b: 10n }));
    expect(nobody).toBe(false);
    const shared = mirror(nothingBorne("a", "b"), 100_000, false, new Map(), proportions);
    expect(centsOf(shared)).toEqual({ a: 22_000, b: 18_000, [THE_POLE]: 60_000 });
  });

  it("gives each its part to less than a cent, the pôle its own, whatever was used and whatever is missing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
        cents,
        fc.nat(10_000),
        (hours, cost, points) => {
          const facts = factsOf(Object.fromEntries(hours.map((used, rank) => [ids[rank] ?? "", BigInt(used)])));
          const missing = Math.floor((cost * points) / 10_000);
          const { proportions } = proportionsAgain(cost, twoPart, facts);
          const { shares } = mirror(nothingBorne(...Object.keys(facts.days)), missing, false, new Map(), proportions);
          expect(total(shares.map((share) => share.cents))).toBe(missing);
          for (const share of shares) {
            const part = Number(proportions.get(share.id)?.n ?? 0n) / Number(proportions.get(share.id)?.d ?? 1n);
            expect(Math.abs(share.cents - (missing * part) / cost)).toBeLessThan(1.000_1);
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("shares by the caps of its real cost, not of another", () => {
    const capped: Key = { type: "capped", key: { type: "equal" }, everyCap: { cents: 30_000 } };
    const { proportions } = proportionsAgain(100_000, capped, factsOf({ a: 0n, b: 0n }));
    const shared = mirror(nothingBorne("a", "b"), 50_000, false, new Map(), proportions);
    expect(centsOf(shared)).toEqual({ a: 15_000, b: 15_000, [THE_POLE]: 20_000 });
  });

  it("goes to the pôle itself, which is said, where the key had found nobody to bear it", () => {
    const use: Key = { type: "measure", measure: "hours" };
    for (const facts of [factsOf({ a: 0n, b: 0n }), factsOf({})]) {
      const { proportions, nobody } = proportionsAgain(12_345, use, facts);
      expect(nobody).toBe(true);
      const shared = mirror(nothingBorne(...Object.keys(facts.days)), 12_345, false, new Map(), proportions);
      expect(centsOf(shared)).toMatchObject({ [THE_POLE]: 12_345 });
      expect(total(shared.shares.map((share) => share.cents))).toBe(12_345);
    }
  });

  it("is shared with nobody by the proportions of somebody who is not there", () => {
    const proportions = new Map([
      ["a", fraction(1n)],
      ["gone", fraction(3n)],
    ]);
    expect(() => mirror(nothingBorne("a", "b"), 1_000, false, new Map(), proportions)).toThrow("quotas_differ");
  });
});

describe("A funding that came to less", () => {
  it("is missing where it was deducted, never more than it was, and comes back where it was shared again, to nothing", () => {
    const deducted = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(deducted, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (all, steps) => {
        const rows = all.map((deductedCents) => ({ deductedCents, againCents: 0 }));
        const used = total(all);
        const goTo = (short: number) => {
          const cents = short - total(rows.map(({ againCents }) => againCents));
          if (cents === 0) return;
          const cut = cutShortfall(cents, rows) ?? [];
          expect(total(cut)).toBe(cents);
          cut.forEach((part, rank) => {
            const row = rows[rank];
            if (!row) return;
            row.againCents += part;
            expect(row.againCents).toBeGreaterThanOrEqual(0);
            expect(row.againCents).toBeLessThanOrEqual(row.deductedCents);
          });
        };
        for (const step of steps) goTo(Math.floor(used * step));
        goTo(0);
        for (const { againCents } of rows) expect(againCents).toBe(0);
      }),
      { numRuns: 2_000 },
    );
    expect(cutShortfall(100, [{ deductedCents: 0, againCents: 0 }])).toBeNull();
  });
});
