import { paths } from "~/paths";
import type { Day, Segment } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { localDateOf, MINUTES_PER_DAY, timeText } from "~server/kernel/time";
import type { DayWindow } from "../day-view";
import type { CalendarEvent } from "./event";

/** What stretches are called. */
export interface CalendarWords {
  readonly you: string;
  readonly closed: string;
  /** By whom is not for this reader. */
  readonly taken: string;
  readonly unavailable: string;
}

/** A stretch cut to the hours drawn; null when it is outside them. */
export function within(segment: Segment, { from, to }: DayWindow): Segment | null {
  const [start, end] = [Math.max(segment.start, from), Math.min(segment.end, to)];
  return start < end ? { ...segment, start, end } : null;
}

/** What is not free in a day, as the drawn calendar takes it. `resourceId` is its column, where there are several. */
export function calendarEvents(
  { date, segments }: Day,
  window: DayWindow,
  actor: Actor,
  words: CalendarWords,
  resourceId?: string,
): CalendarEvent[] {
  return segments.flatMap((segment) => {
    const shown = segment.kind === "free" ? null : within(segment, window);
    if (!shown) return [];
    const { kind, start, end, occupation } = shown;
    return {
      id: `${resourceId ?? ""} ${date} ${start}`,
      resourceId,
      start: `${date}T${timeText(start)}`,
      // The library's day ends at 23:59.
      end: `${date}T${end === MINUTES_PER_DAY ? "23:59" : timeText(end)}`,
      title: occupation
        ? [occupation.ours ? words.you : occupation.structureName, occupation.title].filter(Boolean).join(", ")
        : kind === "taken" || kind === "unavailable"
          ? words[kind]
          : words.closed,
      kind: occupation?.ours ? "mine" : kind === "taken" ? "taken" : "closed",
      move:
        occupation?.ours && MOVED.has(occupation.state) && isWhole(occupation, date, actor.timeZone)
          ? paths.moveBooking(actor.poleSlug, occupation.bookingId)
          : undefined,
      href: occupation?.ours ? paths.booking(actor.poleSlug, occupation.bookingId) : undefined,
    };
  });
}

const MOVED: ReadonlySet<string> = new Set(["requested", "confirmed"]);

/** Whether a booking begins and ends on the day drawn: what goes on the next day is moved by its form. */
function isWhole({ start, end }: { start: Date; end: Date }, date: string, zone: string): boolean {
  const lastInstant = new Date(end.getTime() - 1);
  return localDateOf(start, zone) === date && localDateOf(lastInstant, zone) === date && start > new Date();
}
