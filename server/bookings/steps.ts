import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { newId } from "../kernel/ids";
import { withKilometres } from "./price";

/** What the use of a booking notes in its history. */
export const STEP_EVENTS = ["checked_in", "returned", "no_show"] as const;

/** A step in the life of a confirmed booking: taken, given back, or nobody came. */
export type Step =
  | { readonly to: "checked_in" }
  /** `freeAt`: from when its units are free for others; `kilometres` measured, null when they are not. */
  | { readonly to: "returned"; readonly freeAt: Date; readonly kilometres: number | null }
  | { readonly to: "no_show" };

/** Whose step it is: `personId` is null for the background worker and for a booking's own link. */
export interface StepAuthor {
  readonly poleId: string;
  readonly personId: string | null;
}

/**
 * Writes a step of a booking that the caller has locked and decided about, with its event. What is no longer used is
 * free at once: claims end, or are released where they had not begun.
 */
export async function takeStep(
  tx: Tx,
  { poleId, personId }: StepAuthor,
  bookingId: string,
  step: Step,
  now: Date,
  details: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const booking = tx.updateTable("bookings").where("id", "=", bookingId);
  if (step.to === "checked_in") await booking.set({ state: "checked_in", checkedInAt: now }).execute();
  else if (step.to === "no_show") await booking.set({ state: "no_show" }).execute();
  else {
    const measured = step.kilometres === null ? {} : await measuredPrice(tx, bookingId, step.kilometres);
    await booking.set({ state: "returned", returnedAt: now, ...measured }).execute();
  }
  if (step.to !== "checked_in") await endClaims(tx, bookingId, step.to === "returned" ? step.freeAt : now, now);
  await tx
    .insertInto("bookingEvents")
    .values({ id: newId(), poleId, bookingId, at: now, personId, kind: step.to, details: { ...details } })
    .execute();
}

/** The price fixed at confirmation, with the kilometres that were made: its only line that the return decides. */
async function measuredPrice(tx: Tx, bookingId: string, kilometres: number) {
  const { priceCents, priceReasons } = await tx
    .selectFrom("bookings")
    .select(["priceCents", "priceReasons"])
    .where("id", "=", bookingId)
    .executeTakeFirstOrThrow();
  const { cents, reasons } = withKilometres({ cents: priceCents, reasons: priceReasons as never }, kilometres);
  return { kilometres, priceCents: cents, priceReasons: reasons as never };
}

/** Frees a booking's units from an instant on. */
async function endClaims(tx: Tx, bookingId: string, freeAt: Date, now: Date): Promise<void> {
  await sql`
    update claims
       set ends_at = case when starts_at < ${freeAt} then ${freeAt} else ends_at end,
           released_at = case when starts_at < ${freeAt} then null else ${now}::timestamptz end
     where booking_id = ${bookingId} and released_at is null and ends_at > ${freeAt}`.execute(tx);
}
