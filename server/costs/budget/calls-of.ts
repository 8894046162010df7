import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { monthsOfCall, type CallCount } from "../call-rules";
import type { Days } from "../days";

/** What a structure was asked for in advance, for a pool. */
export interface OwnCall {
  readonly id: string;
  readonly poolName: string;
  readonly year: number;
  readonly rank: number;
  readonly count: CallCount;
  readonly months: Days;
  readonly dueOn: LocalDate;
  readonly calledAt: Date;
  readonly cents: Cents;
  readonly totalCents: Cents;
  /** What months have given back of it against the real cost. */
  readonly givenBackCents: Cents;
  /** The month whose closing gave back the rest of it; null: not yet. */
  readonly adjustedIn: LocalDate | null;
}

/** The calls of a year to the structure acted for, latest first. @throws Forbidden */
export async function ownCalls(actor: Actor, year: number): Promise<OwnCall[]> {
  allow(actor, "costs.view");
  const { structureId } = actor;
  if (structureId === null) return [];
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<Omit<OwnCall, "months">>`
      select c.id, o.name as pool_name, c.year, c.instalment::int as rank, c.count::int as count, c.due_on,
             c.at as called_at, s.cents, c.total_cents, p.starts_on as adjusted_in,
             coalesce((select sum(r.cents) from call_returns r
                        where r.call_id = s.call_id and r.structure_id = s.structure_id), 0)::bigint as given_back_cents
        from call_shares s
        join calls c on c.id = s.call_id
        join cost_pools o on o.id = c.pool_id
        left join periods p on p.id = s.adjusted_in
       where s.structure_id = ${structureId} and s.cents > 0 and c.pole_id = ${actor.poleId} and c.year = ${year}
       order by c.at desc, app.fold(o.name), c.id`.execute(tx);
    return rows.map((row) => ({ ...row, months: monthsOfCall(row.year, row.count, row.rank) }));
  });
}

/** A call that was made, with what each was asked for. */
export interface CallMade {
  readonly id: string;
  readonly poolName: string;
  readonly rank: number;
  readonly count: CallCount;
  readonly months: Days;
  readonly dueOn: LocalDate;
  readonly calledAt: Date;
  readonly totalCents: Cents;
  readonly structures: number;
  readonly adjusted: boolean;
}

/** The calls made in a year, for who manages them, latest first. @throws Forbidden */
export async function callsMade(actor: Actor, year: number): Promise<CallMade[]> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<Omit<CallMade, "months"> & { year: number }>`
      select c.id, o.name as pool_name, c.year, c.instalment::int as rank, c.count::int as count, c.due_on,
             c.at as called_at, c.total_cents, s.structures, s.adjusted
        from calls c
        join cost_pools o on o.id = c.pool_id
        join lateral (select count(*) filter (where cents > 0)::int as structures,
                             coalesce(bool_and(adjusted_in is not null), false) as adjusted
                        from call_shares where call_id = c.id) s on true
       where c.pole_id = ${actor.poleId} and c.year = ${year}
       order by c.at desc, app.fold(o.name), c.id`.execute(tx);
    return rows.map(({ year: of, ...row }) => ({ ...row, months: monthsOfCall(of, row.count, row.rank) }));
  });
}
