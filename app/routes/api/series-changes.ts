import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { changeProblemWords } from "~/routes/series/change-form-reader";
import { changeSeries, seriesOf, type SeriesChangeProblem } from "~server/bookings";
import { parseTime } from "~server/kernel/time";
import type { Actor, Locale } from "~server/kernel/actor";
import { ClockTime, Recurrence, refusedDate, Series, shownSeries } from "./series-shape";

const Changed = z
  .object({
    changed: z.int(),
    cancelled: z.int(),
    kept: z.int().meta({ description: "Dates that stay as they are: it is too late to change them." }),
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
      scope: z.enum(["one", "following", "all"]),
      date: Recurrence.optional().meta({ description: "The date that it is asked from; not needed for all." }),
      from: ClockTime.optional(),
      to: ClockTime.optional(),
      resourceId: Id.optional(),
      title: z.string().trim().max(200).optional(),
      titleShared: z.boolean().optional(),
      attendees: z.int().min(1).max(10_000).nullish(),
      choices: z
        .array(z.strictObject({ date: Recurrence, do: z.enum(["leave", "cancel"]) }))
        .max(400)
        .default([])
        .meta({ description: "What to do about dates that cannot be changed so." }),
    })
    .check(({ value: { scope, date, from, to }, issues }) => {
      const missing = (field: string) => issues.push({ code: "custom", message: "required", path: [field], input: "" });
      if (scope !== "all" && date === undefined) missing("date");
      if (from !== undefined && to === undefined) missing("to");
      if (to !== undefined && from === undefined) missing("from");
    }),
  response: Changed,
  problems: {
    nothing_to_come: 409,
    too_late_to_change: 409,
    already_started: 409,
    dates_refused: 409,
    ends_before_start: 422,
  },
  handle: async ({
    actor,
    params: { series: id },
    body: { scope, date = "", from, to, choices, ...content },
    locale,
  }) => {
    const [starts, ends] = [from && parseTime(from), to && parseTime(to)];
    const hours =
      typeof starts === "number" && typeof ends === "number" ? { from: starts, minutes: ends - starts } : {};
    if (hours.minutes !== undefined && hours.minutes <= 0) return problem(422, "ends_before_start");
    const outcome = await changeSeries(actor, {
      id,
      scope,
      date,
      changes: { ...content, ...hours },
      choices: new Map(choices.map((choice) => [choice.date, choice.do])),
    });
    if (!outcome.ok) return refusal(outcome.problem, actor, locale);
    const { seriesId, changed, cancelled, kept } = outcome.value;
    return { changed, cancelled, kept, series: shownSeries(await seriesOf(actor, seriesId), actor) };
  },
});

/** Nothing is changed: why not; of its dates, those that could not be had so. */
async function refusal(refused: SeriesChangeProblem, actor: Actor, locale: Locale) {
  const t = await translator(locale, "series");
  if (refused.code !== "dates_refused") {
    return problem(409, refused.code, { detail: changeProblemWords(t, refused, { ...actor, locale }) });
  }
  const dates = await Promise.all(
    [...refused.dates].map(async ([date, why]) => ({ date, errors: await refusedDate(why, actor, locale) })),
  );
  return problem(409, refused.code, { detail: t("problems.changes_refused", { count: dates.length }), dates });
}

export const loader = apiRoute(change);
export const action = loader;
