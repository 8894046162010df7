import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatPeriod } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import type { WaysOut } from "~server/use";
import { kindKey } from "../bookings/refusal";
import { WAY_ICONS } from "../bookings/words";

/** The ways out, in words; each with what its button sends. */
export async function replacementView({ booking, stoppedUntil, ways }: WaysOut, actor: Actor) {
  const t = await translator(actor.locale, "incidents");
  const tb = await translator(actor.locale, "bookings");
  const { poleSlug, timeZone, locale } = actor;
  const { resource, start, end } = booking;
  const until = stoppedUntil && formatInstant(stoppedUntil, timeZone, locale);
  return {
    name: resource.name,
    booking: paths.booking(poleSlug, booking.id),
    cancel: booking.can.cancel ? paths.cancelBooking(poleSlug, booking.id) : null,
    search: paths.home(poleSlug, { jour: localDateOf(start, timeZone) }),
    lead: t("replacement.lead", { resource: resource.name, period: formatPeriod(start, end, timeZone, locale) }),
    stopped: until && t("replacement.stopped", { resource: resource.name, until }),
    ways: ways.map((way) => ({
      icon: WAY_ICONS[way.kind],
      how: way.kind === "other" ? tb(`ways.other.${kindKey(booking.resource.kind)}`) : way.resourceName,
      what:
        way.kind === "other"
          ? t("replacement.other", { name: way.resourceName })
          : formatPeriod(way.start, way.end, timeZone, locale),
      value: `${way.resourceId} ${way.start.toISOString()} ${way.end.toISOString()}`,
    })),
  };
}
