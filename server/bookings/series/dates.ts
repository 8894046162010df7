import { done, refused, type Outcome } from "../../kernel/outcome";
import {
  addDays,
  addMonths,
  daysBetween,
  instantAt,
  MINUTES_PER_DAY,
  resolveWallClock,
  startOfWeek,
  timeText,
  weekdayOf,
  type LocalDate,
  type Period,
} from "../../kernel/time";
import type { Frequency, Repetition } from "./repetition";

/** The most dates that a series has. */
export const MOST_DATES = 400;
/** How long a series lasts at most, from its first day. In months. */
export const LONGEST_MONTHS = 24;

/** When a series takes place: its first day, its hours on the wall clock, how it comes back. */
export interface Schedule {
  /** The day from which its dates are looked for; the first of them may come later. */
  readonly firstDay: LocalDate;
  /** Minutes of the wall clock. */
  readonly from: number;
  /** How long it lasts on the wall clock, in minutes. */
  readonly minutes: number;
  readonly repetition: Repetition;
  readonly skipsBankHolidays: boolean;
  readonly skipsSchoolHolidays: boolean;
}

/** Which days are holidays where the series takes place. */
export interface Holidays {
  readonly isBankHoliday: (date: LocalDate) => boolean;
  readonly isSchoolHoliday: (date: LocalDate) => boolean;
}

/** One date of a series. */
export interface SeriesDate extends Period {
  readonly day: LocalDate;
  /** RFC 5545's RECURRENCE-ID on the wall clock: "2026-11-26T09:00". */
  readonly recurrence: string;
  /** Its start is an hour that the clock skips that day, or shows twice. */
  readonly clock: "gap" | "twice" | null;
}

/** A day that the rule names and that is left out. */
export interface SkippedDate {
  readonly day: LocalDate;
  readonly why: "bank_holiday" | "school_holiday";
}

/** The dates of a series, in order, and the days left out. */
export interface SeriesDates {
  /** The first day that the rule names, left out or not: its DTSTART. */
  readonly firstDay: LocalDate;
  readonly dates: readonly SeriesDate[];
  readonly skipped: readonly SkippedDate[];
}

/** Why a rule is not expanded. */
export type ScheduleProblem =
  /** `most`: how many a series has at most. */
  | { readonly code: "too_many_dates"; readonly most: number }
  /** `lastDay`: the last on which a series that begins then may have a date. */
  | { readonly code: "series_too_long"; readonly lastDay: LocalDate }
  | { readonly code: "until_before_start" }
  | { readonly code: "no_dates"; readonly skipped: number }
  /** A date begins before the one before it is over. */
  | { readonly code: "dates_overlap" };

/**
 * Every date of a series on the wall clock of `zone`: 9:00 stays 9:00 across a change of hour.
 *
 * An hour that the clock skips becomes the first one that exists (2:30 is 3:00 that night): people who meet every day
 * meet that day too. Of an hour that it shows twice, the first is meant. `clock` tells of both, for the date that has
 * them. Holidays that are skipped are left out and not made up for: they count among COUNT, as EXDATE does.
 */
export function datesOf(schedule: Schedule, holidays: Holidays, zone: string): Outcome<SeriesDates, ScheduleProblem> {
  const { firstDay, repetition, skipsBankHolidays, skipsSchoolHolidays } = schedule;
  const days = daysOf(firstDay, repetition);
  if (!days.ok) return days;
  const skipped: SkippedDate[] = [];
  const dates: SeriesDate[] = [];
  for (const day of days.value) {
    if (skipsBankHolidays && holidays.isBankHoliday(day)) skipped.push({ day, why: "bank_holiday" });
    else if (skipsSchoolHolidays && holidays.isSchoolHoliday(day)) skipped.push({ day, why: "school_holiday" });
    else dates.push(dateOn(day, schedule, zone));
  }
  if (dates.length === 0) return refused({ code: "no_dates", skipped: skipped.length });
  const overlaps = dates.some(({ start }, rank) => rank > 0 && start < dates[rank - 1]!.end);
  return overlaps ? refused({ code: "dates_overlap" }) : done({ firstDay: days.value[0]!, dates, skipped });
}

/** The days that a rule names from `firstDay` on, in order, holidays or not. */
export function daysOf(firstDay: LocalDate, { frequency, end }: Repetition): Outcome<LocalDate[], ScheduleProblem> {
  const lastDay = addMonths(firstDay, LONGEST_MONTHS);
  if ("until" in end && end.until < firstDay) return refused({ code: "until_before_start" });
  if ("until" in end && end.until > lastDay) return refused({ code: "series_too_long", lastDay });
  if ("count" in end && end.count > MOST_DATES) return refused({ code: "too_many_dates", most: MOST_DATES });

  const most = "count" in end ? end.count : Infinity;
  const until = "until" in end ? end.until : lastDay;
  const days: LocalDate[] = [];
  // Weeks and months are counted from that of the first date, which may come after the day it is looked for from.
  let first: LocalDate | null = null;
  for (let day = firstDay; day <= until && days.length < most; day = addDays(day, 1)) {
    if (!isNamed(day, first ?? day, frequency)) continue;
    first ??= day;
    days.push(day);
    if (days.length > MOST_DATES) return refused({ code: "too_many_dates", most: MOST_DATES });
  }
  if ("count" in end && days.length < end.count) return refused({ code: "series_too_long", lastDay });
  return days.length > 0 ? done(days) : refused({ code: "no_dates", skipped: 0 });
}

function isNamed(day: LocalDate, first: LocalDate, frequency: Frequency): boolean {
  const { every, interval } = frequency;
  if (every === "day") return daysBetween(first, day) % interval === 0;
  if (every === "week") {
    const weeks = daysBetween(startOfWeek(first), startOfWeek(day)) / 7;
    return weeks % interval === 0 && frequency.weekdays.includes(weekdayOf(day));
  }
  if (monthsBetween(first, day) % interval !== 0) return false;
  const { on } = frequency;
  const dayOfMonth = Number(day.slice(8));
  const fromTheEnd = daysBetween(day, addMonths(`${day.slice(0, 7)}-01`, 1));
  if ("day" in on) return on.day === -1 ? fromTheEnd === 1 : dayOfMonth === on.day;
  if (weekdayOf(day) !== on.weekday) return false;
  return on.nth === -1 ? fromTheEnd <= 7 : Math.ceil(dayOfMonth / 7) === on.nth;
}

function monthsBetween(a: LocalDate, b: LocalDate): number {
  return (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7));
}

/** The period of a series on one day. */
export function dateOn(
  day: LocalDate,
  { from, minutes }: Pick<Schedule, "from" | "minutes">,
  zone: string,
): SeriesDate {
  const { kind } = resolveWallClock(day, from, zone);
  const start = instantAt(day, from, zone);
  const to = from + minutes;
  const end = instantAt(addDays(day, Math.floor(to / MINUTES_PER_DAY)), to % MINUTES_PER_DAY, zone);
  return {
    day,
    recurrence: recurrenceOf(day, from),
    start,
    // Both hours are skipped by the clock, or its end is the first of two and its start not: the length is kept.
    end: end > start ? end : new Date(start.getTime() + minutes * 60_000),
    clock: kind === "one" ? null : kind,
  };
}

/** "2026-11-26T09:00" */
export function recurrenceOf(day: LocalDate, minutes: number): string {
  return `${day}T${timeText(minutes)}`;
}
