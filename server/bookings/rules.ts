import { contains } from "../kernel/intervals";
import { addDays, localDateOf, MINUTES_PER_DAY, type LocalDate, type Period } from "../kernel/time";
import type { UnitGroup } from "./availability";
import { closedOn, endClock, hoursOn, isOnStep, nextStart, openPeriods, type Hours } from "./opening";
import type { Customer } from "./price";
import type { BrokenRule } from "./problems";
import { decideQuota, NO_USAGE, type Counted, type Usage } from "./quotas";

/** What a resource asks of its bookings. Durations are elapsed time, in minutes. */
export interface BookingRules {
  readonly capacity: number;
  /** Units in service. */
  readonly units: number;
  readonly takesAllUnits: boolean;
  /** Nothing is claimed, however often it is booked. */
  readonly unlimited?: boolean;
  /** Only at dated sessions, whatever the hours, the step and the lengths. */
  readonly bySession?: boolean;
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly noticeMinutes: number;
  readonly horizonDays: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly archived: boolean;
}

/** Who may book a resource. */
export interface Access {
  readonly openTo: "pole" | "named" | "network" | "public";
  /** The structure that shares it may always book it. */
  readonly ownerId: string;
  /** The structures that may book it when it is open to those named. */
  readonly named: readonly string[];
}

/** Where a structure belongs, as a pôle looks at it. */
export type Origin = "pole" | "network" | "outside";

/** Who asks. */
export interface Asker {
  readonly structureId: string;
  /** Where the structure belongs: to the pôle of the resource, to another one of its network, elsewhere. */
  readonly from: Origin;
  readonly customer: Customer;
}

/** All that decides whether a resource may be booked. A Bookable is one. */
export interface Ruled extends Counted {
  readonly rules: BookingRules;
  readonly access: Access;
}

/** In which circumstances it is asked. */
export interface Circumstances {
  readonly now: Date;
  readonly zone: string;
  /** Null: nobody in particular, who is asked neither for a right nor for a quota. */
  readonly asker: Asker | null;
  /** What the structure has of it already (readUsage); left out: nothing. */
  readonly usage?: Usage | undefined;
}

/** What is asked for. */
export interface Wanted extends Period {
  /** People; left out when not told. */
  readonly attendees?: number | null | undefined;
  /** Units, of a resource that gives them one by one. */
  readonly quantity: number;
}

const MINUTE = 60_000;

/**
 * Every rule that a request breaks, the most telling first; none when it may be booked, if it is free.
 *
 * Hours and steps are read on the wall clock of `zone`, so that 9:00 stays 9:00 across a change of hour. Durations and
 * notice are elapsed time: what is asked of a room is its time. So on the night the clock jumps, 1:00 to 4:00 is two
 * hours; on the night it goes back, four.
 */
export function decideBooking(
  resource: Ruled,
  wanted: Wanted,
  { now, zone, asker, usage = NO_USAGE }: Circumstances,
): BrokenRule[] {
  const { rules, hours } = resource;
  if (rules.archived) return [{ code: "archived" }];
  if (wanted.end <= wanted.start) return [{ code: "ends_before_start" }];
  if (rules.bySession) {
    return [
      ...accessRules(resource.access, asker),
      ...startRules(rules, hours, wanted.start, now, zone),
      ...sizeRules(rules, wanted),
    ];
  }
  const broken = [
    ...accessRules(resource.access, asker),
    ...startRules(rules, hours, wanted.start, now, zone),
    ...lengthRules(rules, (wanted.end.getTime() - wanted.start.getTime()) / MINUTE),
    ...hoursRules(hours, wanted, rules.stepMinutes, zone),
    ...sizeRules(rules, wanted),
  ];
  // What a quota leaves is told of what could be booked otherwise.
  return asker && broken.length === 0 ? decideQuota(resource, asker.customer, usage, wanted, zone) : broken;
}

function accessRules(access: Access, asker: Asker | null): BrokenRule[] {
  const { openTo } = access;
  return asker === null || openTo === "public" || mayBook(access, asker) ? [] : [{ code: "not_open_to_you", openTo }];
}

/** Whether a structure is among those that may book a resource. */
export function mayBook({ openTo, ownerId, named }: Access, { structureId, from }: Omit<Asker, "customer">): boolean {
  if (structureId === ownerId || openTo === "public") return true;
  if (openTo === "named") return named.includes(structureId);
  return from === "pole" || (openTo === "network" && from === "network");
}

