import { formatDay, formatInstant, formatMoney, formatNumber, formatPeriod } from "../kernel/format";
import { localDateOf } from "../kernel/time";
import { calendarOfAll } from "./calendar";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import { instructionsOf, placeOf, type ToldBooking } from "./queries";
import { fill, localeOf, oneLine } from "./rules";
import type { MailSettings } from "./settings";

const ENDED: readonly string[] = ["cancelled", "declined", "expired"];

/**
 * The one mail for what was booked together, with one calendar file of all; null when nothing of it is left: what came
 * after is told by each booking's own mails.
 */
export function basketEmail(
  bookings: readonly ToldBooking[],
  basketId: string,
  now: Date,
  settings: MailSettings,
): NewEmail | null {
  const [first] = bookings;
  const live = bookings.filter(({ state }) => !ENDED.includes(state));
  if (!first || live.length === 0) return null;
  const locale = localeOf(first.locale);
  const words = wordsOf(locale);
  const own = words.basket;
  const { timeZone } = first;
  const asked = live.some(({ state }) => state === "requested");
  const at = links(settings.origin);
  const content = calendarOfAll(
    "PUBLISH",
    live.map((booking) => ({
      booking,
      locale,
      organizer: settings.from,
      url: at.booking(booking.poleSlug, booking.id),
      now,
    })),
  );
  const cents = live.reduce((sum, { priceCents }) => sum + priceCents, 0);
  const factOf = (booking: ToldBooking) => {
    const resource = oneLine(booking.resourceName);
    const quantity = formatNumber(booking.quantity, locale);
    const lines = [
      formatPeriod(booking.startsAt, booking.endsAt, timeZone, locale, { year: true }),
      oneLine(placeOf(booking), 400),
      booking.state === "requested" && booking.expiresAt
        ? fill(own.asked, { instant: formatInstant(booking.expiresAt, timeZone, locale) })
        : ENDED.includes(booking.state) && own.over,
      instructionsOf(booking),
    ];
    return {
      label: booking.quantity > 1 ? fill(own.quantity, { resource, quantity }) : resource,
      value: lines.filter(Boolean).join("\n"),
    };
  };
  const title = oneLine(first.title);
  const day = formatDay(localDateOf(first.startsAt, timeZone), locale);
  return {
    topic: "basket-booked",
    thread: `basket/${basketId}`,
    dedupeKey: `basket/${basketId}`,
    poleId: first.poleId,
    personId: first.personId,
    to: { name: first.personName, address: first.email },
    letter: {
      locale,
      subject: oneLine(fill(asked ? own.subjectAsked : own.subject, { count: formatNumber(live.length, locale), day })),
      title: asked ? own.titleAsked : own.title,
      name: oneLine(first.personName),
      intro: asked ? own.introAsked : own.intro,
      facts: [
        ...bookings.map(factOf),
        { label: words.booking.structure, value: oneLine(first.structureName) },
        ...(title ? [{ label: words.booking.purpose, value: title }] : []),
        { label: own.total, value: cents === 0 ? words.booking.free : formatMoney(cents, locale) },
      ],
      action: { label: own.action, url: at.basket(first.poleSlug, basketId) },
      after: own.after,
      pole: oneLine(first.poleName),
    },
    attachments: [
      { filename: "reservations.ics", contentType: "text/calendar; charset=utf-8", method: "PUBLISH", content },
    ],
    secretUntil: null,
  };
}
