import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { usageOf, type Totals, type Usage } from "~server/usage";
import { daysAsked, statisticsQuery } from "./statistics-days";

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
    before: z
      .object({ firstDay: z.iso.date(), lastDay: z.iso.date(), ...totals })
      .meta({ description: "As many days before these." }),
    byHour: z
      .array(z.object({ weekday: z.int(), hour: z.int(), takenMinutes: z.number(), openMinutes: z.number() }))
      .meta({
        description: "By weekday (1 is Monday) and hour of the pôle's clock; hours neither open nor taken left out.",
      }),
    structures: z.array(Share),
    resources: z.array(Share.extend({ openMinutes: z.number().nullable() })),
  })
  .meta({ id: "Statistics" });

const read = endpoint("GET", "/statistics", {
  summary: {
    fr: "Ce qui sert et à qui, d'un jour à un autre : le pôle pour son équipe, sinon ce que la structure partage",
    en: "What is used and by whom, from a day to another: the pôle for its team, else what the structure shares",
  },
  scope: "statistics",
  query: z.strictObject(statisticsQuery),
  response: Statistics,
  problems: { not_found: 404, ends_before_start: 422, period_too_long: 422 },
  handle: async ({ actor, query: { resourceId = null, ...asked } }) => {
    const days = daysAsked(asked, actor);
    if ("problem" in days) return problem(422, days.problem, { days: days.most });
    const usage = await usageOf(actor, { resourceId, days: days.value, span: "custom" });
    return {
      of: usage.scope.of,
      firstDay: usage.days.first,
      lastDay: usage.days.last,
      openMinutes: usage.openMinutes,
      takenOfOpen: usage.takenOfOpen,
      ...sums(usage.now),
      before: { firstDay: usage.before.first, lastDay: usage.before.last, ...sums(usage.then) },
      byHour: byHour(usage),
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

function byHour({ taken, open }: Usage) {
  return taken.flatMap((hours, index) =>
    hours.flatMap((takenMinutes, hour) => {
      const openMinutes = open[index]?.[hour] ?? 0;
      return takenMinutes > 0 || openMinutes > 0 ? [{ weekday: index + 1, hour, takenMinutes, openMinutes }] : [];
    }),
  );
}

function sums({ bookings, minutes, atCostMinutes, cents, noShows, cancelled }: Totals) {
  return { bookings, minutes, atCostMinutes, amount: money(cents), noShows, cancelled };
}

export const loader = apiRoute(read);
export const action = loader;
