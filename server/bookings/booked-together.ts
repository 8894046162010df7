import { sql, type RawBuilder } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { readBookingRows, seenBy, type BookingRow, type SeenBooking } from "./seen-booking";

/**
 * What was booked together from one basket, whatever became of each, by time.
 * @throws NotFound when it is not of the structure acted for
 */
export async function bookedTogether(actor: Actor, basketId: string): Promise<readonly SeenBooking[]> {
  allow(actor, "bookings.view");
  if (!isId(basketId) || !actor.structureId) throw new NotFound("basket");
  const rows = await inTransaction(actor, (tx) =>
    inOrder(tx, sql`b.basket_id = ${basketId} and b.structure_id = ${actor.structureId}`),
  );
  if (rows.length === 0) throw new NotFound("basket");
  return rows.map((row) => seenBy(actor, row));
}

/** What goes with a booking (coffee with a room), whatever became of each, by time. */
export async function addonsOf(actor: Actor, bookingId: string): Promise<readonly SeenBooking[]> {
  allow(actor, "bookings.view");
  if (!isId(bookingId)) return [];
  const rows = await inTransaction(actor, (tx) => inOrder(tx, sql`b.parent_id = ${bookingId}`));
  return rows.map((row) => seenBy(actor, row));
}

function inOrder(tx: Tx, condition: RawBuilder<unknown>): Promise<BookingRow[]> {
  return readBookingRows(tx, sql`where ${condition} order by b.starts_at, b.parent_id is not null, b.id`);
}
