import { sql } from "kysely";
import { databaseErrorCode, inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { answerDue } from "./approval";
import { askApprovals } from "./ask-approvals";
import { lockBookables, type Bookable } from "./bookable";
import { bookerAgain, bookerOf } from "./booker";
import type { Booking, BookingState } from "./booking";
import { freeMinutesStillThere } from "./free-minutes-again";
import type { RestorationProblem } from "./problems";
import { claimPeriod } from "./rules";
import { decideRestoration } from "./terms";
import { lockBooking, readBooking, readBookingRows, type BookingRow } from "./seen-booking";
import { changedMeanwhile, writeBookings, type ToWrite } from "./write-bookings";

/** A booking that is there again, and how many of the things that went with it are not. */
type Restored = Booking & { readonly lostAddons: number };

/**
 * Undoes a cancellation and that of what went with it, some minutes long, while its time is still free. The price stays
 * what it was, whatever the rates say by now.
 * @throws NotFound
 * @throws Forbidden for who did not cancel it
 */
export async function restoreBooking(
  actor: Actor,
  { id }: { id: string },
): Promise<Outcome<Restored, RestorationProblem>> {
  if (!isId(id)) throw new NotFound("booking");
  try {
    return await inTransaction(actor, async (tx, now): Promise<Outcome<Restored, RestorationProblem>> => {
      const before = await readBooking(tx, id);
      if (!before) throw new NotFound("booking");
      allow(actor, "bookings.cancel", before.structureId);
      // The units first, then the booking, as everywhere; what it goes with before it, as when that is cancelled.
      const known = await readBookingRows(tx, sql`${cancelledWith(before)} order by b.id`);
      const resources = await lockBookables(
        tx,
        [before, ...known].map(({ resourceId }) => resourceId),
      );
      const parent = before.parentId === null ? null : await lockBooking(tx, before.parentId);
      const booking = await lockBooking(tx, id);
      // As they are now that nobody else changes them; whose units are not locked came meanwhile.
      const addons = await readBookingRows(tx, sql`${cancelledWith(booking)} order by b.id for no key update of b`);
      if ([booking, ...addons].some(({ resourceId }) => !resources.has(resourceId))) throw changedMeanwhile();
      const resource = resources.get(booking.resourceId)!;
      const problem = decideRestoration(booking.cancelledAt, now);
      if (problem) return refused(problem);
      if (parent && GIVEN_UP.has(parent.state)) return refused({ code: "parent_ended" });
      if (booking.cancelledBy !== actor.personId) throw new Forbidden("bookings.cancel");

      // The price stays what it was: its free minutes must be there to be given again.
      const since = booking.cancelledAt!;
      const hasItsMinutes = (each: BookingRow) =>
        freeMinutesStillThere(tx, bookerAgain(actor, each), [each], resources, since);
      if (!(await hasItsMinutes(booking))) return refused({ code: "free_minutes_taken" });
      const restored = await writeAgain(tx, actor, booking, resource, now);
      if (!restored) return refused({ code: "slot_taken_since" });
      let lostAddons = 0;
      for (const addon of addons) {
        const again =
          (await hasItsMinutes(addon)) && (await writeAgain(tx, actor, addon, resources.get(addon.resourceId), now));
        if (!again) lostAddons += 1;
      }
      return done({ ...restored, lostAddons });
    });
  } catch (error) {
    const taken = databaseErrorCode(error) === "23P01" && violatedConstraint(error) === "slot_taken";
    if (!taken) throw error;
    return refused({ code: "slot_taken_since" });
  }
}

const GIVEN_UP: ReadonlySet<BookingState> = new Set(["cancelled", "declined", "expired"]);

/** What was cancelled by the cancellation of a booking that it went with. */
function cancelledWith({ id, cancelledAt }: BookingRow) {
  return sql`where b.parent_id = ${id} and b.state = 'cancelled' and b.cancelled_at = ${cancelledAt}`;
}

/** Gives a cancelled booking its units again, if they are free; null when they are not. */
async function writeAgain(
  tx: Tx,
  actor: Actor,
  booking: BookingRow,
  resource: Bookable | undefined,
  now: Date,
): Promise<Booking | null> {
  if (!resource || resource.rules.archived) return null;
  // A session that was called off takes nobody again, not even by who called it off.
  const dated = resource.rules.bySession && booking.sessionId !== null;
  if (dated && !resource.sessions.some(({ id }) => id === booking.sessionId)) return null;
  // A request that was cancelled before its answer still waits for one.
  const due = !(await wasRequested(tx, booking.id))
    ? null
    : answerDue(resource.approval, askingOf(actor, resource, booking), booking.start, now);
  const restored: Booking = {
    ...booking,
    state: due ? "requested" : "confirmed",
    expiresAt: due,
    sequence: booking.sequence + 1,
    cancelledAt: null,
    cancelReason: null,
  };
  const again: ToWrite = {
    booking: restored,
    resource,
    claim: claimPeriod(resource.rules, booking),
    event: "restored",
    told: true,
    byPersonId: actor.personId,
    at: now,
  };
  const [written] = await writeBookings(tx, actor.poleId, [again], { again: true });
  if (!written?.written) return null;
  await askApprovals(tx, actor.poleId, [restored]);
  return restored;
}

function askingOf(actor: Actor, { ownerId, approval }: Bookable, { structureId, customer }: Booking) {
  return { structureId, customer, decides: bookerOf(actor, structureId).decides(ownerId, approval.mode) };
}

async function wasRequested(tx: Tx, id: string): Promise<boolean> {
  const last = await tx
    .selectFrom("bookingEvents")
    .select("kind")
    .where("bookingId", "=", id)
    .where("kind", "in", ["requested", "confirmed", "approved", "moved"])
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return last?.kind === "requested";
}