function startRules(rules: BookingRules, hours: Hours, start: Date, now: Date, zone: string): BrokenRule[] {
  const from = earliestStart(rules, now);
  const lastDay = lastDayOf(rules, now, zone);
  if (start < from) {
    const earliest = nextStart(hours, from, lastDay, rules, zone);
    return start < now
      ? [{ code: "in_the_past", earliest }]
      : [{ code: "too_soon", noticeMinutes: rules.noticeMinutes, earliest }];
  }
  if (localDateOf(start, zone) > lastDay) return [{ code: "too_far", horizonDays: rules.horizonDays, lastDay }];
  return [];
}

/** A start before this is in the past, or too soon. */
export function earliestStart(rules: Pick<BookingRules, "noticeMinutes">, now: Date): Date {
  return new Date(now.getTime() + rules.noticeMinutes * MINUTE);
}

/** The last day on which a booking may start: the horizon counts days of the wall clock from today. */
export function lastDayOf(rules: Pick<BookingRules, "horizonDays">, now: Date, zone: string): LocalDate {
  return addDays(localDateOf(now, zone), rules.horizonDays);
}

function hoursRules(hours: Hours, wanted: Period, stepMinutes: number, zone: string): BrokenRule[] {
  const day = localDateOf(wanted.start, zone);
  const period = { start: wanted.start.getTime(), end: wanted.end.getTime() };
  // A period of years is too long anyway: its first month is enough to look at.
  const lastDay = min(endClock(wanted.end, zone).date, addDays(day, LONGEST_DAYS));
  const broken: BrokenRule[] = [];
  if (!openPeriods(hours, day, lastDay, zone).some((open) => contains(open, period))) {
    const closed = closedOn(hours, day);
    broken.push({ code: "outside_hours", day, hours: hoursOn(hours, day), ...(closed ? { closed } : {}) });
  }
  const onStep = (edge: "start" | "end") => isOnStep(wanted[edge], edge, hours, stepMinutes, zone);
  if (!onStep("start") || !onStep("end")) broken.push({ code: "off_step", stepMinutes });
  return broken;
}

/** No booking is longer (a constraint of the database). */
const LONGEST_DAYS = 31;
const LONGEST_MINUTES = LONGEST_DAYS * MINUTES_PER_DAY;

function lengthRules(rules: BookingRules, minutes: number): BrokenRule[] {
  const maxMinutes = Math.min(rules.maxMinutes, LONGEST_MINUTES);
  if (minutes < rules.minMinutes) return [{ code: "too_short", minMinutes: rules.minMinutes }];
  if (minutes > maxMinutes) return [{ code: "too_long", maxMinutes }];
  return [];
}

function sizeRules(rules: BookingRules, { attendees, quantity }: Wanted): BrokenRule[] {
  const broken: BrokenRule[] = [];
  if (attendees && attendees > rules.capacity) {
    broken.push({ code: "too_many_people", attendees, capacity: rules.capacity });
  }
  const units = rules.takesAllUnits ? Math.min(1, rules.units) : rules.units;
  if (quantity > units && !rules.unlimited) broken.push({ code: "not_enough_units", quantity, units });
  return broken;
}

/** How many units of each group a booking claims: what it takes of them, or as many as are asked for. */
export function unitsNeeded(
  rules: Pick<BookingRules, "takesAllUnits" | "unlimited">,
  groups: readonly UnitGroup[],
  quantity: number,
): number[] {
  if (rules.unlimited) return groups.map(() => 0);
  // A resource without any unit in service has nothing to give: it needs one more than it has.
  return groups.map(({ takes, unitIds }) => (rules.takesAllUnits ? (takes ?? Math.max(1, unitIds.length)) : quantity));
}

/** What the units are held for: the period asked for, with the time to prepare and to tidy. */
export function claimPeriod(
  rules: Pick<BookingRules, "bufferBeforeMinutes" | "bufferAfterMinutes">,
  { start, end }: Period,
): Period {
  return {
    start: new Date(start.getTime() - rules.bufferBeforeMinutes * MINUTE),
    end: new Date(end.getTime() + rules.bufferAfterMinutes * MINUTE),
  };
}

function min(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
