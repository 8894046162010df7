import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { readMine } from "~/routes/bookings/mine-asked";
import { bookingsOf, type SeenBooking } from "~server/bookings";
import { csvInstant } from "./cells";

const COLUMNS = [
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

/** The list of bookings, with the same filters, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { wanted } = readMine(new URL(args.request.url).searchParams, actor);
  const [t, common] = await Promise.all([translator(actor.locale, "exports"), translator(actor.locale, "common")]);
  const read = async (cursor: string | null) => {
    const { items, nextCursor } = await bookingsOf(actor, { ...wanted, cursor, limit: 200 });
    return { items, next: nextCursor };
  };
  const line = (booking: SeenBooking) => [
    ...csvInstant(booking.start, actor.timeZone),
    ...csvInstant(booking.end, actor.timeZone),
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
  return csvFile(
    t("files.bookings"),
    COLUMNS.map((key) => t(`columns.${key}`)),
    allPages(read, line),
  );
});
