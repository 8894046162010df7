import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import { RATES_OF_R } from "../catalogue";
import type { Period } from "../kernel/time";
import type { ApprovalRules } from "./approval";
import type { UnitGroup } from "./availability";
import type { Rate } from "./price";
import { rulesBeside, rulesOf, type ReadRules, type RulesRow } from "./read-rules";
import type { BookingRules } from "./rules";

/** A resource with all that decides about its bookings. */
export interface Bookable extends ReadRules {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Raised at each change of the resource, its hours and its rates. */
  readonly version: number;
  readonly rules: BookingRules;
  readonly rates: readonly Rate[];
  /** Units in service, in the order in which they are locked. */
  readonly unitIds: readonly string[];
  /** The same by what the resource is made of: its own, then those of each of its parts. */
  readonly groups: readonly PartOfResource[];
  /** The structure that shares it. */
  readonly ownerId: string;
  readonly approval: ApprovalRules;
  /** Of a resource that is only booked at dated sessions, those to come. */
  readonly sessions: readonly Session[];
}

/** The units of a resource that are its own (part 0), or that it takes from one of its parts. */
export interface PartOfResource extends UnitGroup {
  readonly part: number;
}

/** A dated session with places. */
export interface Session extends Period {
  readonly id: string;
}

interface Row extends Omit<BookingRules, "units">, RulesRow {
  id: string;
  kind: string;
  name: string;
  version: number;
  rates: Rate[];
  units: { id: string; part: number }[];
  parts: { part: number; takes: number | null }[];
  approval: ApprovalRules["mode"];
  approvalMinutes: number;
  approvalFree: ApprovalRules["freeFor"];
  trusted: string[];
  sessions: { id: string; start: string; end: string }[];
}

/**
 * Resources by id; and everybody else who wants one of their units waits until this transaction ends. Units are locked
 * always in the same order, so that a hall and its halves, or two baskets, never wait for each other. What others have
 * just committed shows only to the statements after this one: read claims then.
 */
export async function lockBookables(tx: Tx, resourceIds: readonly string[]): Promise<Map<string, Bookable>> {
  const found = await readRows(tx, sql`= any(${resourceIds}::uuid[])`, sql`order by u.id for no key update of u`);
  return new Map(found.map((resource) => [resource.id, resource]));
}

/** As lockBookables(), for one; null when `tx` may not see it. */
export async function lockBookable(tx: Tx, resourceId: string): Promise<Bookable | null> {
  return (await lockBookables(tx, [resourceId])).get(resourceId) ?? null;
}

/** One resource, or null. */
export async function readBookable(tx: Tx, resourceId: string): Promise<Bookable | null> {
  const [found] = await readRows(tx, sql`= ${resourceId}`);
  return found ?? null;
}

/** Resources by id, in no order; those that `tx` may not see are missing. */
export function readBookables(tx: Tx, resourceIds: readonly string[]): Promise<Bookable[]> {
  return readRows(tx, sql`= any(${resourceIds}::uuid[])`);
}

async function readRows(tx: Tx, wanted: RawBuilder<unknown>, lock = sql``): Promise<Bookable[]> {
  const { rows } = await sql<Row>`
    with unit as (
      select ru.resource_id, ru.part, u.id from resource_units ru join units u on u.id = ru.unit_id
       where ru.resource_id ${wanted} and u.retired_at is null ${lock}
    )
    select r.id, r.kind, r.name, r.version, r.capacity, r.takes_all_units, r.unlimited, r.by_session, r.step_minutes,
           r.min_minutes, r.max_minutes, r.notice_minutes, r.horizon_days, r.buffer_before_minutes,
           r.buffer_after_minutes, r.archived_at is not null as archived, r.approval, r.approval_minutes, r.approval_free, ${rulesBeside},
           ${RATES_OF_R} as rates,
           (select coalesce(json_agg(json_build_object('id', id, 'part', part) order by id), '[]')
              from unit where resource_id = r.id) as units,
           (select coalesce(json_agg(json_build_object('part', part, 'takes', takes)), '[]')
              from resource_parts where resource_id = r.id) as parts,
           (select coalesce(json_agg(structure_id), '[]')
              from resource_structures where resource_id = r.id and trusted) as trusted,
           case when r.by_session then (
             select coalesce(json_agg(json_build_object('id', id, 'start', starts_at, 'end', ends_at) order by starts_at), '[]')
               from resource_sessions where resource_id = r.id and cancelled_at is null and ends_at > now())
           else '[]' end as sessions
      from resources r where r.id ${wanted}`.execute(tx);
  return rows.map(bookableOf);
}

function bookableOf(row: Row): Bookable {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    version: row.version,
    rules: {
      capacity: row.capacity,
      units: row.units.length,
      takesAllUnits: row.takesAllUnits,
      unlimited: row.unlimited ?? false,
      bySession: row.bySession ?? false,
      stepMinutes: row.stepMinutes,
      minMinutes: row.minMinutes,
      maxMinutes: row.maxMinutes,
      noticeMinutes: row.noticeMinutes,
      horizonDays: row.horizonDays,
      bufferBeforeMinutes: row.bufferBeforeMinutes,
      bufferAfterMinutes: row.bufferAfterMinutes,
      archived: row.archived,
    },
    ...rulesOf(row),
    rates: row.rates,
    unitIds: row.units.map((unit) => unit.id),
    groups: groupsOf(row.units, row.parts),
    ownerId: row.ownerId,
    approval: {
      mode: row.approval,
      minutes: row.approvalMinutes,
      freeFor: row.approvalFree,
      trusted: row.trusted,
    },
    sessions: row.sessions.map(({ id, start, end }) => ({ id, start: new Date(start), end: new Date(end) })),
  };
}

/** Its own units first, then those of its parts. A part without any unit in service cannot be had: it stays, empty. */
function groupsOf(units: Row["units"], parts: Row["parts"]): PartOfResource[] {
  const own = units.some(({ part }) => part === 0) || parts.length === 0 ? [{ part: 0, takes: null }] : [];
  return [...own, ...parts.toSorted((a, b) => a.part - b.part)].map(({ part, takes }) => ({
    part,
    takes,
    unitIds: units.filter((unit) => unit.part === part).map(({ id }) => id),
  }));
}
