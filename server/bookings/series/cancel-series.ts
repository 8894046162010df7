import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { cancelsAny } from "../booking-of";
import { cancelAddons } from "../cancel-addons";
import type { CancellationProblem } from "../problems";
import { decideCancellation } from "../rules";
import { readBookingRows, type BookingRow } from "../seen-booking";
import { kept } from "../text";
import { readSeries } from "./series-of";
import { tellSeries } from "./tell-series";

/** What is cancelled of a series: every date to come, or from one of them on. */
export interface SeriesCancellation {
  readonly id: string;
  /** The first date that is cancelled ("2026-11-26T09:00"); left out: all of them. */
  readonly from?: string | undefined;
  readonly reason?: string | undefined;
}

/** What became of it: how many were cancelled, and how many it was too late for. */
export interface CancelledDates {
  readonly cancelled: number;
  readonly kept: number;
}

/** Why nothing was cancelled. */
export type SeriesCancellationProblem = CancellationProblem | { readonly code: "nothing_to_come" };

/**
 * Cancels the dates to come of a series, or those from one on: their units are free at once. Dates for which it is too
 * late stay, and are counted; what has begun stays always. Cancelling twice is cancelling once.
 * @throws NotFound
 * @throws Forbidden for a series of another structure
 */
export async function cancelSeries(
  actor: Actor,
  { id, from, reason }: SeriesCancellation,
): Promise<Outcome<CancelledDates, SeriesCancellationProblem>> {
  return inTransaction(actor, async (tx, now): Promise<Outcome<CancelledDates, SeriesCancellationProblem>> => {
    const series = await readSeries(tx, id, { lock: true });
    if (!series) throw new NotFound("series");
    allow(actor, "bookings.cancel", series.structureId);
    const rows = await lockDatesToCome(tx, id, now, from);
    const late: CancellationProblem[] = [];
    const cancelled = rows.filter((row) => {
      // What would cost something is cancelled date by date, where the amount is asked.
      const problem = decideCancellation({ ...row, lateCancelPercent: null }, cancelsAny(actor), now);
      if (problem) late.push(problem);
      return !problem;
    });
    if (cancelled.length === 0) return refused(late[0] ?? { code: "nothing_to_come" });
    await cancelDates(tx, actor, cancelled, kept(reason ?? "").trim(), now);
    if (!from) await tx.updateTable("series").set({ endedAt: now }).where("id", "=", id).execute();
    await tellSeries(tx, actor.poleId, id, "cancelled", cancelled);
    return done({ cancelled: cancelled.length, kept: late.length });
  });
}

/** The dates of a series still to come, which nobody else changes until the transaction ends. */
export function lockDatesToCome(tx: Tx, id: string, now: Date, from = ""): Promise<BookingRow[]> {
  return readBookingRows(
    tx,
    sql`where b.series_id = ${id} and b.recurrence >= ${from} and b.state in ('requested', 'confirmed')
          and b.starts_at > ${now}
        order by b.id for no key update of b`,
  );
}

/** Cancels bookings, each with its event, and what goes with them: two statements, however many there are. */
export async function cancelDates(
  tx: Tx,
  actor: Actor,
  rows: readonly BookingRow[],
  reason: string,
  now: Date,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await sql`
    with released as (
      update claims set released_at = ${now} where booking_id = any(${ids}::uuid[]) and released_at is null
    ), noted as (
      insert into booking_events (id, pole_id, booking_id, at, person_id, kind, details)
      select event_id, ${actor.poleId}, booking_id, ${now}, ${actor.personId}, 'cancelled',
             ${JSON.stringify(reason ? { reason } : {})}::text::jsonb
        from unnest(${ids}::uuid[], ${ids.map(newId)}::uuid[]) as cancelled (booking_id, event_id)
    )
    update bookings
       set state = 'cancelled', cancelled_at = ${now}, cancelled_by = ${actor.personId}, cancel_reason = ${reason},
           sequence = sequence + 1, expires_at = null
     where id = any(${ids}::uuid[])`.execute(tx);
  await cancelAddons(tx, actor, ids, now, reason);
}
