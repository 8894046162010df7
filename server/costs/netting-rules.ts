import { assertCents, type Cents } from "../kernel/money";
import { compareIds } from "./allocation";

/** What a month brought a member, each ≥ 0 but for shares and calls, which a correction may turn. */
export interface MonthOfMember {
  readonly sharesCents: Cents;
  /** Of the shares: waits apart until it is decided. */
  readonly contestedCents: Cents;
  /** Called before, given back against the real cost. */
  readonly callsCents: Cents;
  /** Advanced for the pôle, set off: a debt between the same two. */
  readonly advancesCents: Cents;
  readonly feesCents: Cents;
}

/** The one amount between a member and the pôle: to pay when positive, to receive when negative. */
export function hubAmount(month: MonthOfMember): Cents {
  const cents = month.sharesCents - month.contestedCents - month.callsCents - month.advancesCents + month.feesCents;
  assertCents(cents);
  return cents;
}

/** To pay when positive, to receive when negative. */
export interface Party {
  readonly id: string;
  readonly cents: Cents;
}

export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly cents: Cents;
}

/** Beyond, the fewest transfers are too long to look for (the problem is NP-hard): few are proposed, not the fewest. */
export const EXACT_PARTIES = 16;

/**
 * Transfers from one to another that settle everybody at once, instead of each with the pôle: the fewest up to
 * EXACT_PARTIES who have something to settle. A proposal: each transfer needs the consent of both. The same parties
 * give the same plan, whatever their order.
 * @throws RangeError when the amounts do not sum to zero: the pôle is one of the parties
 */
export function directPlan(parties: readonly Party[]): Transfer[] {
  const total = parties.reduce((all, { cents }) => all + cents, 0);
  assertCents(total);
  if (total !== 0) throw new RangeError(`What is to pay and to receive differ by ${total} cents`);
  const settling = parties.filter(({ cents }) => cents !== 0).sort((a, b) => compareIds(a.id, b.id));
  const groups = settling.length <= EXACT_PARTIES ? mostGroups(settling) : oppositesFirst(settling);
  return groups.flatMap(settle);
}

/**
 * As many groups as can be that sum to zero each: every group of n settles in n − 1 transfers, so this is the fewest.
 * Among the groups of all (by subsets), the best of a set is the best of the set without one of its members, and one
 * group more when it sums to zero.
 */
function mostGroups(parties: readonly Party[]): Party[][] {
  const sets = 1 << parties.length;
  const sums = new Float64Array(sets);
  const groups = new Uint8Array(sets);
  const last = new Uint8Array(sets);
  for (let set = 1; set < sets; set += 1) {
    const first = 31 - Math.clz32(set & -set);
    sums[set] = (sums[set & (set - 1)] ?? 0) + (parties[first]?.cents ?? 0);
    let best = -1;
    for (let one = 0; one < parties.length; one += 1) {
      if (!(set & (1 << one))) continue;
      const without = groups[set ^ (1 << one)] ?? 0;
      if (without > best) [best, last[set]] = [without, one];
    }
    groups[set] = best + (sums[set] === 0 ? 1 : 0);
  }
  const found: Party[][] = [];
  let group: Party[] = [];
  for (let set = sets - 1; set > 0;) {
    const one = last[set] ?? 0;
    const party = parties[one];
    if (party) group.push(party);
    set ^= 1 << one;
    if (sums[set] === 0) {
      found.push(group);
      group = [];
    }
  }
  return found;
}

/** Those who owe each other the same amount settle in one transfer; all others together. */
function oppositesFirst(parties: readonly Party[]): Party[][] {
  const pairs: Party[][] = [];
  let others: Party[] = [];
  for (const party of parties) {
    const opposite = others.find(({ cents }) => cents === -party.cents);
    if (opposite) {
      pairs.push([opposite, party]);
      others = others.filter((one) => one !== opposite);
    } else others = [...others, party];
  }
  return others.length > 0 ? [...pairs, others] : pairs;
}

/** Who pays most pays who receives most, until all is settled: one transfer less than there are parties, at most. */
function settle(group: readonly Party[]): Transfer[] {
  const left = (sign: 1 | -1) =>
    group.filter(({ cents }) => cents * sign > 0).map(({ id, cents }) => ({ id, cents: cents * sign }));
  const [payers, receivers] = [left(1), left(-1)];
  const transfers: Transfer[] = [];
  for (;;) {
    const [payer, receiver] = [largest(payers), largest(receivers)];
    if (!payer || !receiver) return transfers;
    const cents = Math.min(payer.cents, receiver.cents);
    transfers.push({ from: payer.id, to: receiver.id, cents });
    payer.cents -= cents;
    receiver.cents -= cents;
  }
}

function largest<P extends Party>(parties: readonly P[]): P | undefined {
  return parties
    .filter(({ cents }) => cents > 0)
    .reduce<P | undefined>((most, one) => (most && most.cents >= one.cents ? most : one), undefined);
}
