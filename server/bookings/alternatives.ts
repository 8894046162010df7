import { contains, intersect, type Interval } from "../kernel/intervals";
import { addDays, daysBetween, localDateOf, type LocalDate } from "../kernel/time";
import { unitsFree } from "./availability";
import { startsOn } from "./opening";
import type { Suggestion } from "./problems";
import { decideBooking, earliestStart, type BookingRules, type Circumstances, type Ruled, type Wanted } from "./rules";

/** Another period on the same resource. */
export interface Alternative {
  readonly kind: Exclude<Suggestion["kind"], "other">;
  readonly start: Date;
  readonly end: Date;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The days looked at: the one asked for, or the first that is not too soon; then a week, when that day has nothing. */
export function daysLookedAt(
  rules: Pick<BookingRules, "noticeMinutes">,
  start: Date,
  now: Date,
  zone: string,
): { first: LocalDate; last: LocalDate } {
  const earliest = earliestStart(rules, now);
  const first = localDateOf(start < earliest ? earliest : start, zone);
  return { first, last: addDays(first, 7) };
}

/**
 * What is near to what was asked, on the same resource: the same length at another time of the day, or less; another
 * day when that one has nothing. The nearest first; each obeys every rule.
 * @param free when each unit could be booked (freeByUnit) on daysLookedAt
 */
export function alternativesOn(
  resource: Ruled,
  free: readonly (readonly Interval[])[],
  wanted: Wanted,
  circumstances: Circumstances,
): Alternative[] {
  const { rules, hours } = resource;
  const { now, zone } = circumstances;
  if (wanted.end <= wanted.start) return [];
  const asked = { start: wanted.start.getTime(), end: wanted.end.getTime() };
  const length = possibleLength(rules, (asked.end - asked.start) / MINUTE) * MINUTE;
  const needed = rules.takesAllUnits ? 1 : wanted.quantity;
  const obeys = (period: Interval) =>
    unitsFree(free, period) >= needed &&
    decideBooking(resource, { ...wanted, ...dates(period) }, circumstances).length === 0;
  /** Of the wanted length, on one day, by distance from the hour asked for. */
  const onDay = (date: LocalDate) => {
    const hour = asked.start + daysBetween(localDateOf(wanted.start, zone), date) * DAY;
    return startsOn(hours, date, rules.stepMinutes, zone)
      .sort((a, b) => Math.abs(a - hour) - Math.abs(b - hour))
      .map((start) => ({ start, end: start + length }));
  };

  const isOverQuota = decideBooking(resource, wanted, circumstances).some(({ code }) => code === "quota_exceeded");
  const { first, last } = daysLookedAt(rules, wanted.start, now, zone);
  const sameDay = onDay(first);
  const found = [
    sameDay.find((period) => period.start === asked.start && obeys(period)),
    sameDay.find((period) => period.start > asked.start && obeys(period)),
    sameDay.find((period) => period.start < asked.start && obeys(period)),
    partsOf(asked, free, startsOn(hours, first, rules.stepMinutes, zone), rules).find(obeys),
    ...(isOverQuota ? [shorterThan(asked, length, rules).find(obeys)] : []),
  ].filter((period) => period !== undefined);
  for (let date = addDays(first, 1); found.length === 0 && date <= last; date = addDays(date, 1)) {
    const period = onDay(date).find(obeys);
    if (period) found.push(period);
  }
  return distinct(found)
    .sort((a, b) => distance(a, asked) - distance(b, asked))
    .map((period) => ({ kind: kindOf(period, asked), ...dates(period) }));
}

/** The nearest length that the rules allow, in minutes. */
function possibleLength({ minMinutes, maxMinutes, stepMinutes }: BookingRules, minutes: number): number {
  const stepped = Math.ceil(Math.max(minutes, minMinutes) / stepMinutes) * stepMinutes;
  return stepped <= maxMinutes ? stepped : Math.floor(maxMinutes / stepMinutes) * stepMinutes;
}

/** The free parts of what was asked, from step to step, at least half as long; the longest first. */
function partsOf(
  asked: Interval,
  free: readonly (readonly Interval[])[],
  starts: readonly number[],
  { stepMinutes }: BookingRules,
): Interval[] {
  const edges = [...starts, ...starts.map((start) => start + stepMinutes * MINUTE), asked.start, asked.end];
  return free
    .flatMap((intervals) => intersect(intervals, [asked]))
    .map((part) => ({
      start: Math.min(...edges.filter((edge) => edge >= part.start)),
      end: Math.max(...edges.filter((edge) => edge <= part.end)),
    }))
    .filter(({ start, end }) => end - start >= (asked.end - asked.start) / 2 && end - start < asked.end - asked.start)
    .sort((a, b) => b.end - b.start - (a.end - a.start));
}

/** The same start for less and less long, a quarter of it at least: what a quota may leave. */
function shorterThan(asked: Interval, length: number, { stepMinutes, minMinutes }: BookingRules): Interval[] {
  const shorter: Interval[] = [];
  const least = Math.max(minMinutes * MINUTE, length / 4);
  for (
    let less = length - stepMinutes * MINUTE;
    less >= least && shorter.length < MOST_TRIED;
    less -= stepMinutes * MINUTE
  ) {
    shorter.push({ start: asked.start, end: asked.start + less });
  }
  return shorter;
}

/** Two days in quarters of an hour. */
const MOST_TRIED = 192;

function distinct(periods: readonly Interval[]): Interval[] {
  const isFirst = (period: Interval, rank: number) =>
    periods.findIndex(({ start, end }) => start === period.start && end === period.end) === rank;
  return periods.filter(isFirst);
}

function kindOf(period: Interval, asked: Interval): Alternative["kind"] {
  const [length, askedLength] = [period.end - period.start, asked.end - asked.start];
  if (contains(asked, period) && length < askedLength) return "shorter";
  if (period.start === asked.start) return length > askedLength ? "longer" : "shorter";
  return period.start > asked.start ? "later" : "earlier";
}

/** How far from what was asked, by both ends. */
function distance({ start, end }: Interval, asked: Interval): number {
  return Math.abs(start - asked.start) + Math.abs(end - asked.end);
}

function dates({ start, end }: Interval): { start: Date; end: Date } {
  return { start: new Date(start), end: new Date(end) };
}
