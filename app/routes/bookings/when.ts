import {
  addDays,
  localDateOf,
  MINUTES_PER_DAY,
  parseLocalDate,
  parseTime,
  resolveWallClock,
  timeText,
  wallClock,
  weekdayOf,
  type LocalDate,
} from "~server/kernel/time";
import { chosenDay } from "~/ui/day-field";

/** A slot on the pôle's clock: what the dates-first search asks and every "Réserver" carries. */
export interface When {
  readonly day: LocalDate;
  /** Minutes since midnight; 1440 is the midnight that ends the day. */
  readonly from: number;
  readonly to: number;
  readonly people: number | null;
}

/** The fields of the search, by their names in the address. */
export type WhenField = "jour" | "de" | "a" | "personnes";

/** What is wrong with a field; `message` is a key of `bookings.when`. `at` is the first hour that exists, in minutes. */
export interface WhenError {
  readonly field: WhenField;
  readonly message: "unknownDay" | "unknownHour" | "skippedHour" | "endBeforeStart" | "pastDay" | "pastHour" | "people";
  readonly at?: number;
}

/** What was typed, as typed, so that nothing is lost when it is wrong. */
export type TypedWhen = Readonly<Record<WhenField, string>>;

/** What an address or a form asks. */
export interface AskedWhen {
  readonly typed: TypedWhen;
  /** Null while something is wrong. */
  readonly when: When | null;
  readonly errors: readonly WhenError[];
}

type Fields = { get(name: string): unknown; has(name: string): boolean };

/** Reads a slot; fields that are left out take those of `usual`. Past and skipped hours are those of `zone` at `now`. */
export function readWhen(fields: Fields, usual: When, now: Date, zone: string): AskedWhen {
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const typed: TypedWhen = {
    jour: fields.has("jour") ? chosenDay(fields, "jour").trim() : usual.day,
    de: fields.has("de") ? text("de") : timeText(usual.from),
    a: fields.has("a") ? text("a") : timeText(usual.to),
    personnes: fields.has("personnes") ? text("personnes") : String(usual.people ?? ""),
  };
  const errors: WhenError[] = [];
  const day = parseLocalDate(typed.jour);
  const from = parseTime(typed.de);
  const to = parseTime(typed.a);
  const people = typed.personnes === "" ? null : wholeNumber(typed.personnes);
  const today = localDateOf(now, zone);

  if (day === null) errors.push({ field: "jour", message: "unknownDay" });
  else if (day < today) errors.push({ field: "jour", message: "pastDay" });
  for (const [field, minutes] of [["de", from] as const, ["a", to] as const]) {
    if (minutes === null || (field === "de" && minutes === MINUTES_PER_DAY)) {
      errors.push({ field, message: "unknownHour" });
      continue;
    }
    const resolved = day === null ? null : resolveWallClock(day, minutes, zone);
    if (resolved?.kind === "gap") {
      errors.push({ field, message: "skippedHour", at: wallClock(resolved.after, zone).minutes });
    }
  }
  if (from !== null && to !== null && to <= from && to > 0) errors.push({ field: "a", message: "endBeforeStart" });
  if (from !== null && day === today && from < wallClock(now, zone).minutes) {
    errors.push({ field: "de", message: "pastHour" });
  }
  if (people === undefined) errors.push({ field: "personnes", message: "people" });

  if (errors.length > 0 || day === null || from === null || to === null || people === undefined) {
    return { typed, when: null, errors };
  }
  // "0 h" as an end is the midnight that ends the day.
  return { typed, when: { day, from, to: to === 0 ? MINUTES_PER_DAY : to, people }, errors };
}

function wholeNumber(text: string): number | undefined {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= 10_000 ? number : undefined;
}

/** A slot as the address writes it. */
export function whenQuery({ day, from, to, people }: When): {
  jour: string;
  de: string;
  a: string;
  personnes?: number;
} {
  return { jour: day, de: timeText(from), a: timeText(to), ...(people === null ? {} : { personnes: people }) };
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
