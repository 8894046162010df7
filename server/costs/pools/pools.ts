import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";
import { localDateOf, startOfMonth, type LocalDate } from "../../kernel/time";
import type { KeyVersion } from "../facts";
import type { Key } from "../key";
import type { LegalMode, PoolKind } from "./pool-form";

/** A pool in a list. */
export interface PoolLine {
  readonly id: string;
  readonly name: string;
  readonly kind: PoolKind;
  readonly legalMode: LegalMode;
  readonly actsAs: "principal" | "agent";
  readonly everyone: boolean;
  /** Who takes part today. */
  readonly members: number;
  /** The version of its key that is valid today; null where there is none. */
  readonly key: Key | null;
  /** Approved charges posted in this month. */
  readonly monthCents: Cents;
  readonly archivedAt: Date | null;
}

/** A pool with all that it is made of. */
export interface PoolDetails extends PoolLine {
  readonly description: string;
  readonly agreement: string;
  readonly agreedOn: LocalDate | null;
  readonly expenseAccount: string;
  /** Public money pays at most so much of its cost: hundredths of a per cent; 10 000 is no ceiling. */
  readonly publicMoneyPoints: number;
  readonly version: number;
  /** Each stay of each structure, by name: empty where all members take part. */
  readonly stays: readonly { structureId: string; name: string; startsOn: LocalDate; endsOn: LocalDate | null }[];
  readonly resources: readonly { id: string; name: string }[];
  /** All of them, the newest first; `served` once a closed month was shared by it. */
  readonly versions: readonly (KeyVersion & { readonly served: boolean })[];
  readonly today: LocalDate;
  readonly can: { readonly manage: boolean };
}

/**
 * The pools of the pôle, by name: all of them for who manages costs, else those that the actor's structure takes part in
 * or took part in; archived ones last, and only for the former. @throws Forbidden for who sees no costs
 */
export function poolsOf(
  actor: Actor,
): Promise<{ pools: PoolLine[]; month: LocalDate; can: { readonly manage: boolean } }> {
  allow(actor, "costs.view");
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const pools = await readLines(tx, actor, today, sql`true`);
    return { pools, month: startOfMonth(today), can: { manage: can(actor, "costs.manage", null) } };
  });
}

/** One pool. @throws Forbidden, NotFound (also for a member that never took part in it) */
export function poolOf(actor: Actor, id: string): Promise<PoolDetails> {
  allow(actor, "costs.view");
  return inTransaction(actor, (tx, now) => readPool(tx, actor, id, localDateOf(now, actor.timeZone)));
}

/** As poolOf(), in a transaction that is open. @throws NotFound */
export async function readPool(tx: Tx, actor: Actor, id: string, today: LocalDate): Promise<PoolDetails> {
  if (!isId(id)) throw new NotFound("pool");
  const [line] = await readLines(tx, actor, today, sql`p.id = ${id}`);
  if (!line) throw new NotFound("pool");
  const more = await tx
    .selectFrom("costPools")
    .select(["description", "agreement", "agreedOn", "expenseAccount", "publicMoneyPoints", "version"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const { rows: stays } = await sql<PoolDetails["stays"][number]>`
    select p.structure_id, s.name, p.starts_on, p.ends_on from pool_participants p join structures s on s.id = p.structure_id
     where p.pool_id = ${id} order by app.fold(s.name), s.id, p.starts_on`.execute(tx);
  const { rows: resources } = await sql<{ id: string; name: string }>`
    select r.id, r.name from pool_resources p join resources r on r.id = p.resource_id
     where p.pool_id = ${id} order by app.fold(r.name), r.id`.execute(tx);
  const { rows: versions } = await sql<PoolDetails["versions"][number]>`
    select v.id, v.pool_id, v.number, v.starts_on, v.ends_on, v.definition, v.decided,
           exists (select from allocations a where a.version_id = v.id) as served
      from key_versions v where v.pool_id = ${id} order by v.starts_on desc`.execute(tx);
  return { ...line, ...more, stays, resources, versions, today, can: { manage: can(actor, "costs.manage", null) } };
}

async function readLines(tx: Tx, actor: Actor, today: LocalDate, which: ReturnType<typeof sql>): Promise<PoolLine[]> {
  const all = can(actor, "costs.manage", null);
  const month = startOfMonth(today);
  const { rows } = await sql<PoolLine>`
    select p.id, p.name, p.kind, p.legal_mode, p.acts_as, p.everyone, p.archived_at,
           case when p.everyone then (select count(*) from memberships m
                  where m.pole_id = p.pole_id and m.kind = 'member' and m.starts_on <= ${today} and coalesce(m.ends_on, 'infinity') >= ${today})
                else (select count(*) from pool_participants x
                  where x.pool_id = p.id and x.starts_on <= ${today} and coalesce(x.ends_on, 'infinity') >= ${today}) end::int as members,
           (select v.definition from key_versions v where v.pool_id = p.id and v.starts_on <= ${today}
               and coalesce(v.ends_on, 'infinity') >= ${today}) as key,
           coalesce((select sum(c.amount_cents) from charges_seen c join periods o on o.id = c.period_id
               where c.pool_id = p.id and c.state = 'approved' and o.starts_on = ${month}), 0)::bigint as month_cents
      from cost_pools p
     where p.pole_id = ${actor.poleId} and ${which}
       ${all ? sql`` : sql`and p.archived_at is null and ${takesPart(actor)}`}
     order by p.archived_at is not null, app.fold(p.name), p.id`.execute(tx);
  return rows;
}

/** Whether the actor's structure takes part in pool `p`, or ever did. */
function takesPart({ structureId }: Actor) {
  return sql`case when p.everyone
    then exists (select from memberships m where m.pole_id = p.pole_id and m.structure_id = ${structureId} and m.kind = 'member')
    else exists (select from pool_participants x where x.pool_id = p.id and x.structure_id = ${structureId}) end`;
}
