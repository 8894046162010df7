import { bankHolidayOn, type BankHoliday, type HolidayZone } from "../kernel/calendars/bank-holidays";
import { schoolHolidayOn, type SchoolHoliday, type SchoolZone } from "../kernel/calendars/school-holidays";
import { contains, merge, type Interval } from "../kernel/intervals";
import {
  addDays,
  instantAt,
  localDateOf,
  MINUTES_PER_DAY,
  wallClock,
  weekdayOf,
  type LocalDate,
  type WallClock,
} from "../kernel/time";

/** One opening of one weekday, in minutes of the wall clock; 1440 is the midnight that ends it. */
export interface OpeningHours {
  readonly weekday: number;
  readonly opens: number;
  readonly closes: number;
}

/**
 * A part of every year with hours of its own, month × 100 + day, both included; one that ends before it starts goes
 * over the end of the year: 1101 to 331 is the winter.
 */
export interface Season {
  readonly name: string;
  readonly startsOn: number;
  readonly endsOn: number;
  readonly hours: readonly OpeningHours[];
}

/** Days on which it is closed, both included, and why ("" when not told). */
export interface Closure {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly label: string;
}

/** When a resource is open. */
export interface Hours {
  /** Of the year, or of what the seasons leave of it. */
  readonly week: readonly OpeningHours[];
  /** In the order in which they are looked at: where two overlap, the first holds. */
  readonly seasons: readonly Season[];
  readonly closures: readonly Closure[];
  /** Closed on the public holidays of this zone; null: open. */
  readonly bankHolidays: HolidayZone | null;
  /** Closed during the school holidays of this zone; null: open. */
  readonly schoolHolidays: SchoolZone | null;
}

/** Hours that are the same every week of the year. */
export function everyWeek(week: readonly OpeningHours[]): Hours {
  return { week, seasons: [], closures: [], bankHolidays: null, schoolHolidays: null };
}

/** Why a day is closed whatever its weekday. */
export type Closed =
  | { readonly why: "closure"; readonly label: string }
  | { readonly why: "bank_holiday"; readonly holiday: BankHoliday }
  | { readonly why: "school_holidays"; readonly holiday: SchoolHoliday };

/** Why a day is closed whatever its weekday; null when it is not. */
export function closedOn(hours: Hours, date: LocalDate): Closed | null {
  const closure = hours.closures.find(({ first, last }) => first <= date && date <= last);
  if (closure) return { why: "closure", label: closure.label };
  const bank = hours.bankHolidays && bankHolidayOn(date, hours.bankHolidays);
  if (bank) return { why: "bank_holiday", holiday: bank };
  const school = hours.schoolHolidays && schoolHolidayOn(date, hours.schoolHolidays);
  return school ? { why: "school_holidays", holiday: school } : null;
}

/** The season of a day, or null: the rest of the year. */
export function seasonOn<S extends Pick<Season, "startsOn" | "endsOn">>(
  seasons: readonly S[],
  date: LocalDate,
): S | null {
  const day = dayOfYear(date);
  const found = seasons.find(({ startsOn, endsOn }) =>
    startsOn <= endsOn ? startsOn <= day && day <= endsOn : day >= startsOn || day <= endsOn,
  );
  return found ?? null;
}

/** Month × 100 + day. */
export function dayOfYear(date: LocalDate): number {
  return Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

/** The openings of a day, in minutes of the wall clock, in order. */
export function hoursOn(hours: Hours, date: LocalDate): Interval[] {
  if (closedOn(hours, date)) return [];
  const weekday = weekdayOf(date);
  return (seasonOn(hours.seasons, date)?.hours ?? hours.week)
    .filter((opening) => opening.weekday === weekday)
    .map(({ opens, closes }) => ({ start: opens, end: closes }))
    .sort((a, b) => a.start - b.start);
}

/**
 * When it is open from the first to the last day (both included), in milliseconds since 1970. Openings that touch,
 * at midnight too, are one. A skipped hour is not there to be open; an hour that comes twice is open twice.
 */
export function openPeriods(hours: Hours, first: LocalDate, last: LocalDate, zone: string): Interval[] {
  const open: Interval[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    for (const { start, end } of hoursOn(hours, date)) {
      open.push({ start: instantAt(date, start, zone).getTime(), end: instantAt(date, end, zone).getTime() });
    }
  }
  return merge(open);
}

/**
 * Whether an instant is a whole number of steps from its opening, as the clock counts; closing time always is.
 * Outside hours nothing is on step or off it: true.
 */
export function isOnStep(
  instant: Date,
  edge: "start" | "end",
  hours: Hours,
  stepMinutes: number,
  zone: string,
): boolean {
  if (instant.getTime() % 60_000 !== 0) return false;
  const { date, minutes } = edge === "start" ? wallClock(instant, zone) : endClock(instant, zone);
  const opening = hoursOn(hours, date).find(({ start, end }) =>
    edge === "start" ? start <= minutes && minutes < end : start < minutes && minutes <= end,
  );
  if (!opening) return true;
  if ((minutes - opening.start) % stepMinutes === 0) return true;
  // The first instant of an opening, where the clock jumps over its hour; and closing time.
  return edge === "start"
    ? instantAt(date, opening.start, zone).getTime() === instant.getTime()
    : minutes === opening.end || instantAt(date, opening.end, zone).getTime() === instant.getTime();
}

/** An end at midnight belongs to the day that it ends. */
export function endClock(instant: Date, zone: string): WallClock {
  const shown = wallClock(instant, zone);
  return shown.minutes > 0 ? shown : { date: addDays(shown.date, -1), minutes: MINUTES_PER_DAY };
}

/** Every start on step of a day, in milliseconds, in order. */
export function startsOn(hours: Hours, date: LocalDate, stepMinutes: number, zone: string): number[] {
  const starts: number[] = [];
  for (const { start, end } of hoursOn(hours, date)) {
    for (let minutes = start; minutes < end; minutes += stepMinutes) {
      const instant = instantAt(date, minutes, zone).getTime();
      // Readings of a skipped hour all name its end.
      if (starts.at(-1) !== instant) starts.push(instant);
    }
  }
  return starts;
}

/**
 * The first start on step at or after `from` from which the shortest booking fits, at the latest on `lastDay`; null when
 * there is none.
 */
export function nextStart(
  hours: Hours,
  from: Date,
  lastDay: LocalDate,
  { stepMinutes, minMinutes }: { readonly stepMinutes: number; readonly minMinutes: number },
  zone: string,
): Date | null {
  if (![hours, ...hours.seasons].some(hasHours)) return null;
  const nights = Math.ceil(minMinutes / MINUTES_PER_DAY);
  for (let date = localDateOf(from, zone); date <= lastDay; date = addDays(date, 1)) {
    const open = openPeriods(hours, date, addDays(date, nights), zone);
    const start = startsOn(hours, date, stepMinutes, zone).find(
      (instant) =>
        instant >= from.getTime() &&
        open.some((period) => contains(period, { start: instant, end: instant + minMinutes * 60_000 })),
    );
    if (start !== undefined) return new Date(start);
  }
  return null;
}

function hasHours(part: Hours | Season): boolean {
  return ("week" in part ? part.week : part.hours).length > 0;
}
