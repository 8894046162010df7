import fc from "fast-check";
import { describe, test } from "vitest";
import { allocate, type Share } from "./allocation";
import { add, ceilingOf, compare, floorOf, fraction, negate, subtract, sum, ZERO, type Fraction } from "./fraction";
import type { BaseKey, Facts, Key, Limit, SimpleKey } from "./key";
import { limitsOf } from "./caps";
import { shareByKey } from "./share-by-key";

const RUNS = { numRuns: 10_000 };
const IDS = ["a", "b", "c", "d", "e"] as const;
/** Two that stand, two that are used. */
const MEASURES = ["fte", "surface", "minutes", "kilometres"] as const;

const perMember = <T>(value: fc.Arbitrary<T>) =>
  fc
    .tuple(...IDS.map(() => value))
    .map((values) => Object.fromEntries(IDS.map((id, i) => [id, values[i]])) as Record<string, T>);

const weight = fc.oneof(fc.constant(0), fc.nat(9), fc.nat(50_000));
const simple: fc.Arbitrary<SimpleKey> = fc.oneof(
  fc.constant<SimpleKey>({ type: "equal" }),
  fc.constantFrom(...MEASURES).map((measure): SimpleKey => ({ type: "measure", measure })),
  perMember(weight).map((weights): SimpleKey => ({ type: "weights", weights })),
);
const product = fc.tuple(simple, simple).map((of): BaseKey => ({ type: "product", of }));
const base: fc.Arbitrary<BaseKey> = fc.oneof({ arbitrary: simple, weight: 3 }, { arbitrary: product, weight: 1 });
const twoPart = fc.record({
  type: fc.constant("two-part" as const),
  fixedPoints: fc.nat(10_000),
  fixed: base,
  use: base,
  idle: fc.constantFrom("fixed" as const, "pole" as const),
  capacity: fc.integer({ min: 1, max: 100_000 }),
});
const withoutCapacity = twoPart.map(({ capacity: _, ...key }) => key);
const parts = fc.oneof(twoPart, withoutCapacity);
const tiers = fc
  .record({
    ends: fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 2 }),
    keys: fc.tuple(base, parts, base),
  })
  .map(({ ends, keys }) => ({
    type: "tiers" as const,
    bands: [...[...ends].sort((a, b) => a - b), null].map((upToCents, rank) => ({ upToCents, key: keys[rank]! })),
  }));
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ cents: fc.nat(20_000) }),
  fc.record({ points: fc.nat(10_000) }),
);
const someLimits = fc.dictionary(fc.constantFrom(...IDS), limit, { maxKeys: 4 });
const limits = fc.oneof(
  fc.record({ caps: someLimits, floors: someLimits }),
  fc.record({ caps: someLimits, everyCap: limit, floors: someLimits, everyFloor: limit }),
);
const capped = fc
  .tuple(fc.oneof(base, parts, tiers), limits)
  .map(([key, all]) => ({ type: "capped" as const, key, ...all }));

/** Every kind of key, and every composition of them. */
const KEYS: readonly (readonly [string, fc.Arbitrary<Key>])[] = [
  ["a simple key", simple],
  ["a product", product],
  ["two parts", parts],
  ["bands", tiers],
  ["caps and floors", capped],
];

/** Days of some members, and what is measured of them: nothing stands where nobody was there. */
const facts: fc.Arbitrary<Facts> = fc
  .record({
    days: fc.tuple(...IDS.map(() => fc.integer({ min: 0, max: 31 }))).filter((all) => all.some((days) => days > 0)),
    values: fc.array(weight, { minLength: IDS.length * MEASURES.length, maxLength: IDS.length * MEASURES.length }),
    months: fc.constantFrom(fraction(1n), fraction(3n), fraction(17n, 31n)),
  })
  .map(({ days: all, values, months }) => {
    const days = Object.fromEntries(IDS.flatMap((id, i) => (all[i] ? [[id, all[i]]] : [])));
    const measured = (of: number, times: (id: string) => number) =>
      Object.fromEntries(
        IDS.flatMap((id, i) => (id in days ? [[id, BigInt((values[of * IDS.length + i] ?? 0) * times(id))]] : [])),
      );
    const [fte, surface] = [measured(0, (id) => days[id] ?? 0), measured(1, (id) => days[id] ?? 0)];
    return {
      days,
      measures: { fte, surface, minutes: measured(2, () => 1), kilometres: measured(3, () => 1) },
      months,
    };
  });

