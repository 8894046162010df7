import { merge, type Interval } from "../kernel/intervals";
import { addDays, addMonths, instantAt, localDateOf, startOfMonth, startOfWeek, weekdayOf } from "../kernel/time";
import type { LocalDate, Period } from "../kernel/time";
import { hoursOn, type Hours } from "./opening";
import type { Customer } from "./price";
import type { QuotaExceeded } from "./problems";

export type QuotaMeasure = "week_minutes" | "month_minutes" | "simultaneous" | "prime_percent";

/** The most that one structure may have of a resource. */
export interface Quota {
  readonly customer: Customer;
  readonly measure: QuotaMeasure;
  /** Minutes a week (Monday first) or a month, live bookings to come, percent of a month's prime time. */
  readonly amount: number;
  /** Counts the prime hours alone. */
  readonly primeOnly: boolean;
}

/** The hours that everybody wants, in minutes of the wall clock, on some days of the week. */
export interface Prime {
  readonly from: number;
  readonly to: number;
  readonly weekdays: readonly number[];
}

/** A time that a structure has already. */
export interface Used extends Period {
  readonly quantity: number;
}

/** What a structure has of a resource, as far as its quotas count it. */
export interface Usage {
  /** Live and past bookings that touch the weeks and months asked about. */
  readonly bookings: readonly Used[];
  /** How many live bookings have not ended. */
  readonly live: number;
}

/** Nothing yet. */
export const NO_USAGE: Usage = { bookings: [], live: 0 };

/** What a structure will have once it has this too: for things asked for together. */
export function usageWith(usage: Usage, { start, end, quantity }: Used): Usage {
  return { bookings: [...usage.bookings, { start, end, quantity }], live: usage.live + 1 };
}

/** A resource that is counted. */
export interface Counted {
  readonly hours: Hours;
  readonly prime: Prime | null;
  readonly quotas: readonly Quota[];
  readonly rules: { readonly units: number; readonly takesAllUnits: boolean };
}

const MINUTE = 60_000;

/**
 * The quotas that a booking would exceed, none when it keeps within all. What is counted is elapsed time times units,
 * so that two bookings of one projector count as one booking of two. Weeks and months are those of the wall clock; a
 * booking over midnight of one counts in each for its part.
 */
export function decideQuota(
  resource: Counted,
  customer: Customer,
  usage: Usage,
  wanted: Used,
  zone: string,
): QuotaExceeded[] {
  const broken: QuotaExceeded[] = [];
  for (const quota of quotasOf(resource, customer)) {
    const exceeded =
      quota.measure === "simultaneous" ? tooManyAtOnce(quota, usage) : tooMuch(resource, quota, usage, wanted, zone);
    if (exceeded) broken.push(exceeded);
  }
  return broken;
}

/** As whom quotas count a kind of customer: the public is an outsider. */
export function countedAs(customer: Customer): Quota["customer"] {
  return customer === "public" ? "outsider" : customer;
}

/** The quotas that hold for a kind of customer. */
export function quotasOf(resource: Pick<Counted, "quotas">, customer: Customer): Quota[] {
  const counted = countedAs(customer);
  return resource.quotas.filter((quota) => quota.customer === counted);
}

/** From the first to the last day that the quotas of a booking at that time count. */
export function countedDays({ start, end }: Period, zone: string): { first: LocalDate; last: LocalDate } {
  const [from, to] = [localDateOf(start, zone), localDateOf(end, zone)];
  const [week, month] = [startOfWeek(from), startOfMonth(from)];
  const [weekEnd, monthEnd] = [addDays(startOfWeek(to), 6), addDays(startOfMonth(addMonths(to, 1)), -1)];
  return { first: week < month ? week : month, last: weekEnd > monthEnd ? weekEnd : monthEnd };
}

