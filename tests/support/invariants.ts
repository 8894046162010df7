import type postgres from "postgres";

/** What must hold whatever happened, and how to find what breaks it: rows are breaches. */
interface Invariant {
  readonly sentence: string;
  readonly query: string;
  /** Only where the rules of resources have not changed since their bookings were made. */
  readonly sameRules?: boolean;
}

/** An invariant that does not hold, how often, and the first of what breaks it. */
export interface Breach {
  readonly sentence: string;
  readonly count: number;
  readonly first: Readonly<Record<string, unknown>>;
}

const LIVE = "('offered', 'requested', 'confirmed', 'checked_in')";
const GIVEN_UP = "('declined', 'expired', 'cancelled')";

/** How many units of each part a live booking needs (0 where nothing is claimed), and how many it holds. */
const NEEDS = `
  with serviceable as (
    select ru.resource_id, ru.part, count(u.id) as units
      from resource_units ru left join units u on u.id = ru.unit_id and u.retired_at is null
     group by 1, 2
  ), parts as (
    select r.id as resource_id, s.part, s.units, p.takes, r.takes_all_units, r.unlimited
      from resources r
      join serviceable s on s.resource_id = r.id
      left join resource_parts p on p.resource_id = r.id and p.part = s.part
  ), held as (
    select b.id as booking_id, ru.part, count(*) as units
      from bookings b
      join claims c on c.booking_id = b.id and c.released_at is null
      join resource_units ru on ru.resource_id = b.resource_id and ru.unit_id = c.unit_id
     where b.state in ${LIVE} group by 1, 2
  )
  select b.id, b.state, parts.part, coalesce(held.units, 0) as held,
         case when parts.unlimited then 0
              when parts.takes_all_units then coalesce(parts.takes, parts.units)
              else b.quantity end as needed
    from bookings b
    join parts on parts.resource_id = b.resource_id
    left join held on held.booking_id = b.id and held.part = parts.part
   where b.state in ${LIVE}`;

