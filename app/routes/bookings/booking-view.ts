import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { kindIcon, kindWord } from "~/routes/catalogue/words";
import { photoSource } from "~/routes/catalogue/photo-source";
import type { BookingDetails, BookingEvent } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import {
  formatDay,
  formatDuration,
  formatMoney,
  formatPeriod,
  formatTime,
  formatTimeRange,
  initials,
} from "~server/kernel/format";
import { localDateOf, MINUTES_PER_DAY, wallClock } from "~server/kernel/time";
import { typography } from "~server/kernel/typography";
import { slotAt } from "./when";
import { priceView } from "./price-words";
import { cancelWords, capital, type Say } from "./words";

/** A booking as its pages show it, in words; what is not for this reader stays null. */
export async function bookingView(actor: Actor, booking: BookingDetails, now: Date) {
  const { locale, timeZone, poleSlug } = actor;
  const t = await translator(locale, "bookings");
  const resource = await resourceOf(actor, booking.resource.id);
  const { start, end, price, structure } = booking;
  const day = localDateOf(start, timeZone);
  const slot = slotAt(start, end, booking.attendees, timeZone);
  const oneDay = slot.to <= MINUTES_PER_DAY;
  const [photo] = resource.photos;
  const cents = booking.can.cancel ? booking.feeIfCancelledCents : 0;
  const fee = cents > 0 ? { cents, amount: formatMoney(cents, locale) } : null;
  return {
    id: booking.id,
    to: paths.booking(poleSlug, booking.id),
    calendar: paths.calendarFile(poleSlug, booking.id),
    cancel: paths.cancelBooking(poleSlug, booking.id),
    restore: paths.restoreBooking(poleSlug, booking.id),
    series: booking.seriesId && {
      to: paths.series(poleSlug, booking.seriesId),
      change: paths.changeSeries(poleSlug, booking.seriesId, { date: booking.recurrence }),
      cancel: paths.cancelSeries(poleSlug, booking.seriesId, { date: booking.recurrence }),
      /** Whether it can be changed and cancelled from this date on. */
      mine: booking.can.seePurpose && booking.can.cancel,
    },
    move: paths.moveBooking(poleSlug, booking.id),
    again: resource.can.book ? paths.resource(poleSlug, resource.id) : null,
    state: booking.state,
    over: end <= now && booking.state !== "cancelled",
    ours: booking.ours,
    can: booking.can,
    period: capital(formatPeriod(start, end, timeZone, locale, { year: true })),
    day: capital(formatDay(day, locale, { year: true })),
    hours: oneDay ? formatTimeRange(slot.from, slot.to, locale) : formatPeriod(start, end, timeZone, locale),
    duration: formatDuration((end.getTime() - start.getTime()) / 60_000, locale),
    resource: {
      name: resource.name,
      kind: resource.kind,
      kindWord: capital(kindWord(await translator(locale, "catalogue"), resource.kind, "one")),
      icon: kindIcon(resource.kind),
      to: paths.resource(poleSlug, resource.id),
      photo: photo ? photoSource(poleSlug, photo, "") : null,
      owner: { name: resource.owner.name, initials: initials(resource.owner.name), colour: resource.owner.colour },
    },
    place: resource.place && {
      address: [resource.place.name, resource.place.address, resource.place.town].filter(Boolean).join(", "),
      access: typography(resource.place.access),
    },
    structure: { name: structure.name, initials: initials(structure.name), colour: structure.colour },
    person: booking.person?.name ?? null,
    contact: booking.contact,
    title: booking.title,
    titleShared: booking.titleShared,
    attendees: booking.attendees,
    price: price && priceView(price, structure.name, locale, t),
    cancelUntil: booking.can.cancel
      ? fee
        ? t("cancellation.feeIfCancelled", { amount: fee.amount })
        : cancelWords(booking.cancelUntil, now, actor, t)
      : null,
    fee,
    whyNotCancel: whyNotCancel(booking, now, actor, t),
    history: booking.history.map((event) => historyLine(event, actor, t)),
  };
}

export type BookingView = Awaited<ReturnType<typeof bookingView>>;

/** Why it cannot be cancelled, and who still can; null when it can be, or already is. */
function whyNotCancel(booking: BookingDetails, now: Date, { locale, timeZone }: Actor, t: Say): string | null {
  if (booking.can.cancel || booking.cancelledAt) return null;
  if (!booking.can.seePurpose) return t("booking.cancelOthers", { structure: booking.structure.name });
  if (booking.end <= now) return t("booking.cancelOver");
  if (booking.start <= now) return t("booking.cancelStarted");
  const { date, minutes } = wallClock(booking.cancelUntil, timeZone);
  return t("booking.cancelTooLate", { day: formatDay(date, locale), time: formatTime(minutes, locale) });
}

function historyLine({ at, kind, personName, reason }: BookingEvent, { locale, timeZone }: Actor, t: Say) {
  const { date, minutes } = wallClock(at, timeZone);
  return {
    kind,
    what: t(`booking.event.${eventKey(kind, personName)}`, { person: personName || t("booking.somebody") }),
    at: t("booking.at", { day: formatDay(date, locale, { year: true }), time: formatTime(minutes, locale) }),
    reason: reason && t("booking.reason", { reason }),
  };
}

/** What the worker does, or a booking's own link, nobody did by name. */
function eventKey(kind: BookingEvent["kind"], personName: string) {
  const unnamed = kind === "checked_in" || kind === "returned" || kind === "no_show";
  return unnamed && !personName ? (`${kind}_unnamed` as const) : kind;
}
