import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { addDays, localDateOf, type LocalDate, type Period } from "../kernel/time";
import { freeIntervals as longestFree } from "./availability";
import { readBookable, type Bookable } from "./bookable";
import { readClaims, readOccupations } from "./claims";
import { barredFrom } from "./barred";
import { bookableByUnit, describeDays, notForThem, type Day } from "./day";
import type { Hours } from "./opening";
import type { BrokenRule } from "./problems";
import { claimPeriod, earliestStart, lastDayOf } from "./rules";
import { daysPeriod } from "./suggestions";

/** The week of one resource. */
export interface Week {
  readonly resourceId: string;
  readonly resourceName: string;
  readonly archived: boolean;
  /** Why the structure acted for books nothing of it: nothing is free for it. */
  readonly barred: (BrokenRule & { readonly code: "not_open_to_you" }) | null;
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly hours: Hours;
  /** Seven, from Monday. */
  readonly days: readonly Day[];
  /** No start is possible before, nor on a day after. */
  readonly earliestStart: Date;
  readonly lastDay: LocalDate;
}

/** A resource's week, day by day. @param monday the first day @throws NotFound */
export async function weekOf(actor: Actor, resourceId: string, monday: LocalDate): Promise<Week> {
  allow(actor, "bookings.view");
  const zone = actor.timeZone;
  const dates = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days));
  return inTransaction(actor, async (tx, now) => {
    const resource = await found(resourceId, (id) => readBookable(tx, id));
    const { rules, unitIds, hours } = resource;
    const period = claimPeriod(rules, daysPeriod({ first: monday, last: addDays(monday, 6) }, zone));
    const claims = await readOccupations(tx, actor, unitIds, period);
    const barred = barredFrom(resource, actor);
    const days = describeDays(resource, claims, dates, now, zone);
    return {
      resourceId,
      resourceName: resource.name,
      archived: rules.archived,
      stepMinutes: rules.stepMinutes,
      minMinutes: rules.minMinutes,
      maxMinutes: rules.maxMinutes,
      hours,
      barred,
      days: barred ? notForThem(days) : days,
      earliestStart: earliestStart(rules, now),
      lastDay: lastDayOf(rules, now, zone),
    };
  });
}

/** The longest period that freeIntervals() looks at, in days. */
export const LONGEST_AVAILABILITY_DAYS = 93;

/**
 * When a resource can be booked between two instants, at most LONGEST_AVAILABILITY_DAYS apart: each interval as a
 * whole, on one unit. Those of a resource with several units may overlap.
 * @throws NotFound
 */
export async function freeIntervals(actor: Actor, resourceId: string, from: Date, to: Date): Promise<Period[]> {
  allow(actor, "bookings.view");
  const zone = actor.timeZone;
  return inTransaction(actor, async (tx, now) => {
    const resource = await found(resourceId, (id) => readBookable(tx, id));
    if (to <= from) return [];
    const period = claimPeriod(resource.rules, { start: from, end: to });
    const claims = await readClaims(tx, resource.unitIds, period, actor.structureId);
    const days = [localDateOf(from, zone), localDateOf(to, zone)] as const;
    const least = resource.rules.minMinutes * 60_000;
    return longestFree(bookableByUnit(resource, claims, days, now, zone))
      .map(({ start, end }) => ({ start: Math.max(start, from.getTime()), end: Math.min(end, to.getTime()) }))
      .filter(({ start, end }) => end - start >= least)
      .map(({ start, end }) => ({ start: new Date(start), end: new Date(end) }));
  });
}

async function found(id: string, read: (id: string) => Promise<Bookable | null>): Promise<Bookable> {
  const resource = isId(id) ? await read(id) : null;
  if (!resource) throw new NotFound("resource");
  return resource;
}
