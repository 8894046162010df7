import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { groupBy } from "../../kernel/group-by";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { allocationsOf } from "../draft";
import { isFrozen, type Allocation, type DraftPeriod } from "../draft-types";

/** Months of the books, by the first day of the first and of the last one. */
export interface Months {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** What a month shared of a pool, in cents; `poleCents` of it is borne by the pôle itself. */
export interface PoolMonth {
  readonly startsOn: LocalDate;
  readonly poolId: string;
  readonly chargesCents: Cents;
  readonly fundingCents: Cents;
  readonly totalCents: Cents;
  readonly poleCents: Cents;
}

/** What a member bore of a pool in a month, in cents. */
export interface MemberMonth {
  readonly startsOn: LocalDate;
  readonly poolId: string;
  readonly structureId: string;
  readonly cents: Cents;
}

export interface MonthlySums {
  readonly months: readonly DraftPeriod[];
  readonly pools: readonly PoolMonth[];
  readonly members: readonly MemberMonth[];
}

/**
 * What months shared, by pool and by member: those locked or closed as they were written, summed by the database; the others as
 * they would be closed now. `structureId`: of one member alone, which is all that a member may see of the rest.
 */
export async function sumsOf(
  tx: Tx,
  poleId: string,
  { from, until }: Months,
  structureId?: string,
): Promise<MonthlySums> {
  const months = (await tx
    .selectFrom("periods")
    .select(["id", "poleId", "startsOn", "endsOn", "state"])
    .where("poleId", "=", poleId)
    .where("startsOn", ">=", from)
    .where("startsOn", "<=", until)
    .orderBy("startsOn")
    .execute()) as DraftPeriod[];
  const closed = months.filter(isFrozen).map(({ id }) => id);
  const pools: PoolMonth[] = [];
  const members: MemberMonth[] = [];
  if (closed.length > 0) {
    pools.push(...(await closedPools(tx, closed)));
    members.push(...(await closedMembers(tx, closed, structureId)));
  }
  // One after the other: they share a transaction, hence a connection.
  for (const month of months.filter((one) => !isFrozen(one))) {
    const { startsOn } = month;
    const shared = await allocationsOf(tx, month);
    // As the database sums the closed ones: one line a pool, and one a pool and member, however many allocations.
    for (const [poolId, own] of groupBy(shared, (allocation) => allocation.poolId)) {
      const total = (of: (allocation: Allocation) => Cents) => own.reduce((all, one) => all + of(one), 0);
      pools.push({
        ...{ startsOn, poolId, chargesCents: total((one) => one.chargesCents) },
        ...{ fundingCents: total((one) => one.fundingCents), totalCents: total((one) => one.totalCents) },
        poleCents: total((one) => one.poleCents),
      });
      const shares = groupBy(
        own.flatMap((one) => one.shares).filter((share) => !structureId || share.structureId === structureId),
        (share) => share.structureId,
      );
      for (const [id, some] of shares) {
        const cents = some.reduce((all, share) => all + share.cents, 0);
        members.push({ startsOn, poolId, structureId: id, cents });
      }
    }
  }
  return { months, pools, members };
}

async function closedPools(tx: Tx, periodIds: readonly string[]): Promise<PoolMonth[]> {
  const { rows } = await sql<PoolMonth>`
    select p.starts_on, a.pool_id, sum(a.charges_cents)::bigint as charges_cents, sum(a.funding_cents)::bigint as funding_cents,
           sum(a.total_cents)::bigint as total_cents, sum(a.pole_cents)::bigint as pole_cents
      from allocations a join periods p on p.id = a.period_id
     where a.period_id = any(${periodIds}::uuid[])
     group by p.starts_on, a.pool_id`.execute(tx);
  return rows;
}

async function closedMembers(tx: Tx, periodIds: readonly string[], structureId?: string): Promise<MemberMonth[]> {
  const { rows } = await sql<MemberMonth>`
    select p.starts_on, a.pool_id, s.structure_id, sum(s.cents)::bigint as cents
      from allocation_shares s join allocations a on a.id = s.allocation_id join periods p on p.id = a.period_id
     where a.period_id = any(${periodIds}::uuid[]) ${structureId ? sql`and s.structure_id = ${structureId}` : sql``}
     group by p.starts_on, a.pool_id, s.structure_id`.execute(tx);
  return rows;
}

/** The names of pools, archived ones included, by their id. */
export async function poolNames(tx: Tx, poleId: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom("costPools").select(["id", "name"]).where("poleId", "=", poleId).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The same, for who keeps the books. @throws Forbidden */
export async function poolNamesOf(actor: Actor): Promise<Map<string, string>> {
  allow(actor, "ledger.view");
  return inTransaction(actor, (tx) => poolNames(tx, actor.poleId));
}

/** Structures of the pôle, those that left included, by their id. */
export async function memberNames(tx: Tx, poleId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom("memberships as m")
    .innerJoin("structures as s", "s.id", "m.structureId")
    .select(["s.id", "s.name"])
    .where("m.poleId", "=", poleId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
