/** A booking, or a time when a resource is blocked, as calendars are told of it. */
export interface FeedEvent {
  readonly uid: string;
  readonly sequence: number;
  /** When it last changed. */
  readonly changedAt: Date;
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly url: string | null;
  readonly status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
}

/** How often programs are asked to come back: most come less often, none needs to come more. */
const REFRESH = "PT15M";
/** RFC 5545, 3.1: octets of a line, its end not counted. */
const LINE = 75;

/**
 * The first lines of a feed (RFC 5545, and 7986 for its name and its rhythm). Without METHOD: it is a calendar to read,
 * not a message about a meeting (RFC 5546 would then ask who organizes each).
 */
export function feedHead(name: string, timeZone: string): string {
  return [
    "BEGIN:VCALENDAR",
    "PRODID:-//Grappe//Grappe//FR",
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${timeZone}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
  ]
    .map(lineOf)
    .join("");
}

/** The last line of a feed. */
export const FEED_END = lineOf("END:VCALENDAR");

/** One event, in UTC as in the mails (server/notifications/calendar.ts says why). */
export function eventText(event: FeedEvent): string {
  return [
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${instant(event.changedAt)}`,
    `LAST-MODIFIED:${instant(event.changedAt)}`,
    `DTSTART:${instant(event.start)}`,
    `DTEND:${instant(event.end)}`,
    `SUMMARY:${escaped(event.summary)}`,
    event.location && `LOCATION:${escaped(event.location)}`,
    event.description && `DESCRIPTION:${escaped(event.description)}`,
    event.url && `URL:${event.url}`,
    `STATUS:${event.status}`,
    "TRANSP:OPAQUE",
    "END:VEVENT",
  ]
    .map((line) => (line ? lineOf(line) : ""))
    .join("");
}

function instant(date: Date): string {
  return `${date.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
}

/** A text value (RFC 5545, 3.3.11); what no text may hold becomes a space. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll("\n", "\\n");
}

/** A content line with its end, folded inside no character. */
function lineOf(text: string): string {
  // Mostly short: three octets a UTF-16 unit at most.
  if (text.length * 3 <= LINE || Buffer.byteLength(text) <= LINE) return `${text}\r\n`;
  let folded = "";
  let room = LINE;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (size > room) {
      folded += "\r\n ";
      room = LINE - 1;
    }
    folded += character;
    room -= size;
  }
  return `${folded}\r\n`;
}
