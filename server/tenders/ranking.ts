import type { Criterion } from "./need";

/** Points are counted in hundredths of a point: each criterion is rounded, then they are added, as by hand. */
export type Hundredths = number;

/** An offer for one lot, as it is judged. */
export interface Offer {
  readonly answerId: string;
  /** Its line in the register: the last way to tell two offers apart. */
  readonly number: number;
  /** In cents, net of tax; null where prices are not open yet, or not asked. */
  readonly priceCents: number | null;
  /** The consensus on each criterion but the price, from nought to the criterion's scale. */
  readonly scores: ReadonlyMap<string, number>;
}

/** What an offer has on one criterion. */
export interface CriterionPoints {
  readonly criterionId: string;
  /** The score; for the price, null. */
  readonly value: number | null;
  /** Null as long as there is no score, or no price. */
  readonly points: Hundredths | null;
  readonly underMinimum: boolean;
}

/** How two offers with the same total are told apart. */
export type TieBreak =
  { readonly by: "criterion"; readonly criterionId: string } | { readonly by: "price" | "register" };

export interface Ranked {
  readonly answerId: string;
  readonly criteria: readonly CriterionPoints[];
  /** Null as long as a criterion has no points. */
  readonly total: Hundredths | null;
  /** From one; null for what is not complete, or under a minimum. */
  readonly rank: number | null;
  /** Against the offer just before it, where both have the same total. */
  readonly tie: TieBreak | null;
}

/**
 * Points of a price: the criterion's weight times the lowest price, over the price. A price of nothing has them all, and
 * leaves none to the others.
 */
export function pricePoints(weight: number, priceCents: number, lowestCents: number): Hundredths {
  if (priceCents === lowestCents) return weight * 100;
  return Math.round((weight * 100 * lowestCents) / priceCents);
}

/** Points of a score: the criterion's weight times the score, over its scale. */
export function scorePoints({ weight, scale }: Pick<Criterion, "weight" | "scale">, value: number): Hundredths {
  return Math.round((weight * 100 * value) / scale);
}

/**
 * What the points of prices are counted from, in cents: the lowest price of those that no minimum puts aside, so that
 * nobody loses points to an offer that cannot be retained. Null without prices.
 */
export function lowestPrice(criteria: readonly Criterion[], offers: readonly Offer[]): number | null {
  const kept = offers.filter(({ scores }) => !criteria.some((criterion) => isUnderMinimum(criterion, scores)));
  const prices = (kept.length > 0 ? kept : offers).flatMap(({ priceCents }) => priceCents ?? []);
  return prices.length > 0 ? Math.min(...prices) : null;
}

function isUnderMinimum({ id, minimum }: Criterion, scores: Offer["scores"]): boolean {
  const value = scores.get(id);
  return value !== undefined && minimum !== null && value < minimum;
}

/** Offers of one lot, best first; those that cannot be ranked come last, as they are in the register. */
export function rankOffers(criteria: readonly Criterion[], offers: readonly Offer[]): Ranked[] {
  const lowest = lowestPrice(criteria, offers);
  const judged = offers.map((offer) => ({ offer, ...judge(criteria, offer, lowest) }));
  const complete = judged.filter(
    ({ total, criteria: each }) => total !== null && !each.some((one) => one.underMinimum),
  );
  complete.sort((a, b) => compare(criteria, a, b).order);
  const others = judged.filter((each) => !complete.includes(each)).sort((a, b) => a.offer.number - b.offer.number);
  return [
    ...complete.map((each, place): Ranked => {
      const before = complete[place - 1];
      const { offer, total, criteria: points } = each;
      const tie = before ? compare(criteria, before, each).tie : null;
      return { answerId: offer.answerId, criteria: points, total, rank: place + 1, tie };
    }),
    ...others.map(({ offer, total, criteria: points }): Ranked => {
      return { answerId: offer.answerId, criteria: points, total, rank: null, tie: null };
    }),
  ];
}

interface Judged {
  readonly offer: Offer;
  readonly criteria: readonly CriterionPoints[];
  readonly total: Hundredths | null;
}

function judge(criteria: readonly Criterion[], offer: Offer, lowest: number | null): Omit<Judged, "offer"> {
  const each = criteria.map((criterion): CriterionPoints => {
    if (criterion.kind === "price") {
      const { priceCents } = offer;
      // Under the lowest that counts, it is not ranked, and has no more than all the points.
      const points =
        priceCents === null || lowest === null
          ? null
          : pricePoints(criterion.weight, priceCents, Math.min(lowest, priceCents));
      return { criterionId: criterion.id, value: null, points, underMinimum: false };
    }
    const value = offer.scores.get(criterion.id) ?? null;
    return {
      criterionId: criterion.id,
      value,
      points: value === null ? null : scorePoints(criterion, value),
      underMinimum: isUnderMinimum(criterion, offer.scores),
    };
  });
  let total: number | null = 0;
  for (const { points } of each) total = total === null || points === null ? null : total + points;
  return { criteria: each, total };
}

/**
 * The more points first. With as many, the more on the heaviest criterion (of two as heavy, the first published), then on
 * the next; then the lower price; then who handed in first.
 */
function compare(criteria: readonly Criterion[], a: Judged, b: Judged): { order: number; tie: TieBreak | null } {
  if (a.total !== b.total) return { order: (b.total ?? 0) - (a.total ?? 0), tie: null };
  const byWeight = criteria.map((criterion, place) => ({ criterion, place }));
  byWeight.sort((x, y) => y.criterion.weight - x.criterion.weight || x.place - y.place);
  for (const { criterion, place } of byWeight) {
    const order = (b.criteria[place]?.points ?? 0) - (a.criteria[place]?.points ?? 0);
    if (order !== 0) return { order, tie: { by: "criterion", criterionId: criterion.id } };
  }
  const price = (a.offer.priceCents ?? 0) - (b.offer.priceCents ?? 0);
  if (price !== 0) return { order: price, tie: { by: "price" } };
  return { order: a.offer.number - b.offer.number, tie: { by: "register" } };
}

/** Why a price is surprisingly low: it is asked about, never put aside for that alone. */
export type LowPrice = "under_mean" | "under_next";

/** Under the mean of all prices by 40 % or more, or under the next price by 30 % or more. Alone, a price is not low. */
export function lowPrices(offers: readonly Pick<Offer, "answerId" | "priceCents">[]): ReadonlyMap<string, LowPrice> {
  const priced = offers.flatMap(({ answerId, priceCents }) => (priceCents === null ? [] : [{ answerId, priceCents }]));
  const sum = priced.reduce((total, { priceCents }) => total + priceCents, 0);
  const low = new Map<string, LowPrice>();
  for (const { answerId, priceCents } of priced) {
    const next = Math.min(...priced.map((other) => other.priceCents).filter((price) => price > priceCents));
    // In whole numbers: 100 p ≤ 60 Σ / n, and 100 p ≤ 70 next.
    if (priced.length > 1 && 100 * priced.length * priceCents <= 60 * sum) low.set(answerId, "under_mean");
    else if (Number.isFinite(next) && 100 * priceCents <= 70 * next) low.set(answerId, "under_next");
  }
  return low;
}
