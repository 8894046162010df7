import type { Cents } from "../../kernel/money";
import type { LocalDate } from "../../kernel/time";
import type { Allocation } from "../draft";
import type { BookMonth } from "../periods/month-of-books";
import type { DisputeState, Sums } from "./rules";

/** Décompte: what a month costs a member, and why. */
export interface Statement {
  readonly month: BookMonth;
  readonly structure: { readonly id: string; readonly name: string };
  /** 2026-10-04; null before the month is put to review. */
  readonly number: string | null;
  readonly readAt: Date | null;
  /** What it came to when it was read last: see toldAmount() of ../periods/reread.ts. Cents. */
  readonly readCents: Cents | null;
  readonly agreedAt: Date | null;
  /** What it came to when it was found right. Cents. */
  readonly agreedCents: Cents | null;
  readonly agreedBy: string | null;
  readonly lines: readonly StatementLine[];
  readonly sums: Sums;
  /** Months closed before, the latest first. */
  readonly past: readonly PastMonth[];
  /** Names of all structures that the lines speak of. */
  readonly names: ReadonlyMap<string, string>;
  /** Read by the manager, not by its own people. */
  readonly byManager: boolean;
  readonly now: Date;
}

/** A pool's share, with all that makes it. */
export interface StatementLine {
  readonly pool: LinePool;
  /** In the order of sharing. */
  readonly allocations: readonly LineAllocation[];
  /** Its own share of all of them, and of those that share the month's charges. */
  readonly cents: Cents;
  readonly chargesCents: Cents;
  /** The latest first. */
  readonly disputes: readonly Dispute[];
}

export interface LinePool {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly legalMode: "261B" | "taxed" | "out_of_scope" | "staff_loan";
}

export interface LineAllocation extends Omit<Allocation, "charges" | "fundings"> {
  readonly charges: readonly LineCharge[];
  readonly fundings: readonly LineFunding[];
}

export interface LineCharge {
  readonly id: string;
  readonly number: string | null;
  readonly supplier: string;
  readonly label: string;
  /** What of it this allocation shares, and all of it. Cents. */
  readonly cents: Cents;
  readonly amountCents: Cents;
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
  /** It corrects an earlier one. */
  readonly corrects: boolean;
  readonly withoutProof: string;
  /** Those that the reader may open. */
  readonly proofs: readonly { readonly id: string; readonly name: string }[];
  /** Whether there is a proof is not for the reader: somebody's pay, another's advance. */
  readonly proofsHidden: boolean;
}

export interface LineFunding {
  readonly id: string;
  readonly funder: string;
  readonly label: string;
  readonly notifiedOn: LocalDate | null;
  readonly ratePoints: number;
  readonly eligibleCents: Cents;
  readonly cents: Cents;
}

/** Contestation of a share, or of a part of it. */
export interface Dispute {
  readonly id: string;
  readonly poolId: string;
  readonly cents: Cents;
  readonly reason: string;
  readonly state: DisputeState;
  readonly grantedCents: Cents | null;
  readonly decision: string;
  readonly filedBy: string;
  readonly filedAt: Date;
  readonly decidedAt: Date | null;
}

/** What a month that is closed came to. */
export interface PastMonth {
  readonly startsOn: LocalDate;
  readonly sharesCents: Cents;
  readonly netCents: Cents;
}
