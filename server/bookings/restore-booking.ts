import { databaseErrorCode, inTransaction, violatedConstraint } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { lockBookable } from "./bookable";
import type { Booking } from "./booking";
import { claimRows, freeUnits } from "./claims";
import type { RestorationProblem } from "./problems";
import { claimPeriod, decideRestoration, unitsTaken } from "./rules";
import { lockBooking, readBooking } from "./seen-booking";
import { tell } from "./tell";

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

      const claim = claimPeriod(resource.rules, booking);
      const free = await freeUnits(tx, resource.id, claim);
      const taken = unitsTaken(resource.rules, booking.quantity);
      if (resource.rules.archived || free.length < Math.max(1, taken)) return refused({ code: "slot_taken_since" });

      const sequence = booking.sequence + 1;
      await tx
        .with("event", (db) =>
          db.insertInto("bookingEvents").values({
            id: newId(),
            poleId: actor.poleId,
            bookingId: id,
            at: now,
            personId: actor.personId,
            kind: "restored",
          }),
        )
        .with("restored", (db) =>
          db
            .updateTable("bookings")
            .set({ state: "confirmed", cancelledAt: null, cancelledBy: null, cancelReason: null, sequence })
            .where("id", "=", id),
        )
        .insertInto("claims")
        .values(claimRows(actor.poleId, id, free.slice(0, taken), claim))
        .execute();
      await tell(tx, actor.poleId, { id, sequence }, "restored");
      return done({ ...booking, state: "confirmed", sequence, cancelledAt: null, cancelReason: null });
    });
  } catch (error) {
    const taken = databaseErrorCode(error) === "23P01" && violatedConstraint(error) === "slot_taken";
    if (!taken) throw error;
    return refused({ code: "slot_taken_since" });
  }
}
