import type { BookingState } from "../bookings";
import type { Period } from "../kernel/time";

/** What a resource asks of whoever takes it and gives it back. */
export type StartStep = "none" | "check_in" | "keys" | "odometer" | "timesheet";

/** The steps in the order in which they are proposed. A timesheet is signed elsewhere: here it is an arrival. */
export const START_STEPS = ["none", "check_in", "keys", "odometer", "timesheet"] as const satisfies StartStep[];

/** How long before its start a booking can be taken, in minutes. */
export const CHECK_IN_MINUTES_BEFORE = 15;

/** Photographs of one state, or of one incident, at most. */
export const MAX_EVIDENCE = 6;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What decides about taking and giving back. */
export interface Usable extends Period {
  readonly state: BookingState | "offered";
  readonly startStep: StartStep;
}

/** Why a thing is not taken, or not given back. */
export type StepProblem =
  /** The resource asks nothing. */
  | { readonly code: "nothing_asked" }
  /** Cancelled, declined, not yet approved… */
  | { readonly code: "not_confirmed" }
  /** Nobody came in time: it was given to others. */
  | { readonly code: "released" }
  | { readonly code: "too_early"; readonly from: Date }
  | { readonly code: "over" }
  | { readonly code: "not_taken" };

/** What is wrong with an odometer's reading. Kilometres. */
export type OdometerProblem =
  | { readonly code: "odometer_missing" }
  | { readonly code: "odometer_backwards"; readonly last: number }
  /** More than anybody drives in that time: asked once, then believed. */
  | { readonly code: "odometer_leap"; readonly last: number; readonly kilometres: number };

/** From when a booking can be taken. */
export function checkInFrom({ start }: Pick<Period, "start">): Date {
  return new Date(start.getTime() - CHECK_IN_MINUTES_BEFORE * MINUTE);
}

/** Why a confirmed booking cannot be taken now; null when it can. */
export function decideCheckIn(booking: Usable, now: Date): StepProblem | null {
  if (booking.startStep === "none") return { code: "nothing_asked" };
  if (booking.state === "no_show") return { code: "released" };
  if (booking.state === "returned" || booking.state === "settled") return { code: "over" };
  if (booking.state !== "confirmed") return { code: "not_confirmed" };
  if (now >= booking.end) return { code: "over" };
  const from = checkInFrom(booking);
  return now < from ? { code: "too_early", from } : null;
}

/** Why a booking cannot be given back; null when it can: at any time once it was taken, late too. */
export function decideReturn(booking: Usable): StepProblem | null {
  if (booking.startStep === "none") return { code: "nothing_asked" };
  if (booking.state === "no_show") return { code: "released" };
  return booking.state === "checked_in" ? null : { code: "not_taken" };
}

/** What somebody does next with a booking; null when there is nothing, or nothing yet. */
export function nextStep(booking: Usable, now: Date): "start" | "end" | null {
  if (decideCheckIn(booking, now) === null) return "start";
  if (decideReturn(booking) !== null) return null;
  // A room that was left is free by itself; keys and a vehicle must come back.
  return now < booking.end || mustComeBack(booking.startStep) ? "end" : null;
}

/** Whether it stays out until somebody gives it back. */
export function mustComeBack(step: StartStep): boolean {
  return step === "keys" || step === "odometer";
}

/** The most that a vehicle is believed to do in a day, and whatever the time. In kilometres. */
const BELIEVED_A_DAY = 1200;
const BELIEVED_ALWAYS = 300;

/**
 * What is wrong with a reading after the last one, `since`. A leap is refused once, since a digit too many would have
 * every later reading refused; whoever says that it is right (`certain`) is believed.
 */
export function decideOdometer(
  reading: number | null,
  last: { readonly odometer: number; readonly at: Date } | null,
  certain: boolean,
  now: Date,
): OdometerProblem | null {
  if (reading === null) return { code: "odometer_missing" };
  if (!last) return null;
  if (reading < last.odometer) return { code: "odometer_backwards", last: last.odometer };
  const kilometres = reading - last.odometer;
  const days = Math.max(0, now.getTime() - last.at.getTime()) / DAY;
  const believed = BELIEVED_ALWAYS + BELIEVED_A_DAY * days;
  return kilometres > believed && !certain ? { code: "odometer_leap", last: last.odometer, kilometres } : null;
}

/** When the rest of a booking's time is free for others: at once, but for the time to tidy. */
export function freeAgainAt(now: Date, bufferAfterMinutes: number): Date {
  return new Date(now.getTime() + bufferAfterMinutes * MINUTE);
}

/**
 * When a booking that nobody came to is given to others; null where that is never done. A booking shorter than the
 * delay ends before: it is noted then, for who counts absences.
 */
export function noShowAt(
  booking: Period & { readonly startStep: StartStep; readonly noShowMinutes: number | null },
): Date | null {
  if (booking.noShowMinutes === null || booking.startStep === "none") return null;
  return new Date(Math.min(booking.start.getTime() + booking.noShowMinutes * MINUTE, booking.end.getTime()));
}

/** What decides whether a report stops a thing at once. */
export interface Report {
  readonly stopsUse: boolean;
  /** The reporter's structure has it now: see holdsAround(). */
  readonly hasIt: boolean;
  /** By its owner's administrators, or the pôle's managers. */
  readonly byOwner: boolean;
  /** Its owner looked at such a report within a day, and let it be used again. */
  readonly letServe: boolean;
}

/** How long a report stops a thing at the most. In milliseconds. */
export const STOP_FOR = 12 * 60 * MINUTE;

/**
 * Whether a thing that "cannot be used any more" is kept from being booked at once, until its owner answers. A fault may
 * be dangerous, its owner asleep, and the next people on their way: it stops first. But no word of a passer-by closes
 * anybody's room. It stops for who has it in their hands, whom the booking names; for twelve hours at the most, the
 * length of a night (STOP_FOR); its owner is told at once and lets it be used again with one press; and once they did,
 * whoever insists that day only tells them again.
 */
export function stopsAtOnce({ stopsUse, hasIt, byOwner, letServe }: Report): boolean {
  return stopsUse && (byOwner || (hasIt && !letServe));
}

/** Around which moments a booking is in its structure's hands: from when it can be taken, until shortly after its end. */
export function holdsAround(now: Date): { startsBefore: Date; endsAfter: Date } {
  return {
    startsBefore: new Date(now.getTime() + CHECK_IN_MINUTES_BEFORE * MINUTE),
    endsAfter: new Date(now.getTime() - 2 * 60 * MINUTE),
  };
}
