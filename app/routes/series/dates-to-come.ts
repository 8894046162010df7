import type { SeriesDetails } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";

/** How many dates of a series are to come, the first of them; and the same from one date on, where one is asked. */
export function datesToCome(
  { locale, timeZone }: Actor,
  { bookings }: Pick<SeriesDetails, "bookings">,
  now: Date,
  from: string | null,
) {
  const coming = bookings.filter(({ state, start }) => (state === "confirmed" || state === "requested") && start > now);
  const since = (first: string) => {
    const dates = coming.filter(({ recurrence }) => (recurrence ?? "") >= first);
    const [next] = dates;
    return {
      count: dates.length,
      day: next ? formatDay(localDateOf(next.start, timeZone), locale, { year: true }) : "",
      recurrence: next?.recurrence ?? "",
    };
  };
  const asked = from && coming.some(({ recurrence }) => recurrence === from) ? since(from) : null;
  return { all: since(""), asked };
}
