import { inTransaction } from "../../db/transaction";
import { alternativesTo, bookingOf, type BookingDetails, type Suggestion } from "../bookings";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";

/** What a booking may become when its thing cannot serve. */
export interface WaysOut {
  readonly booking: BookingDetails;
  /** Until when a maintenance stops the thing; null when none meets the booking. */
  readonly stoppedUntil: Date | null;
  readonly ways: readonly Suggestion[];
}

/** The ways out of a booking, looked for anew. @throws NotFound; Forbidden for a booking of another structure */
export async function waysOutOf(actor: Actor, bookingId: string): Promise<WaysOut> {
  const booking = await bookingOf(actor, bookingId);
  allow(actor, "bookings.change", booking.structure.id);
  return inTransaction(actor, async (tx, now) => {
    const blocking = await tx
      .selectFrom("blockings")
      .select("endsAt")
      .where("resourceId", "=", booking.resource.id)
      .where("kind", "=", "maintenance")
      .where("removedAt", "is", null)
      .where("startsAt", "<", booking.end)
      .where("endsAt", ">", booking.start)
      .orderBy("endsAt", "desc")
      .limit(1)
      .executeTakeFirst();
    const live = booking.state === "confirmed" || booking.state === "requested";
    return {
      booking,
      stoppedUntil: blocking?.endsAt ?? null,
      ways: live ? await alternativesTo(tx, bookingId, now) : [],
    };
  });
}
