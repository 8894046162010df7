import type { Interval } from "../kernel/intervals";
import { MINUTES_PER_DAY, minutesOf, type LocalDate } from "../kernel/time";

/** A stretch of a day, in minutes of the wall clock, in which the same number of units can be booked. */
export interface UnitsStretch extends Interval {
  readonly free: number;
}

/** How many units can be booked at each moment of a day, where some can. `byUnit` and `day` are in milliseconds. */
export function unitsOfDay(
  byUnit: readonly (readonly Interval[])[],
  day: Interval,
  date: LocalDate,
  zone: string,
): UnitsStretch[] {
  const within = byUnit.map((intervals) => intervals.filter(({ start, end }) => start < day.end && end > day.start));
  const edges = within.flatMap((intervals) => intervals.flatMap(({ start, end }) => [start, end]));
  const cuts = [...new Set([day.start, day.end, ...edges])]
    .filter((cut) => day.start <= cut && cut <= day.end)
    .sort((a, b) => a - b);
  const stretches: UnitsStretch[] = [];
  const clock = (instant: number) => (instant === day.end ? MINUTES_PER_DAY : minutesOf(new Date(instant), date, zone));
  for (let i = 1; i < cuts.length; i += 1) {
    const [from, to] = [cuts[i - 1]!, cuts[i]!];
    const free = within.filter((intervals) => intervals.some(({ start, end }) => start <= from && to <= end)).length;
    const [start, end] = [clock(from), clock(to)];
    const last = stretches.at(-1);
    if (free === 0 || start >= end) continue;
    if (last?.end === start && last.free === free) stretches[stretches.length - 1] = { ...last, end };
    else stretches.push({ start, end, free });
  }
  return stretches;
}
