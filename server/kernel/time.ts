import { tzOffset } from "@date-fns/tz/tzOffset";

/** A day of the calendar, "2026-11-26": no hour, no zone. */
export type LocalDate = string;

/** What a clock on the wall shows; `minutes` since midnight as read on it (0 to 1439). */
export interface WallClock {
  readonly date: LocalDate;
  readonly minutes: number;
}

/**
 * The instants at which a clock shows a given time. Once, as a rule. In spring an hour is skipped (`gap`): `after` is
 * the first instant after it, `before` the same reading one skipped hour earlier. In autumn an hour comes `twice`.
 */
export type ResolvedWallClock =
  | { readonly kind: "one"; readonly instant: Date }
  | { readonly kind: "gap"; readonly before: Date; readonly after: Date }
  | { readonly kind: "twice"; readonly first: Date; readonly second: Date };

/** An instant included to an instant excluded. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}

export const MINUTES_PER_DAY = 1440;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The offset of a zone over one UTC day: one, or two when a change of hour falls in it. */
interface OffsetsOfDay {
  readonly offset: number;
  readonly changesAt: number;
  readonly offsetAfter: number;
}

// Asking Intl costs a microsecond at best, and pages ask thousands of times about the same few days.
const MAX_DAYS_KEPT = 20_000;
const offsetsByZone = new Map<string, Map<number, OffsetsOfDay>>();

function askOffset(zone: string, time: number): number {
  const offset = tzOffset(zone, new Date(time)) * MINUTE;
  if (Number.isNaN(offset)) throw new RangeError(`Unknown time zone: ${zone}`);
  return offset;
}

/** Supposes at most one change a day: true of every IANA zone from 1990 on. */
function findOffsets(zone: string, day: number): OffsetsOfDay {
  const offset = askOffset(zone, day * DAY);
  const offsetAfter = askOffset(zone, (day + 1) * DAY);
  if (offset === offsetAfter) return { offset, changesAt: Infinity, offsetAfter };
  let [before, after] = [0, DAY / MINUTE];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (askOffset(zone, day * DAY + middle * MINUTE) === offset) before = middle;
    else after = middle;
  }
  return { offset, changesAt: day * DAY + after * MINUTE, offsetAfter };
}

function offsetsOfDay(zone: string, day: number): OffsetsOfDay {
  let days = offsetsByZone.get(zone);
  let offsets = days?.get(day);
  if (!offsets) {
    offsets = findOffsets(zone, day);
    if (!days || days.size >= MAX_DAYS_KEPT) offsetsByZone.set(zone, (days = new Map<number, OffsetsOfDay>()));
    days.set(day, offsets);
  }
  return offsets;
}

/** Milliseconds that `zone` is ahead of UTC at `time`. */
function offsetAt(zone: string, time: number): number {
  if (Number.isNaN(time)) throw new RangeError("Not an instant");
  const { offset, changesAt, offsetAfter } = offsetsOfDay(zone, Math.floor(time / DAY));
  return time < changesAt ? offset : offsetAfter;
}

function dayNumber(date: LocalDate): number {
  const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY;
  if (Number.isNaN(day)) throw new RangeError(`Not a date: ${date}`);
  return day;
}

function dateOfDay(day: number): LocalDate {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The date and the whole minutes that a clock in `zone` shows at `instant`. @throws RangeError on an unknown zone */
export function wallClock(instant: Date, zone: string): WallClock {
  const local = instant.getTime() + offsetAt(zone, instant.getTime());
  const day = Math.floor(local / DAY);
  return { date: dateOfDay(day), minutes: Math.floor((local - day * DAY) / MINUTE) };
}

/** The date in `zone` at `instant`. */
export function localDateOf(instant: Date, zone: string): LocalDate {
  return wallClock(instant, zone).date;
}

/**
 * Minutes shown by the clock since the midnight of `date`: for drawing a day at its readings. Negative before that
 * day, 1440 or more after it.
 */
export function minutesOf(instant: Date, date: LocalDate, zone: string): number {
  const shown = wallClock(instant, zone);
  return daysBetween(date, shown.date) * MINUTES_PER_DAY + shown.minutes;
}

/** When a clock in `zone` shows `minutes` on `date` (1440 is the midnight that ends it). @throws RangeError */
export function resolveWallClock(date: LocalDate, minutes: number, zone: string): ResolvedWallClock {
  const local = dayNumber(date) * DAY + minutes * MINUTE;
  // Zones lie between UTC−12 and UTC+14: these two moments surround every instant that may show `local`.
  const earlier = local - offsetAt(zone, local - 15 * HOUR);
  const later = local - offsetAt(zone, local + 13 * HOUR);
  const shows = (time: number) => time + offsetAt(zone, time) === local;
  if (earlier === later) return { kind: "one", instant: new Date(earlier) };
  if (shows(earlier)) {
    return shows(later)
      ? { kind: "twice", first: new Date(earlier), second: new Date(later) }
      : { kind: "one", instant: new Date(earlier) };
  }
  if (shows(later)) return { kind: "one", instant: new Date(later) };
  return { kind: "gap", before: new Date(later), after: new Date(changeBetween(zone, later, earlier)) };
}

/** The instant at which the offset changes, known to lie after `from` and no later than `to`. */
function changeBetween(zone: string, from: number, to: number): number {
  for (let day = Math.floor(from / DAY); day * DAY <= to; day += 1) {
    const { changesAt } = offsetsOfDay(zone, day);
    if (from < changesAt && changesAt <= to) return changesAt;
  }
  return to;
}

/** The one instant to take for a reading: the first of two; in a gap, the first instant after it. */
export function instantAt(date: LocalDate, minutes: number, zone: string): Date {
  const resolved = resolveWallClock(date, minutes, zone);
  if (resolved.kind === "one") return resolved.instant;
  return resolved.kind === "twice" ? resolved.first : resolved.after;
}

/** The day in `zone`, midnight to midnight: 23, 24 or 25 hours. */
export function dayBounds(date: LocalDate, zone: string): Period {
  return { start: instantAt(date, 0, zone), end: instantAt(date, MINUTES_PER_DAY, zone) };
}

/** `days` later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The same day `months` later (or earlier); the last of the month when it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months, Number(date.slice(8))];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dateOfDay(Date.UTC(year, month, Math.min(day, lastOfMonth)) / DAY);
}

/** Days from `a` to `b`: 1 from a day to the next, negative when `b` comes first. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  // Day 0 (1 January 1970) was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of its week. */
export function startOfWeek(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** The first of its month. */
export function startOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`;
}

/** "2026-11-26" as a date; null for anything else, a day that does not exist, a year outside 1900–2999. */
export function parseLocalDate(text: string): LocalDate | null {
  const date = text.trim();
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(date)) return null;
  return dateOfDay(dayNumber(date)) === date ? date : null;
}

/** A day as a form sends it ("2026-11-26") or as it is typed where the browser has no calendar ("26/11/2026"); null for anything else. */
export function parseTypedDate(text: string): LocalDate | null {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  return parseLocalDate(year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text);
}

/** "14:30", "14h30", "14 h", "14" as minutes since midnight; "24:00" is 1440; null for anything else. */
export function parseTime(text: string): number | null {
  const match = /^(\d{1,2})(?:\s*[h:]\s*(\d\d)(?::00(?:\.0+)?)?|\s*h)?$/i.exec(text.trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= MINUTES_PER_DAY ? total : null;
}

/** Minutes since midnight as "14:30", for `<input type="time">` and addresses; 1440 is "24:00". */
export function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Whether `text` names a zone of the IANA database; offsets such as "+02:00" are no place's clock. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
