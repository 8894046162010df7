import { assertCents, type Cents } from "../kernel/money";
import type { FundablePart } from "./funding-eligible";

export type FundingState = "requested" | "notified" | "paid" | "refused";

/** A funding of a pool, with what was taken of it before. All cents ≥ 0, but for eligible costs, which may be credited. */
export interface Funding {
  readonly id: string;
  readonly state: FundingState;
  readonly notifiedOn: string | null;
  /** Hundredths of a per cent of the eligible cost. */
  readonly ratePoints: number;
  readonly ceilingCents: Cents;
  /** What came in the end; null until then. */
  readonly paidCents: Cents | null;
  readonly publicMoney: boolean;
  /** Over its whole life until now: eligible cost, and what was deducted. */
  readonly eligibleBeforeCents: Cents;
  readonly usedBeforeCents: Cents;
}

/** A cost to be shared, before funding is taken off. */
export interface FundedCost {
  readonly cents: Cents;
  /** Of `cents`, what each funding may pay for, by its id; left out: nothing. */
  readonly eligible: Readonly<Record<string, Cents>>;
  /** Of `cents`, what the same fundings may pay for; left out: all of them may pay for all of it. */
  readonly parts?: readonly FundablePart[];
  /** Of public money, at most so much of the pool's cost: hundredths of a per cent. */
  readonly publicPoints: number;
  /** The pool's cost before this one, over the time that counts, and the public money deducted from it. */
  readonly costBeforeCents: Cents;
  readonly publicBeforeCents: Cents;
}

export interface FundingUse {
  readonly fundingId: string;
  readonly eligibleCents: Cents;
  readonly cents: Cents;
  /** What kept it under its rate, if anything did. */
  readonly heldBy: "ceiling" | "cost" | "public_money" | null;
}

/**
 * What is deducted from a cost: of each funding that is notified or paid, min(rate × eligible, ceiling) over its whole
 * life less what was taken before, in whole cents, so that many small months come to the same as a large one. Those
 * notified first come first; together they never exceed the cost, nor that of any part of it, nor public money its ceiling. Never negative: what a
 * credit note takes back of an eligible cost is taken off the next deduction.
 */
export function deductions(fundings: readonly Funding[], cost: FundedCost): FundingUse[] {
  const uses: FundingUse[] = [];
  let left = Math.max(0, cost.cents);
  let publicLeft = Math.max(
    0,
    pointsOf(Math.max(0, cost.costBeforeCents + cost.cents), cost.publicPoints) - cost.publicBeforeCents,
  );
  const ordered = inOrder(fundings);
  const parts = cost.parts?.map(({ cents, fundingIds }) => ({ left: Math.max(0, cents), fundingIds }));
  for (const [rank, funding] of ordered.entries()) {
    const eligible = cost.eligible[funding.id] ?? 0;
    assertCents(eligible);
    if (eligible <= 0) continue;
    const byRate = Math.max(
      0,
      pointsOf(Math.max(0, funding.eligibleBeforeCents + eligible), funding.ratePoints) - funding.usedBeforeCents,
    );
    const own = parts?.filter(({ fundingIds }) => fundingIds.includes(funding.id));
    const limits: [Cents, FundingUse["heldBy"]][] = [
      [Math.min(byRate, eligible), null],
      [Math.max(0, ceilingOf(funding) - funding.usedBeforeCents), "ceiling"],
      [left, "cost"],
      [own ? own.reduce((all, part) => all + part.left, 0) : Infinity, "cost"],
      [funding.publicMoney ? publicLeft : Infinity, "public_money"],
    ];
    const [cents, heldBy] = limits.reduce((least, next) => (next[0] < least[0] ? next : least));
    uses.push({ fundingId: funding.id, eligibleCents: eligible, cents, heldBy });
    left -= cents;
    if (own) takeOff(own, cents, new Set(ordered.slice(rank + 1).map(({ id }) => id)));
    if (funding.publicMoney) publicLeft -= cents;
  }
  return uses;
}

/** Takes cents off parts: first off those that the fewest of the fundings to come may pay for, which leaves them most. */
function takeOff(
  parts: readonly { left: Cents; readonly fundingIds: readonly string[] }[],
  cents: Cents,
  toCome: ReadonlySet<string>,
): void {
  const others = ({ fundingIds }: { readonly fundingIds: readonly string[] }) =>
    fundingIds.filter((id) => toCome.has(id)).length;
  const name = ({ fundingIds }: { readonly fundingIds: readonly string[] }) => fundingIds.join(" ");
  let toTake = cents;
  for (const part of [...parts].sort((a, b) => others(a) - others(b) || (name(a) < name(b) ? -1 : 1))) {
    const taken = Math.min(toTake, part.left);
    part.left -= taken;
    toTake -= taken;
  }
}

/** Whether it is deducted at all: a request promises nothing. */
export function isCertain({ state }: Pick<Funding, "state">): boolean {
  return state === "notified" || state === "paid";
}

/** What was deducted and did not come: shared anew, never edited. */
export function shortfallOf({ paidCents, usedBeforeCents }: Pick<Funding, "paidCents" | "usedBeforeCents">): Cents {
  return paidCents === null ? 0 : Math.max(0, usedBeforeCents - paidCents);
}

/** So many hundredths of a per cent of an amount ≥ 0, in whole cents, never more. */
export function pointsOf(cents: Cents, points: number): Cents {
  assertCents(cents);
  return Number((BigInt(cents) * BigInt(points)) / 10_000n);
}

function ceilingOf({ ceilingCents, paidCents }: Funding): Cents {
  return paidCents === null ? ceilingCents : Math.min(ceilingCents, paidCents);
}

function inOrder(fundings: readonly Funding[]): Funding[] {
  const rank = ({ notifiedOn, id }: Funding) => `${notifiedOn ?? "9999-12-31"} ${id}`;
  return fundings.filter(isCertain).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
