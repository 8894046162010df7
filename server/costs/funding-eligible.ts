import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { common, daysIn } from "./days";

/** What of a funding says for which costs it is. Both days included. */
export interface Eligibility {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** Beginnings of account numbers; none: every account. */
  readonly eligibleAccounts: readonly string[];
}

/** A charge, or the part of it that is shared at once. */
export interface FundableCharge {
  readonly account: string;
  /** Days of service of the whole charge. */
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
  readonly cents: Cents;
}

/**
 * What a funding may pay for of some charges, in cents: those of its accounts, each by its days of service that lie
 * within the funding's, rounded towards zero. A credit takes back what it credits.
 */
export function eligibleCents(funding: Eligibility, charges: readonly FundableCharge[]): Cents {
  return charges.reduce((all, charge) => all + eligibleOf(funding, charge), 0);
}

function eligibleOf({ startsOn, endsOn, eligibleAccounts }: Eligibility, charge: FundableCharge): Cents {
  if (eligibleAccounts.length > 0 && !eligibleAccounts.some((account) => charge.account.startsWith(account))) return 0;
  const service = { from: charge.servedFrom, until: charge.servedUntil };
  const funded = common(service, { from: startsOn, until: endsOn });
  if (!funded) return 0;
  return Number((BigInt(charge.cents) * BigInt(daysIn(funded))) / BigInt(daysIn(service)));
}
