import type { Rate, RatePeriod } from "../catalogue/rates";
import { multiplyRate, type Cents } from "../kernel/money";
import { addDays, dayBounds, instantAt, localDateOf, weekdayOf, type LocalDate, type Period } from "../kernel/time";
import type { PriceReason } from "./price";

/** Where the morning ends on the pôle's wall clock: 9:00 to 13:00 is half a day, 14:00 to 18:00 another. */
export const MIDDAY = 13 * 60;

/** Minutes of half a day that are to be paid: at the ordinary price of the hour, and at others. */
interface HalfOfUse {
  ordinary: number;
  readonly others: Map<Cents, number>;
}

/** A day of use, as its price sees it. */
interface DayOfUse {
  readonly day: LocalDate;
  readonly morning: HalfOfUse;
  readonly afternoon: HalfOfUse;
}

/** Free minutes that the use takes of a month. */
export interface FreeUse {
  /** "2026-11" */
  readonly month: string;
  /** Of each unit. */
  readonly minutes: number;
}

/** The lines of a price of one unit: their quantity is 1. */
type Lines = readonly PriceReason[];

/**
 * What the time of one unit costs: the cheapest of what the rate proposes. Each day is paid by the hour, or by the
 * morning and afternoon where that is less; no more than the price of a day; and seven days that follow one another
 * are paid by the week where that is less, wherever they begin.
 *
 * With the same free minutes, a period that holds another never costs less than it: each half day has more minutes or
 * as many, every price here grows with them, and what covers the longer period covers the shorter one.
 */
export function timePrice(rate: Rate, period: Period, zone: string, freeLeft: (month: string) => number) {
  const { days, free } = readUse(rate, period, zone, freeLeft);
  return { free, lines: cheapestWeeks(rate, days) };
}

/** Whether the time itself is paid for. */
export function paysTime({ hourCents, halfDayCents, dayCapCents, weekCents, periods }: Rate): boolean {
  return [hourCents, halfDayCents, dayCapCents, weekCents].some(isSet) || (periods ?? []).length > 0;
}

/**
 * The minutes to pay, by day, half day and price of the hour; the first minutes of a month are free while there are
 * some left. Minutes are elapsed ones: a day of 25 hours has 1500. A period of the rate lasts from the first instant
 * at which the clock shows its beginning to the first at which it shows its end.
 */
function readUse(rate: Rate, { start, end }: Period, zone: string, freeLeft: (month: string) => number) {
  const days: DayOfUse[] = [];
  const free = new Map<string, { left: number; minutes: number }>();
  for (let day = localDateOf(start, zone); instantAt(day, 0, zone) < end; day = addDays(day, 1)) {
    const use: DayOfUse = {
      day,
      morning: { ordinary: 0, others: new Map() },
      afternoon: { ordinary: 0, others: new Map() },
    };
    const month = day.slice(0, 7);
    const allowance = free.get(month) ?? { left: freeLeft(month), minutes: 0 };
    free.set(month, allowance);
    const whole = dayBounds(day, zone);
    const used = { start: later(start, whole.start), end: earlier(end, whole.end) };
    const midday = instantAt(day, MIDDAY, zone);
    const periods = periodsOn(rate, day, zone);
    const edges = [midday, ...periods.flatMap((each) => [each.start, each.end])];
    for (const part of cut(used, edges)) {
      const minutes = Math.round((part.end.getTime() - part.start.getTime()) / 60_000);
      const given = Math.min(minutes, allowance.left - allowance.minutes);
      allowance.minutes += given;
      const half = part.start < midday ? use.morning : use.afternoon;
      const prices = periods.filter((each) => each.start <= part.start && part.start < each.end);
      if (prices.length === 0) half.ordinary += minutes - given;
      else add(half.others, Math.min(...prices.map(({ hourCents }) => hourCents)), minutes - given);
    }
    days.push(use);
  }
  return { days, free: [...free].map(([month, { minutes }]): FreeUse => ({ month, minutes })) };
}

function periodsOn({ periods = [] }: Rate, day: LocalDate, zone: string): (Period & Pick<RatePeriod, "hourCents">)[] {
  return periods
    .filter(({ weekdays }) => weekdays.includes(weekdayOf(day)))
    .map(({ from, to, hourCents }) => ({
      start: instantAt(day, from, zone),
      end: instantAt(day, to, zone),
      hourCents,
    }));
}

/** A period cut at every edge that lies in it. */
function cut({ start, end }: Period, edges: readonly Date[]): Period[] {
  const within = edges.filter((edge) => start < edge && edge < end).map((edge) => edge.getTime());
  const all = [start.getTime(), ...new Set(within.sort((a, b) => a - b)), end.getTime()];
  return all.slice(1).map((to, index) => ({ start: new Date(all[index] ?? to), end: new Date(to) }));
}

