import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { newId } from "../kernel/ids";
import type { Period } from "../kernel/time";
import type { Bookable } from "./bookable";
import type { Booking } from "./booking";
import { unitsNeeded } from "./rules";
import { BOOKING_EMAIL, newsOf, type BookingNews } from "./tell";

/** A booking to write, new or already there, with the resource whose units it takes. */
export interface ToWrite {
  readonly booking: Booking;
  readonly resource: Bookable;
  /** The period of its claims, buffers included. */
  readonly claim: Period;
  /** What is noted in its history, and told by e-mail when `told`. */
  readonly event: BookingNews;
  readonly told: boolean;
  /** Who does it (null when nobody does), and when. */
  readonly byPersonId: string | null;
  readonly at: Date;
  /** What else its history keeps of it. */
  readonly details?: object | undefined;
}

/** How they are written. */
interface Comings {
  readonly again?: boolean;
  /** Of whom they are: of another pôle of the network, of no pôle. */
  readonly homePoleId?: string | null;
  readonly outside?: boolean;
}

/** What became of one of them. */
export interface Written {
  /** Whether it has its units now; nothing of it is written otherwise. */
  readonly written: boolean;
  /** Its id is that of another booking. */
  readonly idTaken: boolean;
  /** How many units of each part were free. */
  readonly free: readonly number[];
}

/**
 * Writes bookings that claim units of their resources, each with its event and its e-mail, if enough units are free and
 * not kept from its structure; otherwise nothing of that one. Everything in one statement, since a booking is made of
 * little else than round trips. No two of them may want the same unit at the same time (see roundsOf()). Under the locks
 * of lockBookables() the answer holds; without them the constraint `slot_taken` would still refuse a second claim.
 *
 * With `again`, the bookings are already there (cancelled and restored, or moved: their former claims are released):
 * their period, state, price and terms are written anew.
 * @throws an error to be retried when a resource is no longer at the version that was read: whoever waits for a unit's
 * lock may have read its rules, hours and rates before somebody changed them
 */
