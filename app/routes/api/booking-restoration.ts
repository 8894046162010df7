import { apiRoute, endpoint, problem } from "~/http/api";
import { bookingOf, restoreBooking } from "~server/bookings";
import { BookingWithHistory, sentence, shownWithHistory } from "./booking-shape";

const restore = endpoint("POST", "/bookings/:booking/restoration", {
  summary: {
    fr: "Revenir sur une annulation, quelques minutes après",
    en: "Undo a cancellation, some minutes after",
  },
  scope: "bookings:write",
  response: BookingWithHistory,
  problems: { slot_taken_since: 409, free_minutes_taken: 409, not_cancelled: 422, too_late_to_restore: 422 },
  handle: async ({ actor, params, locale }) => {
    const outcome = await restoreBooking(actor, { id: params.booking });
    if (outcome.ok) return shownWithHistory(await bookingOf(actor, params.booking), actor);
    const { code } = outcome.problem;
    const detail = await sentence(outcome.problem, actor, locale);
    return problem(code === "slot_taken_since" || code === "free_minutes_taken" ? 409 : 422, code, { detail });
  },
});

export const loader = apiRoute(restore);
export const action = loader;
