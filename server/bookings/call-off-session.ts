import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import { endSession } from "../catalogue";
import type { Actor } from "../kernel/actor";
import { cancelAddons } from "./cancel-addons";
import { BOOKING_EMAIL } from "./tell";
import { kept } from "./text";

/**
 * Cancels a session with the places taken in it: they are free at once, nothing stays due (it is not they who give up),
 * and everybody who has one, or waits for an answer, is told with the owner's words. Calling off twice is once.
 * @returns how many bookings it cancelled
 * @throws NotFound; Forbidden unless the actor may edit the resource; Conflict `session_past` once it has begun
 */
export async function callOffSession(
  actor: Actor,
  { resourceId, sessionId, message = "" }: { resourceId: string; sessionId: string; message?: string | undefined },
): Promise<number> {
  return inTransaction(actor, async (tx, now) => {
    if (!(await endSession(tx, actor, resourceId, sessionId, now))) return 0;
    const reason = kept(message).trim();
    const { rows } = await sql<{ id: string }>`
      with cancelled as (
        update bookings
           set state = 'cancelled', cancelled_at = ${now}, cancelled_by = ${actor.personId}, cancel_reason = ${reason},
               cancel_fee_cents = 0, sequence = sequence + 1, expires_at = null
         where resource_id = ${resourceId} and session_id = ${sessionId} and state in ('offered', 'requested', 'confirmed')
        returning id, sequence
      ), unoffered as (
        update waiting set state = 'withdrawn' where booking_id in (select id from cancelled) and state = 'offered'
      ), released as (
        update claims set released_at = ${now}
         where booking_id in (select id from cancelled) and released_at is null
      ), noted as (
        insert into booking_events (id, pole_id, booking_id, at, person_id, kind, details)
        select gen_random_uuid(), ${actor.poleId}, id, ${now}, ${actor.personId}, 'cancelled',
               jsonb_build_object('session', true, 'reason', ${reason}::text)
          from cancelled
      ), told as (
        select app.enqueue(${BOOKING_EMAIL},
                           jsonb_build_object('poleId', ${actor.poleId}::text, 'bookingId', id, 'event', 'cancelled'),
                           concat_ws(':', ${BOOKING_EMAIL}::text, id, sequence))
          from cancelled
      )
      select id from cancelled where (select count(*) from told) >= 0`.execute(tx);
    const ids = rows.map(({ id }) => id);
    await cancelAddons(tx, actor, ids, now, reason);
    return ids.length;
  });
}
