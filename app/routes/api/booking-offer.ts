import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { bookingOf, leaveOffer, takeOffer } from "~server/bookings";
import { BookingWithHistory, shownWithHistory } from "./booking-shape";

const answer = endpoint("POST", "/bookings/:booking/offer", {
  summary: {
    fr: "Prendre la place proposée par la liste d'attente, ou la laisser à qui suit",
    en: "Take the place that the waiting list offers, or leave it to who comes next",
  },
  scope: "bookings:write",
  body: z.strictObject({ answer: z.enum(["take", "leave"]) }),
  response: BookingWithHistory,
  problems: { offer_gone: 409 },
  handle: async ({ actor, params: { booking: id }, body }) => {
    const outcome = await (body.answer === "take" ? takeOffer : leaveOffer)(actor, id);
    if (!outcome.ok) return problem(409, outcome.problem.code);
    return shownWithHistory(await bookingOf(actor, id), actor);
  },
});

export const loader = apiRoute(answer);
export const action = loader;
