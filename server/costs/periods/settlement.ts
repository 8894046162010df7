import type { Cents } from "../../kernel/money";
import { hubAmount } from "../netting-rules";

/** What a month brought a member, before its advances are set off. */
export interface MonthOfStructure {
  readonly sharesCents: Cents;
  /** Of the shares: waits apart. */
  readonly contestedCents: Cents;
  /** Waited apart since an earlier month; decided, it is due again. */
  readonly releasedCents: Cents;
  /** Called before and paid, given back against the real cost. What was called and not paid is neither. */
  readonly callsCents: Cents;
  /** Called in the month and not paid: it is in the one amount, instead of beside it. */
  readonly feesCents: Cents;
  /** What the pôle owes it for money advanced; negative where it was given more than it advanced. */
  readonly advancedCents: Cents;
}

/**
 * The one amount between a member and the pôle for a month, and how much of its advances is set off in it: up to what is
 * due, never more. The rest of them stays owed to the member on its own account. What it was given too much is due whole.
 */
export function settle(month: MonthOfStructure): { advancesCents: Cents; netCents: Cents } {
  const { releasedCents, advancedCents, ...rest } = month;
  const due = hubAmount({ ...rest, advancesCents: 0 }) + releasedCents;
  const advancesCents = advancedCents < 0 ? advancedCents : Math.max(0, Math.min(due, advancedCents));
  return { advancesCents, netCents: due - advancesCents };
}

/**
 * What of an advance may be set off, of what is owed at the month's end and what is owed now: what was repaid meanwhile is
 * not set off again, what is advanced meanwhile waits for its own month. Negative: given too much, and still so.
 */
export function owedBoth(atMonthEnd: Cents, now: Cents): Cents {
  if (atMonthEnd > 0 && now > 0) return Math.min(atMonthEnd, now);
  if (atMonthEnd < 0 && now < 0) return Math.max(atMonthEnd, now);
  return 0;
}

/** What of a disputed share waits apart: never more than the share comes to in the end. */
export function waitingOf(disputedCents: Cents, shareCents: Cents): Cents {
  return Math.max(0, Math.min(disputedCents, shareCents));
}

/** What was asked of a structure apart from its months: a call, a fee. The first asked first. */
export interface Notice {
  readonly id: string;
  readonly cents: Cents;
}

/**
 * How much of each notice is paid, by its id: of the money that came and settles nothing in particular, what other debts
 * (months before) leave, the first asked first. A credit that stands (`othersCents` < 0) counts as money: most often a call
 * given back, whose money a letter has with something else. What remains unpaid is then what the account says.
 */
export function paidOf(notices: readonly Notice[], moneyCents: Cents, othersCents: Cents): Map<string, Cents> {
  let left = Math.max(0, moneyCents - othersCents);
  return new Map(
    notices.map(({ id, cents }) => {
      const paid = Math.max(0, Math.min(cents, left));
      left -= paid;
      return [id, paid];
    }),
  );
}

/** What of a part of a notice is paid, when the parts before it (`beforeCents`) are paid first. */
export function paidPart(paidCents: Cents, beforeCents: Cents, partCents: Cents): Cents {
  return Math.max(0, Math.min(partCents, paidCents - beforeCents));
}
