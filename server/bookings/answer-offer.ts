import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { answerDue } from "./approval";
import { askApprovals } from "./ask-approvals";
import { readBookable } from "./bookable";
import { bookerOf } from "./booker";
import type { Booking } from "./booking";
import { endWaiting } from "./decide-request";
import type { OfferProblem } from "./problems";
import { isStillThere } from "./offer-waiting";
import { lockBooking, type BookingRow } from "./seen-booking";

/**
 * Takes the time offered to who was waiting: it is booked, or asked for where somebody must approve. Taking twice is
 * taking once.
 * @throws NotFound; Forbidden for another structure's
 */
export function takeOffer(actor: Actor, id: string): Promise<Outcome<Booking, OfferProblem>> {
  return inTransaction(actor, async (tx, now): Promise<Outcome<Booking, OfferProblem>> => {
    const booking = await lockBooking(tx, id);
    allow(actor, "bookings.change", booking.structureId);
    const open = booking.state === "offered" && booking.expiresAt !== null && booking.expiresAt > now;
    if (!open && booking.state !== "confirmed" && booking.state !== "requested") return refused({ code: "offer_gone" });
    // Whoever waited has left the structure: it is the next one's, as if they had said no. (A guest reads nothing of their
    // colleagues, who would all seem to have left; who waited was there when it was offered.)
    if (open && actor.guest === null && !(await isStillThere(tx, booking))) {
      await withdrawOffer(tx, actor, booking, now);
      return refused({ code: "offer_gone" });
    }
    const taken = await tx
      .updateTable("waiting")
      .set({ state: "taken" })
      .where("bookingId", "=", id)
      .where("state", "=", "offered")
      .returning("id")
      .executeTakeFirst();
    if (booking.state === "confirmed" || booking.state === "requested") return done(booking);
    if (!taken) return refused({ code: "offer_gone" });
    const resource = await readBookable(tx, booking.resourceId);
    const { structureId, customer, decides } = bookerOf(actor, booking.structureId);
    const due =
      resource &&
      answerDue(
        resource.approval,
        { structureId, customer, decides: decides(resource.ownerId, resource.approval.mode) },
        booking.start,
        now,
      );
    const personId = actor.personId;
    if (!due)
      return done(
        await endWaiting(tx, actor.poleId, booking, { state: "confirmed", event: "confirmed", at: now, personId }),
      );
    const asked = await endWaiting(tx, actor.poleId, booking, {
      state: "requested",
      event: "requested",
      at: now,
      personId,
      expiresAt: due,
    });
    await askApprovals(tx, actor.poleId, [asked]);
    return done(asked);
  });
}

/** Leaves the time offered to who comes next. Leaving twice is leaving once. @throws NotFound; Forbidden */
export function leaveOffer(actor: Actor, id: string): Promise<Outcome<Booking, OfferProblem>> {
  return inTransaction(actor, async (tx, now): Promise<Outcome<Booking, OfferProblem>> => {
    const booking = await lockBooking(tx, id);
    allow(actor, "bookings.change", booking.structureId);
    if (booking.state === "expired") return done(booking);
    if (booking.state !== "offered") return refused({ code: "offer_gone" });
    return done(await withdrawOffer(tx, actor, booking, now));
  });
}

/** Gives an offer up: its time is free for the next. */
export async function withdrawOffer(
  tx: Tx,
  { poleId, personId }: Actor,
  booking: BookingRow,
  now: Date,
): Promise<BookingRow> {
  await tx.updateTable("waiting").set({ state: "withdrawn" }).where("bookingId", "=", booking.id).execute();
  return endWaiting(tx, poleId, booking, {
    state: "expired",
    event: "offer_lapsed",
    at: now,
    personId,
    told: false,
  });
}
