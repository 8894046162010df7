import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Criterion } from "./need";
import { lowestPrice, lowPrices, pricePoints, rankOffers, scorePoints, type Offer } from "./ranking";

const criterion = (id: string, kind: Criterion["kind"], weight: number, more: Partial<Criterion> = {}): Criterion => ({
  ...{ id, lotId: "lot", kind, label: id, weight, scale: 10, minimum: null, guideline: "" },
  ...more,
});
const CRITERIA = [
  criterion("price", "price", 40),
  criterion("quality", "quality", 35),
  criterion("social", "social", 25),
];

let register = 0;
const offer = (answerId: string, priceCents: number | null, quality?: number, social?: number): Offer => ({
  answerId,
  number: (register += 1),
  priceCents,
  scores: new Map([
    ...(quality === undefined ? [] : [["quality", quality] as const]),
    ...(social === undefined ? [] : [["social", social] as const]),
  ]),
});

describe("points", () => {
  it("of a price are the weight times the lowest over it, to the hundredth", () => {
    expect(pricePoints(40, 1_000_000, 1_000_000)).toBe(4000);
    expect(pricePoints(40, 1_200_000, 1_000_000)).toBe(3333);
    expect(pricePoints(40, 0, 0)).toBe(4000);
    expect(pricePoints(40, 100, 0)).toBe(0);
  });

  it("of a score are the weight times the score over its scale", () => {
    expect(scorePoints({ weight: 35, scale: 10 }, 8)).toBe(2800);
    expect(scorePoints({ weight: 25, scale: 5 }, 3.5)).toBe(1750);
    expect(scorePoints({ weight: 25, scale: 3 }, 1)).toBe(833);
  });
});

