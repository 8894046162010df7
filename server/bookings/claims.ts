import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import type { Period } from "../kernel/time";
import type { Claimed } from "./availability";
import type { Bookable } from "./bookable";
import type { BlockingKind } from "./blocking";
import type { BookingState } from "./booking";
import type { OccupiedUnit } from "./day";
import { titleFor } from "./visibility";

/** A booking's 31 days and the longest buffers. */
const LONGEST_DAYS = 33;

/**
 * Joins to `unit` (a column with a unit's id) its live claims that overlap a period, as `claim`. Claims of one unit never
 * overlap, so only the last one that starts before the period can reach into it: one probe of the index finds where to
 * start reading, and nothing older is read. "offset 0" has it asked once a unit, not once a claim; that no
 * claim is longer than LONGEST_DAYS lets PostgreSQL guess well how many there are.
 */
export function liveClaims(unit: RawBuilder<unknown>, { start, end }: Period): RawBuilder<unknown> {
  const longest = new Date(start.getTime() - LONGEST_DAYS * 86_400_000);
  return sql`
    cross join lateral (
      select coalesce(
        (select starts_at from claims
          where unit_id = ${unit} and released_at is null and starts_at <= ${start}
          order by starts_at desc limit 1), ${start}) as since
      offset 0
    ) reading
    join lateral (
      select booking_id, starts_at, ends_at from claims
       where unit_id = ${unit} and released_at is null and starts_at >= reading.since and starts_at < ${end}
         and ends_at > ${start} and starts_at > ${longest}
    ) claim on true`;
}

/**
 * Joins to `unit` (a column with a unit's id) the blockings that keep it from `structureId` in a period, as `blocked`.
 * There are few at any time: the index is read from those that end after its beginning.
 */
export function blockingsOn(
  unit: RawBuilder<unknown>,
  period: Period,
  structureId: string | null,
): RawBuilder<unknown> {
  return sql`
    join blocked_units held on held.unit_id = ${unit} and held.removed_at is null
                           and held.ends_at > ${period.start} and held.starts_at < ${period.end}
    join blockings blocked on blocked.id = held.blocking_id and not ${structureId}::uuid = any(blocked.except_structures)`;
}

/** When some units are claimed in a period, or blocked for a structure. */
export async function readClaims(
  tx: Tx,
  unitIds: readonly string[],
  period: Period,
  structureId: string | null,
): Promise<Claimed[]> {
  const { rows } = await sql<{ unitId: string; startsAt: Date; endsAt: Date; blocked: boolean }>`
    with wanted as (select unnest(${unitIds}::uuid[]) as unit_id)
    select wanted.unit_id, claim.starts_at, claim.ends_at, false as blocked
      from wanted ${liveClaims(sql`wanted.unit_id`, period)}
    union all
    select wanted.unit_id, blocked.starts_at, blocked.ends_at, true
      from wanted ${blockingsOn(sql`wanted.unit_id`, period, structureId)}`.execute(tx);
  return rows.map(({ unitId, startsAt, endsAt, blocked }) => ({
    unitId,
    start: startsAt.getTime(),
    end: endsAt.getTime(),
    blocked,
  }));
}

/** The same, with what `actor` may read of each booking. */
export async function readOccupations(
  tx: Tx,
  actor: Actor,
  unitIds: readonly string[],
  period: Period,
): Promise<OccupiedUnit[]> {
  const { rows } = await sql<{
    unitId: string;
    startsAt: Date;
    endsAt: Date;
    bookingId: string;
    // Null for a guest, who sees that it is taken and no more.
    resourceId: string | null;
    bookedFrom: Date;
    bookedTo: Date;
    state: BookingState;
    title: string;
    titleShared: boolean;
    structureId: string;
    structureName: string;
    structureColour: number;
  }>`
    select wanted.unit_id, claim.starts_at, claim.ends_at, claim.booking_id, b.resource_id, b.starts_at as booked_from,
           b.ends_at as booked_to, b.state, b.title, b.title_shared, b.structure_id, s.name as structure_name,
           s.colour as structure_colour
      from unnest(${unitIds}::uuid[]) as wanted (unit_id) ${liveClaims(sql`wanted.unit_id`, period)}
      left join bookings b on b.id = claim.booking_id
      left join structures s on s.id = b.structure_id`.execute(tx);
  const taken = rows.map((row): OccupiedUnit => ({
    unitId: row.unitId,
    start: row.startsAt.getTime(),
    end: row.endsAt.getTime(),
    occupation:
      row.resourceId === null
        ? null
        : {
            bookingId: row.bookingId,
            resourceId: row.resourceId,
            state: row.state,
            start: row.bookedFrom,
            end: row.bookedTo,
            structureId: row.structureId,
            structureName: row.structureName,
            structureColour: row.structureColour,
            ours: row.structureId === actor.structureId,
            title: titleFor(actor, row),
          },
  }));
  return [...taken, ...(await readBlocked(tx, actor, unitIds, period))];
}

async function readBlocked(tx: Tx, actor: Actor, unitIds: readonly string[], period: Period): Promise<OccupiedUnit[]> {
  const { rows } = await sql<{ unitId: string; startsAt: Date; endsAt: Date; kind: BlockingKind; reason: string }>`
    select wanted.unit_id, blocked.starts_at, blocked.ends_at, blocked.kind,
             -- Why is for the pôle to know.
             case when app.is_guest() then '' else blocked.reason end as reason
      from unnest(${unitIds}::uuid[]) as wanted (unit_id)
      ${blockingsOn(sql`wanted.unit_id`, period, actor.structureId)}`.execute(tx);
  return rows.map(({ unitId, startsAt, endsAt, kind, reason }) => ({
    unitId,
    start: startsAt.getTime(),
    end: endsAt.getTime(),
    blocked: true,
    occupation: null,
    blocking: { kind, reason },
  }));
}

/** How many units of each part of a resource are free for a structure in a period. Under lock, what it says holds. */
export async function freeByPart(
  tx: Tx,
  { id, groups }: Pick<Bookable, "id" | "groups">,
  period: Period,
  claim: Period,
  structureId: string | null,
): Promise<number[]> {
  const { rows } = await sql<{ part: number; free: number }>`
    select ru.part, count(*)::int as free
      from resource_units ru
      join units u on u.id = ru.unit_id and u.retired_at is null
     where ru.resource_id = ${id} and ${isFree(sql`ru.unit_id`, claim)}
       and not exists (select from (select ru.unit_id) one ${blockingsOn(sql`one.unit_id`, period, structureId)})
     group by ru.part`.execute(tx);
  return groups.map(({ part }) => rows.find((row) => row.part === part)?.free ?? 0);
}

/** Live claims of one unit never overlap: the last one that starts before the end tells whether it is free. */
export function isFree(unit: RawBuilder<unknown>, claim: { start: unknown; end: unknown }): RawBuilder<unknown> {
  return sql`coalesce(
    (select ends_at from claims
      where unit_id = ${unit} and released_at is null and starts_at < (${claim.end})::timestamptz
      order by starts_at desc limit 1) <= (${claim.start})::timestamptz, true)`;
}
