import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow, can } from "../kernel/permissions";
import { calendarOf } from "./calendar";
import { links } from "./links";
import { toldBooking } from "./queries";
import { mailSettings } from "./settings";

/** A booking as a file for a calendar program. @throws NotFound, Forbidden */
export async function calendarFile(actor: Actor, bookingId: string): Promise<string> {
  allow(actor, "bookings.view");
  if (!isId(bookingId)) throw new NotFound("booking");
  return inTransaction(actor, async (tx, now) => {
    const booking = await toldBooking(tx, bookingId);
    if (!booking) throw new NotFound("booking");
    const { from, origin } = mailSettings();
    return calendarOf({
      booking,
      method: "PUBLISH",
      locale: actor.locale,
      organizer: from,
      url: links(origin).booking(booking.poleSlug, booking.id),
      now,
      withPurpose: booking.titleShared || can(actor, "bookings.see-purpose", booking.structureId),
    });
  });
}
