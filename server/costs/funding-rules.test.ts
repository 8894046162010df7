import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eligibleCents, fundableParts, type FundableCharge } from "./funding-eligible";
import { deductions, pointsOf, shortfallOf, type FundedCost, type Funding } from "./funding-rules";

const REGION: Funding = {
  id: "region",
  state: "notified",
  notifiedOn: "2026-02-01",
  ratePoints: 4000,
  ceilingCents: 1_000_000,
  paidCents: null,
  publicMoney: true,
  eligibleBeforeCents: 0,
  usedBeforeCents: 0,
};
const COST: FundedCost = {
  cents: 100_000,
  eligible: { region: 100_000, foundation: 100_000 },
  publicPoints: 10_000,
  costBeforeCents: 0,
  publicBeforeCents: 0,
};

const used = (fundings: readonly Funding[], cost: Partial<FundedCost> = {}) =>
  deductions(fundings, { ...COST, ...cost }).map(({ fundingId, cents, heldBy }) => [fundingId, cents, heldBy]);

describe("a funding is deducted", () => {
  test("at its rate of what is eligible", () => {
    expect(used([REGION])).toEqual([["region", 40_000, null]]);
    expect(used([REGION], { eligible: { region: 33_333 } })).toEqual([["region", 13_333, null]]);
    expect(used([REGION], { eligible: {} })).toEqual([]);
  });

  test("only once it is notified: a request promises nothing, a refusal gives nothing", () => {
    expect(used([{ ...REGION, state: "requested" }])).toEqual([]);
    expect(used([{ ...REGION, state: "refused" }])).toEqual([]);
    expect(used([{ ...REGION, state: "paid", paidCents: 900_000 }])).toEqual([["region", 40_000, null]]);
  });

  test("up to its ceiling over its whole life, and no more than what came in the end", () => {
    expect(used([{ ...REGION, usedBeforeCents: 980_000, eligibleBeforeCents: 2_450_000 }])).toEqual([
      ["region", 20_000, "ceiling"],
    ]);
    const paid = { ...REGION, state: "paid", paidCents: 30_000 } as const;
    expect(used([paid])).toEqual([["region", 30_000, "ceiling"]]);
  });

  test("over its life, not month by month: cents that a small month lost come back with the next", () => {
    expect(
      used([{ ...REGION, ratePoints: 3333, eligibleBeforeCents: 2, usedBeforeCents: 0 }], { eligible: { region: 2 } }),
    ).toEqual([["region", 1, null]]);
  });

  test("less what a credit note took back", () => {
    const before = { eligibleBeforeCents: -50_000 };
    expect(used([{ ...REGION, ...before }])).toEqual([["region", 20_000, null]]);
  });
});

