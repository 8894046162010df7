import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { addDays, dayBounds, type LocalDate } from "../kernel/time";
import { readBookables } from "./bookable";
import { pageOfResources, type ResourceCard } from "./cards";
import { liveClaims, readOccupations } from "./claims";
import { barredFrom } from "./barred";
import { describeDays, notForThem, type Day } from "./day";
import type { ResourceFilters } from "./free-resources";
import { hoursOn } from "./opening";
import { claimPeriod } from "./rules";
import { daysPeriod } from "./suggestions";

/** Which part of the planning. */
export interface PlanningSearch {
  readonly from: LocalDate;
  /** How many days, from `from` on. */
  readonly days: number;
  readonly filters?: ResourceFilters | undefined;
  /** Resources a page, 50 at most. */
  readonly limit?: number | undefined;
  readonly cursor?: string | null | undefined;
}

/** The planning in full: every stretch of every day of every resource. */
export interface Planning {
  readonly dates: readonly LocalDate[];
  readonly rows: readonly (ResourceCard & {
    readonly minMinutes: number;
    /** Whether the structure acted for may not book it: nothing is free for it. */
    readonly barred: boolean;
    /** Booked at dated sessions alone: it is closed where it has none. */
    readonly bySession: boolean;
    readonly days: readonly Day[];
  })[];
  readonly nextCursor: string | null;
}

/** A day of a resource in figures. */
export interface DaySummary {
  readonly date: LocalDate;
  readonly bookings: number;
  /** Of the structure acted for. */
  readonly ours: number;
  /** Minutes claimed, of the whole resource: half of a hall for an hour is half an hour. */
  readonly takenMinutes: number;
  /** 0 when closed. */
  readonly openMinutes: number;
}

/** The planning of a month: how full each day of each resource is. */
export interface MonthPlanning {
  readonly dates: readonly LocalDate[];
  readonly rows: readonly (ResourceCard & { readonly days: readonly DaySummary[] })[];
  readonly nextCursor: string | null;
}

const MOST_RESOURCES = 50;
const MOST_DAYS = 8;
const MOST_DAYS_OF_MONTH = 42;
/** Longer than any buffer. */
const BUFFERS = { bufferBeforeMinutes: 1440, bufferAfterMinutes: 1440 };

/** A few days (8 at most) of the pôle's resources, by name. */
export async function planningOf(actor: Actor, search: PlanningSearch): Promise<Planning> {
  allow(actor, "bookings.view");
  const zone = actor.timeZone;
  const dates = datesFrom(search.from, Math.min(search.days, MOST_DAYS));
  return inTransaction(actor, async (tx, now) => {
    const { cards, nextCursor } = await pageOfResources(tx, actor, search.filters ?? {}, pageAsked(search));
    const resources = await readBookables(
      tx,
      cards.map(({ resourceId }) => resourceId),
    );
    const unitIds = [...new Set(resources.flatMap((resource) => resource.unitIds))];
    const period = claimPeriod(BUFFERS, daysPeriod({ first: dates[0]!, last: dates.at(-1)! }, zone));
    const claims = await readOccupations(tx, actor, unitIds, period);
    const described = new Map(
      resources.map((resource) => {
        const own = claims.filter(({ unitId }) => resource.unitIds.includes(unitId));
        const { minMinutes, bySession = false } = resource.rules;
        const barred = barredFrom(resource, actor) !== null;
        const days = describeDays(resource, own, dates, now, zone);
        return [resource.id, { minMinutes, barred, bySession, days: barred ? notForThem(days) : days }];
      }),
    );
    const rows = cards.flatMap((card) => {
      const row = described.get(card.resourceId);
      return row ? [{ ...card, ...row }] : [];
    });
    return { dates, rows, nextCursor };
  });
}

/** Up to six weeks of the pôle's resources, by name, in figures: they stay readable however many bookings there are. */
export async function monthOf(actor: Actor, search: PlanningSearch): Promise<MonthPlanning> {
  allow(actor, "bookings.view");
  const dates = datesFrom(search.from, Math.min(search.days, MOST_DAYS_OF_MONTH));
  return inTransaction(actor, async (tx) => {
    const { cards, nextCursor } = await pageOfResources(tx, actor, search.filters ?? {}, pageAsked(search));
    const ids = cards.map(({ resourceId }) => resourceId);
    const resources = new Map((await readBookables(tx, ids)).map((resource) => [resource.id, resource]));
    const counted = new Map<string, Count>();
    for (const count of await countByDay(tx, actor, ids, dates)) counted.set(`${count.resourceId} ${count.day}`, count);
    const rows = cards.map((card) => {
      const resource = resources.get(card.resourceId);
      const days = dates.map((date, index): DaySummary => {
        const count = counted.get(`${card.resourceId} ${index + 1}`);
        const open = resource ? hoursOn(resource.hours, date) : [];
        return {
          date,
          bookings: count?.bookings ?? 0,
          ours: count?.ours ?? 0,
          takenMinutes: Math.round((count?.unitMinutes ?? 0) / Math.max(1, resource?.unitIds.length ?? 1)),
          openMinutes: open.reduce((sum, { start, end }) => sum + end - start, 0),
        };
      });
      return { ...card, days };
    });
    return { dates, rows, nextCursor };
  });
}

interface Count {
  resourceId: string;
  /** 1 for the first date. */
  day: number;
  bookings: number;
  ours: number;
  unitMinutes: number;
}

async function countByDay(tx: Tx, actor: Actor, ids: readonly string[], dates: readonly LocalDate[]): Promise<Count[]> {
  const midnights = [...dates, addDays(dates.at(-1)!, 1)].map((date) => dayBounds(date, actor.timeZone).start);
  const [start, end] = [midnights[0]!, midnights.at(-1)!];
  // As text: the driver takes an array of instants for one instant.
  const bounds = sql`${midnights.map((midnight) => midnight.toISOString())}::timestamptz[]`;
  const { rows } = await sql<Count>`
    select ru.resource_id, day, count(distinct b.id)::int as bookings,
           (count(distinct b.id) filter (where b.structure_id = ${actor.structureId}))::int as ours,
           sum(extract(epoch from least(b.ends_at, (${bounds})[day + 1]) - greatest(b.starts_at, (${bounds})[day])) / 60)
             ::int as unit_minutes
      from resource_units ru
      join units u on u.id = ru.unit_id and u.retired_at is null
      ${liveClaims(sql`ru.unit_id`, { start, end })}
      join bookings b on b.id = claim.booking_id
     -- A booking counts on every day that it touches: mostly one.
     cross join lateral generate_series(
       greatest(width_bucket(b.starts_at, ${bounds}), 1),
       least(width_bucket(b.ends_at - interval '1 microsecond', ${bounds}), ${dates.length}::int)) as day
     where ru.resource_id = any(${ids}::uuid[])
     group by 1, 2`.execute(tx);
  return rows;
}

function datesFrom(first: LocalDate, days: number): LocalDate[] {
  return Array.from({ length: Math.max(1, days) }, (_, index) => addDays(first, index));
}

function pageAsked({ limit = MOST_RESOURCES, cursor }: PlanningSearch) {
  return { limit: Math.min(Math.max(limit, 1), MOST_RESOURCES), cursor };
}
