import { sql, type RawBuilder } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import { addMonths, type LocalDate } from "../../kernel/time";
import type { ChargeState } from "./rules";

/** What narrows a list of charges; null or left out: everything. */
export interface ChargeFilters {
  /** The first day of a month: that in which they are posted, or of their document while they wait. */
  readonly month?: LocalDate | null;
  readonly poolId?: string | null;
  readonly state?: ChargeState | null;
  /** Who advanced the money; "pole": the pôle itself. */
  readonly paidBy?: string | null;
  readonly text?: string | null;
  /** Those whose proof is still to come. */
  readonly withoutProof?: boolean;
  readonly importId?: string | null;
  readonly recurringId?: string | null;
  readonly sort?: ChargeSort;
}

/** The latest document first, the dearest, by supplier, by number. */
export const CHARGE_SORTS = ["day", "amount", "supplier", "number"] as const;
export type ChargeSort = (typeof CHARGE_SORTS)[number];

/** A charge in a list. */
export interface ListedCharge {
  readonly id: string;
  readonly number: string | null;
  readonly state: ChargeState;
  readonly supplier: string;
  readonly reference: string;
  readonly label: string;
  readonly amountCents: Cents;
  readonly account: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly documentOn: LocalDate;
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
  readonly paidBy: string | null;
  readonly payerName: string | null;
  /** The first day of the month it is posted in. */
  readonly postedIn: LocalDate | null;
  readonly corrects: string | null;
  readonly recurringId: string | null;
  readonly proofs: number;
  readonly withoutProof: string;
  readonly refusedBecause: string;
  /** What it is now; it grows each time the charge or its proofs change. */
  readonly version: number;
}

/** A page of charges, with what the whole list comes to. */
export interface ChargeList {
  readonly items: readonly ListedCharge[];
  readonly total: number;
  readonly totalCents: Cents;
  /** How many in each state, whatever state is asked for. */
  readonly states: Readonly<Record<ChargeState, number>>;
}

const ORDERS: Readonly<Record<ChargeSort, RawBuilder<unknown>>> = {
  day: sql`c.document_on desc, c.id desc`,
  amount: sql`c.amount_cents desc, c.id desc`,
  supplier: sql`app.fold(c.supplier), c.document_on desc, c.id desc`,
  number: sql`length(c.number) desc nulls first, c.number desc nulls first, c.id desc`,
};

/** The charges of the pôle, for who keeps its books. @throws Forbidden */
export async function chargesOf(
  actor: Actor,
  filters: ChargeFilters,
  { offset = 0, limit }: { offset?: number; limit: number },
): Promise<ChargeList> {
  allow(actor, "costs.manage");
  return listed(actor, filters, sql`true`, { offset, limit });
}

/** What one's own structure advanced for the pôle, and what became of it. @throws Forbidden */
export async function advancesOf(
  actor: Actor,
  { offset = 0, limit }: { offset?: number; limit: number },
): Promise<ChargeList> {
  allow(actor, "costs.advance");
  return listed(actor, {}, sql`c.paid_by = ${actor.structureId}`, { offset, limit });
}

async function listed(
  actor: Actor,
  filters: ChargeFilters,
  whose: RawBuilder<unknown>,
  { offset, limit }: { offset: number; limit: number },
): Promise<ChargeList> {
  const among = sql.join([sql`c.pole_id = ${actor.poleId}`, whose, ...narrowed(filters)], sql` and `);
  const inState = filters.state ? sql`c.state = ${filters.state}` : sql`true`;
  return inTransaction(actor, async (tx) => {
    const { rows: items } = await sql<ListedCharge>`
      select c.id, c.number, c.state, c.supplier, c.reference, c.label, c.amount_cents, c.account, c.pool_id,
             p.name as pool_name, c.document_on, c.served_from, c.served_until, c.paid_by, s.name as payer_name,
             m.starts_on as posted_in, c.corrects, c.recurring_id, c.without_proof, c.refused_because, c.version,
             (select count(*)::int from charge_proofs f where f.charge_id = c.id) as proofs
        from charges c
        join cost_pools p on p.id = c.pool_id
        left join structures s on s.id = c.paid_by
        left join periods m on m.id = c.period_id
       where ${among} and ${inState}
       order by ${ORDERS[filters.sort ?? "day"]} limit ${limit} offset ${offset}`.execute(tx);
    const { rows: sums } = await sql<{ state: ChargeState; count: number; cents: Cents }>`
      select c.state, count(*)::int as count, sum(c.amount_cents)::bigint as cents
        from charges c left join periods m on m.id = c.period_id
       where ${among} group by c.state`.execute(tx);
    const states = { draft: 0, submitted: 0, approved: 0, refused: 0 };
    for (const { state, count } of sums) states[state] = count;
    const counted = sums.filter(({ state }) => !filters.state || state === filters.state);
    return {
      items,
      total: counted.reduce((sum, { count }) => sum + count, 0),
      totalCents: counted.reduce((sum, { cents }) => sum + cents, 0),
      states,
    };
  });
}

function narrowed(filters: ChargeFilters): RawBuilder<unknown>[] {
  const { month, poolId, paidBy, text, withoutProof, importId, recurringId } = filters;
  const conditions: RawBuilder<unknown>[] = [];
  if (month) {
    conditions.push(sql`(m.starts_on = ${month}::date or (c.period_id is null
      and c.document_on >= ${month}::date and c.document_on < ${addMonths(month, 1)}::date))`);
  }
  if (isId(poolId)) conditions.push(sql`c.pool_id = ${poolId}`);
  if (paidBy === "pole") conditions.push(sql`c.paid_by is null`);
  else if (isId(paidBy)) conditions.push(sql`c.paid_by = ${paidBy}`);
  if (isId(importId)) conditions.push(sql`c.import_id = ${importId}`);
  if (isId(recurringId)) conditions.push(sql`c.recurring_id = ${recurringId}`);
  const words = (text ?? "")
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, "\\$&");
  if (words) {
    conditions.push(
      sql`app.fold(concat_ws(' ', c.number, c.supplier, c.reference, c.label)) like '%' || app.fold(${words}) || '%'`,
    );
  }
  if (withoutProof) {
    conditions.push(sql`c.without_proof = '' and c.corrects is null and c.state <> 'refused'
      and not exists (select from charge_proofs f where f.charge_id = c.id)`);
  }
  return conditions;
}
