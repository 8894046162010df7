import { z } from "zod";
import { Id, Instant, InstantInput, isoWithOffset, Money, money } from "~/http/api-shapes";
import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import { refusalSentence, type AnyRefusal } from "~/routes/bookings/refusal";
import {
  BOOKING_EVENTS,
  STEP_EVENTS,
  type Booking as OwnBooking,
  type BookingDetails,
  type BookingProblem,
  type MoveProblem,
  type SeenBooking,
} from "~server/bookings";
import type { Actor, Locale } from "~server/kernel/actor";

/** A booking as the token's structure may see it: what is not its to know is null. */
export const Booking = z
  .object({
    id: Id,
    resource: z.object({ id: Id, kind: z.string(), name: z.string() }),
    structure: z.object({ id: Id, name: z.string() }),
    person: z.object({ id: Id, name: z.string() }).nullable(),
    title: z.string().nullable(),
    titleShared: z.boolean(),
    attendees: z.int().nullable(),
    quantity: z.int(),
    start: Instant,
    end: Instant,
    state: z.enum([
      "offered",
      "requested",
      "confirmed",
      "checked_in",
      "returned",
      "settled",
      "declined",
      "expired",
      "cancelled",
      "no_show",
    ]),
    expiresAt: Instant.nullable().meta({ description: "Until when a request can be approved, an offer taken." }),
    declineReason: z.string().nullable(),
    checkedInAt: Instant.nullable(),
    returnedAt: Instant.nullable(),
    price: Money.nullable(),
    createdAt: Instant,
    cancelledAt: Instant.nullable(),
    cancelReason: z.string().nullable(),
  })
  .meta({ id: "Booking" });

/** What is asked of a booking. */
export const BookingInput = z.strictObject({
  resourceId: Id,
  start: InstantInput,
  end: InstantInput,
  title: z.string().trim().max(200).optional(),
  titleShared: z.boolean().optional(),
  attendees: z.int().min(1).max(10_000).nullish(),
  quantity: z.int().min(1).max(1000).optional(),
  message: z.string().trim().max(1000).optional().meta({ description: "A word to who approves or provides it." }),
  kilometres: z.int().min(0).max(100_000).nullish().meta({ description: "Foreseen, where they are paid." }),
});

/** One booking, with its history and what the token may do to it. */
export const BookingWithHistory = Booking.extend({
  cancelUntil: Instant,
  changeUntil: Instant,
  can: z.object({
    cancel: z.boolean(),
    restore: z.boolean(),
    seePurpose: z.boolean(),
    change: z.boolean(),
    decide: z.boolean(),
    answerOffer: z.boolean(),
  }),
  history: z.array(
    z.object({
      at: Instant,
      kind: z.enum([...BOOKING_EVENTS, ...STEP_EVENTS]),
      personName: z.string(),
      reason: z.string().nullable(),
    }),
  ),
}).meta({ id: "BookingWithHistory" });

/** A booking as the API shows it. */
export function shown(booking: SeenBooking, { timeZone }: Actor): z.input<typeof Booking> {
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  const { id, resource, structure, person, title, titleShared, attendees, quantity, state, cancelReason } = booking;
  return {
    id,
    resource,
    structure: { id: structure.id, name: structure.name },
    person,
    title,
    titleShared,
    attendees,
    quantity,
    start: at(booking.start),
    end: at(booking.end),
    state,
    expiresAt: booking.expiresAt && at(booking.expiresAt),
    declineReason: booking.declineReason,
    checkedInAt: booking.checkedInAt && at(booking.checkedInAt),
    returnedAt: booking.returnedAt && at(booking.returnedAt),
    price: booking.price && money(booking.price.cents),
    createdAt: at(booking.createdAt),
    cancelledAt: booking.cancelledAt && at(booking.cancelledAt),
    cancelReason,
  };
}

/** A booking that the token has just made, as the API shows it. */
export function shownToAuthor(booking: OwnBooking, actor: Actor): z.input<typeof Booking> {
  const { resourceId, resourceKind, resourceName, structureId, personId } = booking;
  return shown(
    {
      ...booking,
      approval: "automatic",
      declineReason: null,
      checkedInAt: null,
      returnedAt: null,
      cancelFeeCents: 0,
      resource: { id: resourceId, kind: resourceKind, name: resourceName },
      structure: { id: structureId, name: actor.structureName ?? "", colour: actor.structureColour },
      person: { id: personId, name: actor.personName },
      contact: null,
      place: null,
      ours: true,
    },
    actor,
  );
}

/** A booking with its history as the API shows it. */
export function shownWithHistory(booking: BookingDetails, actor: Actor): z.input<typeof BookingWithHistory> {
  return {
    ...shown(booking, actor),
    cancelUntil: isoWithOffset(booking.cancelUntil, actor.timeZone),
    changeUntil: isoWithOffset(booking.changeUntil, actor.timeZone),
    can: booking.can,
    history: booking.history.map((event) => ({ ...event, at: isoWithOffset(event.at, actor.timeZone) })),
  };
}

/** Every refusal of a booking, with its status: what others hold is a conflict, what breaks a rule is not. */
export const BOOKING_PROBLEMS = {
  slot_taken: 409,
  blocked: 409,
  not_enough_units: 409,
  already_used: 409,
  not_allowed: 403,
  not_open_to_you: 403,
  quota_exceeded: 422,
  archived: 422,
  ends_before_start: 422,
  in_the_past: 422,
  too_soon: 422,
  too_far: 422,
  outside_hours: 422,
  off_step: 422,
  too_short: 422,
  too_long: 422,
  too_many_people: 422,
  not_a_session: 422,
} as const satisfies Record<BookingProblem["code"], number>;

/** What refuses a move beside the rules of booking. */
export const CHANGE_PROBLEMS = { too_late_to_change: 422, already_started: 422 } as const;

/** A refused move: too late to change anything, or why the new time cannot be had. */
export async function changeProblem(refusal: MoveProblem, actor: Actor, locale: Locale): Promise<Problem> {
  if (refusal.code !== "too_late_to_change" && refusal.code !== "already_started") {
    return bookingProblem(refusal, actor, locale);
  }
  return problem(422, refusal.code, { detail: await sentence(refusal, actor, locale) });
}

/** A refused booking: the first rule broken, all of them in `errors`, and ways out in `suggestions`. */
export async function bookingProblem(refusal: BookingProblem, actor: Actor, locale: Locale): Promise<Problem> {
  const { errors, suggestions } = await brokenRules(refusal, actor, locale);
  const detail = errors[0]?.message ?? "";
  return problem(BOOKING_PROBLEMS[refusal.code], refusal.code, { detail, errors, suggestions });
}

/** Every rule that a booking breaks, in words, and ways out of it. */
export async function brokenRules(refusal: BookingProblem, actor: Actor, locale: Locale) {
  const errors = await Promise.all(
    [refusal, ...refusal.others].map(async (each) => ({
      code: each.code,
      message: await sentence(each, actor, locale),
    })),
  );
  const suggestions = refusal.suggestions.map(({ start, end, ...suggestion }) => ({
    ...suggestion,
    start: isoWithOffset(start, actor.timeZone),
    end: isoWithOffset(end, actor.timeZone),
  }));
  return { errors, suggestions };
}

/** A refusal in words. */
export async function sentence(refusal: AnyRefusal, actor: Actor, locale: Locale): Promise<string> {
  const t = await translator(locale, "bookings");
  return refusalSentence(t, refusal, { locale, zone: actor.timeZone });
}
