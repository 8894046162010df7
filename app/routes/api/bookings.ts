import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, Id, InstantInput, limit, listOf } from "~/http/api-shapes";
import { bookingsOf, requestBooking } from "~server/bookings";
import { Booking, BOOKING_PROBLEMS, BookingInput, bookingProblem, shown, shownToAuthor } from "./booking-shape";

const list = endpoint("GET", "/bookings", {
  summary: {
    fr: "Les réservations d'une période, dans l'ordre de leur début",
    en: "The bookings of a period, by start",
  },
  scope: "bookings:read",
  query: z.strictObject({
    from: InstantInput.optional(),
    to: InstantInput.optional(),
    resourceId: Id.optional(),
    mine: z.stringbool().default(false),
    cancelled: z.stringbool().default(false),
    cursor: cursorOf(z.tuple([z.iso.datetime(), Id])).optional(),
    limit: limit,
  }),
  response: listOf(Booking),
  handle: async ({ actor, query: { mine, cancelled, cursor, ...search } }) => {
    const page = await bookingsOf(actor, {
      ...search,
      scope: mine ? "mine" : "pole",
      when: cancelled ? "cancelled" : "live",
      cursor: cursor && encodeCursor(cursor),
    });
    return { items: page.items.map((booking) => shown(booking, actor)), nextCursor: page.nextCursor };
  },
});

const create = endpoint("POST", "/bookings", {
  summary: { fr: "Réserver", en: "Book" },
  scope: "bookings:write",
  body: BookingInput,
  response: Booking,
  success: 201,
  location: ({ id }) => `/api/v1/bookings/${id}`,
  problems: { ...BOOKING_PROBLEMS, not_found: 404 },
  handle: async ({ actor, body, idempotentId, locale }) => {
    const outcome = await requestBooking(actor, { id: idempotentId, ...body });
    if (!outcome.ok) return bookingProblem(outcome.problem, actor, locale);
    return shownToAuthor(outcome.value, actor);
  },
});

export const loader = apiRoute(list, create);
export const action = loader;
