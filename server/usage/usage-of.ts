import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { openPeriods, readBookables } from "../bookings";
import type { Actor } from "../kernel/actor";
import type { Cents } from "../kernel/money";
import { addGrid, emptyGrid, minutesByHour, pieceMinutes, turned, type Days, type HourGrid, type Span } from "./rules";
import { boundsOf, scopeOf, USED, WEIGHT, within, type Scope } from "./scope";

/** What bookings come to over some days. */
export interface Totals {
  /** That reach into these days. */
  readonly bookings: number;
  /** Within these days; of several units, each counts. */
  readonly minutes: number;
  /** Of which are weights in cost sharing. */
  readonly atCostMinutes: number;
  /** Prices frozen of what starts in these days, and what stays due of what was cancelled too late. */
  readonly cents: Cents;
  /** Of those that start in these days. */
  readonly noShows: number;
  readonly cancelled: number;
  /** Minutes of a booking, on average. */
  readonly averageMinutes: number;
}

/** A structure or a resource, with what it comes to. */
export interface Share extends Totals {
  readonly id: string;
  /** "" when it is no longer to be seen here. */
  readonly name: string;
}

/** A resource and how much of its open time is taken. */
export interface ResourceShare extends Share {
  /** All its units together; null: archived or without limit, nothing to compare with. */
  readonly openMinutes: number | null;
}

/** The use of a resource, of a structure's resources or of a pôle over some days. */
export interface Usage {
  readonly scope: Scope;
  readonly days: Days;
  readonly before: Days;
  readonly now: Totals;
  readonly then: Totals;
  readonly openMinutes: number;
  /** Minutes taken of resources that have open time. */
  readonly takenOfOpen: number;
  readonly takenOfOpenThen: number;
  readonly openMinutesThen: number;
  readonly taken: HourGrid;
  readonly open: HourGrid;
  /** The most used first. */
  readonly structures: readonly Share[];
  readonly resources: readonly ResourceShare[];
}

/** How things were used, in six questions however many bookings. @throws Forbidden, NotFound */
export function usageOf(
  actor: Actor,
  { resourceId, days, span }: { resourceId: string | null; days: Days; span: Span },
): Promise<Usage> {
  return inTransaction(actor, async (tx) => {
    const scope = await scopeOf(tx, actor, resourceId);
    const before = turned(span, days, -1);
    const sums = await readTotals(tx, actor, scope, days, before);
    const { rows: resources } = await sql<{ id: string; name: string; counted: boolean }>`
      select r.id, r.name, r.archived_at is null and not r.unlimited as counted
        from resources r where ${within(actor, scope)}`.execute(tx);
    const { rows: structures } = await sql<{ id: string; name: string }>`
      select id, name from structures where id = any(${[...sums.structures.keys()]}::uuid[])`.execute(tx);
    const counted = resources.filter((resource) => resource.counted).map(({ id }) => id);
    const bookables = await readBookables(tx, counted);
    const [open, openThen] = [opening(bookables, days, actor.timeZone), opening(bookables, before, actor.timeZone)];
    const names = new Map([...resources, ...structures].map(({ id, name }) => [id, name]));
    const named = (of: Map<string, [Totals, Totals]>): Share[] =>
      [...of]
        .map(([id, [totals]]) => ({ id, name: names.get(id) ?? "", ...totals }))
        .filter(hasUse)
        .sort(mostUsed);
    const takenOf = (then: 0 | 1) =>
      counted.reduce((sum, id) => sum + (sums.resources.get(id)?.[then].minutes ?? 0), 0);
    return {
      scope,
      days,
      before,
      now: sums.all[0],
      then: sums.all[1],
      openMinutes: open.total,
      openMinutesThen: openThen.total,
      takenOfOpen: takenOf(0),
      takenOfOpenThen: takenOf(1),
      taken: await readGrid(tx, actor, scope, days),
      open: open.grid,
      structures: named(sums.structures),
      resources: resources
        .map(({ id, name }) => ({
          id,
          name,
          ...(sums.resources.get(id)?.[0] ?? NOTHING),
          openMinutes: open.each.get(id) ?? null,
        }))
        .sort(mostUsed),
    };
  });
}

const NOTHING: Totals = {
  bookings: 0,
  minutes: 0,
  atCostMinutes: 0,
  cents: 0,
  noShows: 0,
  cancelled: 0,
  averageMinutes: 0,
};

function hasUse({ bookings, noShows, cancelled, cents }: Totals): boolean {
  return bookings + noShows + cancelled + cents > 0;
}

function mostUsed(a: Share, b: Share): number {
  return b.minutes - a.minutes || b.bookings - a.bookings || a.name.localeCompare(b.name);
}

