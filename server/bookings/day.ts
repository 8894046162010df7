import type { Interval } from "../kernel/intervals";
import { dayBounds, MINUTES_PER_DAY, minutesOf, type LocalDate, type Period } from "../kernel/time";
import { freeByUnit, sometimesFree, type Claimed, type UnitGroup } from "./availability";
import type { BlockingKind } from "./blocking";
import type { BookingState } from "./booking";
import { nextStart, openPeriods, type Hours } from "./opening";
import { earliestStart, lastDayOf, type BookingRules } from "./rules";
import { unitsOfDay, type UnitsStretch } from "./units-of-day";

/** What somebody may read of a booking that takes a time. */
export interface Occupation {
  readonly bookingId: string;
  /** The resource booked: another one when they share a unit. */
  readonly resourceId: string;
  readonly state: BookingState;
  readonly start: Date;
  readonly end: Date;
  readonly structureId: string;
  readonly structureName: string;
  readonly structureColour: number;
  /** Whether it is of the structure acted for. */
  readonly ours: boolean;
  /** Null when it is not for this reader; "" when there is none. */
  readonly title: string | null;
}

/**
 * A stretch of a day, in minutes of the wall clock. `free` can be booked; `unavailable` is open and not taken, and yet
 * cannot be: time to tidy, too soon, too far, too short.
 */
export interface Segment {
  readonly kind: "free" | "taken" | "ours" | "unavailable" | "closed" | "past";
  readonly start: number;
  readonly end: number;
  readonly occupation: Occupation | null;
  /** Why it is `unavailable`, where somebody blocked it. */
  readonly blocking?: Blocked | null;
}

/** What is told of a blocking to everybody. */
export interface Blocked {
  readonly kind: BlockingKind;
  readonly reason: string;
}

/** A day of a resource, from midnight to midnight, without holes. */
export interface Day {
  readonly date: LocalDate;
  readonly segments: readonly Segment[];
  /** Of what is given one by one: how many can be booked, where some can. */
  readonly units?: readonly UnitsStretch[];
  /** How many there are of them. */
  readonly unitsInService?: number;
}

/** A resource whose days are described. */
interface Described {
  readonly rules: BookingRules;
  readonly hours: Hours;
  readonly unitIds: readonly string[];
  readonly groups?: readonly UnitGroup[];
  /** Of what is booked at dated sessions alone. */
  readonly sessions?: readonly Period[];
}

/** A claim or a blocking, with what may be read of it. */
export interface OccupiedUnit extends Claimed {
  /** Null where nothing may be read of the booking, or there is none. */
  readonly occupation: Occupation | null;
  readonly blocking?: Blocked;
}

/**
 * When a resource could be booked, from the first to the last day: free, open, neither too soon nor too far, long
 * enough. In milliseconds, one list for each unit.
 */
export function bookableByUnit(
  resource: Described,
  claims: readonly Claimed[],
  [first, last]: readonly [LocalDate, LocalDate],
  now: Date,
  zone: string,
): Interval[][] {
  const { rules, hours, unitIds, groups } = resource;
  if (rules.archived) return [];
  const lastDay = lastDayOf(rules, now, zone);
  const from = nextStart(hours, earliestStart(rules, now), lastDay, rules, zone)?.getTime() ?? Infinity;
  const until = dayBounds(lastDay, zone).end.getTime();
  const least = rules.minMinutes * 60_000;
  return freeByUnit(rules, unitIds, openOf(resource, [first, last], zone), claims, groups).map((intervals) =>
    intervals
      .map(({ start, end }) => ({ start: Math.max(start, from), end }))
      .filter(({ start, end }) => end - start >= least && start < until),
  );
}

