import { formatInstant, formatMoney, formatNumber, formatPeriod } from "../kernel/format";
import { calendarOf } from "./calendar";
import type { Letter } from "./letter";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import { instructionsOf, placeOf, type ToldBooking } from "./queries";
import type { BookingNews } from "../bookings";
import { fill, isOver, localeOf, oneLine, severalLines } from "./rules";
import type { MailSettings } from "./settings";

/** What names the mail of one change of a booking: each raises its sequence, one mail for each. */
export function bookingEmailKey(booking: Pick<ToldBooking, "id" | "sequence">, news: BookingNews): string {
  return `booking/${booking.id}/${news}/${booking.sequence}`;
}

/**
 * The mail that tells its author what happened to a booking. `checkIn` is the end of its own link, which takes it
 * without signing in; null where nothing is to be taken.
 */
export function bookingEmail(
  booking: ToldBooking,
  news: BookingNews,
  now: Date,
  settings: MailSettings,
  checkIn: string | null = null,
): NewEmail {
  const locale = localeOf(booking.locale);
  const url = links(settings.origin).booking(booking.poleSlug, booking.id);
  const method = isOver(news) ? "CANCEL" : "REQUEST";
  const content = calendarOf({ booking, method, locale, organizer: settings.from, url, now });
  return {
    topic: `booking-${news}`,
    thread: `booking/${booking.id}`,
    dedupeKey: bookingEmailKey(booking, news),
    poleId: booking.poleId,
    personId: booking.personId,
    to: { name: booking.personName, address: booking.email },
    letter: {
      ...bookingLetter(booking, news, now, url),
      ...(checkIn === null
        ? {}
        : { more: [{ label: wordsOf(locale).use.checkIn, url: links(settings.origin).checkIn(checkIn) }] }),
    },
    // The name that Outlook knows an invitation by.
    attachments: [{ filename: "invite.ics", contentType: "text/calendar; charset=utf-8", method, content }],
    secretUntil: null,
  };
}

function bookingLetter(booking: ToldBooking, news: BookingNews, now: Date, url: string): Letter {
  const locale = localeOf(booking.locale);
  const words = wordsOf(locale).booking;
  const { timeZone } = booking;
  const period = formatPeriod(booking.startsAt, booking.endsAt, timeZone, locale);
  const resource = oneLine(booking.resourceName);
  const lastCancellation =
    booking.cancelUntil ?? new Date(booking.startsAt.getTime() - booking.cancelNoticeMinutes * 60_000);
  const expires = booking.expiresAt && formatInstant(booking.expiresAt, timeZone, locale);
  const cancelledByAnother = booking.cancelledById !== null && booking.cancelledById !== booking.personId;
  const facts: [label: string, value: string | null | false][] = [
    [words.resource, resource],
    [words.when, formatPeriod(booking.startsAt, booking.endsAt, timeZone, locale, { year: true })],
    [words.where, oneLine(placeOf(booking), 400)],
    [words.access, !isOver(news) && severalLines(booking.placeAccess ?? "")],
    [words.instructions, !isOver(news) && instructionsOf(booking)],
    [words.structure, oneLine(booking.structureName)],
    [words.purpose, oneLine(booking.title)],
    [words.quantity, booking.quantity > 1 && formatNumber(booking.quantity, locale)],
    [words.attendees, booking.attendees !== null && formatNumber(booking.attendees, locale)],
    [words.price, !isOver(news) && (booking.priceCents === 0 ? words.free : formatMoney(booking.priceCents, locale))],
    [
      words.cancelBefore,
      !isOver(news) &&
        lastCancellation > now &&
        fill(words.until, { instant: formatInstant(lastCancellation, timeZone, locale) }),
    ],
    [words.cancelledBy, news === "cancelled" && cancelledByAnother && oneLine(booking.cancelledByName ?? "")],
    [words.answerBefore, expires && (news === "requested" || news === "offered") && expires],
    [
      words.reason,
      severalLines(
        (news === "cancelled" ? booking.cancelReason : news === "declined" ? booking.declineReason : "") ?? "",
      ),
    ],
  ];
  const own = words[news];
  return {
    locale,
    subject: oneLine(fill(own.subject, { resource, period })),
    title: own.title,
    name: oneLine(booking.personName),
    intro: fill(own.intro, { resource, period }),
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    action: { label: own.action, url },
    after: own.after,
    pole: oneLine(booking.poleName),
  };
}
