import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { bookingOf, undoMove } from "~server/bookings";
import { BookingWithHistory, shownWithHistory } from "./booking-shape";

const undo = endpoint("POST", "/bookings/:booking/move/undo", {
  summary: {
    fr: "Remettre une réservation où elle était, quelques minutes après l'avoir déplacée",
    en: "Put a booking back where it was, some minutes after having moved it",
  },
  scope: "bookings:write",
  response: BookingWithHistory,
  problems: { slot_taken_since: 409, free_minutes_taken: 409, too_late_to_restore: 422 },
  handle: async ({ actor, params, locale }) => {
    const outcome = await undoMove(actor, params.booking);
    if (outcome.ok) return shownWithHistory(await bookingOf(actor, params.booking), actor);
    const t = await translator(locale, "api");
    const { code, minutes } = outcome.problem;
    return problem(code === "too_late_to_restore" ? 422 : 409, code, { detail: t(`undo.${code}`, { minutes }) });
  },
});

export const loader = apiRoute(undo);
export const action = loader;
