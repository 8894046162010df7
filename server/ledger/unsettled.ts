import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";

/** What stands on a structure's members' account that money has not settled. */
export interface Unsettled {
  readonly structureId: string;
  /** Money that came (negative) or went, or else what it was written for; null: nothing in particular. */
  readonly bank: boolean;
  readonly sourceKind: string | null;
  readonly sourceId: string | null;
  /** Of fees: the entry itself. One that is credited and called again is written for the same thing twice. */
  readonly entryId: string | null;
  /** Debit less credit, and the first day of it. */
  readonly cents: Cents;
  readonly from: LocalDate;
}

/**
 * The lines of structures' accounts of the role `members` that no letter has with a payment, summed by what they were
 * written for, fees entry by entry. A letter without money among its lines settles nothing: it only sets one against another. One query.
 */
export async function unsettledOf(tx: Tx, poleId: string, structureIds: readonly string[]): Promise<Unsettled[]> {
  if (structureIds.length === 0) return [];
  const { rows } = await sql<Unsettled>`
    with paid as (
      select distinct l.lettering_id from lettered_postings l join entries e on e.id = l.entry_id
       where l.pole_id = ${poleId} and e.journal = 'BQ')
    select p.structure_id, e.journal = 'BQ' as bank, e.source_kind, e.source_id,
           case when e.source_kind = 'fee' then e.id end as entry_id, sum(p.cents)::bigint as cents, min(e.date) as "from"
      from postings p join entries e on e.id = p.entry_id
      left join lettered_postings l on l.entry_id = p.entry_id and l.line = p.line
     where p.pole_id = ${poleId} and p.structure_id = any(${[...structureIds]}::uuid[])
       and p.account_id in (select account_id from account_roles where pole_id = ${poleId} and role = 'members')
       and (l.lettering_id is null or l.lettering_id not in (select lettering_id from paid))
     group by 1, 2, 3, 4, 5 order by 1, min(e.date), 4, 5`.execute(tx);
  return rows;
}
