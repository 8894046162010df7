import type { Suggestion } from "../bookings";
import { formatInstant, formatPeriod } from "../kernel/format";
import type { Letter } from "./letter";
import type { ToldIncident } from "./incident-queries";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import type { ToldBooking } from "./queries";
import { fill, localeOf, oneLine, severalLines } from "./rules";
import type { MailSettings } from "./settings";

/** Somebody a mail goes to. */
interface Reader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
}

type News = "incident-reported" | "incident-affected" | "incident-lifted" | "incident-closed";

/** Tells an owner's administrator, or a manager, what was reported. */
export function incidentReportedEmail(incident: ToldIncident, to: Reader, settings: MailSettings): NewEmail {
  const locale = localeOf(to.locale);
  const words = wordsOf(locale).use;
  const { timeZone, blockedUntil } = incident;
  const until = blockedUntil && fill(words.until, { instant: formatInstant(blockedUntil, timeZone, locale) });
  const values = {
    resource: oneLine(incident.resourceName),
    person: oneLine(incident.reporterName ?? words.somebody),
    structure: oneLine(incident.reporterStructure ?? incident.poleName),
    instant: formatInstant(incident.reportedAt, timeZone, locale),
  };
  const facts = [
    { label: words.what, value: severalLines(incident.description) },
    { label: words.usable, value: incident.stopsUse ? words.no : words.yes },
    ...(until ? [{ label: words.blocked, value: until }] : []),
  ];
  const url = links(settings.origin).incident(incident.poleSlug, incident.id);
  const after = until ? words["incident-reported"].afterStopped : undefined;
  return email("incident-reported", incident, to, `${incident.id}/reported/${to.id}`, values, facts, { url, after });
}

/** Tells whoever reported it that it is solved, and how. */
export function incidentClosedEmail(incident: ToldIncident, to: Reader, settings: MailSettings): NewEmail {
  const words = wordsOf(localeOf(to.locale)).use;
  const values = { resource: oneLine(incident.resourceName) };
  const facts = [{ label: words.done, value: severalLines(incident.resolution) }];
  const url = links(settings.origin).incident(incident.poleSlug, incident.id);
  return email("incident-closed", incident, to, `${incident.id}/closed/${incident.rounds}`, values, facts, { url });
}

/**
 * Tells whoever booked a thing that it cannot serve then, with what comes closest. Each way leads to one page, where
 * one press takes it: a mail's links are followed by programs too, which must not move anything.
 */
export function incidentAffectedEmail(
  incident: ToldIncident,
  booking: ToldBooking,
  alternatives: readonly Suggestion[],
  settings: MailSettings,
): NewEmail {
  const locale = localeOf(booking.locale);
  const words = wordsOf(locale).use;
  const { timeZone } = booking;
  const own = words["incident-affected"];
  const period = (start: Date, end: Date) => formatPeriod(start, end, timeZone, locale);
  const until = incident.blockedUntil ?? booking.endsAt;
  const values = {
    resource: oneLine(booking.resourceName),
    period: period(booking.startsAt, booking.endsAt),
    until: formatInstant(until, timeZone, locale),
  };
  const url = links(settings.origin).replacement(booking.poleSlug, booking.id);
  const more = alternatives.map(({ resourceName, start, end }) => ({
    label: fill(own.alternative, { resource: oneLine(resourceName), period: period(start, end) }),
    url,
  }));
  const facts = [
    { label: words.resource, value: values.resource },
    { label: words.when, value: values.period },
    { label: words.what, value: severalLines(incident.description) },
    { label: own.proposals, value: more.length === 0 ? own.none : more.map(({ label }) => label).join("\n") },
  ];
  const key = `${incident.id}/affected/${booking.id}/${incident.rounds}`;
  return email("incident-affected", incident, authorOf(booking), key, values, facts, { url, more });
}

/** Tells them that it can serve after all: their booking holds, unless they chose otherwise meanwhile. */
export function incidentLiftedEmail(incident: ToldIncident, booking: ToldBooking, settings: MailSettings): NewEmail {
  const locale = localeOf(booking.locale);
  const words = wordsOf(locale).use;
  const period = formatPeriod(booking.startsAt, booking.endsAt, booking.timeZone, locale);
  const values = { resource: oneLine(booking.resourceName), period };
  const facts = [
    { label: words.resource, value: values.resource },
    { label: words.when, value: period },
  ];
  const url = links(settings.origin).booking(booking.poleSlug, booking.id);
  const key = `${incident.id}/lifted/${booking.id}/${incident.rounds}`;
  return email("incident-lifted", incident, authorOf(booking), key, values, facts, { url });
}

function authorOf({ personId: id, personName: name, email: address, locale }: ToldBooking): Reader {
  return { id, name, email: address, locale };
}

function email(
  news: News,
  incident: ToldIncident,
  to: Reader,
  key: string,
  values: Readonly<Record<string, string>>,
  facts: Letter["facts"],
  ways: { url: string; more?: NonNullable<Letter["more"]>; after?: string | undefined },
): NewEmail {
  const locale = localeOf(to.locale);
  const own = wordsOf(locale).use[news];
  return {
    topic: news,
    thread: `incident/${incident.id}`,
    dedupeKey: `incident/${key}`,
    poleId: incident.poleId,
    personId: to.id,
    to: { name: to.name, address: to.email },
    letter: {
      locale,
      subject: oneLine(fill(own.subject, values)),
      title: fill(own.title, values),
      name: oneLine(to.name),
      intro: fill(own.intro, values),
      facts,
      action: { label: own.action, url: ways.url },
      ...(ways.more ? { more: ways.more } : {}),
      after: ways.after ?? own.after,
      pole: oneLine(incident.poleName),
    },
    attachments: [],
    secretUntil: null,
  };
}
