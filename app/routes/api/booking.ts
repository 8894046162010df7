import { apiRoute, endpoint } from "~/http/api";
import { bookingOf } from "~server/bookings";
import { BookingWithHistory, shownWithHistory } from "./booking-shape";

const read = endpoint("GET", "/bookings/:booking", {
  summary: { fr: "Une réservation et son histoire", en: "A booking and its history" },
  scope: "bookings:read",
  response: BookingWithHistory,
  handle: async ({ actor, params }) => shownWithHistory(await bookingOf(actor, params.booking), actor),
});

export const loader = apiRoute(read);
export const action = loader;
