import type { Tx } from "../../db/transaction";
import { monthDraftOf } from "./draft-of";
import { isFrozen, type Allocation, type DraftPeriod } from "./draft-types";
import { storedAllocationsOf } from "./stored-allocations";

export type {
  Allocation,
  AllocationKind,
  AllocationShare,
  DraftPeriod,
  DraftProblem,
  Explanation,
  MonthDraft,
} from "./draft-types";
export { monthDraftOf } from "./draft-of";
export { storedAllocationsOf } from "./stored-allocations";

/** What a month shares, as its lock would write it now; nothing is written. See monthDraftOf() for what it cannot share. */
export async function draftOf(tx: Tx, period: DraftPeriod): Promise<Allocation[]> {
  return [...(await monthDraftOf(tx, period)).allocations];
}

/** What a month shares: as it was frozen when it was locked, else as it would be now. What every page reads. */
export async function allocationsOf(tx: Tx, period: DraftPeriod): Promise<Allocation[]> {
  return isFrozen(period) ? storedAllocationsOf(tx, period) : draftOf(tx, period);
}
