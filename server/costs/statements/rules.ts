import type { Cents } from "../../kernel/money";

/** How far a month is. */
export type MonthState = "open" | "review" | "locked" | "closed";

export type DisputeState = "filed" | "upheld" | "adjusted" | "rejected" | "withdrawn";

/** What one month brought a member, as its statement adds it up. */
export interface Sums {
  /** By kind: what was shared now, what a dispute corrected, what a funder did not pay. */
  readonly chargesCents: Cents;
  readonly correctionsCents: Cents;
  readonly shortfallsCents: Cents;
  /** All three. */
  readonly sharesCents: Cents;
  readonly contestedCents: Cents;
  /** Waited apart since an earlier month; decided, it is due again. */
  readonly releasedCents: Cents;
  readonly callsCents: Cents;
  readonly advancesCents: Cents;
  readonly feesCents: Cents;
  /** Called before and not paid, though given back: it is asked here instead of apart. */
  readonly unpaidCallsCents: Cents;
  /** To pay when positive, to receive when negative. */
  readonly netCents: Cents;
}

/** Why a dispute, an agreement or a withdrawal is not taken. */
export type StatementRefusal =
  /** The month is not in review: not yet, or no more. */
  | "not_in_review"
  /** It is, but the date has passed. */
  | "review_is_over"
  | "amount_above_share"
  /** What is to receive, or nothing at all: there is nothing to dispute. */
  | "nothing_to_dispute"
  | "already_disputed"
  /** A share of it is: it cannot be right as a whole. */
  | "is_disputed"
  /** The amount is no longer the one that was seen. */
  | "amount_changed"
  | "already_decided";

/** Whether members may still answer about a month, at `now`. */
export function reviewRefusal(
  { state, reviewUntil }: { readonly state: MonthState; readonly reviewUntil: Date | null },
  now: Date,
): Extract<StatementRefusal, "not_in_review" | "review_is_over"> | null {
  if (state !== "review") return "not_in_review";
  return reviewUntil !== null && now >= reviewUntil ? "review_is_over" : null;
}

/** What of a share may be disputed: the whole of it, at most; what is to receive is not. */
export function disputeRefusal(
  cents: Cents,
  shareCents: Cents,
): Extract<StatementRefusal, "amount_above_share" | "nothing_to_dispute"> | null {
  if (shareCents <= 0) return "nothing_to_dispute";
  return cents > shareCents ? "amount_above_share" : null;
}

/** The sums of a statement: what closing makes due, with its shares told apart by what they share. */
export function sumsOf(
  shares: readonly { readonly kind: "charges" | "correction" | "shortfall"; readonly cents: Cents }[],
  due: Omit<Sums, "chargesCents" | "correctionsCents" | "shortfallsCents">,
): Sums {
  const of = (kind: string) => shares.reduce((all, share) => (share.kind === kind ? all + share.cents : all), 0);
  return { ...due, chargesCents: of("charges"), correctionsCents: of("correction"), shortfallsCents: of("shortfall") };
}
