import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { allow } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { lockBookable } from "./bookable";
import { kept } from "./text";

/** A blocking that stands for an event of another calendar. */
export interface ImportedBlocking extends Period {
  readonly id: string;
  readonly reason: string;
  /** The event, and which of its times. */
  readonly sourceUid: string;
}

/**
 * Adds and ends many blockings of one resource at once, in the caller's transaction, under the lock of its units.
 * Returns how many live bookings the new ones meet: those stay.
 * @throws NotFound; Forbidden unless the actor may edit the resource
 */
export async function replaceImportedBlockings(
  tx: Tx,
  actor: Actor,
  { resourceId, add, end }: { resourceId: string; add: readonly ImportedBlocking[]; end: readonly string[] },
  now: Date,
): Promise<number> {
  const resource = await lockBookable(tx, resourceId);
  if (!resource) throw new NotFound("resource");
  allow(actor, "catalogue.edit", resource.ownerId);
  if (end.length > 0) {
    const ended = sql`id = any(${end}::uuid[]) and resource_id = ${resourceId} and removed_at is null`;
    await sql`
      with gone as (update blockings set removed_at = ${now}, removed_by = ${actor.personId} where ${ended} returning id)
      update blocked_units set removed_at = ${now} where blocking_id in (select id from gone)`.execute(tx);
  }
  if (add.length === 0) return 0;
  const ids = add.map(({ id }) => id);
  // As text: the driver takes an array of instants for one instant.
  const starts = add.map(({ start }) => start.toISOString());
  const ends = add.map((blocking) => blocking.end.toISOString());
  await sql`
    insert into blockings (id, pole_id, resource_id, kind, reason, starts_at, ends_at, source_uid, created_by, created_at)
    select id, ${actor.poleId}, ${resourceId}, 'imported', reason, starts_at, ends_at, source_uid, ${actor.personId}, ${now}
      from unnest(${ids}::uuid[], ${add.map(({ reason }) => kept(reason).trim())}::text[], ${starts}::timestamptz[],
                  ${ends}::timestamptz[], ${add.map(({ sourceUid }) => kept(sourceUid))}::text[])
             as brought (id, reason, starts_at, ends_at, source_uid)`.execute(tx);
  await sql`
    insert into blocked_units (blocking_id, pole_id, unit_id, starts_at, ends_at)
    select b.id, b.pole_id, unit_id, b.starts_at, b.ends_at
      from blockings b cross join unnest(${resource.unitIds}::uuid[]) as unit_id
     where b.id = any(${ids}::uuid[])`.execute(tx);
  const { rows } = await sql<{ met: number }>`
    select count(distinct claim.booking_id)::int as met
      from blocked_units held
      join claims claim on claim.unit_id = held.unit_id and claim.released_at is null
                       and claim.starts_at < held.ends_at and claim.ends_at > held.starts_at
                       and claim.starts_at > held.starts_at - interval '33 days'
     where held.blocking_id = any(${ids}::uuid[])`.execute(tx);
  return rows[0]?.met ?? 0;
}
