import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { daysBetween, localDateOf, parseLocalDate } from "~server/kernel/time";
import { LONGEST_DAYS, spanAround, usageOf, type Totals } from "~server/usage";

const totals = {
  bookings: z.int(),
  minutes: z.number().meta({ description: "Within these days; of several units, each counts." }),
  atCostMinutes: z.number(),
  amount: Money,
  noShows: z.int(),
  cancelled: z.int(),
};
const Share = z.object({ id: Id, name: z.string(), ...totals });

const Statistics = z
  .object({
    of: z.enum(["resource", "structure", "pole"]),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    openMinutes: z.number(),
    takenOfOpen: z.number().meta({ description: "Minutes taken of what has open time." }),
    ...totals,
    structures: z.array(Share),
    resources: z.array(Share.extend({ openMinutes: z.number().nullable() })),
  })
  .meta({ id: "Statistics" });

const day = z.iso.date().refine((text) => parseLocalDate(text) !== null);

const read = endpoint("GET", "/statistics", {
  summary: {
    fr: "Ce qui sert et à qui, d'un jour à un autre : le pôle pour son équipe, sinon ce que la structure partage",
    en: "What is used and by whom, from a day to another: the pôle for its team, else what the structure shares",
  },
  scope: "statistics",
  query: z.strictObject({
    firstDay: day.optional().meta({ description: "With lastDay; else this month." }),
    lastDay: day.optional(),
    resourceId: Id.optional(),
  }),
  response: Statistics,
  problems: { not_found: 404, ends_before_start: 422, period_too_long: 422 },
  handle: async ({ actor, query: { resourceId = null, ...asked } }) => {
    const month = spanAround("month", localDateOf(new Date(), actor.timeZone));
    const first = asked.firstDay ?? month.first;
    const last = asked.lastDay ?? (asked.firstDay ? first : month.last);
    if (last < first) return problem(422, "ends_before_start");
    if (daysBetween(first, last) >= LONGEST_DAYS) return problem(422, "period_too_long", { days: LONGEST_DAYS });
    const usage = await usageOf(actor, { resourceId, days: { first, last }, span: "custom" });
    return {
      of: usage.scope.of,
      firstDay: first,
      lastDay: last,
      openMinutes: usage.openMinutes,
      takenOfOpen: usage.takenOfOpen,
      ...sums(usage.now),
      structures: usage.structures.map(({ id, name, ...each }) => ({ id, name, ...sums(each) })),
      resources: usage.resources.map(({ id, name, openMinutes, ...each }) => ({
        id,
        name,
        openMinutes,
        ...sums(each),
      })),
    };
  },
});

function sums({ bookings, minutes, atCostMinutes, cents, noShows, cancelled }: Totals) {
  return { bookings, minutes, atCostMinutes, amount: money(cents), noShows, cancelled };
}

export const loader = apiRoute(read);
export const action = loader;
