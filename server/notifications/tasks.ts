import type { JobHelpers, TaskList } from "graphile-worker";
import { asIdentity, inTransaction } from "../../db/transaction";
import { bookingEmail } from "./booking-email";
import { accountEmail, invitationEmail } from "./identity-email";
import { deliver, forgetSecrets, writeEmail } from "./outbox";
import { BookingEmailPayload, IdentityEmailPayload } from "./payloads";
import { addressee, toldBooking } from "./queries";
import { isStillTrue } from "./rules";
import { mailSettings } from "./settings";

/**
 * The jobs of the background worker. Each writes its mail (once, whatever happens), then sends it; an exception has
 * the worker try again later, less and less often.
 */
export const tasks = {
  "booking-email": async (payload: unknown) => {
    const { poleId, bookingId, event } = BookingEmailPayload.parse(payload);
    const settings = mailSettings();
    const id = await inTransaction({ poleId }, async (tx, now) => {
      const booking = await toldBooking(tx, bookingId);
      if (!booking || !isStillTrue(event, booking.state)) return null;
      return writeEmail(tx, bookingEmail(booking, event, now, settings), settings);
    });
    if (id) await deliver(id, settings);
  },

  "identity-email": async (payload: unknown, { job }: JobHelpers) => {
    const told = IdentityEmailPayload.parse(payload);
    const settings = mailSettings();
    const id = await asIdentity(async (tx, now) => {
      if ("structureName" in told) return writeEmail(tx, invitationEmail(told, settings), settings);
      const person = await addressee(tx, told.personId);
      if (!person) return null;
      return writeEmail(tx, accountEmail(told, person, { id: job.id, now }, settings), settings);
    });
    if (id) await deliver(id, settings);
  },

  "forget-mail-secrets": forgetSecrets,
} satisfies TaskList;

/** When the worker does what nobody asks for: every ten minutes, so that a link's mail hardly outlives it. */
export const crontab = "*/10 * * * * forget-mail-secrets";