/** The days with the cheapest of them by the week. */
function cheapestWeeks(rate: Rate, days: readonly DayOfUse[]): Lines {
  const week = rate.weekCents ?? null;
  const byDay = days.map((day) => linesOfDay(rate, day));
  // best[n] is the cheapest way to pay the first n days.
  const best: { cents: number; lines: Lines }[] = [{ cents: 0, lines: [] }];
  days.forEach((day, index) => {
    const before = best[index];
    const own = byDay[index];
    const from = Math.max(0, index - 6);
    const byWeek = best[from];
    const daily = own && before ? before.cents + total(own) : Infinity;
    const weekly = week !== null && byWeek ? byWeek.cents + week : Infinity;
    best.push(
      weekly < daily && week !== null
        ? {
            cents: weekly,
            lines: [...(byWeek?.lines ?? []), weekLine(rate, days[from]?.day ?? day.day, day.day, week)],
          }
        : { cents: daily, lines: [...(before?.lines ?? []), ...(own ?? [])] },
    );
  });
  return best.at(-1)?.lines ?? [];
}

function weekLine({ customer }: Rate, from: LocalDate, to: LocalDate, weekCents: Cents): PriceReason {
  return { kind: "week", customer, from, to, quantity: 1, weekCents, cents: weekCents };
}

/** What a day costs when it is not paid by the week; null when it can only be. */
function linesOfDay(rate: Rate, { day, morning, afternoon }: DayOfUse): Lines | null {
  if (isEmpty(morning) && isEmpty(afternoon)) return [];
  const [byHalfOfMorning, byHalfOfAfternoon] = [halfLine(rate, day, "morning"), halfLine(rate, day, "afternoon")];
  const hours = (...halves: HalfOfUse[]) => linesOfHours(rate, day, halves);
  const ways: (Lines | null)[] = [hours(morning, afternoon)];
  if (!isEmpty(morning)) ways.push(joined(byHalfOfMorning, hours(afternoon)));
  if (!isEmpty(afternoon)) ways.push(joined(hours(morning), byHalfOfAfternoon));
  if (!isEmpty(morning) && !isEmpty(afternoon)) ways.push(joined(byHalfOfMorning, byHalfOfAfternoon));
  const cheapest = ways.reduce((a, b) => (b && (!a || total(b) < total(a)) ? b : a));

  const { customer, dayCapCents } = rate;
  if (dayCapCents === null) return cheapest;
  if (!cheapest) return [{ kind: "day", customer, day, quantity: 1, dayCents: dayCapCents, cents: dayCapCents }];
  const beyond = Math.max(0, total(cheapest) - dayCapCents);
  return [...cheapest, { kind: "day_cap", day, quantity: 1, capCents: dayCapCents, cents: 0 - beyond }];
}

function halfLine({ customer, halfDayCents }: Rate, day: LocalDate, half: "morning" | "afternoon"): Lines | null {
  if (!isSet(halfDayCents)) return null;
  return [{ kind: "half_day", customer, day, half, quantity: 1, halfDayCents, cents: halfDayCents }];
}

/**
 * Some halves of a day by the hour; null when the rate has no price for that. The steps count the minutes at the
 * ordinary price alone: an evening at its own price makes no other hour cheaper.
 */
function linesOfHours(rate: Rate, day: LocalDate, halves: readonly HalfOfUse[]): Lines | null {
  const ordinary = halves.reduce((sum, half) => sum + half.ordinary, 0);
  const others = new Map<Cents, number>();
  for (const half of halves) for (const [hourCents, minutes] of half.others) add(others, hourCents, minutes);
  if (ordinary > 0 && rate.hourCents === null && [rate.halfDayCents, rate.dayCapCents, rate.weekCents].some(isSet)) {
    return null;
  }
  const { customer } = rate;
  const line = (minutes: number, hourCents: Cents) =>
    ({
      kind: "time",
      customer,
      day,
      minutes,
      quantity: 1,
      hourCents,
      cents: multiplyRate(hourCents, minutes),
    }) as const;
  return [
    ...brackets(rate, ordinary).map(({ minutes, hourCents, afterMinutes }) =>
      afterMinutes === 0 ? line(minutes, hourCents) : { ...line(minutes, hourCents), afterMinutes },
    ),
    ...[...others]
      .sort(([a], [b]) => a - b)
      .filter(([, minutes]) => minutes > 0)
      .map(([hourCents, minutes]) => ({ ...line(minutes, hourCents), special: true as const })),
  ];
}

/** The ordinary minutes of a day, cut where another step begins. */
function brackets({ hourCents, steps = [] }: Rate, minutes: number) {
  if (hourCents === null) return [];
  const starts = [{ afterMinutes: 0, hourCents }, ...steps]
    .sort((a, b) => a.afterMinutes - b.afterMinutes || a.hourCents - b.hourCents)
    .filter((step, index, all) => all[index - 1]?.afterMinutes !== step.afterMinutes);
  return starts.flatMap((step, index) => {
    const until = Math.min(minutes, starts[index + 1]?.afterMinutes ?? minutes);
    return until > step.afterMinutes ? [{ ...step, minutes: until - step.afterMinutes }] : [];
  });
}

function isEmpty({ ordinary, others }: HalfOfUse): boolean {
  return ordinary === 0 && [...others.values()].every((minutes) => minutes === 0);
}

function isSet(cents: Cents | null | undefined): cents is Cents {
  return cents !== null && cents !== undefined;
}

function joined(a: Lines | null, b: Lines | null): Lines | null {
  return a && b && [...a, ...b];
}

function total(lines: Lines): Cents {
  return lines.reduce((sum, { cents }) => sum + cents, 0);
}

function add(to: Map<Cents, number>, key: Cents, minutes: number): void {
  to.set(key, (to.get(key) ?? 0) + minutes);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