describe("several fundings of one cost", () => {
  const foundation: Funding = {
    ...REGION,
    id: "foundation",
    notifiedOn: "2026-01-01",
    ratePoints: 8000,
    publicMoney: false,
  };

  test("never exceed it: the first notified is served first", () => {
    expect(used([REGION, foundation])).toEqual([
      ["foundation", 80_000, null],
      ["region", 20_000, "cost"],
    ]);
  });

  test("public money has its ceiling, of the pool's cost until now", () => {
    expect(used([REGION, foundation], { publicPoints: 1500 })).toEqual([
      ["foundation", 80_000, null],
      ["region", 15_000, "public_money"],
    ]);
    expect(used([REGION], { publicPoints: 3000, costBeforeCents: 100_000, publicBeforeCents: 55_000 })).toEqual([
      ["region", 5000, "public_money"],
    ]);
  });

  test("whatever they are, they stay within their rates, ceilings, the cost and public money's ceiling", () => {
    const amount = fc.integer({ min: 0, max: 200_000 });
    const funding = fc.record({
      state: fc.constantFrom("requested" as const, "notified" as const, "paid" as const, "refused" as const),
      notifiedOn: fc.constantFrom("2026-01-01", "2026-02-01", null),
      ratePoints: fc.integer({ min: 1, max: 10_000 }),
      ceilingCents: amount,
      paidCents: fc.option(amount, { nil: null }),
      publicMoney: fc.boolean(),
      eligibleBeforeCents: fc.integer({ min: -1000, max: 200_000 }),
      usedBeforeCents: amount,
    });
    const all = fc.array(funding, { maxLength: 5 }).map((some) => some.map((one, i) => ({ ...one, id: `f${i}` })));
    const cost = fc.record({
      cents: fc.integer({ min: -50_000, max: 200_000 }),
      share: fc.array(fc.integer({ min: -10, max: 100 }), { minLength: 5, maxLength: 5 }),
      publicPoints: fc.integer({ min: 0, max: 10_000 }),
      costBeforeCents: amount,
      publicBeforeCents: amount,
    });
    fc.assert(
      fc.property(all, cost, (fundings, { share, ...known }) => {
        const eligible = Object.fromEntries(
          fundings.map(({ id }, i) => [id, Math.trunc((Math.max(0, known.cents) * share[i]!) / 100)]),
        );
        const uses = deductions(fundings, { ...known, eligible });
        const backwards = deductions([...fundings].reverse(), { ...known, eligible });
        const of = (id: string) => fundings.find((one) => one.id === id)!;
        const publicCents = uses
          .filter(({ fundingId }) => of(fundingId).publicMoney)
          .reduce((sum, { cents }) => sum + cents, 0);
        const publicMost = pointsOf(Math.max(0, known.costBeforeCents + known.cents), known.publicPoints);
        return (
          JSON.stringify(uses) === JSON.stringify(backwards) &&
          uses.reduce((sum, { cents }) => sum + cents, 0) <= Math.max(0, known.cents) &&
          (publicCents === 0 || known.publicBeforeCents + publicCents <= publicMost) &&
          uses.every(({ fundingId, cents, eligibleCents }) => {
            const one = of(fundingId);
            const total = one.usedBeforeCents + cents;
            const within = total <= one.ceilingCents && total <= (one.paidCents ?? Infinity);
            const atRate = total * 10_000 <= (one.eligibleBeforeCents + eligibleCents) * one.ratePoints;
            return (
              cents >= 0 &&
              cents <= eligibleCents &&
              (cents === 0 || (within && atRate && one.state !== "requested" && one.state !== "refused"))
            );
          })
        );
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("fundings of which several may pay for the same charges", () => {
  const one = (id: string, ratePoints: number): Funding => ({ ...REGION, id, ratePoints, publicMoney: false });

  test("take no more than these cost, however much more there is to share", () => {
    const [a, b] = [one("a", 10_000), one("b", 10_000)];
    const parts = [{ cents: 10_000, fundingIds: ["a", "b"] }];
    expect(used([a, b], { eligible: { a: 10_000, b: 10_000 }, parts })).toEqual([
      ["a", 10_000, null],
      ["b", 0, "cost"],
    ]);
  });

  test("the first takes what the next may not have before what it may", () => {
    const parts = [
      { cents: 10_000, fundingIds: ["a", "b"] },
      { cents: 90_000, fundingIds: ["a"] },
    ];
    const eligible = { a: 100_000, b: 10_000 };
    expect(used([one("a", 2000), one("b", 10_000)], { eligible, parts })).toEqual([
      ["a", 20_000, null],
      ["b", 10_000, null],
    ]);
  });

  test("whatever overlaps, what is taken of any set of charges never exceeds their cost", () => {
    const ACCOUNTS = ["6061", "613", "641"];
    const day = (min: number, max: number) =>
      fc.integer({ min, max }).map((n) => `2026-03-${String(n).padStart(2, "0")}`);
    const span = fc.tuple(day(1, 31), day(1, 31)).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [string, string]);
    const funding = fc.record({
      span,
      eligibleAccounts: fc.subarray(ACCOUNTS),
      ratePoints: fc.constantFrom(3000, 8000, 10_000),
    });
    const charge = fc.record({
      span,
      account: fc.constantFrom(...ACCOUNTS),
      cents: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(funding, { minLength: 2, maxLength: 4 }),
        fc.array(charge, { minLength: 1, maxLength: 4 }),
        (some, bills) => {
          const fundings = some.map(({ span: [startsOn, endsOn], ...rest }, i) => ({
            ...one(`f${i}`, rest.ratePoints),
            ...{ startsOn, endsOn, eligibleAccounts: rest.eligibleAccounts, id: `f${i}` },
          }));
          const charges = bills.map(({ span: [servedFrom, servedUntil], ...rest }) => ({
            ...rest,
            servedFrom,
            servedUntil,
          }));
          const uses = deductions(fundings, {
            ...{ ...COST, cents: charges.reduce((sum, { cents }) => sum + cents, 0) },
            eligible: Object.fromEntries(fundings.map((each) => [each.id, eligibleCents(each, charges)])),
            parts: fundableParts(fundings, charges),
          });
          // Some fundings cannot have taken more than the charges that one of them at least may pay for, by the day.
          for (let set = 1; set < 1 << fundings.length; set += 1) {
            const own = fundings.filter((_, i) => set & (1 << i));
            const taken = uses
              .filter(({ fundingId }) => own.some(({ id }) => id === fundingId))
              .reduce((sum, { cents }) => sum + cents, 0);
            const cost = charges.reduce((sum, each) => sum + each.cents * fundedPart(own, each), 0);
            // Days' parts are whole cents: a cent for each piece of a charge.
            if (taken > cost + charges.length * 2 * fundings.length) throw new Error(`${taken} of ${cost}`);
            if (taken > charges.filter((each) => fundedPart(own, each) > 0).reduce((sum, { cents }) => sum + cents, 0))
              throw new Error(`${taken} is more than all they may pay for`);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  /** Of a charge's days, the part on which one of these fundings may pay for it. */
  function fundedPart(
    fundings: readonly Parameters<typeof eligibleCents>[0][],
    { account, servedFrom, servedUntil }: FundableCharge,
  ): number {
    const [first, last] = [servedFrom, servedUntil].map((text) => Number(text.slice(8)));
    const days = Array.from({ length: last! - first! + 1 }, (_, i) => `2026-03-${String(first! + i).padStart(2, "0")}`);
    const funded = days.filter((on) =>
      fundings.some((each) => eligibleCents(each, [{ account, servedFrom: on, servedUntil: on, cents: 1 }]) === 1),
    );
    return funded.length / days.length;
  }
});

test("what was deducted and did not come is a shortfall to be shared anew", () => {
  expect(shortfallOf({ paidCents: 35_000, usedBeforeCents: 40_000 })).toBe(5000);
  expect(shortfallOf({ paidCents: 45_000, usedBeforeCents: 40_000 })).toBe(0);
  expect(shortfallOf({ paidCents: null, usedBeforeCents: 40_000 })).toBe(0);
});
