import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { BOOKING_EMAIL } from "./tell";

/**
 * Cancels what goes with bookings (coffee with a room) in the transaction that cancels, declines or ends them, and tells the person. One
 * statement; what is under way or over stays. Their notices do not count: nobody comes to drink that coffee.
 */
export async function cancelAddons(
  tx: Tx,
  actor: { readonly poleId: string; readonly personId: string | null },
  bookingIds: readonly string[],
  now: Date,
  reason: string,
): Promise<void> {
  await sql`
    with cancelled as (
      update bookings
         set state = 'cancelled', cancelled_at = ${now}, cancelled_by = ${actor.personId}::uuid, cancel_reason = ${reason},
             sequence = sequence + 1, expires_at = null
       where parent_id = any(${bookingIds}::uuid[]) and state in ('offered', 'requested', 'confirmed')
      returning id, sequence, parent_id
    ), released as (
      update claims set released_at = ${now}
       where booking_id in (select id from cancelled) and released_at is null
    ), noted as (
      insert into booking_events (id, pole_id, booking_id, at, person_id, kind, details)
      select gen_random_uuid(), ${actor.poleId}, id, ${now}, ${actor.personId}::uuid, 'cancelled',
             jsonb_build_object('with', parent_id)
        from cancelled
    )
    select app.enqueue(${BOOKING_EMAIL},
                       jsonb_build_object('poleId', ${actor.poleId}::text, 'bookingId', id, 'event', 'cancelled'),
                       concat_ws(':', ${BOOKING_EMAIL}::text, id, sequence))
      from cancelled`.execute(tx);
}
