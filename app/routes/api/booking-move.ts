import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, InstantInput, Money, money } from "~/http/api-shapes";
import { bookingOf, considerMove, moveBooking } from "~server/bookings";
import {
  BOOKING_PROBLEMS,
  BookingWithHistory,
  CHANGE_PROBLEMS,
  changeProblem,
  shownWithHistory,
} from "./booking-shape";

const Move = z
  .object({
    moved: z.boolean().meta({ description: "False for a dry run: the booking is where it was." }),
    price: Money.nullable().meta({ description: "What it costs there; null when it is not to be known." }),
    booking: BookingWithHistory,
  })
  .meta({ id: "Move" });

const move = endpoint("POST", "/bookings/:booking/move", {
  summary: {
    fr: "Déplacer une réservation, ou changer sa durée, sa ressource, sa quantité",
    en: "Move a booking, or change how long, of what, how many",
  },
  scope: "bookings:write",
  body: z.strictObject({
    start: InstantInput,
    end: InstantInput,
    resourceId: Id.optional(),
    quantity: z.int().min(1).max(1000).optional(),
    attendees: z.int().min(1).max(10_000).nullish(),
    dryRun: z.boolean().default(false).meta({ description: "Say what would come of it, and change nothing." }),
  }),
  response: Move,
  problems: { ...BOOKING_PROBLEMS, ...CHANGE_PROBLEMS },
  handle: async ({ actor, params: { booking: id }, body: { dryRun, ...change }, locale }) => {
    const form = { id, ...change };
    const considered = dryRun ? await considerMove(actor, form) : null;
    const outcome = considered ? considered.outcome : await moveBooking(actor, form);
    if (!outcome.ok) return changeProblem(outcome.problem, actor, locale);
    const booking = await bookingOf(actor, id);
    const price = considered ? considered.price : booking.price;
    return { moved: !dryRun, price: price && money(price.cents), booking: shownWithHistory(booking, actor) };
  },
});

export const loader = apiRoute(move);
export const action = loader;
