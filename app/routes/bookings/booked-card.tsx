import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { BookingView } from "./booking-view";

/** "C'est réservé": what is done, what follows by itself, and the ways to keep it or to go back. */
export function BookedCard({ booking }: { booking: BookingView }) {
  const t = useTranslations("bookings.booking");
  const { price } = booking;
  return (
    <Card className="booked">
      <span className="ok-i">
        <Icon name="check" />
      </span>
      <h1>{t("booked")}</h1>
      <p className="booked-what">
        {booking.resource.name}
        <b>
          {booking.day}, {booking.hours}
        </b>
      </p>
      <p className="small soft">
        {price && price.cents > 0
          ? t("bookedPrice", { price: price.total, structure: price.structure })
          : t("bookedFree", { structure: booking.structure.name })}{" "}
        {t("bookedText")}
      </p>
      <div className="actions">
        <ButtonLink to={booking.calendar} icon="calendar-plus" reloadDocument>
          {t("addToCalendar")}
        </ButtonLink>
        {booking.can.cancel && (
          <Link className="btn btn--text" to={booking.cancel}>
            {t("cancel")}
          </Link>
        )}
      </div>
    </Card>
  );
}
