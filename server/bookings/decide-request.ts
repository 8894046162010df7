import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import type { Booking, BookingState } from "./booking";
import { cancelAddons } from "./cancel-addons";
import type { DecisionProblem } from "./problems";
import { lockBooking, type BookingRow } from "./seen-booking";
import { tell, type BookingNews } from "./tell";
import { kept } from "./text";

/** Whether `actor` says yes or no to a request: who shares the thing, or the pôle's manager where the rule says so. */
export function decidesAbout(actor: Actor, { ownerId, approval }: Pick<BookingRow, "ownerId" | "approval">): boolean {
  return can(actor, "bookings.decide", approval === "manager" ? null : ownerId);
}

/**
 * Says yes to a request: it is confirmed at the price it was asked for.
 * @throws NotFound; Forbidden
 */
export function approveRequest(actor: Actor, id: string): Promise<Outcome<Booking, DecisionProblem>> {
  return answer(actor, id, "confirmed");
}

/**
 * Says no to a request, with a reason that is told: its time is free at once.
 * @throws NotFound; Forbidden
 */
export function declineRequest(
  actor: Actor,
  { id, reason }: { id: string; reason?: string | undefined },
): Promise<Outcome<Booking, DecisionProblem>> {
  return answer(actor, id, "declined", kept(reason ?? "").trim());
}

function answer(
  actor: Actor,
  id: string,
  state: "confirmed" | "declined",
  declineReason: string | null = null,
): Promise<Outcome<Booking, DecisionProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const booking = await lockBooking(tx, id);
    if (!decidesAbout(actor, booking)) allow(actor, "bookings.decide", null);
    // The same answer twice is one answer.
    if (booking.state === state) return done(booking);
    if (booking.state !== "requested") return refused({ code: "already_answered", state: booking.state });
    if (booking.expiresAt && booking.expiresAt <= now) return refused({ code: "answer_overdue" });
    return done(
      await endWaiting(tx, actor.poleId, booking, {
        state,
        event: state === "confirmed" ? "approved" : "declined",
        at: now,
        personId: actor.personId,
        columns: { decidedAt: now, decidedBy: actor.personId, declineReason },
        details: declineReason ? { reason: declineReason } : {},
      }),
    );
  });
}

/** What a booking that waits for something becomes, when that comes or does not. */
interface End {
  readonly state: Extract<BookingState, "requested" | "confirmed" | "declined" | "expired">;
  readonly event: BookingNews;
  readonly at: Date;
  readonly personId: string | null;
  readonly columns?: { decidedAt?: Date; decidedBy?: string; declineReason?: string | null };
  readonly details?: object;
  readonly told?: boolean;
  /** Of what waits for another answer from now on. */
  readonly expiresAt?: Date;
}

/** Ends the waiting of a locked booking, requested or offered: it is confirmed, or its units are free at once, and what goes with it is cancelled. */
export async function endWaiting(tx: Tx, poleId: string, booking: BookingRow, end: End): Promise<BookingRow> {
  const { state, event, at, personId, columns = {}, details = {}, told = true, expiresAt = null } = end;
  const sequence = booking.sequence + 1;
  await tx
    .updateTable("bookings")
    .set({ state, expiresAt, sequence, ...columns })
    .where("id", "=", booking.id)
    .execute();
  if (state === "declined" || state === "expired") {
    await tx
      .updateTable("claims")
      .set({ releasedAt: at })
      .where("bookingId", "=", booking.id)
      .where("releasedAt", "is", null)
      .execute();
    await cancelAddons(tx, { poleId, personId }, [booking.id], at, "");
  }
  await tx
    .insertInto("bookingEvents")
    .values({ id: newId(), poleId, bookingId: booking.id, at, personId, kind: event, details: details as never })
    .execute();
  if (told) await tell(tx, poleId, { id: booking.id, sequence }, event);
  return { ...booking, state, sequence, expiresAt, declineReason: columns.declineReason ?? null };
}
