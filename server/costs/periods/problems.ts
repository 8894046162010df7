/** Why a month does not go on: expected, said on its page. */
export type PeriodRefusal =
  /** It is not in the state from which this is done. */
  | "not_open"
  | "not_in_review"
  | "not_locked"
  | "already_closed"
  /** An earlier month is neither locked nor closed: what this one carries on of it is not known. */
  | "earlier_month_open"
  /** Nothing can be read of a review that ends before it begins. */
  | "review_ends_too_early"
  /** Something is missing: the page says what. */
  | "something_missing"
  | "closing_under_way";

/** Why the pôle does not take on itself what a pool cost, or does not stop to. */
export type BearingRefusal =
  | "month_is_locked"
  | "reason_missing"
  | "reason_too_long"
  /** The key shares it, or another thing is missing. */
  | "nothing_to_bear";

/** Why a dispute is not decided so. */
export type DecisionRefusal =
  /** Decided, or taken back, meanwhile. */
  | "already_decided"
  /** More than what is disputed, or nothing. */
  | "granted_out_of_range"
  /** More than the share comes to, less what was granted on it before. */
  | "granted_above_share"
  /** Its month is locked: before, or once it is closed. */
  | "month_locked"
  | "words_missing";
