import { contains, merge, subtract, type Interval } from "../kernel/intervals";
import type { BookingRules } from "./rules";

/** A live claim on one unit, in milliseconds since 1970, buffers included. */
export interface Claimed extends Interval {
  readonly unitId: string;
}

const MINUTE = 60_000;

/**
 * When each unit could be booked: open, and far enough from what is claimed for the booking's own buffers. A resource
 * that takes all its units at once counts as one.
 */
export function freeByUnit(
  rules: Pick<BookingRules, "takesAllUnits" | "bufferBeforeMinutes" | "bufferAfterMinutes">,
  unitIds: readonly string[],
  open: readonly Interval[],
  claims: readonly Claimed[],
): Interval[][] {
  if (unitIds.length === 0) return [];
  const busy = (taken: readonly Claimed[]) =>
    taken.map(({ start, end }) => ({
      start: start - rules.bufferAfterMinutes * MINUTE,
      end: end + rules.bufferBeforeMinutes * MINUTE,
    }));
  if (rules.takesAllUnits) return [subtract(open, busy(claims))];
  return unitIds.map((unitId) => subtract(open, busy(claims.filter((claim) => claim.unitId === unitId))));
}

/** How many of the units are free for the whole of a period. */
export function unitsFree(free: readonly (readonly Interval[])[], period: Interval): number {
  return free.filter((intervals) => intervals.some((interval) => contains(interval, period))).length;
}

/** When something is free: each interval can be booked whole, so those of different units may overlap. */
export function freeIntervals(free: readonly (readonly Interval[])[]): Interval[] {
  const [only] = free;
  if (!only) return [];
  if (free.length === 1) return [...only];
  const sorted = free.flat().sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Interval[] = [];
  for (const interval of sorted) {
    const last = kept.at(-1);
    if (!last || interval.end > last.end) kept.push(interval);
  }
  return kept;
}

/** The moments at which at least one unit is free. */
export function sometimesFree(free: readonly (readonly Interval[])[]): Interval[] {
  return merge(free.flat());
}
