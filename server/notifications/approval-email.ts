import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { hashSecret, newSecret } from "../identity";
import { formatInstant, formatMoney, formatNumber, formatPeriod } from "../kernel/format";
import { newId } from "../kernel/ids";
import { links } from "./links";
import { wordsOf } from "./messages";
import { writeEmail, type NewEmail } from "./outbox";
import { placeOf, toldBooking, type ToldBooking } from "./queries";
import { fill, localeOf, oneLine, severalLines } from "./rules";
import type { MailSettings } from "./settings";

/** Somebody who can say yes to a request. */
interface Approver {
  id: string;
  name: string;
  email: string;
  locale: string | null;
}

/**
 * Writes to each of those who can say yes to a request, once each, with a link of their own that opens it without
 * signing in; returns the mails' ids. Nothing for a request that was answered meanwhile.
 */
export async function writeApprovalEmails(
  tx: Tx,
  { bookingId, sequence }: { bookingId: string; sequence: number },
  settings: MailSettings,
): Promise<string[]> {
  const booking = await toldBooking(tx, bookingId);
  if (booking?.state !== "requested" || booking.sequence !== sequence || !booking.expiresAt) return [];
  const ids: string[] = [];
  for (const approver of await approversOf(tx, bookingId)) {
    const dedupeKey = `approval/${bookingId}/${sequence}/${approver.id}`;
    const before = await tx.selectFrom("emails").select("id").where("dedupeKey", "=", dedupeKey).executeTakeFirst();
    if (before) {
      ids.push(before.id);
      continue;
    }
    const secret = newSecret();
    await tx
      .insertInto("secretLinks")
      .values({
        id: newId(),
        poleId: booking.poleId,
        purpose: "approval",
        bookingId,
        personId: approver.id,
        tokenHash: hashSecret(secret),
        expiresAt: booking.expiresAt,
      })
      .execute();
    ids.push(await writeEmail(tx, approvalEmail(booking, approver, secret, dedupeKey, settings), settings));
  }
  return ids;
}

/** The administrators of the structure that shares the resource, or the pôle's managers where the rule says so. */
async function approversOf(tx: Tx, bookingId: string): Promise<Approver[]> {
  const { rows } = await sql<Approver>`
    select distinct p.id, p.name, p.email, p.locale
      from bookings b
      join resources r on r.id = b.resource_id
      join people p on p.disabled_at is null and (
        (r.approval = 'owner' and exists (
          select from affiliations a where a.structure_id = r.structure_id and a.person_id = p.id
             and a.role = 'administrator' and a.ended_at is null))
        or (r.approval = 'manager' and exists (
          select from pole_staff s where s.pole_id = r.pole_id and s.person_id = p.id and s.ended_at is null)))
     where b.id = ${bookingId} order by p.id`.execute(tx);
  return rows;
}

function approvalEmail(
  booking: ToldBooking,
  approver: Approver,
  secret: string,
  dedupeKey: string,
  settings: MailSettings,
): NewEmail {
  const locale = localeOf(approver.locale);
  const { approval: words, booking: labels } = wordsOf(locale);
  const { timeZone } = booking;
  const resource = oneLine(booking.resourceName);
  const structure = oneLine(booking.structureName);
  const period = formatPeriod(booking.startsAt, booking.endsAt, timeZone, locale);
  const until = booking.expiresAt ? formatInstant(booking.expiresAt, timeZone, locale) : "";
  const facts: [label: string, value: string | null | false][] = [
    [labels.resource, resource],
    [labels.when, formatPeriod(booking.startsAt, booking.endsAt, timeZone, locale, { year: true })],
    [labels.where, oneLine(placeOf(booking), 400)],
    [labels.structure, `${structure} (${oneLine(booking.personName)})`],
    [labels.purpose, booking.titleShared && oneLine(booking.title)],
    [labels.quantity, booking.quantity > 1 && formatNumber(booking.quantity, locale)],
    [labels.attendees, booking.attendees !== null && formatNumber(booking.attendees, locale)],
    [words.message, severalLines(booking.message)],
    [labels.price, booking.priceCents === 0 ? labels.free : formatMoney(booking.priceCents, locale)],
    [labels.answerBefore, until],
  ];
  return {
    topic: "booking-approval",
    thread: `approval/${booking.id}/${approver.id}`,
    dedupeKey,
    poleId: booking.poleId,
    personId: approver.id,
    to: { name: approver.name, address: approver.email },
    letter: {
      locale,
      subject: oneLine(fill(words.subject, { structure, resource, period })),
      title: words.title,
      name: oneLine(approver.name),
      intro: fill(words.intro, { structure, resource, period, until }),
      facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
      action: { label: words.action, url: links(settings.origin).approval(secret) },
      after: fill(words.after, { until }),
      pole: oneLine(booking.poleName),
    },
    attachments: [],
    secretUntil: booking.expiresAt,
  };
}
