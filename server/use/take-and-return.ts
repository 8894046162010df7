import { inTransaction, type Scope, type Tx } from "../../db/transaction";
import { takeStep } from "../bookings";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { encodeEvidence, writeEvidence, type Evidence, type EvidenceProblem } from "./evidence";
import {
  decideCheckIn,
  decideOdometer,
  decideReturn,
  freeAgainAt,
  type OdometerProblem,
  type StepProblem,
} from "./rules";
import { useByLink } from "./use-of-booking";
import { lastReading, startReading, usedBooking, type UsedBooking } from "./used-booking";

/** What somebody notes of a thing when taking it, or giving it back. */
export interface StateForm {
  readonly bookingId: string;
  /** Kilometres; null when it was not filled in. */
  readonly odometer?: number | null | undefined;
  /** Fuel or charge, in percent. */
  readonly level?: number | null | undefined;
  readonly note?: string | undefined;
  /** Files as they were sent: anything at all. */
  readonly photos?: readonly Uint8Array[] | undefined;
  /** The reading was checked again: however far it leaps. */
  readonly certain?: boolean | undefined;
}

/** Why a step was not taken. */
export type UseProblem = StepProblem | OdometerProblem | EvidenceProblem;

/** Who does it: somebody of the pôle, or whoever holds the booking's own link. */
interface Doer {
  readonly scope: Scope;
  readonly poleId: string;
  readonly personId: string | null;
  allowed(booking: UsedBooking): void;
}

/**
 * Takes what was booked: from 15 minutes before its start until its end. Twice is once.
 * @throws NotFound
 * @throws Forbidden for a booking of another structure
 */
export function checkIn(actor: Actor, form: StateForm): Promise<Outcome<UsedBooking, UseProblem>> {
  return step(doerOf(actor), form, "start");
}

/**
 * Gives it back: the rest of its time is free for others. Twice is once.
 * @throws NotFound
 * @throws Forbidden for a booking of another structure
 */
export function giveBack(actor: Actor, form: StateForm): Promise<Outcome<UsedBooking, UseProblem>> {
  return step(doerOf(actor), form, "end");
}

/** The same by the booking's own link, without signing in. @throws NotFound for a link that opens nothing */
export async function stepByLink(
  secret: string,
  form: Omit<StateForm, "bookingId">,
  moment: "start" | "end",
): Promise<Outcome<UsedBooking, UseProblem>> {
  const { link } = await useByLink(secret);
  const { poleId, bookingId } = link;
  const doer: Doer = { scope: { poleId }, poleId, personId: null, allowed: () => {} };
  return step(doer, { ...form, bookingId }, moment);
}

function doerOf(actor: Actor): Doer {
  return {
    scope: actor,
    poleId: actor.poleId,
    personId: actor.personId,
    allowed: ({ structureId }) => allow(actor, "bookings.use", structureId),
  };
}

type Moment = "start" | "end";

async function step(doer: Doer, form: StateForm, moment: Moment): Promise<Outcome<UsedBooking, UseProblem>> {
  // Before the work: nobody makes us read pictures for nothing. After it again, since it takes seconds.
  const first = await inTransaction(doer.scope, async (tx, now) => {
    const booking = await usedBooking(tx, form.bookingId);
    doer.allowed(booking);
    return { booking, problem: isDone(booking, moment) ? null : await decide(tx, booking, form, moment, now) };
  });
  if (isDone(first.booking, moment)) return done(first.booking);
  if (first.problem) return refused(first.problem);
  const photos = await encodeEvidence(form.photos ?? []);
  if (!photos.ok) return photos;

  return inTransaction(doer.scope, async (tx, now) => {
    // Under lock: of a check-in and the release of a booking nobody came to, one is first and the other sees it.
    const booking = await usedBooking(tx, form.bookingId, true);
    doer.allowed(booking);
    if (isDone(booking, moment)) return done(booking);
    const problem = await decide(tx, booking, form, moment, now);
    if (problem) return refused(problem);
    return done(await write(tx, doer, booking, form, moment, photos.value, now));
  });
}

/** The same form sent again finds it done. */
function isDone({ checkedInAt, returnedAt, state }: UsedBooking, moment: Moment): boolean {
  return moment === "start" ? checkedInAt !== null && state !== "no_show" : returnedAt !== null;
}

async function decide(
  tx: Tx,
  booking: UsedBooking,
  form: StateForm,
  moment: Moment,
  now: Date,
): Promise<StepProblem | OdometerProblem | null> {
  const problem = moment === "start" ? decideCheckIn(booking, now) : decideReturn(booking);
  if (problem || booking.startStep !== "odometer") return problem;
  const last = moment === "start" ? await lastReading(tx, booking) : await startReading(tx, booking.id);
  return decideOdometer(form.odometer ?? null, last, form.certain ?? false, now);
}

async function write(
  tx: Tx,
  { poleId, personId }: Doer,
  booking: UsedBooking,
  form: StateForm,
  moment: Moment,
  photos: readonly Evidence[],
  now: Date,
): Promise<UsedBooking> {
  const asked = booking.startStep === "odometer";
  const odometer = asked ? (form.odometer ?? null) : null;
  const taken = moment === "end" && odometer !== null ? await startReading(tx, booking.id) : null;
  const kilometres = taken && odometer !== null ? odometer - taken.odometer : null;
  const note = (form.note ?? "").replaceAll("\u0000", "").trim();
  if (asked || note || photos.length > 0) {
    const recordId = newId();
    await tx
      .insertInto("useRecords")
      .values({
        id: recordId,
        poleId,
        bookingId: booking.id,
        resourceId: booking.resourceId,
        unitId: booking.unitId,
        moment,
        at: now,
        personId,
        odometer,
        level: asked ? (form.level ?? null) : null,
        note,
      })
      .execute();
    await writeEvidence(tx, poleId, { recordId }, photos);
  }
  const author = { poleId, personId };
  if (moment === "start") {
    await takeStep(tx, author, booking.id, { to: "checked_in" }, now);
    return { ...booking, state: "checked_in", checkedInAt: now };
  }
  const freeAt = freeAgainAt(now, booking.bufferAfterMinutes);
  const details: Record<string, number> = kilometres === null ? {} : { kilometres };
  await takeStep(tx, author, booking.id, { to: "returned", freeAt, kilometres }, now, details);
  return { ...booking, state: "returned", returnedAt: now, kilometres: kilometres ?? booking.kilometres };
}