export async function writeBookings(
  tx: Tx,
  poleId: string,
  list: readonly ToWrite[],
  { again = false, homePoleId = null, outside = false }: Comings = {},
): Promise<Written[]> {
  const needs = list.map(({ resource, booking }) => unitsNeeded(resource.rules, resource.groups, booking.quantity));
  const rows = list.map((each, rank) => rowOf(poleId, each, rank, needs[rank]!));
  const claimIds = Array.from({ length: needs.flat().reduce((sum, count) => sum + count, 0) }, newId);
  const write = again
    ? sql`
      update bookings b
         set state = a.state, resource_id = a.resource_id, starts_at = a.starts_at, ends_at = a.ends_at,
             title = a.title, title_shared = a.title_shared, quantity = a.quantity, attendees = a.attendees, price_cents = a.price_cents, price_reasons = a.price_reasons,
             deposit_cents = a.deposit_cents, at_cost = a.at_cost, cancel_until = a.cancel_until,
             late_cancel_cents = a.late_cancel_cents, owed_cents = a.owed_cents, customer = a.customer, kilometres = a.kilometres,
             sequence = a.sequence, expires_at = a.expires_at, session_id = a.session_id, cancelled_at = null,
             cancelled_by = null, cancel_reason = null, cancel_fee_cents = 0
        from asked a join possible using (rank)
       where b.id = a.id
      returning b.id`
    : sql`
      insert into bookings (id, pole_id, resource_id, structure_id, person_id, title, title_shared, attendees, quantity,
                            starts_at, ends_at, state, price_cents, price_reasons, created_at, customer, message,
                            kilometres, expires_at, parent_id, basket_id, session_id, series_id, recurrence,
                            deposit_cents, at_cost, cancel_until, late_cancel_cents, owed_cents, home_pole_id, outside)
      select id, ${poleId}, resource_id, structure_id, person_id, title, title_shared, attendees, quantity,
             starts_at, ends_at, state, price_cents, price_reasons, created_at, customer, message,
             kilometres, expires_at, parent_id, basket_id, session_id, series_id, recurrence, deposit_cents, at_cost,
             cancel_until, late_cancel_cents, owed_cents, ${homePoleId}::uuid, ${outside}::boolean
        from asked join possible using (rank)
      on conflict (id) do nothing
      returning id`;
  const { rows: answers } = await sql<{ rank: number; free: number[]; written: boolean; unchanged: boolean }>`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (
        rank int, id uuid, resource_id uuid, version int, structure_id uuid, person_id uuid, title text,
        title_shared boolean, attendees int, quantity int, starts_at timestamptz, ends_at timestamptz, state text,
        price_cents bigint, price_reasons jsonb, deposit_cents bigint, at_cost boolean,
        cancel_until timestamptz, late_cancel_cents bigint, owed_cents bigint, created_at timestamptz, customer text, message text, kilometres int,
        expires_at timestamptz, parent_id uuid, basket_id uuid, session_id uuid, series_id uuid, recurrence text,
        sequence int, claim_from timestamptz, claim_to timestamptz, parts smallint[], counts int[],
        event_id uuid, event text, at timestamptz, by_person uuid, details jsonb,
        news jsonb, news_key text)
    ), need as (
      select rank, part, count, place from asked, unnest(parts, counts) with ordinality as need (part, count, place)
    ), free as materialized (
      select a.rank, ru.part, u.id, row_number() over (partition by a.rank, ru.part order by u.id) as n
        from asked a
        join resource_units ru on ru.resource_id = a.resource_id
        join units u on u.id = ru.unit_id and u.retired_at is null
        left join lateral (
          select ends_at from claims
           where unit_id = ru.unit_id and released_at is null and starts_at < a.claim_to
           order by starts_at desc limit 1
        ) last on true
       where (last.ends_at is null or last.ends_at <= a.claim_from)
         and not exists (
           select from blocked_units held join blockings blocked on blocked.id = held.blocking_id
            where held.unit_id = ru.unit_id and held.removed_at is null and held.ends_at > a.starts_at
              and held.starts_at < a.ends_at and not a.structure_id = any(blocked.except_structures))
    ), counted as (
      select need.rank, array_agg(found.count order by place) as free, bool_and(found.count >= need.count) as enough
        from need
        cross join lateral (
          select count(*)::int from free where free.rank = need.rank and free.part = need.part) found (count)
       group by need.rank
    ), possible as (
      select a.rank from asked a join counted using (rank) join resources r on r.id = a.resource_id
       where counted.enough and r.version = a.version
    ), written as (${write}
    ), given as (
      select written.id as booking_id, free.id as unit_id, a.claim_from, a.claim_to,
             row_number() over (order by a.rank, free.id) as n
        from written
        join asked a on a.id = written.id
        join need on need.rank = a.rank
        join free on free.rank = need.rank and free.part = need.part and free.n <= need.count
    ), claimed as (
      insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at)
      select (${claimIds}::uuid[])[n], ${poleId}, booking_id, unit_id, claim_from, claim_to from given
    ), noted as (
      insert into booking_events (id, pole_id, booking_id, at, person_id, kind, details)
      select a.event_id, ${poleId}, a.id, a.at, a.by_person, a.event, a.details from asked a join written using (id)
    )
    select a.rank, counted.free, written.id is not null as written,
           exists (select from resources where id = a.resource_id and version = a.version) as unchanged,
           case when written.id is not null and a.news is not null
             then app.enqueue(${BOOKING_EMAIL}, a.news, a.news_key) end as told
      from asked a join counted using (rank) left join written using (id)
     order by a.rank`.execute(tx);
  if (answers.some(({ unchanged }) => !unchanged)) throw changedMeanwhile();
  return answers.map(({ written, free, rank }) => ({
    written,
    idTaken: !written && free.every((count, part) => count >= needs[rank]![part]!),
    free,
  }));
}

function rowOf(
  poleId: string,
  { booking, resource, claim, event, told, byPersonId, at, details }: ToWrite,
  rank: number,
  counts: number[],
) {
  const news = told ? newsOf(poleId, booking, event) : null;
  return {
    rank,
    id: booking.id,
    resource_id: resource.id,
    version: resource.version,
    structure_id: booking.structureId,
    person_id: booking.personId,
    title: booking.title,
    title_shared: booking.titleShared,
    attendees: booking.attendees,
    quantity: booking.quantity,
    starts_at: booking.start,
    ends_at: booking.end,
    state: booking.state,
    price_cents: booking.price.cents,
    price_reasons: booking.price.reasons,
    deposit_cents: booking.price.depositCents,
    at_cost: booking.price.atCost,
    cancel_until: booking.terms.until,
    late_cancel_cents: booking.terms.lateCents,
    owed_cents: booking.terms.owedCents,
    created_at: booking.createdAt,
    customer: booking.customer,
    message: booking.message,
    kilometres: booking.kilometres,
    expires_at: booking.expiresAt,
    parent_id: booking.parentId,
    basket_id: booking.basketId,
    session_id: booking.sessionId,
    series_id: booking.seriesId,
    recurrence: booking.recurrence,
    sequence: booking.sequence,
    claim_from: claim.start,
    claim_to: claim.end,
    parts: resource.groups.map(({ part }) => part),
    counts,
    event_id: newId(),
    event,
    at,
    by_person: byPersonId,
    details: details ?? {},
    news: news?.payload ?? null,
    news_key: news?.key ?? null,
  };
}

/** Has the code of a serialization failure: inTransaction() begins again, with the rules of now. */
export function changedMeanwhile(): Error {
  return Object.assign(new Error("The resource was changed while its booking was decided."), { code: "40001" });
}
