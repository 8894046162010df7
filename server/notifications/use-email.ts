import { formatPeriod } from "../kernel/format";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import type { ToldBooking } from "./queries";
import { fill, localeOf, oneLine } from "./rules";
import type { MailSettings } from "./settings";

/** The mail that tells its author that a booking nobody came to was given to others. */
export function noShowEmail(booking: ToldBooking, settings: MailSettings): NewEmail {
  const locale = localeOf(booking.locale);
  const words = wordsOf(locale).use;
  const period = formatPeriod(booking.startsAt, booking.endsAt, booking.timeZone, locale);
  const values = { resource: oneLine(booking.resourceName), period };
  const own = words["no-show"];
  return {
    topic: "no-show",
    thread: `booking/${booking.id}`,
    dedupeKey: `booking/${booking.id}/no-show`,
    poleId: booking.poleId,
    personId: booking.personId,
    to: { name: booking.personName, address: booking.email },
    letter: {
      locale,
      subject: oneLine(fill(own.subject, values)),
      title: own.title,
      name: oneLine(booking.personName),
      intro: fill(own.intro, values),
      facts: [
        { label: words.resource, value: values.resource },
        { label: words.when, value: period },
      ],
      action: { label: own.action, url: links(settings.origin).resource(booking.poleSlug, booking.resourceId) },
      after: own.after,
      pole: oneLine(booking.poleName),
    },
    attachments: [],
    secretUntil: null,
  };
}
