import { sql, type Expression, type SqlBool } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { addDays, addMonths, type LocalDate } from "../kernel/time";
import type { Journal } from "./books";
import { readEntries, type JournalEntry } from "./entries";
import { periodsOf } from "./periods";

/** What is looked for in the journal; nothing: all of it. */
export type JournalFilter = {
  journal?: Journal | undefined;
  /** The first day of a month. */
  month?: LocalDate | undefined;
  year?: number | undefined;
  accountId?: string | undefined;
  structureId?: string | undefined;
  /** Words of a label or a piece, or the number of an entry. */
  text?: string | undefined;
};

/** How many entries a page shows. */
export const JOURNAL_PAGE = 25;

/** A page of the journal, the latest entry first. `page` from 1. */
export async function journalOf(
  actor: Actor,
  filter: JournalFilter,
  page: number,
): Promise<{ entries: JournalEntry[]; count: number }> {
  allow(actor, "ledger.view");
  return inTransaction(actor, async (tx) => {
    const where = matching(actor.poleId, filter);
    const offset = (page - 1) * JOURNAL_PAGE;
    const entries = await readEntries(tx, { where, first: "latest", limit: JOURNAL_PAGE, offset });
    return { entries, count: await countOf(tx, actor.poleId, filter) };
  });
}

/** How many entries match. Of the whole journal it is the last one's place, which leaves no gap: none is read for it. */
async function countOf(tx: Tx, poleId: string, filter: JournalFilter): Promise<number> {
  const whole = Object.values(filter).every((asked) => !asked);
  const { rows } = await sql<{ count: number }>`${
    whole
      ? sql`select last_position as count from ledgers where pole_id = ${poleId}`
      : sql`select count(*) as count from entries e where ${matching(poleId, filter)}`
  }`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Entries in the order they were posted, after a position: for files, some at a time. */
export async function entriesAfter(
  actor: Actor,
  filter: JournalFilter,
  { after, limit }: { after: number; limit: number },
): Promise<JournalEntry[]> {
  allow(actor, "ledger.view");
  const where = sql<SqlBool>`e.position > ${after} and ${matching(actor.poleId, filter)}`;
  return inTransaction(actor, (tx) => readEntries(tx, { where, first: "earliest", limit }));
}

/** One entry. @throws NotFound */
export async function entryOf(actor: Actor, entryId: string): Promise<JournalEntry> {
  allow(actor, "ledger.view");
  if (!isId(entryId)) throw new NotFound();
  const where = sql<SqlBool>`e.pole_id = ${actor.poleId} and e.id = ${entryId}`;
  const [entry] = await inTransaction(actor, (tx) => readEntries(tx, { where, first: "latest", limit: 1 }));
  if (!entry) throw new NotFound();
  return entry;
}

function matching(poleId: string, filter: JournalFilter): Expression<SqlBool> {
  const { journal, month, year, accountId, structureId, text } = filter;
  const conditions = [sql`e.pole_id = ${poleId}`];
  if (journal) conditions.push(sql`e.journal = ${journal}`);
  if (year) conditions.push(sql`e.fiscal_year = ${year}`);
  if (month)
    conditions.push(sql`e.period_id in (select id from periods where pole_id = ${poleId} and starts_on = ${month})`);
  // One list of ids, found by the lines' own index, rather than a look at each entry's lines.
  if (accountId || structureId) {
    const lines = [sql`p.pole_id = ${poleId}`];
    if (accountId) lines.push(sql`p.account_id = ${accountId}`);
    if (structureId) lines.push(sql`p.structure_id = ${structureId}`);
    if (month) {
      lines.push(sql`p.date between ${month}::date and ${addDays(addMonths(month, 1), -1)}::date`);
    }
    conditions.push(sql`e.id in (select p.entry_id from postings p where ${sql.join(lines, sql` and `)})`);
  }
  if (text) {
    const words = `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    conditions.push(sql`(app.fold(e.label || ' ' || e.piece_ref) like app.fold(${words}) or e.number = ${number})`);
  }
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** The months in which something may be posted, the latest first. */
export async function journalMonths(actor: Actor): Promise<LocalDate[]> {
  allow(actor, "ledger.view");
  const periods = await inTransaction(actor, (tx) => periodsOf(tx, actor.poleId));
  return periods.map(({ startsOn }) => startsOn);
}
