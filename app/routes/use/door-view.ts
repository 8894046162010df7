import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Segment } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatTime, formatTimeRange } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { MINUTES_PER_DAY, timeText } from "~server/kernel/time";
import { doorNow, type DayAtDoor, type ToUse } from "~server/use";
import { toUseView } from "./use-view";
import { hoursWords, momentWords } from "./words";

/** A booking of the day, as a door tells it: who, and why only where its author shares it. */
export function comingView({ start, end, occupation }: Segment, { locale }: Pick<Actor, "locale">) {
  return {
    key: `${start}`,
    hours: formatTimeRange(start, end, locale),
    who: occupation?.structureName ?? "",
    title: occupation?.title ?? "",
  };
}

/** What the door tells whoever stands before it. */
export async function doorView(day: DayAtDoor, booking: ToUse | null, actor: Actor, now: Date) {
  const t = await translator(actor.locale, "use");
  const { locale, poleSlug } = actor;
  const { state, until, taken, next, bookable } = doorNow(day);
  const time = until === null ? null : formatTime(until, locale);
  const [yours] = booking?.next ? await toUseView([booking], actor, now) : [];
  return {
    name: day.resourceName,
    place: day.placeName,
    state,
    words: time ? t(`door.${state}Until`, { time }) : t(state === "free" ? "door.freeAll" : `door.${state}`),
    by: taken?.occupation ? t("door.takenBy", { structure: taken.occupation.structureName }) : null,
    title: taken?.occupation?.title ?? "",
    archived: day.archived,
    booking: booking && {
      mine: booking.mine,
      hours: hoursWords(booking.start, booking.end, actor),
      title: booking.title,
      to: paths.booking(poleSlug, booking.bookingId),
      next: yours?.next ?? null,
      soon: booking.start > now ? t("door.soon", { time: momentWords(booking.start, actor).time }) : null,
      nothing: booking.step === "none" && booking.start <= now,
    },
    bookable:
      booking?.next || !can(actor, "bookings.request")
        ? []
        : bookable.map(({ start, end }) => ({
            to: paths.newBooking(poleSlug, day.resourceId, {
              jour: day.date,
              de: timeText(start),
              a: timeText(end % MINUTES_PER_DAY),
            }),
            label: t("door.bookSlot", { from: formatTime(start, locale), to: formatTime(end, locale) }),
          })),
    next: next.map((segment) => comingView(segment, actor)),
    week: paths.resource(poleSlug, day.resourceId),
    incident: paths.reportIncident(poleSlug, day.resourceId, booking?.bookingId),
  };
}

export type DoorView = Awaited<ReturnType<typeof doorView>>;
