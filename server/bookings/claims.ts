import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import type { Period } from "../kernel/time";
import type { Claimed } from "./availability";
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

/** When some units are claimed in a period. */
export async function readClaims(tx: Tx, unitIds: readonly string[], period: Period): Promise<Claimed[]> {
  const { rows } = await sql<{ unitId: string; startsAt: Date; endsAt: Date }>`
    select wanted.unit_id, claim.starts_at, claim.ends_at
      from unnest(${unitIds}::uuid[]) as wanted (unit_id) ${liveClaims(sql`wanted.unit_id`, period)}`.execute(tx);
  return rows.map(({ unitId, startsAt, endsAt }) => ({ unitId, start: startsAt.getTime(), end: endsAt.getTime() }));
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
    resourceId: string;
    bookedFrom: Date;
    bookedTo: Date;
    title: string;
    titleShared: boolean;
    structureId: string;
    structureName: string;
    structureColour: number;
  }>`
    select wanted.unit_id, claim.starts_at, claim.ends_at, claim.booking_id, b.resource_id, b.starts_at as booked_from,
           b.ends_at as booked_to, b.title, b.title_shared, b.structure_id, s.name as structure_name,
           s.colour as structure_colour
      from unnest(${unitIds}::uuid[]) as wanted (unit_id) ${liveClaims(sql`wanted.unit_id`, period)}
      join bookings b on b.id = claim.booking_id
      join structures s on s.id = b.structure_id`.execute(tx);
  return rows.map((row) => ({
    unitId: row.unitId,
    start: row.startsAt.getTime(),
    end: row.endsAt.getTime(),
    occupation: {
      bookingId: row.bookingId,
      resourceId: row.resourceId,
      start: row.bookedFrom,
      end: row.bookedTo,
      structureId: row.structureId,
      structureName: row.structureName,
      structureColour: row.structureColour,
      ours: row.structureId === actor.structureId,
      title: titleFor(actor, row),
    },
  }));
}

/** The units of a resource that are free in a period, by their ids. Under lock, what they say holds. */
export async function freeUnits(tx: Tx, resourceId: string, { start, end }: Period): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id
      from resource_units ru
      join units u on u.id = ru.unit_id and u.retired_at is null
      left join lateral (
        select ends_at from claims
         where unit_id = ru.unit_id and released_at is null and starts_at < ${end}
         order by starts_at desc limit 1
      ) claim on true
     where ru.resource_id = ${resourceId} and (claim.ends_at is null or claim.ends_at <= ${start})
     order by u.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The rows that hold units for a booking. */
export function claimRows(poleId: string, bookingId: string, unitIds: readonly string[], { start, end }: Period) {
  return unitIds.map((unitId) => ({ id: newId(), poleId, bookingId, unitId, startsAt: start, endsAt: end }));
}
