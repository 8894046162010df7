import { databaseErrorCode, inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { answerDue } from "./approval";
import { askApprovals } from "./ask-approvals";
import { lockBookable, type Bookable } from "./bookable";
import { bookerOf } from "./booker";
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
      // A request that was cancelled before its answer still waits for one.
      const due = !(await wasRequested(tx, id))
        ? null
        : answerDue(resource.approval, askingOf(actor, resource, booking), booking.start, now);
      const restored: Booking = {
        ...booking,
        state: due ? "requested" : "confirmed",
        expiresAt: due,
        sequence,
        cancelledAt: null,
        cancelReason: null,
      };
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
      if (!written?.written) return refused({ code: "slot_taken_since" });
      await askApprovals(tx, actor.poleId, [restored]);
      return done(restored);
    });
  } catch (error) {
    const taken = databaseErrorCode(error) === "23P01" && violatedConstraint(error) === "slot_taken";
    if (!taken) throw error;
    return refused({ code: "slot_taken_since" });
  }
}

function askingOf(actor: Actor, { ownerId, approval }: Bookable, { structureId, customer }: Booking) {
  return { structureId, customer, decides: bookerOf(actor, structureId).decides(ownerId, approval.mode) };
}

async function wasRequested(tx: Tx, id: string): Promise<boolean> {
  const last = await tx
    .selectFrom("bookingEvents")
    .select("kind")
    .where("bookingId", "=", id)
    .where("kind", "in", ["requested", "confirmed", "approved", "moved"])
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return last?.kind === "requested";
}
