import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { can } from "../kernel/permissions";

/** How much a structure has used of a resource shared at cost, in a period. */
export interface UseWeight {
  readonly resourceId: string;
  readonly resourceName: string;
  /** The structure that shares it, which bears the cost. */
  readonly ownerId: string;
  readonly structureId: string;
  readonly structureName: string;
  readonly bookings: number;
  /** Of all units together: two places for an hour are 120. Within the period alone. */
  readonly minutes: number;
  /** Of the bookings that start in the period, of all units together. */
  readonly kilometres: number;
  /** Of the bookings that start in the period: meals, places. */
  readonly units: number;
}

/**
 * What each structure has used at cost from one instant to another, by resource: the weights of cost sharing. They are
 * read from the bookings themselves, whose `at_cost` was fixed when they were confirmed; nothing is copied, so nothing
 * can differ. A booking that lies across an edge counts in minutes on either side, and once in units and kilometres.
 * What was cancelled, declined or expired is no use; who did not come kept others from coming, and counts.
 * Whoever sees the use of their own structure's resources sees it here; a pôle's managers see all.
 * @throws Forbidden for who sees no use at all
 */
export function useWeights(
  actor: Actor,
  { from, to, resourceId }: { from: Date; to: Date; resourceId?: string | undefined },
): Promise<UseWeight[]> {
  const all = can(actor, "use.view", null);
  if (!all && !can(actor, "use.view")) throw new Forbidden("use.view");
  if (resourceId !== undefined && !isId(resourceId)) return Promise.resolve([]);
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<UseWeight>`
      select r.id as resource_id, r.name as resource_name, r.structure_id as owner_id,
             s.id as structure_id, s.name as structure_name,
             count(*)::int as bookings,
             sum(b.quantity * round(extract(epoch from least(b.ends_at, ${to}) - greatest(b.starts_at, ${from})) / 60))::int
               as minutes,
             coalesce(sum(b.quantity * b.kilometres) filter (where b.starts_at >= ${from}), 0)::int as kilometres,
             coalesce(sum(b.quantity) filter (where b.starts_at >= ${from}), 0)::int as units
        from bookings b
        join resources r on r.id = b.resource_id
        join structures s on s.id = b.structure_id
       where b.pole_id = ${actor.poleId} and b.at_cost
         and b.starts_at < ${to} and b.starts_at > ${from}::timestamptz - interval '31 days' and b.ends_at > ${from}
         and b.state in ('confirmed', 'checked_in', 'returned', 'settled', 'no_show')
         ${resourceId === undefined ? sql`` : sql`and b.resource_id = ${resourceId}`}
         ${all ? sql`` : sql`and r.structure_id = ${actor.structureId}`}
       group by r.id, s.id
       order by r.name, r.id, s.name, s.id`.execute(tx);
    return rows;
  });
}
