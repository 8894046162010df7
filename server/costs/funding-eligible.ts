import type { Cents } from "../kernel/money";
import { addDays, type LocalDate } from "../kernel/time";
import { common, daysIn, type Days } from "./days";

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

/** What of some charges the same fundings may pay for, in cents ≥ 0: together they never take more of it. */
export interface FundablePart {
  readonly cents: Cents;
  /** Their ids. */
  readonly fundingIds: readonly string[];
}

/**
 * Charges by who may pay for them: each is cut where a funding begins or ends, and a credit is taken off what the same
 * account has on the same days, then on others. What no funding may pay for is left out.
 */
export function fundableParts(
  fundings: readonly (Eligibility & { readonly id: string })[],
  charges: readonly FundableCharge[],
): FundablePart[] {
  const days = fundings.flatMap(({ startsOn, endsOn }) => [startsOn, addDays(endsOn, 1)]);
  const accounts = new Map<string, Map<string, Cents>>();
  for (const charge of charges) {
    const parts = accounts.get(charge.account) ?? new Map<string, Cents>();
    accounts.set(charge.account, parts);
    for (const { from, until, cents } of cutAt(days, charge)) {
      const ids = fundings.filter((one) => isFor(one, charge.account, { from, until })).map(({ id }) => id);
      const name = JSON.stringify([from, until, ids.sort()]);
      parts.set(name, (parts.get(name) ?? 0) + cents);
    }
  }
  const all = new Map<string, Cents>();
  for (const parts of accounts.values()) {
    let credit = [...parts.values()].reduce((sum, cents) => sum + Math.max(0, -cents), 0);
    for (const [name, cents] of [...parts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const taken = Math.min(credit, Math.max(0, cents));
      credit -= taken;
      const [, , ids] = JSON.parse(name) as [string, string, string[]];
      const fundingIds = JSON.stringify(ids);
      if (ids.length > 0) all.set(fundingIds, (all.get(fundingIds) ?? 0) + Math.max(0, cents) - taken);
    }
  }
  return [...all].map(([ids, cents]) => ({ cents, fundingIds: JSON.parse(ids) as string[] }));
}

/** A charge cut before each of these days: the cents of its pieces sum to it, and none has less than its days' part. */
function cutAt(days: readonly LocalDate[], { servedFrom, servedUntil, cents }: FundableCharge) {
  const inside = days.filter((day) => day > servedFrom && day <= servedUntil);
  const starts = [...new Set([servedFrom, ...inside])].sort();
  const whole = daysIn({ from: servedFrom, until: servedUntil });
  const before = (day: LocalDate) =>
    Number((BigInt(cents) * BigInt(daysIn({ from: servedFrom, until: addDays(day, -1) }))) / BigInt(whole));
  return starts.map((from, rank) => {
    const next = starts[rank + 1];
    const until = next === undefined ? servedUntil : addDays(next, -1);
    return { from, until, cents: (next === undefined ? cents : before(next)) - before(from) };
  });
}

function eligibleOf(funding: Eligibility, charge: FundableCharge): Cents {
  const service = { from: charge.servedFrom, until: charge.servedUntil };
  if (!isFor(funding, charge.account, service)) return 0;
  const funded = common(service, { from: funding.startsOn, until: funding.endsOn });
  if (!funded) return 0;
  return Number((BigInt(charge.cents) * BigInt(daysIn(funded))) / BigInt(daysIn(service)));
}

/** Whether it may pay for something of an account on some of these days. */
function isFor({ startsOn, endsOn, eligibleAccounts }: Eligibility, account: string, days: Days): boolean {
  if (eligibleAccounts.length > 0 && !eligibleAccounts.some((one) => account.startsWith(one))) return false;
  return common(days, { from: startsOn, until: endsOn }) !== null;
}
