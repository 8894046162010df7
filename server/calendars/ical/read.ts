import { createHash } from "node:crypto";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { readEvent, type EventProblem, type WrittenEvent } from "./event";
import { expand, type Occurrence } from "./expand";
import { BOUNDS, decode, plainText, readComponents, Unreadable, type Component, type FileProblem } from "./lines";
import { namedZone, zonesOf } from "./zones";

/** What a file holds, in the time looked at. */
export interface ReadCalendar {
  /** What it calls itself; "" when it does not. */
  readonly name: string;
  /** By their start. */
  readonly occurrences: readonly Occurrence[];
  /** Events that could not be read, or not wholly. */
  readonly problems: readonly { readonly title: string; readonly code: EventProblem }[];
  /** Events that have no time in the window: over, or too far ahead. */
  readonly outside: number;
}

/**
 * Reads an iCalendar file (RFC 5545) and every time at which its events take place from `from` to `to`. Clocks that name
 * no zone, and whole days, are those of `timeZone`. Bounded, whatever the file: bytes, lines, depth, events, times and
 * the work to find them; nothing in it makes it go on for ever.
 */
export function readCalendar(
  bytes: Uint8Array,
  { timeZone, from, to }: { timeZone: string; from: Date; to: Date },
): Outcome<ReadCalendar, { readonly code: FileProblem }> {
  try {
    return done(read(bytes, timeZone, from.getTime(), to.getTime()));
  } catch (error) {
    if (error instanceof Unreadable) return refused({ code: error.code });
    throw error;
  }
}

function read(bytes: Uint8Array, timeZone: string, from: number, to: number): ReadCalendar {
  const calendars = readComponents(decode(bytes));
  const window = { from, to, budget: { left: BOUNDS.work }, ours: namedZone(timeZone) };
  const named = zonesOf(calendars, window);
  const written = calendars.flatMap(({ components }) => components).filter(({ name }) => name === "VEVENT");
  if (written.length > BOUNDS.events) throw new Unreadable("too_many_events");

  const problems: { title: string; code: EventProblem }[] = [];
  const byUid = new Map<string, WrittenEvent[]>();
  for (const component of written) {
    const event = readEvent(component, { ours: window.ours, named });
    if ("problem" in event) {
      problems.push({ title: event.title, code: event.problem });
      continue;
    }
    for (const code of event.problems) problems.push({ title: event.title, code });
    const uid = event.uid || uidOf(component);
    byUid.set(uid, [...(byUid.get(uid) ?? []), { ...event, uid }]);
  }

  const occurrences: Occurrence[] = [];
  let outside = 0;
  for (const events of byUid.values()) {
    const found = expand(newest(events.filter(({ instance }) => !instance)), newestChanges(events), window);
    if (found.length === 0) outside += 1;
    occurrences.push(...found);
    if (occurrences.length > BOUNDS.occurrences) throw new Unreadable("too_many_occurrences");
  }
  occurrences.sort((a, b) => a.start.getTime() - b.start.getTime() || a.end.getTime() - b.end.getTime());
  const name = calendars[0]?.properties.find((property) => property.name === "X-WR-CALNAME")?.value ?? "";
  return { name: plainText(name).slice(0, 120), occurrences, problems, outside };
}

/** Of several versions, that of the highest SEQUENCE; of two alike, the last written. */
function newest(events: readonly WrittenEvent[]): WrittenEvent | undefined {
  return events.reduce<WrittenEvent | undefined>(
    (best, event) => (best && best.sequence > event.sequence ? best : event),
    undefined,
  );
}

function newestChanges(events: readonly WrittenEvent[]): WrittenEvent[] {
  const byInstance = new Map<string, WrittenEvent[]>();
  for (const event of events) {
    if (!event.instance) continue;
    const { kind, local } = event.instance;
    const key = `${kind} ${local} ${event.following}`;
    byInstance.set(key, [...(byInstance.get(key) ?? []), event]);
  }
  return [...byInstance.values()].flatMap((versions) => newest(versions) ?? []);
}

/** For an event without a UID: the same file read again names it the same. */
function uidOf({ properties }: Component): string {
  const text = properties.map(({ name, value }) => `${name}:${value}`).join("\n");
  return `sans-uid-${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
}
