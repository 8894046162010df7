import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { allowPoleBookings, readPoleBookings } from "~/routes/bookings/pole-asked";
import { bookingsOf, type SeenBooking } from "~server/bookings";
import { BOOKING_COLUMNS, bookingCells } from "./booking-cells";

/** All the pôle's bookings, with the filters of their page, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allowPoleBookings(actor);
  const { wanted } = readPoleBookings(new URL(args.request.url).searchParams, new Date(), actor.timeZone);
  const [t, common] = await Promise.all([translator(actor.locale, "exports"), translator(actor.locale, "common")]);
  const read = async (cursor: string | null) => {
    const { items, nextCursor } = await bookingsOf(actor, { ...wanted, cursor, limit: 200 });
    return { items, next: nextCursor };
  };
  return csvFile(
    t("files.bookings"),
    BOOKING_COLUMNS.map((key) => t(`columns.${key}`)),
    allPages(read, (booking: SeenBooking) => bookingCells(booking, actor.timeZone, common)),
  );
});
