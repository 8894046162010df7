import { enqueue, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";

/** What a person who booked is told by e-mail. */
export type BookingNews = "confirmed" | "cancelled" | "restored";

/** Has the background worker tell it once this transaction commits. One e-mail for each change of a booking. */
export function tell(
  tx: Tx,
  { poleId }: Actor,
  booking: { readonly id: string; readonly sequence: number },
  event: BookingNews,
): Promise<void> {
  const key = `booking-email:${booking.id}:${booking.sequence}`;
  return enqueue(tx, "booking-email", { poleId, bookingId: booking.id, event }, key);
}
