import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { withdrawOffer } from "../answer-offer";
import { cancelsAny } from "../booking-of";
import { cancelAddons } from "../cancel-addons";
import type { CancellationProblem } from "../problems";
import { cancellationFee, decideCancellation } from "../terms";
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
  /** What whoever cancels was told would stay due in all, of dates past their notice. */
  readonly agreedFeeCents?: number | undefined;
  /** Leaves the dates of which something would stay due as they are. */
  readonly keepLate?: boolean | undefined;
}

/** What became of it: how many were cancelled, and how many it was too late for; what stays due of those cancelled. */
export interface CancelledDates {
  readonly cancelled: number;
  readonly kept: number;
  readonly feeCents: Cents;
}

/** Why nothing was cancelled. */
export type SeriesCancellationProblem = CancellationProblem | { readonly code: "nothing_to_come" };

/**
 * Cancels the dates to come of a series, or those from one on: their units are free at once. What stays due of each is
 * what cancelling it alone would leave due, and is agreed to in all before. Dates for which it is too late stay, and are
 * counted; what has begun stays always. Cancelling twice is cancelling once.
 * @throws NotFound
 * @throws Forbidden for a series of another structure
 */
export async function cancelSeries(
  actor: Actor,
  { id, from, reason, agreedFeeCents = 0, keepLate = false }: SeriesCancellation,
): Promise<Outcome<CancelledDates, SeriesCancellationProblem>> {
  return inTransaction(actor, async (tx, now): Promise<Outcome<CancelledDates, SeriesCancellationProblem>> => {
    const series = await readSeries(tx, id, { lock: true });
    if (!series) throw new NotFound("series");
    allow(actor, "bookings.cancel", series.structureId);
    const rows = await datesToCome(tx, id, now, { from, lock: true });
    const late: CancellationProblem[] = [];
    const cancelled: DueDate[] = [];
    for (const row of rows) {
      const feeCents = cancellationFee(row, cancelsAny(actor), now);
      const problem =
        decideCancellation(row, cancelsAny(actor), now) ??
        (keepLate && feeCents > 0 ? ({ code: "fee_due", feeCents } as const) : null);
      if (problem) late.push(problem);
      else cancelled.push({ row, feeCents });
    }
    const feeCents = cancelled.reduce((sum, date) => sum + date.feeCents, 0);
    // Less than what was agreed to is welcome; more is asked first.
    if (feeCents > agreedFeeCents) return refused({ code: "fee_due", feeCents });
    const unwaited = await leaveWaitingOf(tx, actor, id, now, from);
    if (cancelled.length === 0) {
      // What is done is no refusal, though the dates that are left are too late.
      return unwaited > 0
        ? done({ cancelled: 0, kept: late.length, feeCents })
        : refused(late[0] ?? { code: "nothing_to_come" });
    }
    await cancelDates(tx, actor, cancelled, kept(reason ?? "").trim(), now);
    if (!from) await tx.updateTable("series").set({ endedAt: now }).where("id", "=", id).execute();
    await tellSeries(
      tx,
      actor.poleId,
      id,
      "cancelled",
      cancelled.map(({ row }) => row),
    );
    return done({ cancelled: cancelled.length, kept: late.length, feeCents });
  });
}

/** Leaves the waiting lists of a series' dates, and what was offered to them. @returns how many */
async function leaveWaitingOf(tx: Tx, actor: Actor, id: string, now: Date, from = ""): Promise<number> {
  const offers = await readBookingRows(
    tx,
    sql`where b.series_id = ${id} and b.recurrence >= ${from} and b.state = 'offered' order by b.id for no key update of b`,
  );
  // Somebody holds a few at most: offers last hours.
  for (const offer of offers) await withdrawOffer(tx, actor, offer, now);
  const left = await tx
    .updateTable("waiting")
    .set({ state: "withdrawn" })
    .where("seriesId", "=", id)
    .where("recurrence", ">=", from)
    .where("state", "=", "waiting")
    .returning("id")
    .execute();
  return left.length + offers.length;
}

/** The dates of a series still to come; with `lock`, nobody else changes them until the transaction ends. */
export function datesToCome(
  tx: Tx,
  id: string,
  now: Date,
  { from = "", lock }: { from?: string | undefined; lock: boolean },
): Promise<BookingRow[]> {
  return readBookingRows(
    tx,
    sql`where b.series_id = ${id} and b.recurrence >= ${from} and b.state in ('requested', 'confirmed')
          and b.starts_at > ${now}
        order by b.id ${lock ? sql`for no key update of b` : sql``}`,
  );
}

/** A date to cancel, and what stays due of it then. */
export interface DueDate {
  readonly row: BookingRow;
  readonly feeCents: Cents;
}

/** Cancels bookings, each with its event, and what goes with them: two statements, however many there are. */
export async function cancelDates(
  tx: Tx,
  actor: Actor,
  dates: readonly DueDate[],
  reason: string,
  now: Date,
): Promise<void> {
  const ids = dates.map(({ row }) => row.id);
  const fees = dates.map(({ feeCents }) => String(feeCents));
  await sql`
    with released as (
      update claims set released_at = ${now} where booking_id = any(${ids}::uuid[]) and released_at is null
    ), noted as (
      insert into booking_events (id, pole_id, booking_id, at, person_id, kind, details)
      select event_id, ${actor.poleId}, booking_id, ${now}, ${actor.personId}, 'cancelled',
             ${JSON.stringify(reason ? { reason } : {})}::text::jsonb
               || case when fee > 0 then jsonb_build_object('feeCents', fee) else '{}' end
        from unnest(${ids}::uuid[], ${ids.map(newId)}::uuid[], ${fees}::text[]::bigint[]) as cancelled (booking_id, event_id, fee)
    )
    update bookings b
       set state = 'cancelled', cancelled_at = ${now}, cancelled_by = ${actor.personId}, cancel_reason = ${reason},
           cancel_fee_cents = cancelled.fee, sequence = sequence + 1, expires_at = null
      from unnest(${ids}::uuid[], ${fees}::text[]::bigint[]) as cancelled (id, fee)
     where b.id = cancelled.id`.execute(tx);
  await cancelAddons(tx, actor, ids, now, reason);
}
