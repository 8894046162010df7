import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { csvInstant } from "~/routes/exports/cells";
import { bookingsBehind, type After, type CountedBooking } from "~server/usage";
import { readBehind } from "./behind-asked";

/** How many are read at once: what the server holds of a list of any length. */
const BATCH = 1000;

/** The bookings that make a figure, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const asked = readBehind(new URL(args.request.url).searchParams, new Date(), actor.timeZone);
  const [t, common] = await Promise.all([translator(actor.locale, "usage"), translator(actor.locale, "common")]);
  const read = (after: After | null) => bookingsBehind(actor, asked, { after, limit: BATCH });
  // Refused before the file begins.
  const first = await read(null);
  const line = (booking: CountedBooking) => [
    ...csvInstant(booking.start, actor.timeZone),
    ...csvInstant(booking.end, actor.timeZone),
    booking.resource,
    booking.structure,
    common(`bookingState.${booking.state as "confirmed"}`),
    booking.quantity,
    Math.round(booking.minutes) / 60,
    booking.cents / 100,
    booking.atCost ? t("yes") : t("no"),
  ];
  const headings = (
    [
      "day",
      "start",
      "lastDay",
      "end",
      "resource",
      "structure",
      "state",
      "quantity",
      "hours",
      "amount",
      "atCost",
    ] as const
  ).map((key) => t(`csvHead.${key}`));
  const pages = allPages((after: After | null) => (after ? read(after) : Promise.resolve(first)), line);
  return csvFile(`${t("file")}-${asked.days.first}`, headings, pages);
});
