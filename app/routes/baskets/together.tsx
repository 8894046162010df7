import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { BookingBadge } from "~/ui/badge";
import { DateTile } from "~/ui/figures";
import { PageHead } from "~/ui/surface";
import { bookedTogether } from "~server/bookings";
import { formatInstant, formatMoney } from "~server/kernel/format";
import { bookingLine } from "../bookings/booking-line";

/** What was booked together from one basket, and what became of each. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { locale, timeZone } = actor;
  const t = await translator(locale, "baskets");
  const bookings = await bookedTogether(actor, args.params.basket ?? "");
  const cents = bookings.reduce((sum, { price }) => sum + (price?.cents ?? 0), 0);
  return {
    title: await pageTitle(locale, t("together.title")),
    pole: actor.poleSlug,
    justBooked: new URL(args.request.url).searchParams.has("reservees"),
    asked: bookings.some(({ state }) => state === "requested"),
    total: t("together.total", { count: bookings.length, price: formatMoney(cents, locale) }),
    bookings: bookings.map((booking) => {
      const parent = bookings.find(({ id }) => id === booking.parentId);
      return {
        ...bookingLine(booking, actor),
        quantity: booking.quantity,
        message: booking.message,
        goesWith: parent ? t("together.with", { name: parent.resource.name }) : null,
        until:
          booking.state === "requested" && booking.expiresAt
            ? t("together.until", { until: formatInstant(booking.expiresAt, timeZone, locale) })
            : null,
      };
    }),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Together() {
  const { pole, justBooked, asked, total, bookings } = useLoaderData<typeof loader>();
  const t = useTranslations("baskets");
  return (
    <div className="wrap">
      <PageHead
        title={justBooked ? t(asked ? "together.doneAsked" : "together.done") : t("together.title")}
        lead={total}
        crumbs={[{ label: t("together.yours"), to: paths.bookings(pole) }]}
        here={t("together.title")}
      />
      {justBooked && (
        <Alert tone="ok" live>
          {t(asked ? "together.doneAskedText" : "together.doneText")}
        </Alert>
      )}
      <ul className="sheet booking-rows">
        {bookings.map((booking) => (
          <li key={booking.id}>
            <DateTile {...booking.date} />
            <div className="booking-row-what">
              <h2>
                <Link to={booking.to}>
                  {booking.quantity > 1 ? t("quantity", { name: booking.name, count: booking.quantity }) : booking.name}
                </Link>
              </h2>
              <p>
                {booking.hours}
                {booking.place && <>, {booking.place}</>}
              </p>
            </div>
            <div className="booking-row-why">
              {booking.goesWith && <p>{booking.goesWith}</p>}
              {booking.message && <p>{booking.message}</p>}
              {booking.title && <p className="soft">{booking.title}</p>}
              {booking.until && <p className="soft">{booking.until}</p>}
            </div>
            <BookingBadge state={booking.state} />
          </li>
        ))}
      </ul>
    </div>
  );
}
