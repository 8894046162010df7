import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { can } from "../../kernel/permissions";
import { Forbidden } from "../../kernel/errors";
import type { LocalDate } from "../../kernel/time";

/** What the form of a charge offers. */
export interface ChargeChoices {
  readonly pools: readonly {
    readonly id: string;
    readonly name: string;
    readonly legalMode: string;
    readonly expenseAccount: string;
  }[];
  /** Who may have advanced the money. */
  readonly payers: readonly { readonly id: string; readonly name: string }[];
  /** Suppliers of before, the most frequent first. */
  readonly suppliers: readonly string[];
  /** The months that have charges, the latest first. */
  readonly months: readonly LocalDate[];
}

/** Pools that take charges, members, suppliers of before; for a member, the pools alone. @throws Forbidden */
export async function chargeChoices(actor: Actor): Promise<ChargeChoices> {
  const books = can(actor, "costs.manage");
  if (!books && !can(actor, "costs.advance")) throw new Forbidden("costs.advance");
  return inTransaction(actor, async (tx) => {
    const { rows: pools } = await sql<ChargeChoices["pools"][number]>`
      select id, name, legal_mode, expense_account from cost_pools
       where pole_id = ${actor.poleId} and archived_at is null order by name, id`.execute(tx);
    if (!books) return { pools, payers: [], suppliers: [], months: [] };
    const { rows: payers } = await sql<ChargeChoices["payers"][number]>`
      select s.id, s.name from memberships m join structures s on s.id = m.structure_id
       where m.pole_id = ${actor.poleId} order by s.name, s.id`.execute(tx);
    const { rows: suppliers } = await sql<{ supplier: string }>`
      select supplier from charges where pole_id = ${actor.poleId}
       group by supplier order by count(*) desc, supplier limit 60`.execute(tx);
    const { rows: months } = await sql<{ month: LocalDate }>`
      select distinct coalesce(m.starts_on, date_trunc('month', c.document_on)::date) as month
        from charges c left join periods m on m.id = c.period_id
       where c.pole_id = ${actor.poleId} order by 1 desc`.execute(tx);
    return { pools, payers, suppliers: suppliers.map((row) => row.supplier), months: months.map((row) => row.month) };
  });
}

/** How many charges wait for approval; none for who does not approve. */
export async function countWaitingCharges(actor: Actor): Promise<number> {
  if (!can(actor, "costs.manage")) return 0;
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from charges where pole_id = ${actor.poleId} and state = 'submitted'`.execute(tx);
    return rows[0]?.count ?? 0;
  });
}
