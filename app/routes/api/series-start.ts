import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { isProblem } from "~/http/problem";
import { seriesOf, startSeries } from "~server/bookings";
import {
  askedOf,
  ChoiceInput,
  choicesOf,
  Series,
  SERIES_PROBLEMS,
  SeriesBody,
  seriesProblem,
  shownSeries,
} from "./series-shape";

const start = endpoint("POST", "/series", {
  summary: {
    fr: "Réserver toutes les dates d'une série, ou aucune",
    en: "Book every date of a series, or none",
  },
  scope: "bookings:write",
  body: SeriesBody.extend({
    choices: z.array(ChoiceInput).max(400).default([]),
    /** The sum that was shown, in cents: when it has become dearer, nothing is booked. */
    shownCents: z.int().min(0).optional(),
  }),
  response: Series,
  success: 201,
  location: ({ id }) => `/api/v1/series/${id}`,
  problems: SERIES_PROBLEMS,
  handle: async ({ actor, body: { choices, shownCents, ...body }, idempotentId, locale }) => {
    const asked = askedOf(body);
    if (isProblem(asked)) return asked;
    const outcome = await startSeries(actor, { ...asked, id: idempotentId, choices: choicesOf(choices), shownCents });
    if (!outcome.ok) return seriesProblem(outcome.problem, actor, locale);
    return shownSeries(await seriesOf(actor, outcome.value.id), actor);
  },
});

export const loader = apiRoute(start);
export const action = loader;
