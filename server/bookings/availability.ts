import { contains, intersect, merge, overlaps, subtract, type Interval } from "../kernel/intervals";
import type { BookingRules } from "./rules";

/** A live claim on one unit, in milliseconds since 1970, buffers included. */
export interface Claimed extends Interval {
  readonly unitId: string;
  /** Kept from being booked rather than booked: needs no time to tidy around it. */
  readonly blocked?: boolean;
}

/** Units of which a booking takes some: those of its own, or of one of the things it is made of. */
export interface UnitGroup {
  readonly unitIds: readonly string[];
  /** How many of them; null: all. */
  readonly takes: number | null;
}

const MINUTE = 60_000;

/**
 * When each unit could be booked: open, and far enough from what is claimed for the booking's own buffers. A resource
 * that takes units of several groups at once counts as one, or as one a way of taking them where they may be chosen:
 * each interval of each list can be booked whole.
 */
export function freeByUnit(
  rules: Pick<BookingRules, "takesAllUnits" | "bufferBeforeMinutes" | "bufferAfterMinutes">,
  unitIds: readonly string[],
  open: readonly Interval[],
  claims: readonly Claimed[],
  groups: readonly UnitGroup[] = [{ unitIds, takes: null }],
): Interval[][] {
  if (unitIds.length === 0) return [];
  const freeOf = (wanted: readonly string[]) =>
    subtract(
      open,
      claims
        .filter(({ unitId }) => wanted.includes(unitId))
        .map(({ start, end, blocked }) => ({
          start: start - (blocked ? 0 : rules.bufferAfterMinutes * MINUTE),
          end: end + (blocked ? 0 : rules.bufferBeforeMinutes * MINUTE),
        })),
    );
  if (!rules.takesAllUnits) return unitIds.map((unitId) => freeOf([unitId]));
  const whole = groups.filter(({ takes, unitIds: units }) => takes === null || takes >= units.length);
  const together = freeOf(whole.flatMap((group) => group.unitIds));
  const chosen = groups.filter((group) => !whole.includes(group));
  if (groups.some(({ takes, unitIds: units }) => takes !== null && takes > units.length)) return [];
  if (chosen.length === 0) return [together];
  return chosen
    .reduce<Interval[]>(
      (ways, { unitIds: units, takes }) =>
        longest(
          ways.flatMap((way) =>
            someOf(
              units.map((unit) => freeOf([unit])),
              takes ?? units.length,
            ).flatMap((other) => intersect([way], [other])),
          ),
        ),
      whole.length > 0 ? together : [...open],
    )
    .map((way) => [way]);
}

/** The longest intervals during which the same `count` of some units are free. */
function someOf(units: readonly (readonly Interval[])[], count: number): Interval[] {
  const starts = new Set(units.flatMap((intervals) => intervals.map(({ start }) => start)));
  return longest(
    [...starts].flatMap((start) => {
      const ends = units
        .flatMap((intervals) => intervals.find((each) => each.start <= start && start < each.end)?.end ?? [])
        .sort((a, b) => b - a);
      const end = ends[count - 1];
      return end === undefined ? [] : [{ start, end }];
    }),
  );
}

/** Those that are not within another. */
function longest(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Interval[] = [];
  for (const interval of sorted) {
    const last = kept.at(-1);
    if (!last || interval.end > last.end) kept.push(interval);
  }
  return kept;
}

/** How many of the units are free for the whole of a period. */
export function unitsFree(free: readonly (readonly Interval[])[], period: Interval): number {
  return free.filter((intervals) => intervals.some((interval) => contains(interval, period))).length;
}

/** When something is free: each interval can be booked whole, so those of different units may overlap. */
export function freeIntervals(free: readonly (readonly Interval[])[]): Interval[] {
  const [only] = free;
  if (!only) return [];
  return free.length === 1 ? [...only] : longest(free.flat());
}

/** The moments at which at least one unit is free. */
export function sometimesFree(free: readonly (readonly Interval[])[]): Interval[] {
  return merge(free.flat());
}

/** What two things asked for together need of the units. */
interface Needed {
  readonly unitIds: readonly string[];
  /** Buffers included. */
  readonly claim: { readonly start: Date; readonly end: Date };
}

/**
 * Things asked for together, in rounds: within a round no two of them want the same unit at the same time, so that
 * each round can be given its units at once, and the next one sees what the rounds before were given.
 * @returns for each round, the ranks of what is in it
 */
export function roundsOf(asked: readonly Needed[]): number[][] {
  const rounds: number[][] = [];
  for (const [rank, one] of asked.entries()) {
    const clashes = (other: number) => {
      const { claim, unitIds } = asked[other]!;
      return (
        overlaps(inMilliseconds(claim), inMilliseconds(one.claim)) && unitIds.some((unit) => one.unitIds.includes(unit))
      );
    };
    // After the last round that it clashes with: order is kept among those that want the same.
    const last = rounds.findLastIndex((round) => round.some(clashes));
    const round = rounds[last + 1];
    if (round) round.push(rank);
    else rounds.push([rank]);
  }
  return rounds;
}

function inMilliseconds({ start, end }: Needed["claim"]): Interval {
  return { start: start.getTime(), end: end.getTime() };
}
