import { sql, type RawBuilder } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import type { Cents } from "../kernel/money";
import { pieceMinutes, type Days } from "./rules";
import { boundsOf, scopeOf, USED, WEIGHT, within } from "./scope";

/** Which bookings make a figure. */
export interface Behind {
  readonly resourceId: string | null;
  readonly days: Days;
  /** `paid`: whatever brings money in these days. */
  readonly what: "used" | "at_cost" | "no_show" | "cancelled" | "paid";
  readonly structureId?: string | null;
  /** A cell of the grid: 1 is Monday, the hour from 0. */
  readonly cell?: { readonly weekday: number; readonly hour: number } | null;
}

/** A booking, and what it counts for in the figure. */
export interface CountedBooking {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
  readonly state: string;
  readonly resourceId: string;
  readonly resource: string;
  readonly structureId: string;
  readonly structure: string;
  /** Units taken. */
  readonly quantity: number;
  /** Within the days looked at, each unit counted. */
  readonly minutes: number;
  /** Counted once, where it starts. */
  readonly cents: Cents;
  readonly atCost: boolean;
}

/** A place in the list: the last booking shown. */
export interface After {
  readonly start: string;
  readonly id: string;
}

/** The bookings that make a figure of usageOf(), in order of time. @throws Forbidden, NotFound */
export function bookingsBehind(
  actor: Actor,
  asked: Behind,
  { after, limit }: { after: After | null; limit: number },
): Promise<{ items: CountedBooking[]; next: After | null }> {
  return inTransaction(actor, async (tx) => {
    const scope = await scopeOf(tx, actor, asked.resourceId);
    const zone = actor.timeZone;
    const { from, to } = boundsOf(asked.days, zone);
    const conditions = [
      within(actor, scope, { onBookings: true }),
      sql`b.starts_at < ${to} and b.ends_at > ${from} and b.starts_at > ${from}::timestamptz - interval '32 days'`,
      counted(asked.what, from),
    ];
    if (asked.what === "at_cost") conditions.push(sql`b.at_cost`);
    if (isId(asked.structureId)) conditions.push(sql`b.structure_id = ${asked.structureId}`);
    if (asked.cell) {
      const step = `${pieceMinutes(zone, [from, new Date((from.getTime() + to.getTime()) / 2), to])} minutes`;
      conditions.push(sql`exists (
        select from generate_series(date_bin(${step}::interval, greatest(b.starts_at, ${from}), 'epoch'),
                                    least(b.ends_at, ${to}) - interval '1 microsecond', ${step}::interval) as piece
         where extract(isodow from piece at time zone ${zone}) = ${asked.cell.weekday}
           and extract(hour from piece at time zone ${zone}) = ${asked.cell.hour})`);
    }
    if (after) conditions.push(sql`(b.starts_at, b.id) > (${after.start}::timestamptz, ${after.id}::uuid)`);
    const { rows } = await sql<CountedBooking>`
      select b.id, b.starts_at as "start", b.ends_at as "end", b.state, r.id as resource_id, r.name as resource,
             b.structure_id, coalesce(s.name, '') as structure, b.quantity, b.at_cost,
             (extract(epoch from least(b.ends_at, ${to}) - greatest(b.starts_at, ${from})) / 60 * (${WEIGHT}))::float8 as minutes,
             (case when b.starts_at < ${from} then 0
                   when b.state = 'cancelled' then b.cancel_fee_cents
                   when b.at_cost then 0 else b.price_cents end)::float8 as cents
        from bookings b join resources r on r.id = b.resource_id left join structures s on s.id = b.structure_id
       where ${sql.join(conditions, sql` and `)}
       order by b.starts_at, b.id limit ${limit + 1}`.execute(tx);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: last && rows.length > limit ? { start: last.start.toISOString(), id: last.id } : null };
  });
}

function counted(what: Behind["what"], from: Date): RawBuilder<unknown> {
  if (what === "used" || what === "at_cost") return sql`b.state in ${USED}`;
  if (what !== "paid") return sql`b.state = ${what} and b.starts_at >= ${from}`;
  return sql`b.starts_at >= ${from} and case when b.state = 'cancelled' then b.cancel_fee_cents > 0
    when b.state in ${USED} or b.state = 'no_show' then b.price_cents > 0 and not b.at_cost end`;
}