const totals = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -50_000, max: 3_000_000 })).map(BigInt);
/** What earlier bills left: up to a cent either way. */
const carries = perMember(fc.integer({ min: -60, max: 60 }).map((sixtieths) => fraction(BigInt(sixtieths), 61n)));

/** Shared, or null where nobody has any weight: refused, which examples show. */
function shared(...args: Parameters<typeof shareByKey>): ReturnType<typeof shareByKey> | null {
  try {
    return shareByKey(...args);
  } catch (error) {
    if ((error as { code?: string }).code === "zero_total_weight") return null;
    throw error;
  }
}

const shareOf = (shares: readonly Share[], id: string) => shares.find((share) => share.id === id)!;

const changes = fc.record({ measure: fc.constantFrom(...MEASURES), more: fc.integer({ min: 1, max: 900 }) });

/** Plain comparisons: an `expect` in each of a million turns takes longer than what it looks at. */
function holds(what: string, truth: boolean): void {
  if (!truth) throw new Error(what);
}

const same = (a: Fraction, b: Fraction) => a.n === b.n && a.d === b.d;

test.each(KEYS)(
  "whatever is shared by %s makes the total, mirrors its credit, is undone by it, and grows with the weight",
  (_, keys) => {
    fc.assert(
      fc.property(totals, keys, facts, carries, changes, (total, key, known, owed, { measure, more }) => {
        const result = shared(total, key, known, owed);
        if (!result) return;
        const { shares, pole, poleExact } = result;
        holds("the shares make the total", shares.reduce((all, { share }) => all + share, pole) === total);
        holds("so do the exact amounts", same(sum([poleExact, ...shares.map(({ exact }) => exact)]), fraction(total)));
        holds("one share for each", shares.map(({ id }) => id).join() === Object.keys(known.days).sort().join());
        for (const { id, share, exact, carryAfter } of shares) {
          holds("within a cent of the exact amount", share >= floorOf(exact) && share <= ceilingOf(exact));
          holds(
            "the carry is what was not given",
            same(carryAfter, subtract(add(owed[id] ?? ZERO, exact), fraction(share))),
          );
          holds("no part, no cent, whatever is owed", exact.n !== 0n || share === 0n);
        }
        holds("the pôle's too", pole >= floorOf(poleExact) && pole <= ceilingOf(poleExact));

        const mirroredCarries = Object.fromEntries(Object.entries(owed).map(([id, carry]) => [id, negate(carry)]));
        const backwards = Object.fromEntries(Object.entries(known.days).reverse());
        const credit = shareByKey(-total, key, { ...known, days: backwards }, mirroredCarries);
        const mirrored = credit.shares.every(
          ({ share, carryAfter }, i) => -share === shares[i]!.share && same(negate(carryAfter), shares[i]!.carryAfter),
        );
        holds(
          "a credit mirrors the bill, carry included, whatever the order of members",
          mirrored && -credit.pole === pole,
        );

        const first = shareByKey(total, key, known);
        const left = Object.fromEntries(first.shares.map(({ id, carryAfter }) => [id, carryAfter]));
        const reversal = shareByKey(-total, key, known, left);
        const undone = reversal.shares.every(
          ({ share, carryAfter }, i) => -share === first.shares[i]!.share && carryAfter.n === 0n,
        );
        holds("a full reversal brings every carry back to 0", undone && reversal.pole === -first.pole);

        const id = shares[0]!.id;
        const of = known.measures[measure] ?? {};
        const measures = { ...known.measures, [measure]: { ...of, [id]: (of[id] ?? 0n) + BigInt(more) } };
        const heavier = shareOf(shareByKey(total, key, { ...known, measures }).shares, id).exact;
        const asBefore = compare(heavier, shareOf(shares, id).exact);
        // With a capacity, who uses more leaves less idle: it may gain more of the idle part than its use costs it.
        const text = JSON.stringify(key);
        if (text.includes('"capacity":') && text.includes('"idle":"fixed"')) return;
        holds("who weighs more never bears less, exactly", total < 0n ? asBefore <= 0 : asBefore >= 0);
      }),
      RUNS,
    );
  },
);

