import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { Booking } from "./booking";
import { cancelsAny } from "./booking-of";
import { cancelAddons } from "./cancel-addons";
import type { CancellationProblem } from "./problems";
import { cancellationFee, decideCancellation } from "./terms";
import { lockBooking } from "./seen-booking";
import { tell } from "./tell";
import { kept } from "./text";

/**
 * Cancels a booking, with what goes with it: its units are free at once. Cancelling twice is cancelling once.
 * @param agreedFeeCents what whoever cancels was told would stay due, after the notice
 * @throws NotFound
 * @throws Forbidden for a booking of another structure
 */
export async function cancelBooking(
  actor: Actor,
  { id, reason, agreedFeeCents = 0 }: { id: string; reason?: string | undefined; agreedFeeCents?: number | undefined },
): Promise<Outcome<Booking, CancellationProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const booking = await lockBooking(tx, id);
    allow(actor, "bookings.cancel", booking.structureId);
    if (booking.state === "cancelled") return done(booking);
    const problem = decideCancellation(booking, cancelsAny(actor), now);
    if (problem) return refused(problem);
    const feeCents = cancellationFee(booking, cancelsAny(actor), now);
    // Less than what was agreed to is welcome; more is asked first.
    if (feeCents > agreedFeeCents) return refused({ code: "fee_due", feeCents });

    const cancelReason = kept(reason ?? "").trim();
    const sequence = booking.sequence + 1;
    await tx
      .with("released", (db) =>
        db.updateTable("claims").set({ releasedAt: now }).where("bookingId", "=", id).where("releasedAt", "is", null),
      )
      .with("event", (db) =>
        db.insertInto("bookingEvents").values({
          id: newId(),
          poleId: actor.poleId,
          bookingId: id,
          at: now,
          personId: actor.personId,
          kind: "cancelled",
          details: { ...(cancelReason ? { reason: cancelReason } : {}), ...(feeCents > 0 ? { feeCents } : {}) },
        }),
      )
      .updateTable("bookings")
      .set({
        state: "cancelled",
        cancelledAt: now,
        cancelledBy: actor.personId,
        cancelReason,
        cancelFeeCents: feeCents,
        sequence,
        expiresAt: null,
      })
      .where("id", "=", id)
      .execute();
    await tell(tx, actor.poleId, { id, sequence }, "cancelled");
    await cancelAddons(tx, actor, [id], now, cancelReason);
    return done({ ...booking, state: "cancelled", expiresAt: null, sequence, cancelledAt: now, cancelReason });
  });
}
