import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import type { AllocationProblem } from "./allocation";
import type { Fraction } from "./fraction";
import type { Key } from "./key";
import type { Step } from "./share-by-key";

/** What an allocation shares: the month's charges, what a dispute gave back, what a funder did not pay in the end. */
export type AllocationKind = "charges" | "correction" | "shortfall";

/** What a member bears of an allocation, and all that explains it to the cent. */
export interface AllocationShare {
  readonly structureId: string;
  /** Null where the key has no single weight (two-part, tiers, caps): the explanation's steps have its parts. */
  readonly weight: bigint | null;
  /** Before rounding, with the total's sign. */
  readonly exact: Fraction;
  /** Whole cents of it, toward zero, with its sign; `cents` = `floorCents` + `extraCent` (−1, 0 or 1). */
  readonly floorCents: Cents;
  readonly extraCent: number;
  readonly cents: Cents;
  /** What earlier roundings of this pool owe it (positive) or gave it too much, in cents. */
  readonly carryBefore: Fraction;
  readonly carryAfter: Fraction;
}

/** "Why this amount?": the key as it was, what was measured, what was computed. Plain JSON, as it is kept. */
export interface Explanation {
  readonly key: {
    readonly versionId: string;
    readonly number: number;
    readonly startsOn: LocalDate;
    readonly endsOn: LocalDate | null;
    readonly decided: string;
    readonly definition: Key;
  } | null;
  /** Days of presence of each in the basis, and what was measured (decimal strings), by structure. */
  readonly days: Readonly<Record<string, number>>;
  readonly measures: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly steps: readonly Step[];
  /** Decimal string; null where the key has no single weight. */
  readonly totalWeight: string | null;
  /** Cents left once each had its whole cents. */
  readonly centsToHandOut: number;
  /** Those who had a fraction of a cent, the most owed first: the first `centsToHandOut` of them got a cent. */
  readonly order: readonly string[];
  /** What no member may bear, exactly: "p/q". */
  readonly poleExact: string;
  /** Of a correction: the dispute that was upheld, and whose share it was. */
  readonly dispute?: {
    readonly id: string;
    readonly periodId: string;
    readonly startsOn: LocalDate;
    readonly structureId: string;
    readonly grantedCents: Cents;
  };
  /** Of what corrects charges of a month closed before: the allocation that it follows, and what it left of it. */
  readonly mirror?: {
    readonly allocationId: string;
    /** The month that was closed with it. */
    readonly startsOn: LocalDate;
    readonly totalCents: Cents;
    /** Nothing is left of it: each gets back exactly what it bore. */
    readonly whole: boolean;
    /** The key of that month found nobody to bear it: the pôle itself does. */
    readonly nobody?: boolean;
    /** What each bore of it until now, by structure. */
    readonly borne: Readonly<Record<string, Cents>>;
  };
  /** What the key found nobody to bear, and the pôle took on itself: why. */
  readonly borneByPole?: { readonly reason: string };
  /** Of a shortfall: the funding that came to less. */
  readonly funding?: { readonly id: string; readonly funder: string; readonly label: string };
}

/** Charges of a month with the same pool, version of its key and basis, shared at once. */
export interface Allocation {
  /** The row's; in a draft, made of what it shares: the same as long as that is. */
  readonly id: string;
  readonly poolId: string;
  readonly versionId: string | null;
  readonly kind: AllocationKind;
  /** The order of sharing in the month, from 1, which is the carry's. */
  readonly sequence: number;
  /** The days on which weights are measured, both included. */
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
  readonly chargesCents: Cents;
  readonly fundingCents: Cents;
  /** What is shared: charges less funding; 0 for a correction, which moves a share from one to the others. */
  readonly totalCents: Cents;
  /** What the pôle itself bears. */
  readonly poleCents: Cents;
  readonly explanation: Explanation;
  readonly charges: readonly { readonly chargeId: string; readonly cents: Cents }[];
  readonly fundings: readonly { readonly fundingId: string; readonly eligibleCents: Cents; readonly cents: Cents }[];
  /** By structure id. */
  readonly shares: readonly AllocationShare[];
  readonly disputeId: string | null;
  readonly fundingId: string | null;
  /** The allocation of a month closed before that its charges, which are corrections, put right. */
  readonly mirrors?: string | undefined;
}

/** A month of the books, both days included. */
export interface DraftPeriod {
  readonly id: string;
  readonly poleId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly state: "open" | "review" | "locked" | "closed";
}

/** Whether what a month shares is written, and changes no more: once it is locked. */
export function isFrozen({ state }: Pick<DraftPeriod, "state">): boolean {
  return state === "locked" || state === "closed";
}

/** What keeps some charges of a month, a correction or a shortfall from being shared: the month cannot be closed so. */
export interface DraftProblem {
  readonly poolId: string;
  readonly code: AllocationProblem;
  readonly cents: Cents;
  /** The charges of it; none for a shortfall. */
  readonly chargeIds: readonly string[];
}

/** All that a month shares, and what it cannot share yet. */
export interface MonthDraft {
  readonly allocations: readonly Allocation[];
  readonly problems: readonly DraftProblem[];
}
