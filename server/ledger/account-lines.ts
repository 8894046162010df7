import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import type { Cents } from "../kernel/money";
import { allow } from "../kernel/permissions";
import { addDays, addMonths, type LocalDate } from "../kernel/time";
import type { BookRole } from "./books";

/** Months, both included, by their first days. */
export type MonthRange = { from: LocalDate; until: LocalDate };

/** A line of an account, with the balance after it. */
export type AccountLine = {
  /** Its entry's id, a slash, its line. */
  key: string;
  entryId: string;
  number: number;
  fiscalYear: number;
  journal: string;
  date: LocalDate;
  pieceRef: string;
  label: string;
  account: string;
  accountLabel: string;
  structure: string | null;
  cents: Cents;
  balance: Cents;
  letter: { id: string; code: string } | null;
  source: { kind: string; id: string } | null;
};

/** The lines of an account over months: what was there before, the lines of a page, what is there after. */
export type Statement = { opening: Cents; closing: Cents; count: number; lines: AccountLine[] };

/** How many lines a page shows. */
export const LINES_PAGE = 50;

/** An account of the pôle, with all its lines. @throws NotFound */
export async function accountLines(actor: Actor, accountId: string, range: MonthRange, page: number) {
  allow(actor, "ledger.view");
  if (!isId(accountId)) throw new NotFound();
  return inTransaction(actor, async (tx) => {
    const account = await tx
      .selectFrom("accounts")
      .select(["id", "number", "label"])
      .where("poleId", "=", actor.poleId)
      .where("id", "=", accountId)
      .executeTakeFirst();
    if (!account) throw new NotFound();
    const lines = sql`p.account_id = ${accountId}`;
    const balances = sql`b.account_id = ${accountId}`;
    return { account, ...(await statement(tx, actor.poleId, { lines, balances }, range, page)) };
  });
}

/**
 * A structure's account: its lines on the accounts that have structures, in the order of days, with the balance after each
 * (above zero: it owes), and what each of these accounts comes to today. By its treasurer, its administrators, the manager.
 * @throws NotFound
 */
export async function memberAccount(actor: Actor, structureId: string, range: MonthRange, page: number) {
  if (!isId(structureId)) throw new NotFound();
  return inTransaction(actor, async (tx) => {
    const structure = await tx
      .selectFrom("memberships as m")
      .innerJoin("structures as s", "s.id", "m.structureId")
      .select(["s.id", "s.slug", "s.name"])
      .where("m.poleId", "=", actor.poleId)
      .where("s.id", "=", structureId)
      .executeTakeFirst();
    if (!structure) throw new NotFound();
    allow(actor, "costs.view", structureId);
    const lines = sql`p.auxiliary and p.structure_id = ${structureId}`;
    const balances = sql`b.auxiliary and b.structure_id = ${structureId}`;
    const accounts = await tx
      .selectFrom("balances as b")
      .innerJoin("accounts as a", "a.id", "b.accountId")
      .select(["a.number", "a.label"])
      .select((of) =>
        sql<Cents>`${of.fn.sum("b.debitCents")}::bigint - ${of.fn.sum("b.creditCents")}::bigint`.as("cents"),
      )
      .select(roleOf(actor.poleId).as("role"))
      .where("b.poleId", "=", actor.poleId)
      .where("b.structureId", "=", structureId)
      .where("b.auxiliary", "=", true)
      .groupBy(["a.id", "a.number", "a.label"])
      .orderBy("a.number")
      .execute();
    const months = await tx
      .selectFrom("periods")
      .select((of) => [of.fn.min("startsOn").as("first"), of.fn.max("startsOn").as("last")])
      .where("poleId", "=", actor.poleId)
      .executeTakeFirstOrThrow();
    return { structure, accounts, months, ...(await statement(tx, actor.poleId, { lines, balances }, range, page)) };
  });
}

/** What the account `a` stands for, of the roles whose lines are of structures. */
function roleOf(poleId: string) {
  return sql<BookRole | null>`(select min(r.role) from account_roles r where r.pole_id = ${poleId} and r.account_id = a.id
    and r.role in ('members', 'disputed', 'member_advances'))`;
}

async function statement(
  tx: Tx,
  poleId: string,
  of: { lines: ReturnType<typeof sql>; balances: ReturnType<typeof sql> },
  { from, until }: MonthRange,
  page: number,
): Promise<Statement> {
  const last = addDays(addMonths(until, 1), -1);
  // What was before, and how many lines there are: of the balances, without reading a line.
  const { rows: sums } = await sql<{ opening: Cents; within: Cents; count: number }>`
    select coalesce(sum(b.debit_cents - b.credit_cents) filter (where d.starts_on < ${from}::date), 0)::bigint as opening,
           coalesce(sum(b.debit_cents - b.credit_cents) filter (where d.starts_on >= ${from}::date), 0)::bigint as within,
           coalesce(sum(b.postings) filter (where d.starts_on >= ${from}::date), 0)::bigint as count
      from balances b join periods d on d.id = b.period_id
     where b.pole_id = ${poleId} and ${of.balances} and d.starts_on <= ${until}::date`.execute(tx);
  const { opening = 0, within = 0, count = 0 } = sums[0] ?? {};
  const { rows } = await sql<
    Omit<AccountLine, "letter" | "source"> & Record<"letterId" | "code" | "sourceKind" | "sourceId", string | null>
  >`
    with lines as (
      select p.entry_id, p.line, p.date, p.position, p.account_id, p.structure_id, p.cents, p.label,
             ${opening}::bigint + sum(p.cents) over (order by p.date, p.position, p.line) as balance
        from postings p
       where p.pole_id = ${poleId} and ${of.lines} and p.date between ${from}::date and ${last}::date
       order by p.date, p.position, p.line limit ${LINES_PAGE} offset ${(page - 1) * LINES_PAGE})
    select l.entry_id || '/' || l.line as key, l.entry_id as "entryId", e.number, e.fiscal_year as "fiscalYear", e.journal, l.date,
           e.piece_ref as "pieceRef", coalesce(nullif(l.label, ''), e.label) as label, a.number as account, a.label as "accountLabel",
           s.name as structure, l.cents, l.balance::bigint as balance, g.id as "letterId", g.code,
           e.source_kind as "sourceKind", e.source_id as "sourceId"
      from lines l join entries e on e.id = l.entry_id join accounts a on a.id = l.account_id
      left join structures s on s.id = l.structure_id
      left join lettered_postings m on m.entry_id = l.entry_id and m.line = l.line
      left join letterings g on g.id = m.lettering_id
     order by l.date, l.position, l.line`.execute(tx);
  const lines = rows.map(({ letterId, code, sourceKind, sourceId, ...line }) => ({
    ...line,
    letter: letterId && code ? { id: letterId, code } : null,
    source: sourceKind && sourceId ? { kind: sourceKind, id: sourceId } : null,
  }));
  return { opening, closing: opening + within, count, lines };
}
