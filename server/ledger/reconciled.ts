import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import { addDays, addMonths, type LocalDate } from "../kernel/time";

/** A line of the suspense account that nothing has explained yet. Cents: debit above zero. */
export type SuspenseLine = { entryId: string; accountId: string; label: string; date: LocalDate; cents: Cents };

/** What a structure paid, or was paid, that settles nothing yet. Cents: received above zero. */
export type UnsettledPayments = { structureId: string; name: string; cents: Cents; payments: number };

/** After so many days a payment should have found what it pays. */
const PATIENCE = 31;
/** So far back payments are looked at. */
const MONTHS = 12;

/**
 * What keeps the accounts from being reconciled at the end of a day. `suspense`: what stands on the account for lines of
 * the bank that nobody could name, the oldest first: what was taken back since is explained, and so is what came and went
 * back; empty when what is left makes zero. `payments`: those of more than a month ago that have no letter. Two queries.
 */
export async function reconciliation(
  tx: Tx,
  poleId: string,
  { until, today }: { until: LocalDate; today: LocalDate },
): Promise<{ suspense: SuspenseLine[]; payments: UnsettledPayments[] }> {
  // Of any day: taken back in a later month, because theirs was locked, they are explained all the same.
  const { rows: lines } = await sql<SuspenseLine>`
    select e.id as entry_id, p.account_id, e.label, p.date, p.cents
      from postings p join entries e on e.id = p.entry_id
     where p.account_id = (select account_id from account_roles where pole_id = ${poleId} and role = 'suspense')
       and e.reverses is null and not exists (select from entries r where r.reverses = e.id)
     order by p.date, p.position, p.line`.execute(tx);
  const left = unanswered(lines).filter(({ date }) => date <= until);
  const suspense = left.reduce((all, { cents }) => all + cents, 0) === 0 ? [] : left;
  const latest = [until, addDays(today, -PATIENCE)].sort()[0] ?? until;
  const { rows: payments } = await sql<UnsettledPayments>`
    select p.structure_id, s.name, (-sum(p.cents))::bigint as cents, count(*)::int as payments
      from entries e
      join postings p on p.entry_id = e.id
      join structures s on s.id = p.structure_id
     where e.pole_id = ${poleId} and e.journal = 'BQ' and e.date > ${addMonths(latest, -MONTHS)}::date and e.date <= ${latest}::date
       and p.auxiliary and not exists (select from lettered_postings l where l.entry_id = p.entry_id and l.line = p.line)
     group by p.structure_id, s.name order by app.fold(s.name), p.structure_id`.execute(tx);
  return { suspense, payments };
}

/** Lines without those that another one of the opposite amount answers, each once. */
function unanswered(lines: readonly SuspenseLine[]): SuspenseLine[] {
  const open: SuspenseLine[] = [];
  for (const line of lines) {
    const answers = open.findIndex(({ cents }) => cents === -line.cents);
    if (answers < 0) open.push(line);
    else open.splice(answers, 1);
  }
  return open;
}
