import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import type { Cents } from "../kernel/money";
import { openTimes, readOpenable } from "./open-time";
import { addGrid, emptyGrid, minutesByHour, spread, turned, type Days, type HourGrid, type Span } from "./rules";
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
  /** All its units together; null: without limit, or not shared then: nothing to compare with. */
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
  /** All that is taken. */
  readonly taken: HourGrid;
  /** Of what has open time. */
  readonly takenOfOpenByHour: HourGrid;
  readonly open: HourGrid;
  /** The most used first. */
  readonly structures: readonly Share[];
  readonly resources: readonly ResourceShare[];
}

/** How things were used, in seven questions however many bookings. @throws Forbidden, NotFound */
export function usageOf(
  actor: Actor,
  { resourceId, days, span }: { resourceId: string | null; days: Days; span: Span },
): Promise<Usage> {
  return inTransaction(actor, async (tx) => {
    const scope = await scopeOf(tx, actor, resourceId);
    const before = turned(span, days, -1);
    const sums = await readTotals(tx, actor, scope, days, before);
    const resources = await readOpenable(tx, actor, scope);
    const { rows: structures } = await sql<{ id: string; name: string }>`
      select id, name from structures where id = any(${[...sums.structures.keys()]}::uuid[])`.execute(tx);
    const [open, openThen] = await openTimes(tx, actor, resources, [days, before] as const);
    const grids = await readGrids(tx, actor, scope, days);
    const names = new Map([...resources, ...structures].map(({ id, name }) => [id, name]));
    const named = (of: Map<string, [Totals, Totals]>): Share[] =>
      [...of]
        .map(([id, [totals]]) => ({ id, name: names.get(id) ?? "", ...totals }))
        .filter(hasUse)
        .sort(mostUsed);
    /** Of what has open time: minutes taken, and open. What was used was open, whatever its hours say today. */
    const compared = (then: 0 | 1, each: ReadonlyMap<string, number>) => {
      let [taken, openMinutes] = [0, 0];
      for (const [id, minutes] of each) {
        const used = sums.resources.get(id)?.[then].minutes ?? 0;
        taken += used;
        openMinutes += Math.max(minutes, used);
      }
      return { taken, openMinutes };
    };
    const [of, ofThen] = [compared(0, open.each), compared(1, openThen.each)];
    return {
      scope,
      days,
      before,
      now: sums.all[0],
      then: sums.all[1],
      openMinutes: of.openMinutes,
      openMinutesThen: ofThen.openMinutes,
      takenOfOpen: of.taken,
      takenOfOpenThen: ofThen.taken,
      taken: grids.all,
      takenOfOpenByHour: grids.counted,
      open: open.grid,
      structures: named(sums.structures),
      resources: resources
        .map(({ id, name }) => {
          const totals = sums.resources.get(id)?.[0] ?? NOTHING;
          const openMinutes = open.each.get(id);
          return {
            id,
            name,
            ...totals,
            openMinutes: openMinutes === undefined ? null : Math.max(openMinutes, totals.minutes),
          };
        })
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
    with each as (
      select p.rank, b.structure_id, b.resource_id,
             count(*) filter (where b.state in ${USED}) as bookings,
             sum(date_part('epoch', least(b.ends_at, p.last) - greatest(b.starts_at, p.first)) * (${WEIGHT}))
               filter (where b.state in ${USED}) as seconds,
             sum(date_part('epoch', least(b.ends_at, p.last) - greatest(b.starts_at, p.first)) * (${WEIGHT}))
               filter (where b.state in ${USED} and b.at_cost) as at_cost_seconds,
             sum(date_part('epoch', b.ends_at - b.starts_at)) filter (where b.state in ${USED}) as lengths,
             sum(case when b.state = 'cancelled' then b.cancel_fee_cents when not b.at_cost then b.price_cents end)
               filter (where b.starts_at >= p.first) as cents,
             count(*) filter (where b.starts_at >= p.first and b.state = 'no_show') as no_shows,
             count(*) filter (where b.starts_at >= p.first and b.state = 'cancelled') as cancelled
        from (values (0, ${now.from}::timestamptz, ${now.to}::timestamptz),
                     (1, ${then.from}::timestamptz, ${then.to}::timestamptz)) as p (rank, first, last)
        join bookings b on b.starts_at < p.last and b.ends_at > p.first and b.starts_at > p.first - interval '32 days'
        join resources r on r.id = b.resource_id
       where ${within(actor, scope, { onBookings: true })}
         -- The same of both periods together, in constants: what an index is read by.
         and b.starts_at < ${now.to} and b.starts_at > ${then.from}::timestamptz - interval '32 days'
         and b.state not in ('offered', 'requested', 'declined', 'expired')
       group by 1, 2, 3)
    select rank, structure_id, resource_id, sum(bookings)::int as bookings,
           coalesce(sum(seconds), 0) / 60 as minutes, coalesce(sum(at_cost_seconds), 0) / 60 as at_cost_minutes,
           coalesce(sum(cents), 0)::float8 as cents, sum(no_shows)::int as no_shows, sum(cancelled)::int as cancelled,
           coalesce(sum(lengths) / nullif(sum(bookings), 0) / 60, 0)::float8 as average_minutes
      -- Added up by structure and by resource first: what follows reads thousands of rows, not hundreds of thousands.
      from each group by grouping sets ((rank), (rank, structure_id), (rank, resource_id))`.execute(tx);
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

/**
 * The minutes taken by weekday and hour of the pôle's clock: all, and of what has open time. Bookings of the same times
 * count together, then those that begin at the same minute of the week and are as long; times across a change of the
 * clock are taken one by one.
 */
async function readGrids(tx: Tx, actor: Actor, scope: Scope, days: Days) {
  const zone = actor.timeZone;
  const { from, to } = boundsOf(days, zone);
  const { rows } = await sql<{
    across: Date | null;
    minute: number;
    minutes: number;
    weight: number;
    counted: number;
  }>`
    with alike as (
      select greatest(b.starts_at, ${from}) as starts_at, least(b.ends_at, ${to}) as ends_at,
             sum(${WEIGHT}) as weight, sum(case when r.unlimited then 0 else ${WEIGHT} end) as counted
        from bookings b join resources r on r.id = b.resource_id
       where ${within(actor, scope, { onBookings: true })} and b.starts_at < ${to} and b.ends_at > ${from}
         and b.starts_at > ${from}::timestamptz - interval '32 days' and b.state in ${USED}
       group by 1, 2),
    shown as (
      select starts_at, starts_at at time zone ${zone} as local, weight, counted,
             date_part('epoch', ends_at - starts_at) / 60 as minutes,
             (ends_at at time zone ${zone}) - (starts_at at time zone ${zone}) = ends_at - starts_at as even
        from alike offset 0)
    select case when not even then starts_at end as across,
           (date_part('isodow', local) - 1) * 1440 + date_part('hour', local) * 60 + date_part('minute', local) as minute,
           minutes, sum(weight)::float8 as weight, sum(counted)::float8 as counted
      from shown group by 1, 2, 3`.execute(tx);
  const [all, counted] = [emptyGrid(), emptyGrid()];
  for (const { across, minute, minutes, ...times } of rows) {
    const grid = emptyGrid();
    if (across) {
      const start = across.getTime();
      addGrid(grid, minutesByHour([{ start, end: start + minutes * 60_000 }], zone), 1);
    } else spread(grid, minute, minutes);
    addGrid(all, grid, times.weight);
    if (times.counted > 0) addGrid(counted, grid, times.counted);
  }
  return { all, counted };
}