/** Now and before, in all, by structure and by resource: one reading of the bookings of both periods. */
async function readTotals(tx: Tx, actor: Actor, scope: Scope, days: Days, before: Days) {
  const [now, then] = [boundsOf(days, actor.timeZone), boundsOf(before, actor.timeZone)];
  const { rows } = await sql<Totals & { rank: 0 | 1; structureId: string | null; resourceId: string | null }>`
    select p.rank, b.structure_id, b.resource_id,
           count(*) filter (where b.used)::int as bookings,
           coalesce(sum(b.minutes) filter (where b.used), 0)::float8 as minutes,
           coalesce(sum(b.minutes) filter (where b.used and b.at_cost), 0)::float8 as at_cost_minutes,
           coalesce(sum(case when b.state = 'cancelled' then b.cancel_fee_cents
                             when (b.used or b.state = 'no_show') and not b.at_cost then b.price_cents end)
                    filter (where b.begins), 0)::float8 as cents,
           count(*) filter (where b.begins and b.state = 'no_show')::int as no_shows,
           count(*) filter (where b.begins and b.state = 'cancelled')::int as cancelled,
           coalesce(avg(b.length) filter (where b.used), 0)::float8 as average_minutes
      from (values (0, ${now.from}::timestamptz, ${now.to}::timestamptz),
                   (1, ${then.from}::timestamptz, ${then.to}::timestamptz)) as p (rank, first, last)
     cross join lateral (
       select b.structure_id, b.resource_id, b.state, b.at_cost, b.price_cents, b.cancel_fee_cents,
              b.state in ${USED} as used, b.starts_at >= p.first as begins,
              extract(epoch from b.ends_at - b.starts_at) / 60 as length,
              extract(epoch from least(b.ends_at, p.last) - greatest(b.starts_at, p.first)) / 60 * (${WEIGHT}) as minutes
         from bookings b join resources r on r.id = b.resource_id
        where ${within(actor, scope, { onBookings: true })}
          and b.starts_at < p.last and b.ends_at > p.first and b.starts_at > p.first - interval '32 days'
          -- The same of both periods together, in constants: what an index is read by.
          and b.starts_at < ${now.to} and b.starts_at > ${then.from}::timestamptz - interval '32 days'
          and b.state not in ('offered', 'requested', 'declined', 'expired')) b
     group by grouping sets ((p.rank), (p.rank, b.structure_id), (p.rank, b.resource_id))`.execute(tx);
  const all: [Totals, Totals] = [NOTHING, NOTHING];
  const structures = new Map<string, [Totals, Totals]>();
  const resources = new Map<string, [Totals, Totals]>();
  for (const { rank, structureId, resourceId, ...totals } of rows) {
    if (!structureId && !resourceId) all[rank] = totals;
    else {
      const [of, id] = structureId ? [structures, structureId] : [resources, resourceId ?? ""];
      const pair = of.get(id) ?? [NOTHING, NOTHING];
      pair[rank] = totals;
      of.set(id, pair);
    }
  }
  return { all, structures, resources };
}

/** The minutes taken by weekday and hour of the pôle's clock. */
async function readGrid(tx: Tx, actor: Actor, scope: Scope, days: Days): Promise<number[][]> {
  const zone = actor.timeZone;
  const { from, to } = boundsOf(days, zone);
  const step = `${pieceMinutes(zone, [from, new Date((from.getTime() + to.getTime()) / 2), to])} minutes`;
  const { rows } = await sql<{ weekday: number; hour: number; minutes: number }>`
    select extract(isodow from b.piece at time zone ${zone})::int as weekday,
           extract(hour from b.piece at time zone ${zone})::int as hour,
           sum(extract(epoch from least(b.ends_at, b.piece + ${step}::interval) - greatest(b.starts_at, b.piece))
               / 60 * b.weight)::float8 as minutes
      from (select greatest(b.starts_at, ${from}) as starts_at, least(b.ends_at, ${to}) as ends_at, ${WEIGHT} as weight,
                   generate_series(date_bin(${step}::interval, greatest(b.starts_at, ${from}), 'epoch'),
                                   least(b.ends_at, ${to}) - interval '1 microsecond', ${step}::interval) as piece
              from bookings b join resources r on r.id = b.resource_id
             where ${within(actor, scope, { onBookings: true })}
               and b.starts_at < ${to} and b.ends_at > ${from} and b.starts_at > ${from}::timestamptz - interval '32 days'
               and b.state in ${USED}) b
     group by 1, 2`.execute(tx);
  const grid = emptyGrid();
  for (const { weekday, hour, minutes } of rows) grid[weekday - 1]![hour] = minutes;
  return grid;
}

/** Open time by weekday and hour, and of each resource. Resources with the same hours are worked out once. */
function opening(resources: Awaited<ReturnType<typeof readBookables>>, { first, last }: Days, zone: string) {
  const known = new Map<string, { grid: HourGrid; minutes: number }>();
  const grid = emptyGrid();
  const each = new Map<string, number>();
  let total = 0;
  for (const { id, hours, rules } of resources) {
    const key = JSON.stringify(hours);
    let one = known.get(key);
    if (!one) {
      const periods = openPeriods(hours, first, last, zone);
      const minutes = periods.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);
      known.set(key, (one = { grid: minutesByHour(periods, zone), minutes }));
    }
    const times = rules.takesAllUnits ? 1 : rules.units;
    addGrid(grid, one.grid, times);
    each.set(id, one.minutes * times);
    total += one.minutes * times;
  }
  return { grid, each, total };
}