/** Days in a row, each cut where something changes. `claims` are those that reach into these days. */
export function describeDays(
  resource: Described,
  claims: readonly OccupiedUnit[],
  dates: readonly LocalDate[],
  now: Date,
  zone: string,
): Day[] {
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return [];
  const open = openOf(resource, [first, last], zone);
  const byUnit = bookableByUnit(resource, claims, [first, last], now, zone);
  const free = sometimesFree(byUnit);
  const { rules, unitIds } = resource;
  const oneByOne = !rules.takesAllUnits && !rules.unlimited && unitIds.length > 1;
  const taken = occupiedTimes(claims);
  return dates.map((date) => {
    const { start, end } = dayBounds(date, zone);
    const day = { start: start.getTime(), end: end.getTime() };
    const inDay = <T extends Interval>(list: readonly T[]) => list.filter((each) => meets(each, day));
    const segments = segmentsOf(day, date, inDay(open), inDay(free), inDay(taken), now.getTime(), zone);
    return {
      date,
      segments,
      ...(oneByOne ? { units: unitsOfDay(byUnit, day, date, zone), unitsInService: unitIds.length } : {}),
    };
  });
}

/** When it is open: its hours, or its sessions. */
function openOf(
  { rules, hours, sessions = [] }: Described,
  [first, last]: readonly [LocalDate, LocalDate],
  zone: string,
) {
  if (!rules.bySession) return openPeriods(hours, first, last, zone);
  return sessions.map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
}

/** Bookings as people count them: without their buffers, once however many units they claim. */
function occupiedTimes(claims: readonly OccupiedUnit[]): OccupiedUnit[] {
  const seen = new Set<string>();
  return claims.flatMap((claim) => {
    const { occupation } = claim;
    if (!occupation) return [claim];
    if (seen.has(occupation.bookingId)) return [];
    seen.add(occupation.bookingId);
    // What was given back early ended then.
    return [{ ...claim, start: occupation.start.getTime(), end: Math.min(occupation.end.getTime(), claim.end) }];
  });
}

function segmentsOf(
  day: Interval,
  date: LocalDate,
  open: readonly Interval[],
  free: readonly Interval[],
  taken: readonly OccupiedUnit[],
  now: number,
  zone: string,
): Segment[] {
  const edges = [day, ...open, ...free, ...taken].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([...edges, now])].filter((cut) => day.start <= cut && cut <= day.end).sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 1; i < cuts.length; i += 1) {
    const piece = { start: cuts[i - 1]!, end: cuts[i]! };
    const covers = (each: Interval) => meets(each, piece);
    const isFree = free.some(covers);
    const isOpen = open.some(covers);
    // A booking made before the blocking is told before it.
    const claim = isFree ? undefined : taken.find((each) => covers(each) && !each.blocking);
    const blocking = isFree || claim || !isOpen ? null : (taken.find(covers)?.blocking ?? null);
    const kind = isFree ? "free" : claim ? takenBy(claim) : isOpen ? notBookable(piece, now) : "closed";
    const occupation = claim?.occupation ?? null;
    const previous = segments.at(-1);
    const start = previous?.end ?? 0;
    // On the night the clock goes back, an hour is drawn once although it passes twice.
    const shown = piece.end === day.end ? MINUTES_PER_DAY : minutesOf(new Date(piece.end), date, zone);
    const end = Math.max(start, shown);
    const goesOn = previous?.kind === kind && previous.occupation === occupation && previous.blocking === blocking;
    if (goesOn) segments[segments.length - 1] = { ...previous, end };
    else segments.push({ kind, start, end, occupation, blocking });
  }
  return segments.filter(({ start, end }) => start < end);
}

function takenBy({ occupation }: OccupiedUnit): "ours" | "taken" {
  return occupation?.ours ? "ours" : "taken";
}

function notBookable({ end }: Interval, now: number): "past" | "unavailable" {
  return end <= now ? "past" : "unavailable";
}

function meets(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The same days for who may not book: what is free is not free for them. */
export function notForThem(days: readonly Day[]): Day[] {
  return days.map(({ date, segments }) => ({
    date,
    segments: segments.map((segment) => (segment.kind === "free" ? { ...segment, kind: "unavailable" } : segment)),
  }));
}

/** The intervals of a day in which it can be booked, in minutes of the wall clock. */
export function freeOn(day: Day): Interval[] {
  return day.segments.filter(({ kind }) => kind === "free").map(({ start, end }) => ({ start, end }));
}
