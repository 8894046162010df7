import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { instantAt, type LocalDate } from "../kernel/time";

/** Somebody whose use counts, from a day to a day (both included). */
export interface Using {
  readonly structureId: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** What a structure has used of some resources. */
export interface Uses {
  readonly structureId: string;
  readonly bookings: number;
  /** Of all units together: two places for an hour are 120. */
  readonly minutes: bigint;
  readonly kilometres: bigint;
  /** Places, meals: as many as were booked. */
  readonly units: bigint;
}

/** The states of a booking that is a use: who did not come kept others from coming, and counts. */
const USED = ["confirmed", "checked_in", "returned", "settled", "no_show"];

/**
 * What `among` have used of some resources: their bookings that start on their days, in the pôle's time zone, each
 * whole, so that it counts once. As in useWeights(), what was cancelled, declined or expired is no use. Beside what was
 * booked at cost counts what was free of charge; what has its own price is paid by it, and is no weight as well. One
 * question, whatever the number of structures; who has used nothing has no row.
 */
export async function usesOf(
  tx: Tx,
  { resourceIds, among, timeZone }: { resourceIds: readonly string[]; among: readonly Using[]; timeZone: string },
): Promise<Uses[]> {
  if (resourceIds.length === 0 || among.length === 0) return [];
  const starts = among.map(({ from }) => instantAt(from, 0, timeZone));
  const ends = among.map(({ until }) => instantAt(until, 1440, timeZone));
  const from = new Date(Math.min(...starts.map(Number)));
  const to = new Date(Math.max(...ends.map(Number)));
  const { rows } = await sql<Record<keyof Uses, string>>`
    select b.structure_id, count(*)::text as bookings,
           sum(b.quantity * round(extract(epoch from b.ends_at - b.starts_at) / 60))::bigint::text as minutes,
           coalesce(sum(b.quantity * b.kilometres), 0)::bigint::text as kilometres,
           sum(b.quantity)::text as units
      from bookings b
      join unnest(${among.map((one) => one.structureId)}::uuid[], ${texts(starts)}::timestamptz[], ${texts(ends)}::timestamptz[])
           as u (structure_id, starts_at, ends_at)
        on u.structure_id = b.structure_id and b.starts_at >= u.starts_at and b.starts_at < u.ends_at
     where b.resource_id = any(${resourceIds}::uuid[]) and b.starts_at >= ${from} and b.starts_at < ${to}
       and b.state = any(${USED}::text[]) and (b.at_cost or b.price_cents = 0)
     group by b.structure_id`.execute(tx);
  return rows.map((row) => ({
    structureId: row.structureId,
    bookings: Number(row.bookings),
    minutes: BigInt(row.minutes),
    kilometres: BigInt(row.kilometres),
    units: BigInt(row.units),
  }));
}

/** The driver takes the type of a list for that of its first element: an instant goes as text. */
function texts(instants: readonly Date[]): string[] {
  return instants.map((instant) => instant.toISOString());
}
