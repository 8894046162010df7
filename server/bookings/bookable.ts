import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { OpeningHours } from "./opening";
import type { Rate } from "./price";
import type { BookingRules } from "./rules";

/** A resource with all that decides about its bookings. */
export interface Bookable {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Raised at each change of the resource, its hours and its rates. */
  readonly version: number;
  readonly rules: BookingRules;
  readonly cancelNoticeMinutes: number;
  readonly hours: readonly OpeningHours[];
  readonly rates: readonly Rate[];
  /** Units in service, in the order in which they are locked. */
  readonly unitIds: readonly string[];
}

interface Row extends Omit<BookingRules, "units"> {
  id: string;
  kind: string;
  name: string;
  version: number;
  cancelNoticeMinutes: number;
  hours: OpeningHours[];
  rates: Rate[];
  unitIds: string[];
}

/**
 * One resource, or null; and everybody else who wants one of its units waits until this transaction ends. Units are
 * locked always in the same order, so that a hall and its halves never wait for each other. What others have just
 * committed shows only to the statements after this one: read claims then.
 */
export async function lockBookable(tx: Tx, resourceId: string): Promise<Bookable | null> {
  const [found] = await readRows(tx, sql`= ${resourceId}`, sql`order by u.id for no key update of u`);
  return found ?? null;
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
      select ru.resource_id, u.id from resource_units ru join units u on u.id = ru.unit_id
       where ru.resource_id ${wanted} and u.retired_at is null ${lock}
    )
    select r.id, r.kind, r.name, r.version, r.capacity, r.takes_all_units, r.step_minutes, r.min_minutes, r.max_minutes, r.notice_minutes,
           r.horizon_days, r.buffer_before_minutes, r.buffer_after_minutes, r.cancel_notice_minutes,
           r.archived_at is not null as archived,
           (select coalesce(json_agg(json_build_object('weekday', weekday, 'opens', opens, 'closes', closes)), '[]')
              from opening_hours where resource_id = r.id) as hours,
           (select coalesce(json_agg(json_build_object(
                     'customer', customer, 'hourCents', hour_cents, 'dayCapCents', day_cap_cents)), '[]')
              from rates where resource_id = r.id) as rates,
           (select coalesce(json_agg(id order by id), '[]') from unit where resource_id = r.id) as unit_ids
      from resources r where r.id ${wanted}`.execute(tx);
  return rows.map(({ id, kind, name, version, cancelNoticeMinutes, hours, rates, unitIds, ...rules }) => ({
    id,
    kind,
    name,
    version,
    rules: { ...rules, units: unitIds.length },
    cancelNoticeMinutes,
    hours,
    rates,
    unitIds,
  }));
}
