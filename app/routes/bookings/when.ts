import {
  addDays,
  instantAt,
  localDateOf,
  MINUTES_PER_DAY,
  minutesOf,
  parseLocalDate,
  parseTime,
  resolveWallClock,
  timeText,
  wallClock,
  weekdayOf,
  type LocalDate,
} from "~server/kernel/time";
import { chosenDay } from "~/ui/day-field";

/** Hours on a day of the pôle's clock, and for how many; 1440 is the midnight that ends the day. */
export interface Hours {
  readonly day: LocalDate;
  /** The last day, where it is another one: `to` is an hour of that day. */
  readonly until?: LocalDate | undefined;
  readonly from: number;
  readonly to: number;
  readonly people: number | null;
}

/** A slot as the address writes it. */
export interface WhenQuery {
  readonly jour: string;
  readonly de: string;
  readonly a: string;
  readonly jusquau?: string;
  readonly personnes?: number;
  /** Units, of a resource that gives them one by one. */
  readonly combien?: number;
}

/** A slot: its instants, what the pôle's clock shows of them, and how an address says it. */
export interface When extends Hours {
  readonly start: Date;
  readonly end: Date;
  readonly query: WhenQuery;
  /** Units; 1 when left out. */
  readonly quantity?: number;
}

/** The fields that ask for a slot, by their names in the address. */
export type WhenField = "jour" | "de" | "a" | "jusquau" | "personnes";

/** What is wrong with a field; `message` is a key of `bookings.when.errors`. `at` is the first hour that exists. */
export interface WhenError {
  readonly field: WhenField;
  readonly message:
    | "unknownDay"
    | "pastDay"
    | "lastDayBefore"
    | "unknownHour"
    | "skippedHour"
    | "hourTwice"
    | "endBeforeStart"
    | "pastHour"
    | "people";
  readonly at?: number;
}

/** What was typed, as typed, so that nothing is lost when it is wrong. */
export type TypedWhen = Readonly<Record<WhenField, string>>;

/** What an address or a form asks. */
export interface AskedWhen {
  readonly typed: TypedWhen;
  /** Null while something is wrong. */
  readonly when: When | null;
  /** The day and the hours, which stay right while a number asked beside them is wrong. */
  readonly slot: When | null;
  readonly errors: readonly WhenError[];
}

type Fields = { get(name: string): unknown; has(name: string): boolean };

/** Reads a slot; fields that are left out take those of `usual`. What is past or skipped is told by `now` and `zone`. */
export function readWhen(fields: Fields, usual: Hours, now: Date, zone: string): AskedWhen {
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const typed: TypedWhen = {
    jour: fields.has("jour") ? chosenDay(fields, "jour").trim() : usual.day,
    de: fields.has("de") ? text("de") : timeText(usual.from),
    a: fields.has("a") ? text("a") : timeText(usual.to),
    jusquau: fields.has("jusquau") ? text("jusquau") : fields.has("jour") ? "" : (usual.until ?? ""),
    personnes: fields.has("personnes") ? text("personnes") : String(usual.people ?? ""),
  };
  const errors: WhenError[] = [];
  const day = parseLocalDate(typed.jour);
  const isPast = day !== null && day < localDateOf(now, zone);
  if (day === null) errors.push({ field: "jour", message: "unknownDay" });
  else if (isPast) errors.push({ field: "jour", message: "pastDay" });

  const lastDay = typed.jusquau === "" ? day : parseLocalDate(typed.jusquau);
  if (lastDay === null && day !== null) errors.push({ field: "jusquau", message: "unknownDay" });
  if (lastDay !== null && day !== null && lastDay < day) errors.push({ field: "jusquau", message: "lastDayBefore" });
  const [start, end] = [readTime("de", typed.de, day, zone), readTime("a", typed.a, lastDay, zone)];
  errors.push(...start.errors, ...end.errors);
  if (start.minutes !== null && end.minutes !== null && lastDay === day) {
    const reversed = start.instant && end.instant ? end.instant <= start.instant : end.minutes <= start.minutes;
    if (reversed) errors.push({ field: "a", message: "endBeforeStart" });
  }
  if (start.instant && start.instant < now && !isPast) errors.push({ field: "de", message: "pastHour" });

  const people = typed.personnes === "" ? null : wholeNumber(typed.personnes);
  if (people === undefined) errors.push({ field: "personnes", message: "people" });
  const isSlot = errors.every(({ field }) => field === "personnes") && start.instant && end.instant;
  const slot = isSlot ? slotAt(start.instant, end.instant, people ?? null, zone) : null;
  return { typed, when: people === undefined ? null : slot, slot, errors };
}

interface ReadTime {
  readonly minutes: number | null;
  /** Null where it names no instant, or two. */
  readonly instant: Date | null;
  readonly errors: readonly WhenError[];
}