describe("the ranking of a lot", () => {
  it("adds the points of each criterion, best first", () => {
    const ranked = rankOffers(CRITERIA, [offer("dear", 1_250_000, 9, 8), offer("cheap", 1_000_000, 5, 6)]);
    expect(ranked).toMatchObject([
      { answerId: "dear", rank: 1, total: 3200 + 3150 + 2000, tie: null },
      { answerId: "cheap", rank: 2, total: 4000 + 1750 + 1500, tie: null },
    ]);
  });

  it("ranks nothing that is not wholly judged, nor what is under a minimum, and says which", () => {
    const strict = [CRITERIA[0]!, criterion("quality", "quality", 60, { minimum: 5 })];
    const ranked = rankOffers(strict, [offer("poor", 100, 4.99), offer("unjudged", 200), offer("fair", 300, 5)]);
    expect(ranked.map(({ answerId, rank }) => [answerId, rank])).toEqual([
      ["fair", 1],
      ["poor", null],
      ["unjudged", null],
    ]);
    expect(ranked[1]!.criteria[1]).toMatchObject({ underMinimum: true, points: 2994 });
    expect(ranked[2]!.total).toBeNull();
  });

  it("counts the points of prices from the lowest that may be retained: an offer under a minimum takes none from others", () => {
    const strict = [criterion("price", "price", 40), criterion("quality", "quality", 60, { minimum: 5 })];
    const fair = [offer("a", 100_000, 8), offer("b", 125_000, 9)];
    const ranked = rankOffers(strict, [...fair, offer("poor", 40_000, 2)]);
    expect(lowestPrice(strict, [...fair, offer("poor", 40_000, 2)])).toBe(100_000);
    expect(ranked.slice(0, 2)).toEqual(rankOffers(strict, fair));
    expect(ranked[2]).toMatchObject({ answerId: "poor", rank: null, total: 4000 + 1200 });
    expect(lowestPrice(strict, [offer("poor", 40_000, 2)])).toBe(40_000);
    expect(lowestPrice(strict, [offer("shut", null, 9)])).toBeNull();
  });

  it("tells two offers of one total apart by the heaviest criterion, then the price, then the register, and says by what", () => {
    const even = [criterion("quality", "quality", 50), criterion("social", "social", 50)];
    const ranked = rankOffers(even, [
      { ...offer("c", 300, 6, 8), number: 9 },
      { ...offer("a", 300, 8, 6), number: 8 },
      { ...offer("b", 200, 6, 8), number: 7 },
      { ...offer("d", 300, 6, 8), number: 10 },
    ]);
    expect(ranked.map(({ answerId }) => answerId)).toEqual(["a", "b", "c", "d"]);
    expect(ranked.map(({ tie }) => tie)).toEqual([
      null,
      { by: "criterion", criterionId: "quality" },
      { by: "price" },
      { by: "register" },
    ]);
  });

  const offers = fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
      ),
      {
        minLength: 1,
        maxLength: 7,
      },
    )
    .map((drawn) =>
      drawn.map(([priceCents, quality, social], number): Offer => ({
        ...{ answerId: String(number), number, priceCents },
        scores: new Map([
          ["quality", quality / 2],
          ["social", social / 2],
        ]),
      })),
    );
  const rankOf = (ranked: ReturnType<typeof rankOffers>, id: string) =>
    ranked.find(({ answerId }) => answerId === id)?.rank ?? Infinity;

  it("never ranks anybody better for a higher price, nor worse for a higher score", () => {
    fc.assert(
      fc.property(
        offers,
        fc.nat(6),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 20 }),
        (all, who, more, better) => {
          const target = all[who % all.length]!;
          const change = (changed: Offer) =>
            rankOffers(
              CRITERIA,
              all.map((each) => (each === target ? changed : each)),
            );
          const before = rankOf(rankOffers(CRITERIA, all), target.answerId);
          expect(
            rankOf(change({ ...target, priceCents: target.priceCents! + more }), target.answerId),
          ).toBeGreaterThanOrEqual(before);
          const scores = new Map(target.scores).set(
            "quality",
            Math.min(10, target.scores.get("quality")! + better / 2),
          );
          expect(rankOf(change({ ...target, scores }), target.answerId)).toBeLessThanOrEqual(before);
        },
      ),
    );
  });

  it("is the same in whatever order offers come, and ranks each once", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const ranked = rankOffers(CRITERIA, all);
        expect(rankOffers(CRITERIA, [...all].reverse())).toEqual(ranked);
        expect(ranked.map(({ rank }) => rank)).toEqual(all.map((_, place) => place + 1));
      }),
    );
  });

  it("has no two neighbours of one total without saying what tells them apart", () => {
    fc.assert(
      fc.property(offers, (all) => {
        const ranked = rankOffers(CRITERIA, all);
        for (const [place, each] of ranked.entries()) {
          expect(each.tie !== null).toBe(place > 0 && ranked[place - 1]!.total === each.total);
        }
      }),
    );
  });

  it("does not change when every weight is doubled", () => {
    const quarters = offers.map((all) => all.map((each) => ({ ...each, priceCents: 4 ** (each.priceCents! % 3) })));
    fc.assert(
      fc.property(quarters, (all) => {
        const twice = CRITERIA.map((each) => ({ ...each, weight: each.weight * 2 }));
        const order = (criteria: readonly Criterion[]) => rankOffers(criteria, all).map(({ answerId }) => answerId);
        expect(order(twice)).toEqual(order(CRITERIA));
      }),
    );
  });
});

describe("a surprisingly low price", () => {
  const found = (...prices: (number | null)[]) => [
    ...lowPrices(prices.map((priceCents, n) => ({ answerId: String(n), priceCents }))),
  ];

  it("is 40 % under the mean, or 30 % under the next", () => {
    expect(found(599, 1201, 1200)).toEqual([["0", "under_mean"]]);
    expect(found(700, 1000, 1000)).toEqual([["0", "under_next"]]);
    expect(found(701, 1000, 1000)).toEqual([]);
    expect(found(1000, 1000)).toEqual([]);
  });

  it("is nobody's alone, and nobody's without a price", () => {
    expect(found(10)).toEqual([]);
    expect(found(null, 900, null)).toEqual([]);
  });
});
