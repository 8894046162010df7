import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { isProblem } from "~/http/problem";
import { changeSeries, seriesOf } from "~server/bookings";
import { ChangeInput, changeOf, changesProblem, CHANGES_PROBLEMS, checkChange } from "./series-change-shape";
import { Series, shownSeries } from "./series-shape";

const Changed = z
  .object({
    changed: z.int(),
    cancelled: z.int(),
    kept: z.int().meta({ description: "Dates that stay as they are: it is too late to change or cancel them." }),
    series: Series.meta({
      description: "The one that the changed dates are of now: a new one when earlier dates stay.",
    }),
  })
  .meta({ id: "ChangedSeries" });

const change = endpoint("POST", "/series/:series/changes", {
  summary: {
    fr: "Changer une date d'une série, celle-ci et les suivantes, ou toutes celles à venir : tout, ou rien",
    en: "Change one date of a series, it and those that follow, or all those to come: all of it, or nothing",
  },
  scope: "bookings:write",
  body: z
    .strictObject({
      ...ChangeInput,
      shownCents: z.int().min(0).optional().meta({ description: "What moves may cost this at most, in all." }),
      agreedFeeCents: z.int().min(0).optional().meta({ description: "What the dates cancelled may leave due." }),
    })
    .check(checkChange),
  response: Changed,
  problems: CHANGES_PROBLEMS,
  handle: async ({ actor, params: { series: id }, body: { shownCents, agreedFeeCents, ...input }, locale }) => {
    const asked = await changeOf(actor, id, input);
    if (isProblem(asked)) return asked;
    const outcome = await changeSeries(actor, { ...asked, shownCents, agreedFeeCents });
    if (!outcome.ok) return changesProblem(outcome.problem, actor, locale);
    const { seriesId, changed, cancelled, kept } = outcome.value;
    return { changed, cancelled, kept, series: shownSeries(await seriesOf(actor, seriesId), actor) };
  },
});

export const loader = apiRoute(change);
export const action = loader;
