import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { newId } from "../kernel/ids";
import type { Period } from "../kernel/time";
import type { Booking } from "./booking";
import { BOOKING_EMAIL, newsOf } from "./tell";

/**
 * Writes a booking that claims `units` of its resource's units, with its event and its e-mail, if that many are free;
 * otherwise nothing. Everything in one statement, since a booking is made of little else than round trips. Under the
 * lock of lockBookable() the answer holds; without it the constraint `slot_taken` would still refuse a second claim.
 * @returns how many were free, at most `units`
 * @throws an error to be retried when the resource is no longer at `version`: whoever waits for a unit's lock may have
 * read its rules, hours and rates before somebody changed them
 */
export async function writeBooking(
  tx: Tx,
  poleId: string,
  booking: Booking,
  units: number,
  version: number,
  claim: Period,
): Promise<number> {
  const { id, resourceId, structureId, personId, title, titleShared, attendees, quantity, start, end, price } = booking;
  const claimIds = Array.from({ length: units }, newId);
  const news = newsOf(poleId, booking, "confirmed");
  const { rows } = await sql<{ free: number; unchanged: boolean }>`
    with free as (
      select u.id, row_number() over (order by u.id) as n
        from resource_units ru
        join units u on u.id = ru.unit_id and u.retired_at is null
        left join lateral (
          select ends_at from claims
           where unit_id = ru.unit_id and released_at is null and starts_at < ${claim.end}
           order by starts_at desc limit 1
        ) last on true
       where ru.resource_id = ${resourceId} and (last.ends_at is null or last.ends_at <= ${claim.start})
       order by u.id limit ${units}
    ), booking as (
      insert into bookings (id, pole_id, resource_id, structure_id, person_id, title, title_shared, attendees, quantity,
                            starts_at, ends_at, state, price_cents, price_reasons, created_at)
      select ${id}, ${poleId}, ${resourceId}, ${structureId}, ${personId}, ${title}, ${titleShared}, ${attendees}::int,
             ${quantity}, ${start}, ${end}, ${booking.state}, ${price.cents}, ${JSON.stringify(price.reasons)}::text::jsonb,
             ${booking.createdAt}
       where (select count(*) from free) = ${units}
         and exists (select from resources where id = ${resourceId} and version = ${version})
      returning id
    ), claim as (
      insert into claims (id, pole_id, booking_id, unit_id, starts_at, ends_at)
      select (${claimIds}::uuid[])[free.n], ${poleId}, booking.id, free.id, ${claim.start}, ${claim.end}
        from booking cross join free order by free.id
    ), event as (
      insert into booking_events (id, pole_id, booking_id, at, person_id, kind)
      select ${newId()}, ${poleId}, booking.id, ${booking.createdAt}, ${personId}, 'confirmed' from booking
    )
    select (select count(*)::int from free) as free,
           exists (select from resources where id = ${resourceId} and version = ${version}) as unchanged,
           (select app.enqueue(${BOOKING_EMAIL}, ${JSON.stringify(news.payload)}::text::jsonb, ${news.key}) from booking)`.execute(
    tx,
  );
  if (!rows[0]?.unchanged) throw changedMeanwhile();
  return rows[0].free;
}

/** Has the code of a serialization failure: inTransaction() begins again, with the rules of now. */
function changedMeanwhile(): Error {
  return Object.assign(new Error("The resource was changed while its booking was decided."), { code: "40001" });
}
