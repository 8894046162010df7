import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";

/** What a member was called for, for a pool, and is given back when a month closes. */
export interface CallToAdjust {
  readonly callId: string;
  readonly poolId: string;
  readonly structureId: string;
  readonly cents: Cents;
}

/**
 * The calls that the closing of `period` gives back against the real cost: those of its month where a year has twelve,
 * those of a quarter at its last month where it has four; and any older one that no closing has
 * given back.
 */
export async function callsToAdjust(tx: Tx, period: { readonly startsOn: LocalDate }): Promise<CallToAdjust[]> {
  const { rows } = await sql<CallToAdjust>`
    select s.call_id, c.pool_id, s.structure_id, s.cents
      from call_shares s join calls c on c.id = s.call_id
     where s.adjusted_in is null
       and make_date(c.year, c.instalment * (12 / c.count), 1) <= ${period.startsOn}::date
     order by c.pool_id, c.year, c.instalment, s.structure_id`.execute(tx);
  return rows;
}

/** Notes that the closing of `periodId` gave these calls back; once. */
export async function noteAdjusted(tx: Tx, calls: readonly CallToAdjust[], periodId: string): Promise<void> {
  if (calls.length === 0) return;
  await sql`
    update call_shares s set adjusted_in = ${periodId}::uuid
      from unnest(${calls.map(({ callId }) => callId)}::uuid[], ${calls.map(({ structureId }) => structureId)}::uuid[])
        as given (call_id, structure_id)
     where s.call_id = given.call_id and s.structure_id = given.structure_id`.execute(tx);
}
