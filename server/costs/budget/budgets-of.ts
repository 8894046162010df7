import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";
import { spendingReadable } from "../pools/spending-readable";
import { readingBooks } from "../statements/month";

/** A pool in a year: what is planned, called, spent. All in cents. */
export interface PoolBudget {
  readonly poolId: string;
  readonly name: string;
  readonly archived: boolean;
  /** Null: none was decided. */
  readonly budgetCents: Cents | null;
  /** Calls of the year: 0 for none. */
  readonly calls: 0 | 4 | 12;
  /** What was called of it, and how many times. */
  readonly calledCents: Cents;
  readonly callsMade: number;
  /** Charges approved that are posted in this year, and in the year before. */
  readonly spentCents: Cents;
  readonly spentBeforeCents: Cents;
  readonly budgetBeforeCents: Cents | null;
}

export interface Budgets {
  readonly year: number;
  readonly pools: readonly PoolBudget[];
  readonly mayManage: boolean;
}

/** The pools of the pôle in a year, by name; archived ones only where they have a budget or a charge. @throws Forbidden */
export async function budgetsOf(actor: Actor, year: number): Promise<Budgets> {
  allow(actor, "costs.view");
  const readable = await spendingReadable(actor);
  return readingBooks(actor, async (tx) => ({
    year,
    pools: (await loadBudgets(tx, actor.poleId, year)).filter(({ poolId }) => readable(poolId)),
    mayManage: can(actor, "costs.manage"),
  }));
}

/** The same, inside a transaction: every page that sets spending against a budget reads it here. */
export async function loadBudgets(tx: Tx, poleId: string, year: number): Promise<PoolBudget[]> {
  const { rows } = await sql<PoolBudget>`
    with spent as (
      select c.pool_id, sum(c.amount_cents) filter (where p.starts_on >= make_date(${year}, 1, 1)) as now,
             sum(c.amount_cents) filter (where p.starts_on < make_date(${year}, 1, 1)) as before
        from charges c join periods p on p.id = c.period_id
       where c.pole_id = ${poleId} and c.state = 'approved'
         and p.starts_on >= make_date(${year - 1}, 1, 1) and p.starts_on < make_date(${year + 1}, 1, 1)
       group by c.pool_id),
    called as (
      select pool_id, sum(total_cents) as cents, count(*)::int as times from calls
       where pole_id = ${poleId} and year = ${year} group by pool_id)
    select o.id as pool_id, o.name, o.archived_at is not null as archived, b.cents as budget_cents,
           coalesce(b.calls, 0)::int as calls, coalesce(k.cents, 0)::bigint as called_cents, coalesce(k.times, 0) as calls_made,
           coalesce(s.now, 0)::bigint as spent_cents, coalesce(s.before, 0)::bigint as spent_before_cents,
           l.cents as budget_before_cents
      from cost_pools o
      left join budgets b on b.pool_id = o.id and b.year = ${year}
      left join budgets l on l.pool_id = o.id and l.year = ${year - 1}
      left join spent s on s.pool_id = o.id
      left join called k on k.pool_id = o.id
     where o.pole_id = ${poleId}
       and (o.archived_at is null or b.cents is not null or s.now is not null or k.cents is not null)
     order by o.archived_at is not null, app.fold(o.name), o.id`.execute(tx);
  return rows;
}
