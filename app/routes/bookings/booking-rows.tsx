import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { BookingBadge } from "~/ui/badge";
import { DateTile } from "~/ui/figures";
import type { BookingLine } from "./booking-line";

/** Bookings to compare: when, what, for what, in which state. The whole row follows its link. */
export function BookingRows({ bookings, ofStructure }: { bookings: readonly BookingLine[]; ofStructure: boolean }) {
  const t = useTranslations("bookings.mine");
  return (
    <ul className="sheet booking-rows">
      {bookings.map((booking) => (
        <li key={booking.id}>
          <DateTile {...booking.date} />
          <div className="booking-row-what">
            <h2>
              <Link to={booking.to}>{booking.name}</Link>
            </h2>
            <p>
              {booking.hours}
              {booking.place && <>, {booking.place}</>}
            </p>
          </div>
          <div className="booking-row-why">
            {booking.title && <p>{booking.title}</p>}
            {ofStructure && booking.person && <p className="soft">{t("by", { person: booking.person })}</p>}
          </div>
          <BookingBadge state={booking.state} />
        </li>
      ))}
    </ul>
  );
}
