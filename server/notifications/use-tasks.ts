import type { z } from "zod";
import { inTransaction, type Tx } from "../../db/transaction";
import { alternativesTo } from "../bookings";
import {
  incidentAffectedEmail,
  incidentClosedEmail,
  incidentLiftedEmail,
  incidentReportedEmail,
} from "./incident-email";
import { reader, toldIncident } from "./incident-queries";
import { deliver, writeEmail, type NewEmail } from "./outbox";
import { UseEmailPayload } from "./payloads";
import { toldBooking } from "./queries";
import { mailSettings, type MailSettings } from "./settings";
import { noShowEmail } from "./use-email";

type Told = z.infer<typeof UseEmailPayload>;

/** Writes and sends a mail about the use of things; news that is no longer true is not told. */
export async function useEmail(payload: unknown): Promise<void> {
  const told = UseEmailPayload.parse(payload);
  const settings = mailSettings();
  const id = await inTransaction({ poleId: told.poleId }, async (tx, now) => {
    const email = await emailOf(tx, told, now, settings);
    return email && writeEmail(tx, email, settings);
  });
  if (id) await deliver(id, settings);
}

async function emailOf(tx: Tx, told: Told, now: Date, settings: MailSettings): Promise<NewEmail | null> {
  if (told.kind === "no-show") {
    const booking = await toldBooking(tx, told.bookingId);
    return booking?.state === "no_show" ? noShowEmail(booking, settings) : null;
  }
  const incident = await toldIncident(tx, told.incidentId);
  if (!incident) return null;
  if (told.kind === "incident-reported") {
    const to = await reader(tx, told.personId);
    return to ? incidentReportedEmail(incident, to, settings) : null;
  }
  if (told.kind === "incident-closed") {
    const to = incident.closedAt && incident.reportedBy ? await reader(tx, incident.reportedBy) : undefined;
    return to ? incidentClosedEmail(incident, to, settings) : null;
  }
  const booking = await toldBooking(tx, told.bookingId);
  const waits = booking && ["requested", "confirmed"].includes(booking.state) && booking.endsAt > now;
  if (!waits) return null;
  if (told.kind === "incident-lifted") {
    return incident.blockedUntil ? null : incidentLiftedEmail(incident, booking, settings);
  }
  if (!incident.blockedUntil) return null;
  return incidentAffectedEmail(incident, booking, await alternativesTo(tx, booking.id, now), settings);
}
