import { apiRoute, endpoint } from "~/http/api";
import { bookingOf } from "~server/bookings";
import { giveBack } from "~server/use";
import { BookingWithHistory, shownWithHistory } from "./booking-shape";
import { StateBody, USE_PROBLEMS, useProblem } from "./use-shape";

const step = endpoint("POST", "/bookings/:booking/return", {
  summary: { fr: "Rendre ce qui a été pris", en: "Give back what was taken" },
  scope: "use",
  body: StateBody,
  response: BookingWithHistory,
  problems: USE_PROBLEMS,
  handle: async ({ actor, params: { booking: bookingId }, body, locale }) => {
    const outcome = await giveBack(actor, { bookingId, ...body });
    if (!outcome.ok) return useProblem(outcome.problem, actor, locale);
    return shownWithHistory(await bookingOf(actor, bookingId), actor);
  },
});

export const loader = apiRoute(step);
export const action = loader;
