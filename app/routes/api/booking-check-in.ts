import { apiRoute, endpoint } from "~/http/api";
import { bookingOf } from "~server/bookings";
import { checkIn } from "~server/use";
import { BookingWithHistory, shownWithHistory } from "./booking-shape";
import { StateBody, USE_PROBLEMS, useProblem } from "./use-shape";

const step = endpoint("POST", "/bookings/:booking/check-in", {
  summary: { fr: "Prendre ce qui est réservé", en: "Take what is booked" },
  scope: "use",
  body: StateBody,
  response: BookingWithHistory,
  problems: USE_PROBLEMS,
  handle: async ({ actor, params: { booking: bookingId }, body, locale }) => {
    const outcome = await checkIn(actor, { bookingId, ...body });
    if (!outcome.ok) return useProblem(outcome.problem, actor, locale);
    return shownWithHistory(await bookingOf(actor, bookingId), actor);
  },
});

export const loader = apiRoute(step);
export const action = loader;
