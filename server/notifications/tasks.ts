import type { JobHelpers, TaskList } from "graphile-worker";
import { asIdentity, inTransaction } from "../../db/transaction";
import { newCheckInLink } from "../use";
import { basketEmail } from "./basket-email";
import { needAlert, needAlerts } from "./alert-tasks";
import { writeApprovalEmails } from "./approval-email";
import { bookingEmail, bookingEmailKey } from "./booking-email";
import { chargeEmail } from "./charge-email";
import { decisionEmail, disputeEmail, statementEmail } from "./costs-tasks";
import { accountEmail, invitationEmail, registrationEmail } from "./identity-email";
import { orderEmails } from "./order-email";
import { deliver, emailWith, forgetSecrets, writeEmail } from "./outbox";
import {
  ApprovalEmailPayload,
  BasketEmailPayload,
  BookingEmailPayload,
  IdentityEmailPayload,
  OrderEmailPayload,
  SeriesEmailPayload,
} from "./payloads";
import { addressee, toldBasket, toldBooking, toldDates, toldOrder } from "./queries";
import { isStillTrue } from "./rules";
import { moneyEmail } from "./money-tasks";
import { needNews, needReminders } from "./need-tasks";
import { seriesEmail } from "./series-email";
import { mailSettings } from "./settings";
import { useEmail } from "./use-tasks";

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
      // A link of its own goes into one mail, once.
      const written = await emailWith(tx, bookingEmailKey(booking, event));
      if (written) return written;
      const isTaken = booking.startStep !== "none" && booking.state === "confirmed";
      const checkIn = isTaken ? await newCheckInLink(tx, booking) : null;
      return writeEmail(tx, bookingEmail(booking, event, now, settings, checkIn), settings);
    });
    if (id) await deliver(id, settings);
  },

  "use-email": useEmail,

  "basket-email": async (payload: unknown) => {
    const { poleId, basketId } = BasketEmailPayload.parse(payload);
    const settings = mailSettings();
    const id = await inTransaction({ poleId }, async (tx, now) => {
      const email = basketEmail(await toldBasket(tx, basketId), basketId, now, settings);
      return email && writeEmail(tx, email, settings);
    });
    if (id) await deliver(id, settings);
  },

  "series-email": async (payload: unknown) => {
    const told = SeriesEmailPayload.parse(payload);
    const settings = mailSettings();
    const id = await inTransaction({ poleId: told.poleId }, async (tx, now) => {
      const email = seriesEmail(await toldDates(tx, told.bookingIds), told, now, settings);
      return email && writeEmail(tx, email, settings);
    });
    if (id) await deliver(id, settings);
  },

  "order-email": async (payload: unknown) => {
    const { poleId, bookingId, event } = OrderEmailPayload.parse(payload);
    const settings = mailSettings();
    const ids = await inTransaction({ poleId }, async (tx) => {
      const written: string[] = [];
      for (const email of orderEmails(await toldOrder(tx, bookingId), event, settings)) {
        written.push(await writeEmail(tx, email, settings));
      }
      return written;
    });
    for (const id of ids) await deliver(id, settings);
  },

  "approval-email": async (payload: unknown) => {
    const { poleId, ...request } = ApprovalEmailPayload.parse(payload);
    const settings = mailSettings();
    const ids = await inTransaction({ poleId }, (tx) => writeApprovalEmails(tx, request, settings));
    for (const id of ids) await deliver(id, settings);
  },

  "identity-email": async (payload: unknown, { job }: JobHelpers) => {
    const told = IdentityEmailPayload.parse(payload);
    const settings = mailSettings();
    const id = await asIdentity(async (tx, now) => {
      if (told.kind === "registration") return writeEmail(tx, registrationEmail(told, now, settings), settings);
      if ("structureName" in told) return writeEmail(tx, invitationEmail(told, settings), settings);
      const person = await addressee(tx, told.personId);
      if (!person) return null;
      return writeEmail(tx, accountEmail(told, person, { id: job.id, now }, settings), settings);
    });
    if (id) await deliver(id, settings);
  },

  "statement-email": statementEmail,

  "decision-email": decisionEmail,
  "money-email": moneyEmail,
  "charge-email": chargeEmail,

  "dispute-email": disputeEmail,

  "need-alerts": needAlerts,

  "need-alert": needAlert,

  "need-email": needNews,

  "need-reminders": needReminders,

  "forget-mail-secrets": forgetSecrets,
} satisfies TaskList;

/**
 * When the worker does what nobody asks for: every ten minutes, so that a link's mail hardly outlives it; what time
 * brings to needs, just after the hour at which they close; what searches found in a week, on Monday mornings (a server that was off then tells it when it is back).
 */
export const crontab = ["*/10 * * * * forget-mail-secrets", '0 6 * * 1 need-alerts ?fill=2d {"often": "weekly"}'].join(
  "\n",
);