describe("weights", () => {
  const members = fc
    .array(fc.record({ weight, carry: fc.integer({ min: -60, max: 60 }) }), { minLength: 1, maxLength: 7 })
    .map((all) =>
      all.map((one, i) => ({ id: `m${i}`, weight: BigInt(one.weight), carry: fraction(BigInt(one.carry), 61n) })),
    );
  const some = members.filter((all) => all.some(({ weight }) => weight > 0n));

  test("a larger weight never pays less, to the cent, with any carries", () => {
    fc.assert(
      fc.property(totals, some, fc.integer({ min: 1, max: 5000 }), (total, all, more) => {
        const size = total < 0n ? -total : total;
        const before = allocate(size, all);
        const after = allocate(
          size,
          all.map((one, i) => (i === 0 ? { ...one, weight: one.weight + BigInt(more) } : one)),
        );
        holds("more", shareOf(after.shares, "m0").share >= shareOf(before.shares, "m0").share);
      }),
      RUNS,
    );
  });

  test("of two members without a carry, the one who weighs more never pays less", () => {
    fc.assert(
      fc.property(totals, some, (total, all) => {
        const { shares } = allocate(
          total < 0n ? -total : total,
          all.map(({ id, weight }) => ({ id, weight })),
        );
        const sorted = [...shares].sort((a, b) => Number(a.weight - b.weight) || Number(a.share - b.share));
        holds(
          "in order",
          sorted.every(({ share }, i) => i === 0 || share >= sorted[i - 1]!.share),
        );
      }),
      RUNS,
    );
  });
});

describe("with one key", () => {
  const key = fc
    .array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 })
    .filter((all) => all.some((one) => one > 0));

  /** The worst that any member was ever owed or given too much, in cents. */
  function worstCarry(weights: readonly number[], bills: readonly number[]): number {
    let carried: Record<string, Fraction> = {};
    let worst = 0;
    for (const bill of bills) {
      const { shares } = allocate(
        BigInt(bill),
        weights.map((one, i) => ({ id: `m${i}`, weight: BigInt(one), carry: carried[`m${i}`] ?? ZERO })),
      );
      carried = Object.fromEntries(shares.map(({ id, carryAfter }) => [id, carryAfter]));
      for (const { n, d } of Object.values(carried)) worst = Math.max(worst, Math.abs(Number(n)) / Number(d));
    }
    return worst;
  }

  test("the carry stays under a cent, bill after bill, credits among them", () => {
    const bills = fc.array(fc.integer({ min: -20_000, max: 200_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(key, bills, (weights, all) => {
        holds("under a cent", worstCarry(weights, all) < 1);
      }),
      RUNS,
    );
  });

  test("after ten years of monthly bills the worst member is under a cent from the exact total", () => {
    const bills = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 120, maxLength: 120 });
    fc.assert(
      fc.property(key, bills, (weights, all) => {
        holds("under a cent", worstCarry(weights, all) < 1);
      }),
      { numRuns: 200 },
    );
  });
});

test("caps and floors hold to the cent, and only what no one may bear is the pôle's", () => {
  fc.assert(
    fc.property(totals, capped, facts, carries, (total, key, known, owed) => {
      const result = shared(total, key, known, owed);
      const inner = shared(total, key.key, known);
      if (!result || !inner) return;
      const size = (cents: bigint) => (cents < 0n ? -cents : cents);
      const bounds = limitsOf(key, Object.keys(known.days), fraction(size(total)), known.months as Fraction);
      const bearing = result.shares.filter(({ id }) => shareOf(inner.shares, id).exact.n !== 0n);
      for (const { id, share } of bearing) {
        const { cap } = bounds.get(id)!;
        holds("under its cap", cap === null || size(share) <= cap);
      }
      const floors = bearing.reduce((all, { id }) => all + bounds.get(id)!.floor, 0n);
      const shareable = subtract(fraction(total), inner.poleExact);
      if (compare(fraction(floors), fraction(size(shareable.n), shareable.d)) <= 0) {
        for (const { id, share } of bearing) holds("over its floor", size(share) >= bounds.get(id)!.floor);
      }
      const byCaps = subtract(result.poleExact, inner.poleExact);
      if (byCaps.n !== 0n) {
        holds(
          "all bear all they may",
          bearing.every(({ id, share }) => size(share) === bounds.get(id)!.cap),
        );
      }
    }),
    RUNS,
  );
});
