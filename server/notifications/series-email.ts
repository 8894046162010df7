import { formatDay, formatMoney, formatNumber, formatPeriod } from "../kernel/format";
import { localDateOf } from "../kernel/time";
import { calendarOfAll } from "./calendar";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import { instructionsOf, placeOf, type ToldBooking } from "./queries";
import { fill, localeOf, oneLine, type SeriesNews } from "./rules";
import type { MailSettings } from "./settings";

const ENDED: readonly string[] = ["cancelled", "declined", "expired"];

/**
 * The one mail for what happens to many dates of a series at once, with one calendar file of all.
 *
 * Each date is an event of its own in the file, under the UID of its booking: one is cancelled, moved or approved
 * alone, each may be elsewhere, and feeds and later mails know them so. One event with an RRULE would need an exception
 * for each of those, which calendar programs read in as many ways. Several UIDs make it a PUBLISH (RFC 5546, 3.2.2); the
 * sequence has programs that hold an older version take this one, and STATUS says what is cancelled.
 */
export function seriesEmail(
  bookings: readonly ToldBooking[],
  { seriesId, event, changeId }: { seriesId: string; event: SeriesNews; changeId: string },
  now: Date,
  settings: MailSettings,
): NewEmail | null {
  const [first] = bookings;
  if (!first) return null;
  const locale = localeOf(first.locale);
  const words = wordsOf(locale);
  const own = words.series[event];
  const { timeZone } = first;
  const at = links(settings.origin);
  const live = bookings.filter(({ state }) => !ENDED.includes(state));
  const cents = live.reduce((sum, { priceCents }) => sum + priceCents, 0);
  const [resource, title] = [oneLine(first.resourceName), oneLine(first.title)];
  const facts = {
    resource,
    count: formatNumber(bookings.length, locale),
    day: formatDay(localDateOf(first.startsAt, timeZone), locale, { year: true }),
  };
  const dateLine = (booking: ToldBooking) =>
    [
      formatPeriod(booking.startsAt, booking.endsAt, timeZone, locale, { year: true }),
      booking.resourceId !== first.resourceId && oneLine(booking.resourceName),
      booking.state === "requested" && words.series.requested,
      event !== "cancelled" && ENDED.includes(booking.state) && words.series.cancelledDate,
    ]
      .filter(Boolean)
      .join(", ");
  return {
    topic: `series-${event}`,
    thread: `series/${seriesId}`,
    dedupeKey: `series/${seriesId}/${changeId}`,
    poleId: first.poleId,
    personId: first.personId,
    to: { name: first.personName, address: first.email },
    letter: {
      locale,
      subject: oneLine(fill(own.subject, facts)),
      title: own.title,
      name: oneLine(first.personName),
      intro: fill(own.intro, facts),
      facts: [
        { label: words.series.dates, value: bookings.map(dateLine).join("\n") },
        { label: words.booking.where, value: oneLine(placeOf(first), 400) },
        { label: words.booking.instructions, value: event === "cancelled" ? "" : instructionsOf(first) },
        { label: words.booking.structure, value: oneLine(first.structureName) },
        { label: words.booking.purpose, value: title },
        {
          label: words.series.total,
          value: live.length === 0 ? "" : cents === 0 ? words.booking.free : formatMoney(cents, locale),
        },
        { label: words.booking.reason, value: event === "cancelled" ? oneLine(first.cancelReason ?? "", 500) : "" },
      ].filter(({ value }) => value !== ""),
      action: { label: words.series.action, url: at.series(first.poleSlug, seriesId) },
      after: own.after,
      pole: oneLine(first.poleName),
    },
    attachments: [
      {
        filename: "serie.ics",
        contentType: "text/calendar; charset=utf-8",
        method: "PUBLISH",
        content: calendarOfAll(
          "PUBLISH",
          bookings.map((booking) => ({
            booking,
            locale,
            organizer: settings.from,
            url: at.booking(booking.poleSlug, booking.id),
            now,
          })),
        ),
      },
    ],
    secretUntil: null,
  };
}
