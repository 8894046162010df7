import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Followed } from "./links";

/** Something of a feed as the database knows it. */
export interface FeedRow {
  readonly kind: "booking" | "blocking";
  readonly id: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly place: string;
  readonly structureId: string | null;
  readonly structureName: string | null;
  readonly personName: string | null;
  readonly title: string;
  readonly titleShared: boolean;
  readonly state: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly changedAt: Date;
}

/** How far back a feed reaches, and how long what is cancelled stays in it, so that every calendar takes it out. In days. */
const PAST_DAYS = 31;
const CANCELLED_DAYS = 30;
/** The most a feed holds: those to come first of all, since it begins a month ago. */
export const MOST_EVENTS = 10_000;
/** No booking is longer. */
const LONGEST = sql`interval '32 days'`;
const ENDED = sql`('cancelled', 'declined', 'expired')`;

/** One page of what a feed shows, by start, after the row given. */
export async function readFeed(
  tx: Tx,
  { reader, subject }: Followed,
  now: Date,
  { after, limit }: { after: FeedRow | undefined; limit: number },
): Promise<FeedRow[]> {
  const since = sql`${now}::timestamptz - make_interval(days => ${PAST_DAYS}::int)`;
  const next = after ? sql`and (starts_at, id) > (${after.startsAt}, ${after.id}::uuid)` : sql``;
  // A structure's feed, and a person's, follow their index; a resource's adds what is booked of the same units: the
  // hall whose half is taken is not free.
  const own =
    subject.kind === "resource"
      ? sql`b.id in (
          select id from bookings where resource_id = ${subject.resourceId} and starts_at > ${since} - ${LONGEST}
          union
          select c.booking_id from resource_units u
            join claims c on c.unit_id = u.unit_id and c.released_at is null and c.starts_at > ${since} - ${LONGEST}
           where u.resource_id = ${subject.resourceId})`
      : subject.kind === "structure"
        ? sql`b.structure_id = ${subject.structureId}`
        : sql`b.person_id = ${reader.personId} and b.structure_id = ${reader.structureId}`;
  const bookings = sql`
    select 'booking' as kind, b.id, b.resource_id, b.structure_id, b.person_id, b.title, b.title_shared, b.state,
           b.sequence, b.starts_at, b.ends_at,
           coalesce((select max(e.at) from booking_events e where e.booking_id = b.id), b.created_at) as changed_at
      from bookings b
     where b.pole_id = ${reader.poleId} and ${own}
       and b.starts_at > ${since} - ${LONGEST} and b.ends_at > ${since}`;
  const { rows } = await sql<FeedRow>`
    with told as (${subject.kind === "resource" ? sql`${bookings} union all ${blockings(subject.resourceId, since)}` : bookings}),
    page as (
      select * from told
       where (state not in ${ENDED} or changed_at > ${now}::timestamptz - make_interval(days => ${CANCELLED_DAYS}::int))
         ${next}
       order by starts_at, id limit ${limit})
    select t.kind, t.id, t.resource_id, r.name as resource_name,
           concat_ws(', ', nullif(pl.name, ''), nullif(pl.address, ''), nullif(pl.town, '')) as place,
           t.structure_id, s.name as structure_name, p.name as person_name, t.title, t.title_shared, t.state,
           t.sequence, t.starts_at, t.ends_at, t.changed_at
      from page t
      join resources r on r.id = t.resource_id
      left join places pl on pl.id = r.place_id
      left join structures s on s.id = t.structure_id
      left join people p on p.id = t.person_id
     order by t.starts_at, t.id`.execute(tx);
  return rows;
}

/** Times when a resource cannot be booked. Taken away, they are cancelled. */
function blockings(resourceId: string, since: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select 'blocking', k.id, k.resource_id, null::uuid, null::uuid, k.reason, true,
           case when k.removed_at is null then k.kind else 'cancelled' end,
           case when k.removed_at is null then 0 else 1 end, k.starts_at, k.ends_at,
           coalesce(k.removed_at, k.created_at)
      from blockings k
     where k.resource_id = ${resourceId} and k.ends_at > ${since}`;
}