const INVARIANTS: readonly Invariant[] = [
  {
    sentence: "no unit is promised to two bookings at the same time",
    query: `
      select id, unit_id, starts_at, latest from (
        select id, unit_id, starts_at,
               max(ends_at) over (partition by unit_id order by starts_at, id
                                  rows between unbounded preceding and 1 preceding) as latest
          from claims where released_at is null) claim
       where latest > starts_at`,
  },
  {
    sentence: "a live booking holds as many units of each part as it needs",
    query: `select * from (${NEEDS}) need where held <> needed`,
    sameRules: true,
  },
  {
    sentence: "a live booking of something that is counted holds a unit at least",
    query: `
      select b.id, b.state from bookings b join resources r on r.id = b.resource_id
       where b.state in ${LIVE} and not r.unlimited
         and not exists (select from claims c where c.booking_id = b.id and c.released_at is null)`,
  },
  {
    sentence: "a unit is held once by a booking, and is one of its resource's own pôle",
    query: `
      select c.id, c.booking_id, c.unit_id
        from claims c join bookings b on b.id = c.booking_id join units u on u.id = c.unit_id
       where c.released_at is null
         and (u.pole_id <> b.pole_id or c.pole_id <> b.pole_id
              or exists (select from claims o where o.booking_id = c.booking_id and o.unit_id = c.unit_id
                          and o.id <> c.id and o.released_at is null))`,
  },
  {
    sentence: "units that are held belong to the resource that is booked",
    query: `
      select c.id, c.booking_id, c.unit_id from claims c join bookings b on b.id = c.booking_id
       where c.released_at is null and b.state in ${LIVE}
         and not exists (select from resource_units ru
                          where ru.resource_id = b.resource_id and ru.unit_id = c.unit_id)`,
    sameRules: true,
  },
  {
    sentence: "units are held for the whole time of a live booking",
    query: `
      select c.id, b.id as booking_id, b.state, c.starts_at, c.ends_at
        from claims c join bookings b on b.id = c.booking_id
       where c.released_at is null and b.state in ${LIVE}
         and (c.starts_at > b.starts_at or c.ends_at < b.ends_at)`,
  },
  {
    sentence: "units are held for the time of a live booking and the time to prepare and to tidy, no more",
    query: `
      select c.id, b.id as booking_id, b.state, c.starts_at, c.ends_at
        from claims c join bookings b on b.id = c.booking_id join resources r on r.id = b.resource_id
       where c.released_at is null and b.state in ${LIVE}
         and (c.starts_at <> b.starts_at - make_interval(mins => r.buffer_before_minutes)
           or c.ends_at <> b.ends_at + make_interval(mins => r.buffer_after_minutes))`,
    sameRules: true,
  },
  {
    sentence: "what was cancelled, declined or not answered in time holds nothing",
    query: `
      select b.id, b.state, c.id as claim_id from bookings b join claims c on c.booking_id = b.id
       where b.state in ${GIVEN_UP} and c.released_at is null`,
  },
  {
    sentence: "what was given back, or not come for, holds nothing to come but the time to tidy",
    query: `
      select b.id, b.state, c.ends_at from bookings b
        join resources r on r.id = b.resource_id join claims c on c.booking_id = b.id
       where b.state in ('returned', 'settled', 'no_show') and c.released_at is null
         and c.ends_at > greatest(b.returned_at, now()) + make_interval(mins => r.buffer_after_minutes)`,
  },
  {
    sentence: "the state of a booking and its dates agree",
    query: `
      select id, state, cancelled_at, expires_at, checked_in_at, returned_at from bookings
       where (state = 'cancelled') <> (cancelled_at is not null)
          or (state in ('offered', 'requested')) <> (expires_at is not null)
          or (state = 'declined' and decided_at is null)
          or (state in ('checked_in', 'returned') and checked_in_at is null)
          or (state = 'returned') <> (returned_at is not null)
          or starts_at >= ends_at
          or (cancel_fee_cents > 0 and (state <> 'cancelled' or cancel_fee_cents > greatest(price_cents, owed_cents)))`,
  },
  {
    sentence: "what goes with a booking ends with it",
    query: `
      select child.id, child.state, parent.id as parent_id, parent.state as parent_state
        from bookings child join bookings parent on parent.id = child.parent_id
       where parent.state in ${GIVEN_UP} and child.state in ('offered', 'requested', 'confirmed')
         and child.starts_at > now()`,
  },
  {
    sentence: "what goes with a booking is of the same structure and pôle",
    query: `
      select child.id from bookings child join bookings parent on parent.id = child.parent_id
       where (child.structure_id, child.pole_id) <> (parent.structure_id, parent.pole_id) or parent.parent_id is not null`,
  },
  {
    sentence: "a date of a series is booked once, by the structure of the series",
    query: `
      select s.id, b.recurrence, count(*) from series s join bookings b on b.series_id = s.id
       group by s.id, b.recurrence
      having count(*) > 1 or bool_or(b.structure_id <> s.structure_id or b.pole_id <> s.pole_id)`,
  },
  {
    sentence: "what is confirmed together is of one person and one structure, at one instant",
    query: `
      select basket_id from bookings where basket_id is not null group by basket_id
      having count(distinct (person_id, structure_id, pole_id, created_at)) > 1`,
  },
  {
    sentence: "whoever is offered a time has it held, for the same thing, time and structure",
    query: `
      select w.id, w.state, b.id as booking_id, b.state as booking_state
        from waiting w left join bookings b on b.id = w.booking_id
       where w.state = 'offered'
         and (b.id is null or b.state <> 'offered'
              or (b.resource_id, b.structure_id, b.person_id, b.starts_at, b.ends_at, b.quantity)
                 is distinct from (w.resource_id, w.structure_id, w.person_id, w.starts_at, w.ends_at, w.quantity))`,
  },
  {
    sentence: "every time offered is offered to one person who waited for it",
    query: `
      select b.id, count(w.id) from bookings b left join waiting w on w.booking_id = b.id and w.state = 'offered'
       where b.state = 'offered' group by b.id having count(w.id) <> 1`,
  },
  {
    sentence: "an offer that was taken or left is no longer one",
    query: `
      select w.id, w.state, b.state as booking_state from waiting w join bookings b on b.id = w.booking_id
       where w.state in ('taken', 'withdrawn', 'lapsed') and b.state = 'offered'`,
  },
  {
    sentence: "nobody waits twice for the same time",
    query: `
      select person_id, structure_id, resource_id, starts_at, ends_at, count(*) from waiting
       where state in ('waiting', 'offered') group by 1, 2, 3, 4, 5 having count(*) > 1`,
  },
  {
    sentence: "the history of a booking begins with how it was made and tells each change that calendars learn of",
    query: `
      select b.id, b.state, b.sequence, (array_agg(e.kind order by e.at, e.id))[1] as first, count(e.id)
        from bookings b left join booking_events e on e.booking_id = b.id
       group by b.id
      having count(e.id) < b.sequence + 1
          or not 'confirmed' = any(array_agg(e.kind)) and not 'requested' = any(array_agg(e.kind))
             and not 'offered' = any(array_agg(e.kind))`,
  },
  {
    sentence: "the end of a booking is in its history",
    query: `
      select b.id, b.state from bookings b
       where b.state in ('cancelled', 'declined', 'expired', 'no_show', 'checked_in', 'returned')
         and not exists (
           select from booking_events e where e.booking_id = b.id
             and e.kind = any(case b.state when 'expired' then '{expired,offer_lapsed}' else array[b.state] end))`,
  },
  {
    sentence: "a blocking keeps its units for its own time, and ends for all of them at once",
    query: `
      select b.id, u.unit_id from blockings b left join blocked_units u on u.blocking_id = b.id
       where u.unit_id is null
          or (u.starts_at, u.ends_at, u.removed_at) is distinct from (b.starts_at, b.ends_at, b.removed_at)`,
  },
  {
    sentence: "an answer kept for a repeated request is the answer of one request",
    query: `
      select pole_id, key from idempotency_keys
       where (status is null) <> (body is null) and created_at < now() - interval '1 hour'`,
  },
  {
    sentence: "no structure has more bookings to come of a resource than its quota allows",
    query: `
      select b.resource_id, b.structure_id, count(*), q.amount
        from bookings b join quotas q on q.resource_id = b.resource_id and q.customer = b.customer
       where q.measure = 'simultaneous' and not q.prime_only and b.ends_at > now() and b.state in ${LIVE}
       group by b.resource_id, b.structure_id, q.amount having count(*) > q.amount`,
    sameRules: true,
  },
  {
    sentence:
      "whoever books from elsewhere is of no pôle or of another one, never of this one, and pays as who they are",
    query: `
      select id, customer from bookings
       where (outside and (home_pole_id is not null or customer not in ('outsider', 'public')))
          or (home_pole_id is not null and (home_pole_id = pole_id or customer <> 'network'))`,
  },
  {
    sentence: "what was noted of a use is of the resource and a unit of its booking",
    query: `
      select u.id, u.booking_id from use_records u join bookings b on b.id = u.booking_id
       where u.pole_id <> b.pole_id
          or (u.unit_id is not null
              and not exists (select from claims c where c.booking_id = b.id and c.unit_id = u.unit_id))`,
  },
];

/**
 * Every invariant of bookings, asked of the database itself as the owner of its tables: SQL that shares nothing with the
 * application. Empty when all hold.
 * @param sameRules false where units, parts, buffers or quotas were changed after bookings were made
 */
export async function breaches(owner: postgres.Sql, { sameRules = true } = {}): Promise<Breach[]> {
  const found: Breach[] = [];
  for (const invariant of INVARIANTS) {
    if (invariant.sameRules && !sameRules) continue;
    const rows = await owner.unsafe(
      `select *, count(*) over ()::int as breaches from (${invariant.query}) breach limit 1`,
    );
    const [row] = rows as Record<string, unknown>[];
    if (!row) continue;
    const { breaches: count, ...first } = row;
    found.push({ sentence: invariant.sentence, count: Number(count), first });
  }
  return found;
}

/** How many invariants breaches() looks at. */
export const INVARIANTS_COUNTED = INVARIANTS.length;
