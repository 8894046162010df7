import type { Interval } from "../kernel/intervals";
import { addDays, addMonths, daysBetween, startOfMonth, wallClock, type LocalDate } from "../kernel/time";

/** How long a period is. */
export const SPANS = ["month", "quarter", "year", "custom"] as const;
export type Span = (typeof SPANS)[number];

/** Days in a row, the last one included. */
export interface Days {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** Longer than this is not compared on one page: two years. */
export const LONGEST_DAYS = 731;

/** The month, quarter or year that holds a day. */
export function spanAround(span: Exclude<Span, "custom">, day: LocalDate): Days {
  const first = firstOf(span, day);
  return { first, last: addDays(addMonths(first, MONTHS[span]), -1) };
}

const MONTHS = { month: 1, quarter: 3, year: 12 };

function firstOf(span: Exclude<Span, "custom">, day: LocalDate): LocalDate {
  const month = startOfMonth(day);
  if (span === "month") return month;
  const number = Number(month.slice(5, 7));
  return addMonths(month, span === "year" ? 1 - number : -((number - 1) % 3));
}

/** The period just before (−1) or after (+1): the month before a month, as many days before any others. */
export function turned(span: Span, { first, last }: Days, by: -1 | 1): Days {
  if (span !== "custom") return spanAround(span, addMonths(first, by * MONTHS[span]));
  const days = daysBetween(first, last) + 1;
  return { first: addDays(first, by * days), last: addDays(last, by * days) };
}

/** Minutes by weekday (0 is Monday) and hour of the clock on the wall. */
export type HourGrid = readonly (readonly number[])[];

/** A grid of nothing. */
export function emptyGrid(): number[][] {
  return Array.from({ length: 7 }, () => Array<number>(24).fill(0));
}

const QUARTER = 15 * 60_000;
const HOUR = 4 * QUARTER;
const DAY = 24 * HOUR;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/**
 * Adds `minutes` that begin at a minute of the week (0 is Monday, midnight) to their hours, so many times: as long as
 * the clock runs evenly, however long.
 */
export function spread(grid: number[][], minuteOfWeek: number, minutes: number, times = 1): void {
  let at = ((minuteOfWeek % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
  for (let rest = minutes; rest > 0;) {
    const step = Math.min(rest, 60 - (at % 60));
    grid[Math.floor(at / DAY_MINUTES)]![Math.floor(at / 60) % 24]! += step * times;
    at = (at + step) % WEEK_MINUTES;
    rest -= step;
  }
}

/**
 * The minutes of some intervals (in milliseconds) by weekday and hour, as the clock of `zone` shows them: an hour that
 * comes twice counts twice, one that is skipped not at all, so the cells sum to the minutes of the intervals.
 */
export function minutesByHour(intervals: readonly Interval[], zone: string): number[][] {
  const grid = emptyGrid();
  for (const { start, end } of intervals) {
    // A day at a time: the clock does not change twice in one.
    for (let from = start; from < end; from += DAY) {
      const to = Math.min(end, from + DAY);
      const [first, last] = [minuteOf(from, zone), minuteOf(to, zone)];
      if (last - first === (to - from) / 60_000) spread(grid, first, last - first);
      else acrossChange(grid, from, to, zone);
    }
  }
  return grid;
}

/** Where the clock changes in between. */
function acrossChange(grid: number[][], start: number, end: number, zone: string): void {
  for (let from = start; from < end;) {
    // Offsets change on quarters of an hour, and are whole quarters everywhere.
    const to = Math.min(end, (Math.floor(from / QUARTER) + 1) * QUARTER);
    spread(grid, minuteOf(from, zone), (to - from) / 60_000);
    from = to;
  }
}

/** Minutes on the clock of `zone` since the midnight of a Monday long ago. */
function minuteOf(instant: number, zone: string): number {
  const { date, minutes } = wallClock(new Date(instant), zone);
  return daysBetween("1970-01-05", date) * DAY_MINUTES + minutes + (((instant % 60_000) + 60_000) % 60_000) / 60_000;
}

/** Adds `grid` so many times to `sum`. */
export function addGrid(sum: number[][], grid: HourGrid, times: number): void {
  for (const [day, hours] of grid.entries()) {
    for (const [hour, minutes] of hours.entries()) sum[day]![hour]! += minutes * times;
  }
}

/** The length of the pieces that times are cut into so that each is of one hour of the clock of `zone`. In minutes. */
export function pieceMinutes(zone: string, at: readonly Date[]): 60 | 15 {
  const whole = (instant: Date) => {
    const shown = wallClock(instant, zone).minutes % 60;
    return shown === Math.floor(instant.getTime() / 60_000) % 60;
  };
  return at.every((instant) => whole(new Date(Math.floor(instant.getTime() / HOUR) * HOUR))) ? 60 : 15;
}

/** A part of a whole, at most one hundredth precise; null where there is no whole. */
export function rate(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 100) / 100 : null;
}

/** How dark a cell is, 0 to 5: nothing, then fifths of what is open; outside opening hours, fifths of the busiest. */
export function heatOf(taken: number, open: number, busiest: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (taken <= 0) return 0;
  const whole = open > 0 ? open : busiest;
  return Math.max(1, Math.min(5, Math.ceil((taken / whole) * 5))) as 1 | 2 | 3 | 4 | 5;
}

/** How a figure moved since the period before, as a part of it; null when there was nothing to compare with. */
export function change(now: number, before: number): number | null {
  return before > 0 ? Math.round(((now - before) / before) * 100) / 100 : null;
}
