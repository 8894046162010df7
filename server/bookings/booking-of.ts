import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow, can } from "../kernel/permissions";
import { decidesAbout } from "./decide-request";
import { cancellationDeadline, cancellationFee, decideCancellation, decideChange, decideRestoration } from "./terms";
import { readBooking, seenBy, type SeenBooking } from "./seen-booking";
import type { STEP_EVENTS } from "./steps";
import type { BookingNews } from "./tell";
import { seesPurpose } from "./visibility";

/** Something that was done to a booking. */
export interface BookingEvent {
  readonly at: Date;
  readonly kind: BookingNews | (typeof STEP_EVENTS)[number];
  /** Empty when the person is no longer of the pôle, and where nobody did it who is known. */
  readonly personName: string;
  readonly reason: string | null;
}

/** A booking with its history and what the actor may do to it. */
export interface BookingDetails extends SeenBooking {
  /** The oldest first; empty for who may not see the purpose. */
  readonly history: readonly BookingEvent[];
  /** Until when its structure may cancel. */
  readonly cancelUntil: Date;
  /** What would stay due if the actor cancelled it now, in cents. */
  readonly feeIfCancelledCents: number;
  /** Until when its structure may move it. */
  readonly changeUntil: Date;
  readonly can: {
    readonly cancel: boolean;
    readonly restore: boolean;
    readonly seePurpose: boolean;
    readonly change: boolean;
    /** Say yes or no to the request. */
    readonly decide: boolean;
    /** Take the time offered, or leave it. */
    readonly answerOffer: boolean;
  };
}

/** One booking of the pôle. @throws NotFound */
export async function bookingOf(actor: Actor, id: string): Promise<BookingDetails> {
  allow(actor, "bookings.view");
  if (!isId(id)) throw new NotFound("booking");
  return inTransaction(actor, async (tx, now) => {
    const row = await readBooking(tx, id);
    if (!row) throw new NotFound("booking");
    const seePurpose = seesPurpose(actor, row.structureId);
    const events = seePurpose
      ? await tx
          .selectFrom("bookingEvents as e")
          .leftJoin("people as p", "p.id", "e.personId")
          .select(["e.at", "e.kind", "e.details", "p.name as personName"])
          .where("e.bookingId", "=", id)
          .orderBy("e.at")
          .orderBy("e.id")
          .execute()
      : [];
    const mayCancel = can(actor, "bookings.cancel", row.structureId);
    return {
      ...seenBy(actor, row),
      history: events.map(({ at, kind, details, personName }) => ({
        at,
        kind: kind as BookingEvent["kind"],
        personName: personName ?? "",
        reason: reasonIn(details),
      })),
      cancelUntil: row.terms.until,
      feeIfCancelledCents: mayCancel ? cancellationFee(row, cancelsAny(actor), now) : 0,
      changeUntil: cancellationDeadline(row.start, row.changeNoticeMinutes),
      can: {
        cancel: mayCancel && decideCancellation(row, cancelsAny(actor), now) === null,
        restore: mayCancel && row.cancelledBy === actor.personId && decideRestoration(row.cancelledAt, now) === null,
        seePurpose,
        change: can(actor, "bookings.change", row.structureId) && decideChange(row, cancelsAny(actor), now) === null,
        decide: row.state === "requested" && decidesAbout(actor, row),
        answerOffer: row.state === "offered" && can(actor, "bookings.change", row.structureId),
      },
    };
  });
}

/** Whether `actor` cancels for every structure: such a person is not held to the notice. */
export function cancelsAny(actor: Actor): boolean {
  return can(actor, "bookings.cancel", null);
}

function reasonIn(details: unknown): string | null {
  return typeof details === "object" && details !== null && "reason" in details && typeof details.reason === "string"
    ? details.reason
    : null;
}
