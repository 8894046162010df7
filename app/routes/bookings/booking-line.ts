import { paths } from "~/paths";
import type { SeenBooking } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatTime, formatTimeRange, initials, monthName, weekdayName } from "~server/kernel/format";
import { MINUTES_PER_DAY, minutesOf, localDateOf, weekdayOf } from "~server/kernel/time";

/** A booking as a line of a list: its date tile, hours, place and state, in words. */
export function bookingLine(booking: SeenBooking, { locale, timeZone, poleSlug, personId }: Actor) {
  const { id, resource, place, structure, start, end } = booking;
  const day = localDateOf(start, timeZone);
  const [from, to] = [minutesOf(start, day, timeZone), minutesOf(end, day, timeZone)];
  const sameDay = to <= MINUTES_PER_DAY;
  return {
    id,
    to: paths.booking(poleSlug, id),
    name: resource.name,
    date: {
      top: weekdayName(weekdayOf(day), locale, true),
      day: String(Number(day.slice(8))),
      bottom: monthName(Number(day.slice(5, 7)), locale, true),
      label: formatDay(day, locale, { year: true }),
    },
    hours: sameDay
      ? formatTimeRange(from, to, locale)
      : `${formatTime(from, locale)} – ${formatDay(localDateOf(end, timeZone), locale)}, ${formatTime(to % MINUTES_PER_DAY, locale)}`,
    place: place?.name ?? null,
    title: booking.title,
    structure: { name: structure.name, initials: initials(structure.name), colour: structure.colour },
    person: booking.person?.name ?? null,
    mine: booking.person?.id === personId,
    state: booking.state,
  };
}

export type BookingLine = ReturnType<typeof bookingLine>;
