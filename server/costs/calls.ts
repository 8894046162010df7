import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { givenBack, type OpenCall, type ShareDue } from "./call-rules";

/** What of a call a member is given back when a month closes. */
export interface CallToAdjust {
  readonly callId: string;
  readonly poolId: string;
  readonly structureId: string;
  readonly cents: Cents;
  /** What closings before gave back of it; what is left after this one. */
  readonly beforeCents: Cents;
  readonly leftCents: Cents;
}

/**
 * What the closing of `period` gives back of calls against the real cost: the whole of those whose months end with it, and
 * of any older one; of those whose months go on, what of them the month's shares come to (`due`).
 */
export async function callsToAdjust(
  tx: Tx,
  period: { readonly startsOn: LocalDate },
  due: readonly ShareDue[],
): Promise<CallToAdjust[]> {
  const { rows } = await sql<OpenCall>`
    select s.call_id, c.pool_id, s.structure_id, s.cents, s.cents - coalesce(r.cents, 0)::bigint as left_cents,
           make_date(c.year, c.instalment * (12 / c.count), 1) <= ${period.startsOn}::date as last
      from call_shares s join calls c on c.id = s.call_id
      left join (select call_id, structure_id, sum(cents) as cents from call_returns group by 1, 2) r
             on r.call_id = s.call_id and r.structure_id = s.structure_id
     where s.adjusted_in is null
       and make_date(c.year, (c.instalment - 1) * (12 / c.count) + 1, 1) <= ${period.startsOn}::date
     order by c.pool_id, c.year, c.instalment, s.structure_id`.execute(tx);
  return givenBack(rows, due).map(({ call, cents }) => ({
    ...{ callId: call.callId, poolId: call.poolId, structureId: call.structureId, cents },
    ...{ beforeCents: call.cents - call.leftCents, leftCents: call.leftCents - cents },
  }));
}

/** Notes what the closing of `periodId` gives back of calls; those of which nothing is left are settled by it. */
export async function noteAdjusted(tx: Tx, calls: readonly CallToAdjust[], periodId: string): Promise<void> {
  if (calls.length === 0) return;
  const given = calls.filter(({ cents }) => cents > 0);
  await sql`
    insert into call_returns (pole_id, call_id, structure_id, period_id, cents)
    select s.pole_id, s.call_id, s.structure_id, ${periodId}::uuid, given.cents
      from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as given ("callId" uuid, "structureId" uuid, cents bigint)
      join call_shares s on s.call_id = given."callId" and s.structure_id = given."structureId"`.execute(tx);
  const settled = calls.filter(({ leftCents }) => leftCents === 0);
  await sql`
    update call_shares s set adjusted_in = ${periodId}::uuid
      from unnest(${settled.map(({ callId }) => callId)}::uuid[], ${settled.map(({ structureId }) => structureId)}::uuid[])
        as given (call_id, structure_id)
     where s.call_id = given.call_id and s.structure_id = given.structure_id`.execute(tx);
}
