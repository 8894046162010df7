import ICAL from "ical.js";
import { wordsOf } from "./messages";
import { placeOf, type ToldBooking } from "./queries";
import { fill, oneLine, severalLines } from "./rules";
import type { Locale } from "../kernel/actor";

// RFC 5545, 3.1: 75 octets a line at most. ical.js counts them without the space that begins a continued line.
ICAL.foldLength = 74;

/**
 * How a calendar is told of a booking (RFC 5546).
 *
 * By mail: REQUEST, then CANCEL, from Grappe as ORGANIZER to the person as the one ATTENDEE, who has accepted already
 * (PARTSTAT=ACCEPTED, RSVP=FALSE: nobody is asked anything, no reply travels). PUBLISH would be the plainer word for
 * "here is something that happens", but then Outlook only offers a file to import, and Google never takes the event
 * out again: it honours a CANCEL only for what came by REQUEST, with the same UID, from the sender that ORGANIZER names.
 * Apple takes either.
 *
 * To a file that somebody downloads: PUBLISH, which must have no attendee, with the same UID, so that a calendar that
 * has the booking already recognizes it.
 */
export type CalendarMethod = "REQUEST" | "CANCEL" | "PUBLISH";

interface Told {
  booking: ToldBooking;
  method: CalendarMethod;
  locale: Locale;
  /** Who sends: the mail's From. */
  organizer: { address: string };
  /** The address of the booking's page. */
  url: string;
  now: Date;
  /** Whether this reader may know what the booking is for. */
  withPurpose?: boolean;
}

/** A booking as an iCalendar file. */
export function calendarOf(told: Told): string {
  return calendarOfAll(told.method, [told]);
}

/**
 * Several bookings as one file. RFC 5546 has one UID in a REQUEST or a CANCEL: with several, PUBLISH. Each event is the
 * one that later mails of its booking change.
 */
export function calendarOfAll(method: CalendarMethod, list: readonly Omit<Told, "method">[]): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("prodid", "-//Grappe//Grappe//FR");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("method", method);
  for (const told of list) calendar.addSubcomponent(eventOf({ ...told, method }));
  return `${calendar.toString()}\r\n`;
}

function eventOf({ booking, method, locale, organizer, url, now, withPurpose = true }: Told): ICAL.Component {
  const words = wordsOf(locale);
  const resource = oneLine(booking.resourceName);
  const title = withPurpose ? oneLine(booking.title) : "";
  const lines = [
    title && fill(words.calendar.purpose, { title }),
    fill(words.calendar.structure, { structure: oneLine(booking.structureName) }),
    booking.placeAccess && severalLines(booking.placeAccess),
    url,
  ];

  const event = new ICAL.Component("vevent");
  event.addPropertyWithValue("uid", calendarUid(booking.id));
  event.addPropertyWithValue("sequence", booking.sequence);
  event.addPropertyWithValue("dtstamp", utc(now));
  // In UTC: a booking is one instant to another. A zone's rules inside the file serve recurrences, and each program
  // reads them in its own way.
  event.addPropertyWithValue("dtstart", utc(booking.startsAt));
  event.addPropertyWithValue("dtend", utc(booking.endsAt));
  event.addPropertyWithValue("summary", title ? fill(words.calendar.summary, { resource, title }) : resource);
  event.addPropertyWithValue("location", oneLine([resource, placeOf(booking)].filter(Boolean).join(", "), 400));
  event.addPropertyWithValue("description", lines.filter(Boolean).join("\n"));
  event.addPropertyWithValue("url", url);
  event.addPropertyWithValue("status", statusOf(booking.state));
  event.addPropertyWithValue("transp", "OPAQUE");
  event.addProperty(address("organizer", organizer.address, booking.poleName));
  if (method !== "PUBLISH") {
    const attendee = address("attendee", booking.email, booking.personName);
    attendee.setParameter("cutype", "INDIVIDUAL");
    attendee.setParameter("role", "REQ-PARTICIPANT");
    attendee.setParameter("partstat", "ACCEPTED");
    attendee.setParameter("rsvp", "FALSE");
    event.addProperty(attendee);
  }
  return event;
}

/**
 * The UID under which calendars know a booking, for good. The booking's id is unique by itself; the installation's
 * address, which may change, is kept out of it.
 */
export function calendarUid(bookingId: string): string {
  return `booking-${bookingId}@grappe`;
}

function statusOf(state: string): string {
  if (state === "requested" || state === "offered") return "TENTATIVE";
  return ["cancelled", "declined", "expired"].includes(state) ? "CANCELLED" : "CONFIRMED";
}

function utc(instant: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(instant, true);
}

function address(property: "organizer" | "attendee", mail: string, name: string): ICAL.Property {
  const made = new ICAL.Property(property);
  made.setValue(`mailto:${mail}`);
  // A double quote has no escape that Outlook knows.
  const commonName = oneLine(name).replaceAll('"', "’");
  if (commonName) made.setParameter("cn", commonName);
  return made;
}
