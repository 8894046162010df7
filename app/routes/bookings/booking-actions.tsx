import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import { PartOfSeries } from "../series/part-of-series";
import type { BookingView } from "./booking-view";
import { PriceSum } from "./price-sum";

/** What this person may do with the booking. */
export function BookingActions({ booking }: { booking: BookingView }) {
  const t = useTranslations("bookings.booking");
  const tl = useTranslations("life.move");
  const { can, ours, state } = booking;
  return (
    <>
      {can.restore && (
        <Form method="post" action={booking.restore}>
          <Button icon="undo-2">{t("restore")}</Button>
        </Form>
      )}
      {ours && state === "confirmed" && !booking.over && (
        <ButtonLink to={booking.calendar} variant="line" icon="calendar-plus" reloadDocument>
          {t("addToCalendar")}
        </ButtonLink>
      )}
      {can.change && (
        <ButtonLink to={booking.move} variant="line" icon="calendar-range">
          {tl("action")}
        </ButtonLink>
      )}
      {can.cancel && (
        <ButtonLink to={booking.cancel} variant="line" icon="calendar-x">
          {t("cancel")}
        </ButtonLink>
      )}
      {!can.cancel && !can.restore && ours && booking.again && (
        <ButtonLink to={booking.again} variant="line" icon="repeat-2">
          {t("bookAgain")}
        </ButtonLink>
      )}
    </>
  );
}

/** The price with its reasons, and the terms of cancelling: until when, or why no longer and who still can. */
export function BookingAside({ booking }: { booking: BookingView }) {
  const t = useTranslations("bookings.booking");
  const { price, state, can } = booking;
  return (
    <aside className="side">
      {price && (
        <Card as="section" aria-labelledby="prix">
          <h2 id="prix">{t("priceTitle")}</h2>
          <PriceSum {...price} fixed />
        </Card>
      )}
      {booking.series && <PartOfSeries series={booking.series} />}
      {!booking.over && (
        <Card as="section" tone="flat" className="stack" aria-labelledby="annuler">
          <h2 id="annuler">{t("cancelTitle")}</h2>
          {state === "cancelled" ? (
            <>
              <p>{t("cancelled")}</p>
              <p className="soft">{can.restore ? t("restoreText") : t("cancelledText")}</p>
            </>
          ) : (
            <p className="sure">
              <Icon name={can.cancel ? "undo-2" : "info"} size="sm" />
              <span>{booking.cancelUntil ?? booking.whyNotCancel}</span>
            </p>
          )}
        </Card>
      )}
    </aside>
  );
}
