import { sql } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import { takeStep } from "../bookings";
import { noShowAt } from "./rules";
import { tellByMail } from "./tell";
import { usedBooking } from "./used-booking";

/** Bookings of one pôle looked at in one run: the next run, a minute later, takes the others. */
const MOST = 200;

/**
 * Gives to others what nobody came to take, where the resource says so: marks the booking, frees its time, tells its
 * author. Each in its own transaction, decided again under lock: somebody may be checking in. A second run finds
 * nothing left to do.
 * @returns how many were released
 */
export async function releaseNoShows(): Promise<number> {
  const poles = await asIdentity((tx) => tx.selectFrom("poles").select("id").execute());
  let released = 0;
  for (const { id: poleId } of poles) {
    for (const bookingId of await inTransaction({ poleId }, (tx, now) => awaited(tx, poleId, now))) {
      if (await inTransaction({ poleId }, (tx, now) => release(tx, poleId, bookingId, now))) released += 1;
    }
  }
  return released;
}

/**
 * Confirmed bookings whose delay is over. No delay is longer than a day, so none began more than two days ago: those
 * that ended while nothing ran here stay as they are, since nobody could check in either.
 */
async function awaited(tx: Tx, poleId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id
      from bookings b join resources r on r.id = b.resource_id
     where b.pole_id = ${poleId} and b.state = 'confirmed'
       and b.starts_at > ${now}::timestamptz - interval '2 days' and b.starts_at < ${now}
       and r.no_show_minutes is not null and r.start_step <> 'none'
       and least(b.starts_at + r.no_show_minutes * interval '1 minute', b.ends_at) <= ${now}
     order by b.starts_at limit ${MOST}`.execute(tx);
  return rows.map(({ id }) => id);
}

async function release(tx: Tx, poleId: string, bookingId: string, now: Date): Promise<boolean> {
  const booking = await usedBooking(tx, bookingId, true);
  const at = noShowAt(booking);
  if (booking.state !== "confirmed" || !at || now < at) return false;
  await takeStep(tx, { poleId, personId: null }, bookingId, { to: "no_show" }, now);
  await tellByMail(tx, { kind: "no-show", poleId, bookingId }, `no-show:${bookingId}`);
  return true;
}
