import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { SeenBooking } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatMoney, formatPeriod, initials } from "~server/kernel/format";

/** A request as those who answer it read it, in words. */
export async function requestView(actor: Actor, booking: SeenBooking) {
  const { locale, timeZone, poleSlug } = actor;
  const t = await translator(locale, "life");
  const { structure, person, price } = booking;
  const period = formatPeriod(booking.start, booking.end, timeZone, locale, { year: true });
  return {
    id: booking.id,
    to: paths.booking(poleSlug, booking.id),
    answer: paths.answerRequest(poleSlug, booking.id),
    state: booking.state,
    resource: booking.resource.name,
    period,
    structure: { name: structure.name, initials: initials(structure.name), colour: structure.colour },
    person: person?.name ?? "",
    title: booking.title,
    message: booking.message,
    facts: [
      booking.attendees !== null && t("requests.people", { count: booking.attendees }),
      booking.quantity > 1 && t("requests.quantity", { count: booking.quantity }),
      price && price.cents > 0 && formatMoney(price.cents, locale),
    ].filter((fact) => typeof fact === "string"),
    until: booking.expiresAt && formatInstant(booking.expiresAt, timeZone, locale, { weekday: true, year: false }),
    select: t("requests.select", { structure: structure.name, resource: booking.resource.name, period }),
    declineReason: booking.declineReason,
  };
}

export type RequestView = Awaited<ReturnType<typeof requestView>>;