/** An hour of a day. On the night the clock goes back, "02:30-2" is the second half past two. */
function readTime(field: "de" | "a", typed: string, day: LocalDate | null, zone: string): ReadTime {
  const [, time = "", which] = /^(.*?)(?:-([12]))?$/.exec(typed) ?? [];
  const wrong = (message: WhenError["message"], at?: number) => [
    { field, message, ...(at === undefined ? {} : { at }) },
  ];
  const read = parseTime(time);
  // "0 h" as an end is the midnight that ends the day; as a start, midnight begins it.
  const minutes = field === "a" && read === 0 ? MINUTES_PER_DAY : read;
  if (minutes === null || (field === "de" && minutes === MINUTES_PER_DAY)) {
    return { minutes: null, instant: null, errors: wrong("unknownHour") };
  }
  if (day === null) return { minutes, instant: null, errors: [] };
  const resolved = resolveWallClock(day, minutes, zone);
  if (resolved.kind === "one") return { minutes, instant: resolved.instant, errors: [] };
  if (resolved.kind === "twice") {
    if (!which) return { minutes, instant: null, errors: wrong("hourTwice") };
    return { minutes, instant: which === "1" ? resolved.first : resolved.second, errors: [] };
  }
  return { minutes, instant: null, errors: wrong("skippedHour", wallClock(resolved.after, zone).minutes) };
}

function wholeNumber(text: string): number | undefined {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= 10_000 ? number : undefined;
}

/** The slot between two instants, mostly of one day. */
export function slotAt(start: Date, end: Date, people: number | null, zone: string): When {
  const { date: day, minutes: from } = wallClock(start, zone);
  const sameDay = minutesOf(end, day, zone);
  const until = sameDay > MINUTES_PER_DAY ? localDateOf(new Date(end.getTime() - 1), zone) : undefined;
  const lastDay = until ?? day;
  const to = until ? minutesOf(end, until, zone) : sameDay;
  return {
    day,
    ...(until ? { until } : {}),
    from,
    to,
    people,
    start,
    end,
    query: {
      jour: day,
      de: timeText(from) + whichOf(start, day, from, zone),
      a: timeText(to) + whichOf(end, lastDay, to, zone),
      ...(until ? { jusquau: until } : {}),
      ...(people === null ? {} : { personnes: people }),
    },
  };
}

/** Hours of a day of which none is skipped or comes twice, or for which the first will do. */
export function slotOn({ day, until, from, to, people }: Hours, zone: string): When {
  return slotAt(instantAt(day, from, zone), instantAt(until ?? day, to, zone), people, zone);
}

function whichOf(instant: Date, day: LocalDate, minutes: number, zone: string): string {
  const resolved = resolveWallClock(day, minutes, zone);
  if (resolved.kind !== "twice") return "";
  return resolved.first.getTime() === instant.getTime() ? "-1" : "-2";
}

/** How an address says an hour that comes twice, for the lists of hours: ["02:30-1", "02:30-2"]; else one alone. */
export function timeValues(day: LocalDate | null, minutes: number, zone: string): string[] {
  const twice = day !== null && resolveWallClock(day, minutes, zone).kind === "twice";
  return twice ? [`${timeText(minutes)}-1`, `${timeText(minutes)}-2`] : [timeText(minutes)];
}

/** What people say of a slot of half a day. */
export interface HalfDay {
  readonly day: LocalDate;
  readonly part: "morning" | "afternoon";
  readonly from: number;
  readonly to: number;
}

const HALVES = [
  { part: "morning", from: 9 * 60, to: 12 * 60 },
  { part: "afternoon", from: 14 * 60, to: 17 * 60 },
] as const;
/** Less of a half day than this is not worth proposing. In minutes. */
const LEAST = 60;

/** The coming half days of work, Monday to Friday, today's without what is past of them. */
export function comingHalfDays(now: Date, zone: string, count: number): HalfDay[] {
  const clock = wallClock(now, zone);
  const found: HalfDay[] = [];
  for (let day = clock.date; found.length < count; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5) continue;
    const open = day === clock.date ? Math.ceil(clock.minutes / 30) * 30 : 0;
    for (const { part, from, to } of HALVES) {
      const start = Math.max(from, open);
      if (to - start >= LEAST && found.length < count) found.push({ day, part, from: start, to });
    }
  }
  return found;
}

/** The days that a list of days proposes: `count` of them from `first`. */
export function daysFrom(first: LocalDate, count: number): LocalDate[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** Times from `first` to `last`, every `step` minutes, with `kept` among them when they are not: in order, once each. */
export function timesBetween(first: number, last: number, step: number, kept: readonly (number | null)[]): number[] {
  const times = new Set(kept.filter((minutes) => minutes !== null));
  for (let minutes = first; minutes <= last; minutes += step) times.add(minutes);
  return [...times].sort((a, b) => a - b);
}
