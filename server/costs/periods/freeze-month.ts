import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { noteAdjusted } from "../calls";
import { storedAllocationsOf } from "../draft";
import type { Allocation, DraftPeriod } from "../draft-types";
import { fingerprint, plainAllocation } from "./manifest";
import type { MonthSums } from "./sums-of-month";
import { writeAllocations, writeSums } from "./write-allocations";

/** A month as it was locked: all that its closing posts. */
export interface FrozenMonth {
  readonly allocations: readonly Allocation[];
  readonly sums: MonthSums;
  /** Of both, as they were written; and as they are read now. The same, unless somebody changed the database. */
  readonly sha256: string;
  readonly read: string;
}

/**
 * Writes what a month shares and makes due, with what it takes of calls, fundings, disputes and carries: the next month's
 * draft knows of it from then on. In the transaction that locks it, once its state says so.
 */
export async function freezeMonth(
  tx: Tx,
  period: DraftPeriod,
  personId: string,
  { allocations, sums }: Pick<FrozenMonth, "allocations" | "sums">,
): Promise<void> {
  await writeAllocations(tx, period, allocations);
  await noteAdjusted(tx, sums.calls, period.id);
  await writeSums(tx, period, sums);
  // Of what was written, as it will be read.
  const sha256 = fingerprintOf(await storedAllocationsOf(tx, period), sums);
  await sql`
    insert into frozen_months (pole_id, period_id, sums, sha256, person_id)
    values (${period.poleId}, ${period.id}, ${JSON.stringify(sums)}::text::jsonb, ${sha256}, ${personId})`.execute(tx);
}

/** What a locked or closed month was frozen with; null where it was closed before months were. For who keeps the books. */
export async function frozenMonthOf(tx: Tx, period: DraftPeriod): Promise<FrozenMonth | null> {
  const { rows } = await sql<{ sums: MonthSums; sha256: string }>`
    select sums, sha256 from frozen_months where period_id = ${period.id}`.execute(tx);
  const [frozen] = rows;
  if (!frozen) return null;
  const allocations = await storedAllocationsOf(tx, period);
  return { ...frozen, allocations, read: fingerprintOf(allocations, frozen.sums) };
}

function fingerprintOf(allocations: readonly Allocation[], sums: MonthSums): string {
  return fingerprint({ allocations: allocations.map(plainAllocation), sums });
}
