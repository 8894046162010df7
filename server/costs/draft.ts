import type { Tx } from "../../db/transaction";
import { monthDraftOf } from "./draft-of";
import type { Allocation, DraftPeriod } from "./draft-types";
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

/** What a month shares, as its closing would write it now; nothing is written. See monthDraftOf() for what it cannot share. */
export async function draftOf(tx: Tx, period: DraftPeriod): Promise<Allocation[]> {
  return [...(await monthDraftOf(tx, period)).allocations];
}

/** What a month shares: as it was closed, else as it would be now. What every page reads. */
export async function allocationsOf(tx: Tx, period: DraftPeriod): Promise<Allocation[]> {
  return period.state === "closed" ? storedAllocationsOf(tx, period) : draftOf(tx, period);
}
