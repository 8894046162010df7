import { enqueue, type Tx } from "../../db/transaction";

/** The background worker's task that writes to the person who booked. */
export const BOOKING_EMAIL = "booking-email";

/** What happens to a booking: noted in its history, and told to the person who booked. */
export const BOOKING_EVENTS = [
  "requested",
  "confirmed",
  "approved",
  "declined",
  "expired",
  "offered",
  "offer_lapsed",
  "moved",
  "cancelled",
  "restored",
] as const;

export type BookingNews = (typeof BOOKING_EVENTS)[number];

/** The job for one change of a booking; its key lets it be in the queue once only. */
export function newsOf(
  poleId: string,
  booking: { readonly id: string; readonly sequence: number },
  event: BookingNews,
): { payload: object; key: string } {
  return {
    payload: { poleId, bookingId: booking.id, event },
    key: `${BOOKING_EMAIL}:${booking.id}:${booking.sequence}`,
  };
}

/** Has the background worker tell it once this transaction commits. */
export function tell(
  tx: Tx,
  poleId: string,
  booking: { readonly id: string; readonly sequence: number },
  event: BookingNews,
): Promise<void> {
  const { payload, key } = newsOf(poleId, booking, event);
  return enqueue(tx, BOOKING_EMAIL, payload, key);
}
