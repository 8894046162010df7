import { capital } from "~/routes/bookings/words";
import type { CourseSession } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatTimeRange } from "~server/kernel/format";
import { minutesOf, wallClock } from "~server/kernel/time";
import type { CompositionWords } from "./manage-tabs";

/** A session in words: "Jeudi 3 décembre, 9 h – 17 h", "4 places libres sur 12". */
export function sessionLine(session: CourseSession, { locale, timeZone }: Actor, t: CompositionWords) {
  const { id, start, end, title, left, places, cancelledAt } = session;
  const { date, minutes } = wallClock(start, timeZone);
  const hours = formatTimeRange(minutes, minutesOf(end, date, timeZone), locale);
  return {
    id,
    title,
    when: `${capital(formatDay(date, locale, { year: true }))}, ${hours}`,
    left,
    places: t("sessions.places", { left, places }),
    cancelled: cancelledAt !== null,
  };
}

export type SessionLine = ReturnType<typeof sessionLine>;
