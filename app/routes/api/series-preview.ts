import { apiRoute, endpoint } from "~/http/api";
import { isoWithOffset, money } from "~/http/api-shapes";
import { isProblem } from "~/http/problem";
import { considerSeries } from "~server/bookings";
import { askedOf, refusedDate, SERIES_PROBLEMS, SeriesBody, SeriesPreview, seriesProblem } from "./series-shape";

const preview = endpoint("POST", "/series/preview", {
  summary: {
    fr: "Voir chaque date d'une série, libre ou non, sans rien réserver",
    en: "See each date of a series, free or not, without booking",
  },
  scope: "bookings:read",
  body: SeriesBody,
  response: SeriesPreview,
  problems: SERIES_PROBLEMS,
  handle: async ({ actor, body, locale }) => {
    const asked = askedOf(body);
    if (isProblem(asked)) return asked;
    const outcome = await considerSeries(actor, asked);
    if (!outcome.ok) return seriesProblem(outcome.problem, actor, locale);
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    const { dates, skipped } = outcome.value;
    const free = dates.filter(({ refusals }) => refusals === null);
    return {
      dates: await Promise.all(
        dates.map(async ({ recurrence, start, end, clock, state, price, canWait, refusals, ways }) => ({
          date: recurrence,
          start: at(start),
          end: at(end),
          clock,
          free: refusals === null,
          state,
          price: money(price.cents),
          canWait,
          errors: refusals ? await refusedDate(refusals, actor, locale) : [],
          suggestions: ways.map((way) => ({
            kind: way.kind,
            resourceId: way.resourceId,
            resourceName: way.resourceName,
            start: at(way.start),
            end: at(way.end),
            price: money(way.price.cents),
          })),
        })),
      ),
      skipped: [...skipped],
      total: money(free.reduce((sum, { price }) => sum + price.cents, 0)),
    };
  },
});

export const loader = apiRoute(preview);
export const action = loader;
