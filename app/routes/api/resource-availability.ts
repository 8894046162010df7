import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Instant, InstantInput, isoWithOffset, listOf } from "~/http/api-shapes";
import { freeIntervals, LONGEST_AVAILABILITY_DAYS } from "~server/bookings";
import { sentence } from "./booking-shape";

const Interval = z.object({ start: Instant, end: Instant }).meta({ id: "Interval" });

const read = endpoint("GET", "/resources/:resource/availability", {
  summary: {
    fr: "Quand une ressource peut être réservée ; chaque intervalle peut l'être en entier",
    en: "When a resource can be booked; each interval can be booked whole",
  },
  scope: "catalogue:read",
  query: z.strictObject({ from: InstantInput, to: InstantInput }),
  response: listOf(Interval),
  problems: { ends_before_start: 422, period_too_long: 422 },
  handle: async ({ actor, params, query: { from, to }, locale }) => {
    if (to <= from) {
      const code = "ends_before_start";
      return problem(422, code, { detail: await sentence({ code }, actor, locale) });
    }
    const days = (to.getTime() - from.getTime()) / 86_400_000;
    if (days > LONGEST_AVAILABILITY_DAYS) return problem(422, "period_too_long", { days: LONGEST_AVAILABILITY_DAYS });
    const free = await freeIntervals(actor, params.resource, from, to);
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    return { items: free.map(({ start, end }) => ({ start: at(start), end: at(end) })), nextCursor: null };
  },
});

export const loader = apiRoute(read);
export const action = loader;
