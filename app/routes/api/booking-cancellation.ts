import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { bookingOf, cancelBooking } from "~server/bookings";
import { BookingWithHistory, sentence, shownWithHistory } from "./booking-shape";

const cancel = endpoint("POST", "/bookings/:booking/cancellation", {
  summary: { fr: "Annuler une réservation", en: "Cancel a booking" },
  scope: "bookings:write",
  body: z.strictObject({
    reason: z.string().trim().max(500).optional(),
    // After the notice: what the answer fee_due said would stay due.
    agreedFeeCents: z.int().min(0).optional(),
  }),
  response: BookingWithHistory,
  problems: { too_late_to_cancel: 422, already_started: 422, fee_due: 409 },
  handle: async ({ actor, params, body, locale }) => {
    const outcome = await cancelBooking(actor, { id: params.booking, ...body });
    if (outcome.ok) return shownWithHistory(await bookingOf(actor, params.booking), actor);
    const { problem: refusal } = outcome;
    const detail = await sentence(refusal, actor, locale);
    if (refusal.code === "fee_due") return problem(409, refusal.code, { detail, feeCents: refusal.feeCents });
    return problem(422, refusal.code, { detail });
  },
});

export const loader = apiRoute(cancel);
export const action = loader;
