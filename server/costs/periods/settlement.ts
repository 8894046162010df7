import type { Cents } from "../../kernel/money";
import { hubAmount } from "../netting-rules";

/** What a month brought a member, before its advances are set off. */
export interface MonthOfStructure {
  readonly sharesCents: Cents;
  /** Of the shares: waits apart. */
  readonly contestedCents: Cents;
  /** Waited apart since an earlier month; decided, it is due again. */
  readonly releasedCents: Cents;
  readonly callsCents: Cents;
  readonly feesCents: Cents;
  /** What the pôle owes it for money advanced: ≥ 0. */
  readonly advancedCents: Cents;
}

/**
 * The one amount between a member and the pôle for a month, and how much of its advances is set off in it: up to what is
 * due, never more. The rest of them stays owed to the member on its own account.
 */
export function settle(month: MonthOfStructure): { advancesCents: Cents; netCents: Cents } {
  const { releasedCents, advancedCents, ...rest } = month;
  const due = hubAmount({ ...rest, advancesCents: 0 }) + releasedCents;
  const advancesCents = Math.max(0, Math.min(due, advancedCents));
  return { advancesCents, netCents: due - advancesCents };
}

/** What of a disputed share waits apart: never more than the share comes to in the end. */
export function waitingOf(disputedCents: Cents, shareCents: Cents): Cents {
  return Math.max(0, Math.min(disputedCents, shareCents));
}
