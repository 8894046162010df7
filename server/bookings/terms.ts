import type { Cents } from "../kernel/money";
import type { BookingState } from "./booking";
import { lateFee, type Price } from "./price";
import type { CancellationProblem, ChangeProblem, RestorationProblem } from "./problems";

const MINUTE = 60_000;

/** Until when the structure that booked may cancel freely, or move, a booking. */
export function cancellationDeadline(start: Date, noticeMinutes: number): Date {
  return new Date(start.getTime() - noticeMinutes * MINUTE);
}

/** What cancelling a resource's bookings is subject to. */
export interface CancellationRules {
  readonly cancelNoticeMinutes: number;
  /** After the notice: refused (null), or this part of the price stays due. */
  readonly lateCancelPercent: number | null;
}

/** What cancelling one booking is subject to, fixed with its price. */
export interface CancellationTerms {
  /** Until when it is cancelled freely. */
  readonly until: Date;
  /** What stays due after that; null: it is refused. */
  readonly lateCents: Cents | null;
  /** What cancelling cost already when it was moved: stays due whatever became of it since. */
  readonly owedCents: Cents;
}

/** The terms of a booking made now. */
export function termsOf(
  { cancelNoticeMinutes, lateCancelPercent }: CancellationRules,
  { start, price }: { readonly start: Date; readonly price: Pick<Price, "cents"> },
): CancellationTerms {
  return {
    until: cancellationDeadline(start, cancelNoticeMinutes),
    lateCents: lateCancelPercent === null ? null : lateFee(price, lateCancelPercent),
    owedCents: 0,
  };
}

/**
 * The terms of a booking that is moved: those of its new time, as if it were made now. But late once is late for good:
 * what cancelling cost already stays due, and what could not be cancelled any more still cannot; or moving first would
 * save the fee wherever moving has the shorter notice. Whoever moves those of every structure (`excused`) leaves nothing
 * due.
 * @param after the terms of its new time
 */
export function termsAfterMove(
  before: { readonly state: BookingState; readonly terms: CancellationTerms },
  after: CancellationTerms,
  { now, excused }: { readonly now: Date; readonly excused: boolean },
): CancellationTerms {
  const { until, lateCents } = before.terms;
  if (excused) return after;
  const owedCents = cancellationFee(before, false, now);
  if (until >= now || lateCents !== null) return { ...after, owedCents };
  return { until, lateCents, owedCents };
}

/** Whether a booking may be cancelled: in time by its structure, at any time by whoever cancels for every one. */
export function decideCancellation(
  booking: { readonly state: BookingState; readonly start: Date; readonly terms: CancellationTerms },
  cancelsAny: boolean,
  now: Date,
): CancellationProblem | null {
  if (booking.state !== "requested" && booking.state !== "confirmed") return { code: "already_started" };
  if (cancelsAny) return null;
  if (booking.start <= now) return { code: "already_started" };
  const { until, lateCents } = booking.terms;
  if (until >= now || lateCents !== null) return null;
  const noticeMinutes = Math.round((booking.start.getTime() - until.getTime()) / MINUTE);
  return { code: "too_late_to_cancel", noticeMinutes, deadline: until };
}

/**
 * What stays due, in cents, of a booking cancelled now: nothing before the notice, nor of a request that nobody has
 * accepted; then what its terms say, and what moving it late left due. Whoever cancels for every structure leaves
 * nothing due.
 */
export function cancellationFee(
  { state, terms }: { readonly state: BookingState; readonly terms: CancellationTerms },
  cancelsAny: boolean,
  now: Date,
): Cents {
  if (cancelsAny) return 0;
  const late = state === "confirmed" && terms.until < now ? (terms.lateCents ?? 0) : 0;
  return Math.max(late, terms.owedCents);
}

/** Whether a booking may be moved: in time by its structure, at any time by whoever changes those of every one. */
export function decideChange(
  booking: { readonly state: BookingState; readonly start: Date; readonly changeNoticeMinutes: number },
  changesAny: boolean,
  now: Date,
): ChangeProblem | null {
  if (booking.state !== "requested" && booking.state !== "confirmed") return { code: "already_started" };
  if (changesAny) return null;
  if (booking.start <= now) return { code: "already_started" };
  const deadline = cancellationDeadline(booking.start, booking.changeNoticeMinutes);
  if (deadline >= now) return null;
  return { code: "too_late_to_change", noticeMinutes: booking.changeNoticeMinutes, deadline };
}

/** How long a cancellation can be undone, in minutes. */
export const RESTORATION_MINUTES = 10;

/** Why a cancellation may not be undone any more: only for a few minutes; null when it may. */
export function decideRestoration(cancelledAt: Date | null, now: Date): RestorationProblem | null {
  if (!cancelledAt) return { code: "not_cancelled" };
  if (now.getTime() - cancelledAt.getTime() <= RESTORATION_MINUTES * MINUTE) return null;
  return { code: "too_late_to_restore", minutes: RESTORATION_MINUTES };
}
