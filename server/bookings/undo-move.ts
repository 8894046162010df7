import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { bookerAgain } from "./booker";
import type { Booking } from "./booking";
import { freeMinutesStillThere } from "./free-minutes-again";
import { changed, lockForMove } from "./move-booking";
import { placing } from "./place";
import { placeAgain, type StoredPlace } from "./place-again";
import { readBooking, type BookingRow } from "./seen-booking";
import { decideRestoration } from "./terms";

/** Why a move was not undone. */
export interface UndoProblem {
  readonly code: "slot_taken_since" | "too_late_to_restore" | "free_minutes_taken";
  /** How long a move can be undone. */
  readonly minutes: number;
}

/**
 * Undoes the last move of a booking, some minutes long, if its former time is still free: whoever moved it has it back
 * at its former price, whatever the rates say by now, without asking the rules again.
 * @throws NotFound; Forbidden for who did not move it
 */
export async function undoMove(actor: Actor, id: string): Promise<Outcome<Booking, UndoProblem>> {
  if (!isId(id)) throw new NotFound("booking");
  const minutes = 10;
  const attempt = await placing(() =>
    inTransaction(actor, async (tx, now): Promise<Outcome<Booking, UndoProblem>> => {
      const tooLate = refused({ code: "too_late_to_restore", minutes } as const);
      const booking = await readBooking(tx, id);
      if (!booking) throw new NotFound("booking");
      allow(actor, "bookings.change", booking.structureId);
      const event = (await lastEvents(tx, [id])).get(id);
      const from = event?.details.from;
      if (!event || !from || decideRestoration(event.at, now)) return tooLate;
      const { resourceId, quantity, attendees } = from;
      const back = { id, start: new Date(from.start), end: new Date(from.end), resourceId, quantity, attendees };
      const { changes, resources } = await lockForMove(tx, actor, back);
      if (event.personId !== actor.personId) throw new Forbidden("bookings.change");
      const ids = changes.map(({ row }) => row.id);
      // Under lock: whatever was done to it meanwhile (cancelled, approved, moved again) is not undone.
      const events = await lastEvents(tx, ids);
      if (events.get(id)?.id !== event.id) return tooLate;
      const before = changes.map((change) => asBefore(changed(change), events.get(change.row.id), event.at));
      const booker = bookerAgain(actor, changes[0].row);
      if (!(await freeMinutesStillThere(tx, booker, before, resources, event.at))) {
        return refused({ code: "free_minutes_taken", minutes });
      }
      const [moved] = await placeAgain(tx, booker, resources, before, now, {
        told: true,
        byPersonId: actor.personId,
        undoing: true,
      });
      return done(moved!);
    }),
  );
  return attempt.ok ? attempt.value : refused({ code: "slot_taken_since", minutes });
}

/** Where a booking was, as its history keeps it in JSON; what moved before prices were kept has none. */
type StoredFrom = {
  readonly [key in keyof Omit<StoredPlace, "terms">]: StoredPlace[key] extends Date ? string : StoredPlace[key];
} & { readonly terms?: Omit<StoredPlace["terms"], "until"> & { readonly until: string } };

interface LastEvent {
  readonly id: string;
  readonly bookingId: string;
  readonly at: Date;
  readonly personId: string | null;
  readonly details: { readonly from?: StoredFrom };
}

/** The last thing that was done to each booking. */
async function lastEvents(tx: Tx, ids: readonly string[]): Promise<Map<string, LastEvent>> {
  const { rows } = await sql<LastEvent>`
    select distinct on (booking_id) id, booking_id, at, person_id, details
      from booking_events where booking_id = any(${ids}::uuid[])
     order by booking_id, at desc, id desc`.execute(tx);
  return new Map(rows.map((event) => [event.bookingId, event]));
}

/**
 * A booking with the answer, the price and the terms that it had before the move that is undone. What was answered since
 * is asked again.
 */
function asBefore(row: BookingRow, event: LastEvent | undefined, movedAt: Date): BookingRow {
  const from = event?.at.getTime() === movedAt.getTime() ? event.details.from : undefined;
  if (!from) return { ...row, state: "requested" };
  const { state, price = row.price, terms } = from;
  return { ...row, state, price, terms: terms ? { ...terms, until: new Date(terms.until) } : row.terms };
}
