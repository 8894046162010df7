import { assertCents, type Cents } from "../kernel/money";

/** What a fee is found by: nothing, the structure's yearly budget (cents), its staff (full-time equivalents × 10 000). */
export type FeeBasis = "flat" | "budget" | "staff";

/** Up to a value of the basis, included; null: whatever it is. */
export interface FeeBand {
  readonly upTo: number | null;
  readonly cents: Cents;
}

/** Barème de cotisation, for a year. */
export interface FeeScale {
  readonly basis: FeeBasis;
  readonly bands: readonly FeeBand[];
}

export type FeeScaleProblem =
  "no_band" | "last_band_open" | "bands_out_of_order" | "amount_not_whole" | "flat_has_one_band";

/** 10 000 000,00 €: more is a slip of the finger. */
const MOST: Cents = 1_000_000_000;

/** What is wrong with a scale; null when every structure finds its fee in it. */
export function feeScaleProblem({ basis, bands }: FeeScale): FeeScaleProblem | null {
  if (bands.length === 0) return "no_band";
  if (bands.some(({ cents }) => !Number.isSafeInteger(cents) || cents < 0 || cents > MOST)) return "amount_not_whole";
  if (bands.at(-1)?.upTo !== null) return "last_band_open";
  const ends = bands.slice(0, -1).map(({ upTo }) => upTo);
  if (!ends.every((end, rank) => end !== null && Number.isSafeInteger(end) && end > (ends[rank - 1] ?? -1))) {
    return "bands_out_of_order";
  }
  return basis === "flat" && bands.length > 1 ? "flat_has_one_band" : null;
}

/**
 * The fee of a structure, a member on `days` of the year's `daysOfYear`: its band's, by days, to the nearest cent (half
 * a cent up). Null when the scale asks for a budget or a staff that it has not declared.
 */
export function feeFor(
  { basis, bands }: FeeScale,
  { value, days, daysOfYear }: { readonly value: number | null; readonly days: number; readonly daysOfYear: number },
): { readonly cents: Cents; readonly band: FeeBand } | null {
  if (basis !== "flat" && value === null) return null;
  const band = bands.find(({ upTo }) => upTo === null || (value ?? 0) <= upTo);
  if (!band) return null;
  const doubled = band.cents * Math.min(days, daysOfYear) * 2;
  assertCents(doubled);
  return { cents: Math.floor((doubled + daysOfYear) / (daysOfYear * 2)), band };
}

/** How much of a cost fees bear, in hundredths of a per cent, rounded down; null without a cost. May pass 10 000. */
export function coverage(feesCents: Cents, costCents: Cents): number | null {
  if (costCents <= 0) return null;
  return Number((BigInt(feesCents) * 10_000n) / BigInt(costCents));
}
