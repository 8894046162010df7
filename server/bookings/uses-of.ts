import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { instantAt, type LocalDate } from "../kernel/time";

/** Somebody whose use counts on some days of a stretch only, from a day to a day (both included). */
export interface Using {
  readonly structureId: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Some resources, from a day to a day (both included). */
export interface Stretch {
  readonly resourceIds: readonly string[];
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Who is not there on all of these days, with those on which it is: once, or several times. */
  readonly partly: readonly Using[];
}

/** What a structure has used of a stretch's resources. */
export interface Uses {
  /** The stretch's rank among those asked for, from 0. */
  readonly stretch: number;
  readonly structureId: string;
  /** Of all units together: two places for an hour are 120. A whole number, as text. */
  readonly minutes: string;
  readonly kilometres: string;
  /** Places, meals: as many as were booked. */
  readonly units: string;
}

/** The states of a booking that is a use: who did not come kept others from coming, and counts. */
const USED = ["confirmed", "checked_in", "returned", "settled", "no_show"];

/**
 * What each structure has used of the resources of each stretch: its bookings that start on these days, in the pôle's time
 * zone, each whole, so that it counts once. As in useWeights(), what was cancelled, declined or expired is no use. Beside
 * what was booked at cost counts what was free of charge; what has its own price is paid by it, and is no weight as well.
 * One question, whatever the number of stretches and structures; who has used nothing has no row.
 */
export async function usesOf(
  tx: Tx,
  { stretches, timeZone }: { stretches: readonly Stretch[]; timeZone: string },
): Promise<Uses[]> {
  // Of several days, the two ends are asked of the calendar once each.
  const instants = new Map<string, string>();
  const at = (day: LocalDate, minutes: number) => {
    const name = `${day} ${minutes}`;
    // The driver takes the type of a list for that of its first element: an instant goes as text.
    const instant = instants.get(name) ?? instantAt(day, minutes, timeZone).toISOString();
    instants.set(name, instant);
    return instant;
  };
  const resources = stretches.flatMap(({ resourceIds, from, until }, rank) =>
    resourceIds.map((id) => ({ rank, id, start: at(from, 0), end: at(until, 1440) })),
  );
  if (resources.length === 0) return [];
  const partly = stretches.flatMap((stretch, rank) =>
    stretch.partly.map(({ structureId: id, from, until }) => ({ rank, id, start: at(from, 0), end: at(until, 1440) })),
  );
  // Stretch by stretch: few enough rows each to be summed in memory, whatever the number of stretches. A row a stretch, since
  // thousands of small ones would take longer to read than to sum.
  const { rows } = await sql<{ stretch: number; uses: [string, string, string, string][] }>`
    select s.rank as stretch, json_agg(json_build_array(used.structure_id, minutes, kilometres, units)) as uses
      from unnest(${stretches.map((_, rank) => rank)}::int[]) as s (rank)
     cross join lateral (
       select b.structure_id, coalesce(sum(b.quantity * b.kilometres), 0)::text as kilometres, sum(b.quantity)::text as units,
              sum((b.quantity * floor(date_part('epoch', b.ends_at - b.starts_at) / 60 + 0.5))::bigint)::text as minutes
         from ${table(resources)} as u (rank, resource_id, starts_at, ends_at)
         join bookings b on b.resource_id = u.resource_id and b.starts_at >= u.starts_at and b.starts_at < u.ends_at
         left join ${table(partly)} as p (rank, structure_id, starts_at, ends_at)
           on p.rank = u.rank and p.structure_id = b.structure_id
        where u.rank = s.rank and b.state = any(${USED}::text[]) and (b.at_cost or b.price_cents = 0)
          and (p.rank is null or (b.starts_at >= p.starts_at and b.starts_at < p.ends_at))
        group by b.structure_id) used
     group by s.rank`.execute(tx);
  return rows.flatMap(({ stretch, uses }) =>
    uses.map(([structureId, minutes, kilometres, units]) => ({ stretch, structureId, minutes, kilometres, units })),
  );
}

function table(rows: readonly { rank: number; id: string; start: string; end: string }[]) {
  return sql`unnest(${rows.map(({ rank }) => rank)}::int[], ${rows.map(({ id }) => id)}::uuid[],
                    ${rows.map(({ start }) => start)}::timestamptz[], ${rows.map(({ end }) => end)}::timestamptz[])`;
}
