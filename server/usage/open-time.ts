import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { openPeriods, readBookables, type Bookable } from "../bookings";
import type { Actor } from "../kernel/actor";
import { intersect, merge, type Interval } from "../kernel/intervals";
import { addDays, localDateOf, type LocalDate } from "../kernel/time";
import { addGrid, emptyGrid, minutesByHour, type Days, type HourGrid } from "./rules";
import { boundsOf, USED, within, type Scope } from "./scope";

/** A resource, and between which days it was shared. */
export interface Openable {
  readonly id: string;
  readonly name: string;
  /** Whether it has open time to compare with: what is without limit has none. */
  readonly counted: boolean;
  /** Since it is known here, or was first used, as an import may tell of before. */
  readonly since: LocalDate;
  /** The day on which it was archived; null while it is shared. */
  readonly until: LocalDate | null;
}

/** The resources looked at, archived ones too. */
export async function readOpenable(tx: Tx, actor: Actor, scope: Scope): Promise<Openable[]> {
  const { rows } = await sql<{ id: string; name: string; counted: boolean; since: Date; until: Date | null }>`
    select r.id, r.name, not r.unlimited as counted, r.archived_at as until,
           least(r.created_at, (select b.starts_at from bookings b where b.resource_id = r.id and b.state in ${USED}
                                 order by b.starts_at limit 1)) as since
      from resources r where ${within(actor, scope)}`.execute(tx);
  return rows.map(({ since, until, ...row }) => ({
    ...row,
    since: localDateOf(since, actor.timeZone),
    until: until && localDateOf(until, actor.timeZone),
  }));
}

/** Open time by weekday and hour, and of each resource that has any; each unit counts. */
export interface OpenTime {
  readonly grid: HourGrid;
  readonly each: ReadonlyMap<string, number>;
}

/**
 * The open time of resources over some periods: within their opening hours, while they were shared, not blocked. A
 * blocking that excepts somebody closes it too: what they book all the same is open time by its use.
 */
export async function openTimes<Periods extends readonly Days[]>(
  tx: Tx,
  { poleId, timeZone }: Actor,
  resources: readonly Openable[],
  periods: Periods,
): Promise<{ [rank in keyof Periods]: OpenTime }> {
  const counted = resources.filter((resource) => resource.counted);
  const bookables = new Map(
    (
      await readBookables(
        tx,
        counted.map(({ id }) => id),
      )
    ).map((bookable) => [bookable.id, bookable]),
  );
  const bounds = periods.map((days) => boundsOf(days, timeZone));
  const from = new Date(Math.min(...bounds.map((each) => each.from.getTime())));
  const to = new Date(Math.max(...bounds.map((each) => each.to.getTime())));
  const blocked = await readBlocked(tx, poleId, [...bookables.keys()], from, to);
  const open = opener(timeZone);
  const openIn = (days: Days): OpenTime => {
    const grid = emptyGrid();
    const each = new Map<string, number>();
    for (const { id, since, until } of counted) {
      const bookable = bookables.get(id);
      const first = since > days.first ? since : days.first;
      const last = until && until <= days.last ? addDays(until, -1) : days.last;
      if (!bookable || first > last) continue;
      const times = bookable.rules.takesAllUnits ? 1 : bookable.rules.units;
      const whole = open(bookable.hours, first, last);
      addGrid(grid, whole.grid, times);
      let minutes = whole.minutes * times;
      for (const closed of closedOf(bookable, blocked.get(id))) {
        const lost = intersect(whole.periods, closed);
        addGrid(grid, minutesByHour(lost, timeZone), -1);
        minutes -= minutesOf(lost);
      }
      each.set(id, minutes);
    }
    return { grid, each };
  };
  return periods.map(openIn) as { [rank in keyof Periods]: OpenTime };
}

/** Opening hours as periods and by hour. Resources with the same hours are worked out once. */
function opener(zone: string) {
  const known = new Map<string, { periods: Interval[]; grid: HourGrid; minutes: number }>();
  return (hours: Bookable["hours"], first: LocalDate, last: LocalDate) => {
    const key = JSON.stringify([hours, first, last]);
    let one = known.get(key);
    if (!one) {
      const periods = openPeriods(hours, first, last, zone);
      known.set(key, (one = { periods, grid: minutesByHour(periods, zone), minutes: minutesOf(periods) }));
    }
    return one;
  };
}

/** When each unit was blocked; what is taken whole is closed by any of the units that it always takes. */
function closedOf({ rules, groups, unitIds }: Bookable, blocked: ReadonlyMap<string, Interval[]> | undefined) {
  if (!blocked) return [];
  const of = (units: readonly string[]) => units.flatMap((unit) => blocked.get(unit) ?? []);
  if (!rules.takesAllUnits) return unitIds.map((unit) => merge(of([unit])));
  const always = groups.filter(({ takes, unitIds: units }) => takes === null || takes >= units.length);
  return [merge(always.flatMap(({ unitIds: units }) => of(units)))];
}

/** Blocked times by resource and unit; those taken back count until then. */
async function readBlocked(tx: Tx, poleId: string, resourceIds: readonly string[], from: Date, to: Date) {
  const { rows } = await sql<{ resourceId: string; unitId: string; start: number; end: number }>`
    select ru.resource_id, held.unit_id,
           date_part('epoch', held.starts_at) * 1000 as "start",
           date_part('epoch', least(held.ends_at, held.removed_at)) * 1000 as "end"
      from blockings blocked
      join blocked_units held on held.blocking_id = blocked.id
      join resource_units ru on ru.unit_id = held.unit_id
     where blocked.pole_id = ${poleId} and blocked.starts_at < ${to} and blocked.ends_at > ${from}
       and least(held.ends_at, held.removed_at) > held.starts_at
       and ru.resource_id = any(${resourceIds}::uuid[])`.execute(tx);
  const found = new Map<string, Map<string, Interval[]>>();
  for (const { resourceId, unitId, start, end } of rows) {
    const units = found.get(resourceId) ?? new Map<string, Interval[]>();
    units.set(unitId, [...(units.get(unitId) ?? []), { start, end }]);
    found.set(resourceId, units);
  }
  return found;
}

function minutesOf(periods: readonly Interval[]): number {
  return periods.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);
}
