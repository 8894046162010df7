import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { BookingBadge } from "~/ui/badge";
import { DateTile } from "~/ui/figures";
import { Section } from "~/ui/surface";
import type { BookingLine } from "./booking-line";

/** The next bookings of whoever looks, with the way to all of them. */
export function NextBookings({ pole, bookings }: { pole: string; bookings: readonly BookingLine[] }) {
  const t = useTranslations("bookings.home");
  const all = (
    <Link className="small" to={paths.bookings(pole)}>
      {t("yoursAll")}
      <span className="sr">, {t("yours")}</span>
    </Link>
  );
  return (
    <Section title={t("yours")} aside={all}>
      {bookings.length === 0 ? (
        <p className="soft">{t("yoursEmpty")}</p>
      ) : (
        <ol className="agenda">
          {bookings.map((booking) => (
            <li key={booking.id}>
              <DateTile {...booking.date} />
              <div>
                <Link to={booking.to}>{booking.name}</Link>
                <p>
                  {booking.hours}
                  {booking.place && <>, {booking.place}</>}
                </p>
                <BookingBadge state={booking.state} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
