import type { translator } from "~/i18n/translator";
import type { SeenBooking } from "~server/bookings";
import { csvInstant } from "./cells";

/** The columns of a list of bookings as a file. */
export const BOOKING_COLUMNS = [
  "day",
  "start",
  "lastDay",
  "end",
  "resource",
  "place",
  "structure",
  "person",
  "title",
  "attendees",
  "quantity",
  "state",
  "amount",
] as const;

/** A booking in these columns, as far as the reader may see it. */
export function bookingCells(
  booking: SeenBooking,
  zone: string,
  common: Awaited<ReturnType<typeof translator<"common">>>,
) {
  return [
    ...csvInstant(booking.start, zone),
    ...csvInstant(booking.end, zone),
    booking.resource.name,
    booking.place?.name ?? "",
    booking.structure.name,
    booking.person?.name ?? "",
    booking.title ?? "",
    booking.attendees,
    booking.quantity,
    common(`bookingState.${booking.state as "confirmed"}`),
    booking.price && booking.price.cents / 100,
  ];
}
