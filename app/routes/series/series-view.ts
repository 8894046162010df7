import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { SeriesDetails } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatMoney, formatPeriod, initials } from "~server/kernel/format";
import { bookingLine } from "../bookings/booking-line";
import { scheduleWords } from "./words";

/** A series as its page shows it: its rule and every date, in words. */
export async function seriesView(actor: Actor, series: SeriesDetails, now: Date) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "series");
  const { id, resource, structure, schedule, bookings } = series;
  const live = bookings.filter(({ state }) => !["cancelled", "declined", "expired"].includes(state));
  const priced = live.flatMap(({ price }) => price ?? []);
  const next = bookings.find(({ state, start }) => (state === "confirmed" || state === "requested") && start > now);
  return {
    id,
    to: paths.series(poleSlug, id),
    resource: { name: resource.name, to: paths.resource(poleSlug, resource.id) },
    structure: { name: structure.name, initials: initials(structure.name), colour: structure.colour },
    ours: series.ours,
    title: series.title,
    rule: scheduleWords(t, schedule, locale),
    count: live.length,
    asked: live.some(({ state }) => state === "requested"),
    total:
      priced.length > 0
        ? formatMoney(
            priced.reduce((sum, { cents }) => sum + cents, 0),
            locale,
          )
        : null,
    // The resource's name says what is moved elsewhere; the rest of the series is where its title says.
    bookings: bookings.map((booking) => {
      const line = bookingLine(booking, actor);
      return { ...line, over: booking.end <= now, elsewhere: booking.resource.id !== resource.id };
    }),
    waited: series.waited.map(({ start, end }) => formatPeriod(start, end, actor.timeZone, locale, { year: true })),
    previous: series.previousId && paths.series(poleSlug, series.previousId),
    next: series.nextId && paths.series(poleSlug, series.nextId),
    change: series.can.change ? paths.changeSeries(poleSlug, id, { date: next?.recurrence ?? null }) : null,
    cancel: series.can.cancel ? paths.cancelSeries(poleSlug, id) : null,
  };
}

export type SeriesView = Awaited<ReturnType<typeof seriesView>>;