function tooManyAtOnce({ measure, amount }: Quota, { live }: Usage): QuotaExceeded | null {
  if (live + 1 <= amount) return null;
  const left = Math.max(0, amount - live);
  return { code: "quota_exceeded", measure, amount, left, since: null, renewsOn: null, prime: null };
}

function tooMuch(
  resource: Counted,
  { measure, amount, primeOnly }: Quota,
  usage: Usage,
  wanted: Used,
  zone: string,
): QuotaExceeded | null {
  const ofPrime = measure === "prime_percent" || primeOnly;
  const prime = ofPrime ? resource.prime : null;
  // A share of prime hours that are not told is a share of nothing: it limits nothing.
  if (measure === "prime_percent" && !prime) return null;
  const weekly = measure === "week_minutes";
  const startOf = weekly ? startOfWeek : startOfMonth;
  const next = (since: LocalDate) => (weekly ? addDays(since, 7) : addMonths(since, 1));
  for (let since = startOf(localDateOf(wanted.start, zone)); ; since = next(since)) {
    const renewsOn = next(since);
    const window = { start: instantAt(since, 0, zone), end: instantAt(renewsOn, 0, zone) };
    if (window.start >= wanted.end) return null;
    const minutesOf = (used: Used) => countedMinutes(resource, used, window, prime, zone);
    const asked = minutesOf(wanted);
    if (asked === 0) continue;
    const most =
      measure === "prime_percent" && prime
        ? Math.floor((primeMinutes(resource, since, renewsOn, prime, zone) * amount) / 100)
        : amount;
    const had = usage.bookings.reduce((sum, used) => sum + minutesOf(used), 0);
    if (had + asked > most) {
      const left = Math.max(0, most - had);
      return { code: "quota_exceeded", measure, amount, left, since, renewsOn, prime };
    }
  }
}

/** The minutes of a booking that fall within a window, and within prime hours where these alone count; times units. */
function countedMinutes(resource: Counted, used: Used, window: Period, prime: Prime | null, zone: string): number {
  const start = Math.max(used.start.getTime(), window.start.getTime());
  const end = Math.min(used.end.getTime(), window.end.getTime());
  if (start >= end) return 0;
  const units = resource.rules.takesAllUnits ? 1 : used.quantity;
  if (!prime) return Math.round((end - start) / MINUTE) * units;
  const [first, last] = [localDateOf(new Date(start), zone), localDateOf(new Date(end), zone)];
  const within = primePeriods(prime, first, last, zone).map((each) => ({
    start: Math.max(each.start, start),
    end: Math.min(each.end, end),
  }));
  return lengthOf(within) * units;
}

/** All the prime time of a month during which the resource is open; times units. */
function primeMinutes(resource: Counted, since: LocalDate, until: LocalDate, prime: Prime, zone: string): number {
  const open: Interval[] = [];
  for (let date = since; date < until; date = addDays(date, 1)) {
    if (!prime.weekdays.includes(weekdayOf(date))) continue;
    for (const { start, end } of hoursOn(resource.hours, date)) {
      const [from, to] = [Math.max(start, prime.from), Math.min(end, prime.to)];
      if (from < to) open.push({ start: instant(date, from, zone), end: instant(date, to, zone) });
    }
  }
  return lengthOf(merge(open)) * (resource.rules.takesAllUnits ? 1 : resource.rules.units);
}

function primePeriods({ from, to, weekdays }: Prime, first: LocalDate, last: LocalDate, zone: string): Interval[] {
  const periods: Interval[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    if (!weekdays.includes(weekdayOf(date))) continue;
    periods.push({ start: instant(date, from, zone), end: instant(date, to, zone) });
  }
  return periods;
}

function instant(date: LocalDate, minutes: number, zone: string): number {
  return instantAt(date, minutes, zone).getTime();
}

/** In minutes; empty and reversed intervals count for nothing. */
function lengthOf(intervals: readonly Interval[]): number {
  return Math.round(intervals.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0) / MINUTE);
}
