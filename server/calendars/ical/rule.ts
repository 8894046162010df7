import { Unreadable } from "./lines";
import { readStamp, type Stamp } from "./values";

const DAY = 24 * 3_600_000;
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** A recurrence (RFC 5545, 3.3.10) by days, weeks, months or years. */
export interface Rule {
  readonly freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  readonly interval: number;
  readonly count: number | null;
  readonly until: Stamp | null;
  /** 0 is Sunday. */
  readonly weekStart: number;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  /** The nth of the month or year; 0: each. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
}

/** What a file may cost, counted strictly: each period looked at and each time made takes one. */
export interface Budget {
  left: number;
}

/** Takes from what is left. @throws Unreadable when nothing is */
export function spend(budget: Budget, cost = 1): void {
  if ((budget.left -= cost) < 0) throw new Unreadable("too_many_occurrences");
}

/** Reads a RRULE; a code when it is wrong, or repeats within a day. */
export function readRule(text: string): Rule | "bad_rule" | "too_often" {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(";")) {
    if (part === "") continue;
    const [key = "", value, ...more] = part.split("=");
    if (!value || more.length > 0 || parts.has(key) || (!KEYS.has(key) && !key.startsWith("X-"))) return "bad_rule";
    parts.set(key, value);
  }
  const freq = parts.get("FREQ");
  if (freq === "SECONDLY" || freq === "MINUTELY" || freq === "HOURLY") return "too_often";
  if (freq !== "DAILY" && freq !== "WEEKLY" && freq !== "MONTHLY" && freq !== "YEARLY") return "bad_rule";
  const numbers = (key: string, least: number, most: number, signed = false): number[] | null => {
    const read = (parts.get(key)?.split(",") ?? []).map((one) => (/^[+-]?\d{1,5}$/.test(one) ? Number(one) : NaN));
    const isGood = (one: number) => Math.abs(one) >= least && Math.abs(one) <= most && (signed || one >= 0);
    return read.length <= 400 && read.every(isGood) ? [...new Set(read)].sort((a, b) => a - b) : null;
  };
  const weekdays = (parts.get("BYDAY")?.split(",") ?? []).map((one) => {
    const [, nth, name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(one) ?? [];
    return { nth: Number(nth ?? 0), weekday: WEEKDAYS.indexOf(name) };
  });
  const whole = (key: string, most: number) => {
    const value = parts.get(key);
    return value === undefined
      ? null
      : /^\d{1,9}$/.test(value) && Number(value) >= 1
        ? Math.min(Number(value), most)
        : NaN;
  };
  const until = parts.get("UNTIL");
  const read = {
    interval: whole("INTERVAL", 10_000) ?? 1,
    count: whole("COUNT", 1_000_000),
    until: until === undefined ? null : readStamp(until),
    months: numbers("BYMONTH", 1, 12),
    weekNumbers: numbers("BYWEEKNO", 1, 53, true),
    yearDays: numbers("BYYEARDAY", 1, 366, true),
    monthDays: numbers("BYMONTHDAY", 1, 31, true),
    hours: numbers("BYHOUR", 0, 23),
    minutes: numbers("BYMINUTE", 0, 59),
    seconds: numbers("BYSECOND", 0, 59),
    positions: numbers("BYSETPOS", 1, 366, true),
  };
  const { months, weekNumbers, yearDays, monthDays, hours, minutes, seconds, positions } = read;
  if (Number.isNaN(read.interval) || Number.isNaN(read.count) || (until !== undefined && !read.until))
    return "bad_rule";
  if (!months || !weekNumbers || !yearDays || !monthDays || !hours || !minutes || !seconds || !positions)
    return "bad_rule";
  if (weekdays.length > 400 || weekdays.some(({ weekday }) => weekday < 0)) return "bad_rule";
  const weekStart = WEEKDAYS.indexOf(parts.get("WKST") ?? "MO");
  if (weekStart < 0) return "bad_rule";
  if (Math.max(1, hours.length) * Math.max(1, minutes.length) * Math.max(1, seconds.length) > 96) return "too_often";
  return {
    ...read,
    freq,
    weekStart,
    weekdays,
    months,
    weekNumbers,
    yearDays,
    monthDays,
    hours,
    minutes,
    seconds,
    positions,
  };
}

const KEYS = new Set(
  "FREQ INTERVAL COUNT UNTIL WKST BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS".split(
    " ",
  ),
);

/**
 * The local times of a rule from `start` on, in order, up to `last`: what UNTIL and COUNT say is the caller's to judge,
 * who knows zones. Periods that end before `from` are leapt over.
 */
export function* timesOf(
  rule: Rule,
  start: number,
  { from, last, budget }: { from: number; last: number; budget: Budget },
): Generator<number> {
  for (let index = firstPeriod(rule, start, from); ; index += 1) {
    spend(budget);
    const period = periodOf(rule, start, index);
    if (period > last) return;
    const days = daysIn(rule, start, period);
    const times = days.flatMap((day) => hoursOf(rule, start, day));
    spend(budget, times.length);
    for (const time of chosen(rule, times)) {
      if (time > last) return;
      if (time >= start) yield time;
    }
  }
}

/** The first period worth looking at. With COUNT, those before count. */
function firstPeriod({ freq, interval, count }: Rule, start: number, from: number): number {
  if (count !== null || from <= start) return 0;
  const days = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[freq];
  return Math.max(0, Math.floor((from - start) / (days * interval * DAY)) - 1);
}

/** The first day of a period. */
function periodOf({ freq, interval, weekStart }: Rule, start: number, index: number): number {
  const first = new Date(start);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  const today = Math.floor(start / DAY) * DAY;
  switch (freq) {
    case "DAILY":
      return today + index * interval * DAY;
    case "WEEKLY":
      return today - ((first.getUTCDay() - weekStart + 7) % 7) * DAY + index * interval * 7 * DAY;
    case "MONTHLY":
      return Date.UTC(year, month + index * interval, 1);
    case "YEARLY":
      return Date.UTC(year + index * interval, 0, 1);
  }
}

/** The days of a period that the rule names, in order. */
function daysIn(rule: Rule, start: number, period: number): number[] {
  const { freq, weekdays } = rule;
  const day = new Date(start);
  switch (freq) {
    case "DAILY":
      return [period].filter(
        (one) => inMonths(rule, one) && onMonthDays(rule, one) && onYearDays(rule, one) && onWeekdays(rule, one),
      );
    case "WEEKLY": {
      const week = Array.from({ length: 7 }, (_, offset) => period + offset * DAY);
      const wanted = weekdays.length > 0 ? weekdays.map(({ weekday }) => weekday) : [day.getUTCDay()];
      return week.filter((one) => wanted.includes(new Date(one).getUTCDay()) && inMonths(rule, one));
    }
    case "MONTHLY":
      return inMonths(rule, period) ? daysOfMonth(rule, period, day.getUTCDate()) : [];
    case "YEARLY":
      return daysOfYear(rule, period, day);
  }
}

function daysOfMonth(rule: Rule, month: number, usual: number): number[] {
  const all = span(month, nextMonth(month));
  if (rule.monthDays.length > 0) return all.filter((one) => onMonthDays(rule, one) && onWeekdays(rule, one));
  if (rule.weekdays.length > 0) return nthWeekdays(rule, all);
  return all.slice(usual - 1, usual);
}

function daysOfYear(rule: Rule, year: number, start: Date): number[] {
  const number = new Date(year).getUTCFullYear();
  if (rule.yearDays.length > 0 || rule.weekNumbers.length > 0) {
    // A week may begin in the year before, and end in the one after.
    const weeks = rule.weekNumbers.length > 0 ? daysOfWeeks(rule, number) : span(year, Date.UTC(number + 1, 0, 1));
    const usual = rule.weekNumbers.length > 0 && rule.weekdays.length === 0 && rule.yearDays.length === 0;
    return weeks.filter(
      (one) =>
        (!usual || new Date(one).getUTCDay() === start.getUTCDay()) &&
        inMonths(rule, one) &&
        onYearDays(rule, one) &&
        onMonthDays(rule, one) &&
        onWeekdays(rule, one),
    );
  }
  if (rule.weekdays.length > 0 && rule.monthDays.length === 0 && rule.months.length === 0) {
    return nthWeekdays(rule, span(year, Date.UTC(number + 1, 0, 1)));
  }
  const every = Array.from({ length: 12 }, (_, month) => month + 1);
  const months = rule.months.length > 0 ? rule.months : rule.monthDays.length > 0 ? every : [start.getUTCMonth() + 1];
  return months.flatMap((month) => daysOfMonth(rule, Date.UTC(number, month - 1, 1), start.getUTCDate()));
}

/** The days of the weeks that BYWEEKNO names: week 1 is the first with four days in the year. */
function daysOfWeeks({ weekNumbers, weekStart }: Rule, year: number): number[] {
  const first = weekOne(year, weekStart);
  const weeks = Math.round((weekOne(year + 1, weekStart) - first) / (7 * DAY));
  const wanted = weekNumbers.map((number) => (number > 0 ? number : weeks + 1 + number));
  return [...new Set(wanted)]
    .filter((number) => number >= 1 && number <= weeks)
    .sort((a, b) => a - b)
    .flatMap((number) => span(first + (number - 1) * 7 * DAY, first + number * 7 * DAY));
}

function weekOne(year: number, weekStart: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() - weekStart + 7) % 7) * DAY;
}

