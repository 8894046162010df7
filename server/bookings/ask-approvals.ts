import { enqueue, type Tx } from "../../db/transaction";
import type { Booking } from "./booking";

/** The background worker's task that asks those who can say yes to a request. */
export const APPROVAL_EMAIL = "approval-email";

/** Has those who can say yes asked, once this transaction commits; each request has its own answer. */
export async function askApprovals(tx: Tx, poleId: string, bookings: readonly Booking[]): Promise<void> {
  for (const { id, state, sequence } of bookings) {
    if (state !== "requested") continue;
    await enqueue(tx, APPROVAL_EMAIL, { poleId, bookingId: id, sequence }, `${APPROVAL_EMAIL}:${id}:${sequence}`);
  }
}
