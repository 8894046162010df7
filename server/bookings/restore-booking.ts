import { databaseErrorCode, inTransaction, violatedConstraint } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { lockBookable } from "./bookable";
import type { Booking } from "./booking";
import type { RestorationProblem } from "./problems";
import { claimPeriod, decideRestoration } from "./rules";
import { lockBooking, readBooking } from "./seen-booking";
import { writeBookings, type ToWrite } from "./write-bookings";

/**
 * Undoes a cancellation, some minutes long, while its time is still free. The price stays what it was.
 * @throws NotFound
 * @throws Forbidden for who did not cancel it
 */
export async function restoreBooking(
  actor: Actor,
  { id }: { id: string },
): Promise<Outcome<Booking, RestorationProblem>> {
  if (!isId(id)) throw new NotFound("booking");
  try {
    return await inTransaction(actor, async (tx, now): Promise<Outcome<Booking, RestorationProblem>> => {
      const before = await readBooking(tx, id);
      if (!before) throw new NotFound("booking");
      allow(actor, "bookings.cancel", before.structureId);
      // The units first, then the booking, as everywhere.
      const resource = await lockBookable(tx, before.resourceId);
      if (!resource) throw new NotFound("resource");
      const booking = await lockBooking(tx, id);
      const problem = decideRestoration(booking.cancelledAt, now);
      if (problem) return refused(problem);
      if (booking.cancelledBy !== actor.personId) throw new Forbidden("bookings.cancel");

      const sequence = booking.sequence + 1;
      const restored: Booking = { ...booking, state: "confirmed", sequence, cancelledAt: null, cancelReason: null };
      const claim = claimPeriod(resource.rules, booking);
      const again: ToWrite = {
        booking: restored,
        resource,
        claim,
        event: "restored",
        told: true,
        byPersonId: actor.personId,
        at: now,
      };
      const [written] = resource.rules.archived ? [] : await writeBookings(tx, actor.poleId, [again], { again: true });
      return written?.written ? done(restored) : refused({ code: "slot_taken_since" });
    });
  } catch (error) {
    const taken = databaseErrorCode(error) === "23P01" && violatedConstraint(error) === "slot_taken";
    if (!taken) throw error;
    return refused({ code: "slot_taken_since" });
  }
}
