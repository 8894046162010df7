import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import type { BookingState } from "./booking";
import { readCursor, writeCursor } from "./cursor";
import { readBookingRows, seenBy, type SeenBooking } from "./seen-booking";
import { wordsOf } from "./text";

/** Which bookings to list. */
export interface BookingsSearch {
  /** Those I made for the structure acted for, those of that structure, or those of the whole pôle. */
  readonly scope: "mine" | "structure" | "pole";
  /**
   * `upcoming` includes what is under way; `live` is upcoming and past together, `any` with what was cancelled. All but
   * past and cancelled: the first first.
   */
  readonly when: "upcoming" | "past" | "cancelled" | "live" | "any";
  /** In this state alone, of those of `when`. */
  readonly state?: BookingState | undefined;
  /** Those that reach into this period. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly resourceId?: string | undefined;
  readonly structureId?: string | undefined;
  /** Words of the resource's or structure's name, and of the purpose in one's own structure. */
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | null | undefined;
}

/** One page of a list. */
export interface BookingsPage {
  readonly items: readonly SeenBooking[];
  readonly nextCursor: string | null;
}

const ENDED = sql`('cancelled', 'declined', 'expired')`;

/** Bookings by their start. */
export async function bookingsOf(actor: Actor, search: BookingsSearch): Promise<BookingsPage> {
  allow(actor, "bookings.view");
  const limit = Math.min(Math.max(search.limit ?? 30, 1), 200);
  const { scope, when, state, from, to, resourceId, structureId } = search;
  return inTransaction(actor, async (tx, now) => {
    const conditions = [sql`b.pole_id = ${actor.poleId}`];
    if (scope === "mine") conditions.push(sql`b.person_id = ${actor.personId}`);
    // Staff who act for no structure have made none for one.
    if (scope !== "pole") conditions.push(sql`b.structure_id = ${actor.structureId}`);
    if (resourceId) conditions.push(sql`b.resource_id = ${resourceId}`);
    if (structureId) conditions.push(sql`b.structure_id = ${structureId}`);
    if (state) conditions.push(sql`b.state = ${state}`);
    if (when !== "any") {
      conditions.push(when === "cancelled" ? sql`b.state in ${ENDED}` : sql`b.state not in ${ENDED}`);
    }
    const since = when === "upcoming" ? latest(now, from) : from;
    // No booking is longer than 31 days: the index need not be read from its beginning.
    if (since) conditions.push(sql`b.ends_at > ${since} and b.starts_at > ${since}::timestamptz - interval '32 days'`);
    if (when === "past") conditions.push(sql`b.ends_at <= ${now}`);
    if (to) conditions.push(sql`b.starts_at < ${to}`);
    const own = scope === "pole" ? sql`''` : sql`b.title`;
    for (const word of wordsOf(search.q)) {
      conditions.push(sql`strpos(app.fold(concat_ws(' ', r.name, s.name, ${own})), app.fold(${word})) > 0`);
    }
    const forward = when === "upcoming" || when === "live" || when === "any";
    const [at, id] = readCursor(search.cursor) ?? [];
    if (typeof at === "string" && !Number.isNaN(Date.parse(at)) && isId(id)) {
      conditions.push(sql`(b.starts_at, b.id) ${forward ? sql`>` : sql`<`} (${at}::timestamptz, ${id}::uuid)`);
    }
    const order = forward ? sql`b.starts_at, b.id` : sql`b.starts_at desc, b.id desc`;
    const rows = await readBookingRows(
      tx,
      sql`where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => seenBy(actor, row)),
      nextCursor: last && rows.length > limit ? writeCursor([last.start.toISOString(), last.id]) : null,
    };
  });
}

function latest(now: Date, from: Date | undefined): Date {
  return from && from > now ? from : now;
}