/** Of the days of a month or a year, the weekdays named, the nth where it says which. */
function nthWeekdays({ weekdays }: Rule, days: readonly number[]): number[] {
  const wanted = new Set<number>();
  for (const { weekday, nth } of weekdays) {
    const same = days.filter((one) => new Date(one).getUTCDay() === weekday);
    const one = nth > 0 ? same[nth - 1] : nth < 0 ? same[same.length + nth] : undefined;
    for (const day of nth === 0 ? same : one === undefined ? [] : [one]) wanted.add(day);
  }
  return [...wanted].sort((a, b) => a - b);
}

function hoursOf({ hours, minutes, seconds }: Rule, start: number, day: number): number[] {
  const usual = new Date(start);
  const times: number[] = [];
  for (const hour of hours.length > 0 ? hours : [usual.getUTCHours()]) {
    for (const minute of minutes.length > 0 ? minutes : [usual.getUTCMinutes()]) {
      for (const second of seconds.length > 0 ? seconds : [usual.getUTCSeconds()]) {
        times.push(day + ((hour * 60 + minute) * 60 + second) * 1000);
      }
    }
  }
  return times;
}

function chosen({ positions }: Rule, times: readonly number[]): readonly number[] {
  if (positions.length === 0) return times;
  const ranks = new Set(positions.map((position) => (position > 0 ? position - 1 : times.length + position)));
  return times.filter((_, rank) => ranks.has(rank));
}

const inMonths = ({ months }: Rule, day: number) =>
  months.length === 0 || months.includes(new Date(day).getUTCMonth() + 1);

const onWeekdays = ({ weekdays }: Rule, day: number) =>
  weekdays.length === 0 || weekdays.some(({ weekday }) => weekday === new Date(day).getUTCDay());

function onMonthDays({ monthDays }: Rule, day: number): boolean {
  if (monthDays.length === 0) return true;
  const date = new Date(day);
  const inMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return monthDays.includes(date.getUTCDate()) || monthDays.includes(date.getUTCDate() - inMonth - 1);
}

function onYearDays({ yearDays }: Rule, day: number): boolean {
  if (yearDays.length === 0) return true;
  const year = new Date(day).getUTCFullYear();
  const rank = Math.round((day - Date.UTC(year, 0, 1)) / DAY) + 1;
  const inYear = Math.round((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY);
  return yearDays.includes(rank) || yearDays.includes(rank - inYear - 1);
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.round((to - from) / DAY) }, (_, offset) => from + offset * DAY);
}

function nextMonth(month: number): number {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
