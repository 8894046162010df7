import type { Refusals } from "../bookings";

/** Why something was not put in a basket. */
export type BasketProblem =
  | { readonly code: "ends_before_start" }
  /** `most`: how many things a basket holds. */
  | { readonly code: "basket_full"; readonly most: number };

/** Why a basket was not confirmed; nothing of it was booked. */
export type ConfirmationProblem =
  /** What cannot be had, by the item's id. The rest could be. */
  | { readonly code: "not_all"; readonly refusals: ReadonlyMap<string, Refusals> }
  /** Things were put in or taken out since it was shown. */
  | { readonly code: "basket_changed" }
  /** It costs more than was shown. */
  | { readonly code: "dearer"; readonly cents: number }
  /** The id belongs to somebody else's basket. */
  | { readonly code: "already_used" };
