import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { bookingOf, cancelBooking } from "~server/bookings";
import { BookingWithHistory, sentence, shownWithHistory } from "./booking-shape";

const cancel = endpoint("POST", "/bookings/:booking/cancellation", {
  summary: { fr: "Annuler une réservation", en: "Cancel a booking" },
  body: z.strictObject({ reason: z.string().trim().max(500).optional() }),
  response: BookingWithHistory,
  problems: { too_late_to_cancel: 422, already_started: 422 },
  handle: async ({ actor, params, body, locale }) => {
    const outcome = await cancelBooking(actor, { id: params.booking, reason: body.reason });
    if (outcome.ok) return shownWithHistory(await bookingOf(actor, params.booking), actor);
    return problem(422, outcome.problem.code, { detail: await sentence(outcome.problem, actor, locale) });
  },
});

export const loader = apiRoute(cancel);
export const action = loader;
