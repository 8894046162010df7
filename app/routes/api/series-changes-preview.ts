import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import { isProblem } from "~/http/problem";
import { considerChange } from "~server/bookings";
import { ChangeInput, changeOf, changesProblem, CHANGES_PROBLEMS, checkChange } from "./series-change-shape";
import { refusedDate } from "./series-shape";

const Place = z.object({ start: Instant, end: Instant, resourceName: z.string(), price: Money });

const Preview = z
  .object({
    dates: z.array(
      z.object({
        date: z.string(),
        choice: z.enum(["change", "leave", "cancel"]),
        moves: z.boolean().meta({ description: "Its time, resource or number of people; else its words alone." }),
        before: Place,
        after: Place.extend({ state: z.string() }),
        free: z.boolean(),
        errors: z.array(z.object({ code: z.string(), message: z.string() })),
        of: z.string().nullable().meta({ description: "What cannot be had, when it is something that goes with it." }),
        holiday: z.boolean(),
        feeCents: z
          .int()
          .nullable()
          .meta({ description: "What cancelling it would leave due; null: it is too late for that." }),
      }),
    ),
    kept: z.int(),
    total: Money.meta({ description: "Of what moves: shownCents." }),
  })
  .meta({ id: "SeriesChangePreview" });

const preview = endpoint("POST", "/series/:series/changes/preview", {
  summary: {
    fr: "Ce que deviendrait chaque date d'une série si on la changeait ; rien n'est changé",
    en: "What would become of each date of a series if it were changed; nothing is",
  },
  scope: "bookings:read",
  body: z.strictObject(ChangeInput).check(checkChange),
  response: Preview,
  problems: CHANGES_PROBLEMS,
  handle: async ({ actor, params: { series: id }, body, locale }) => {
    const asked = await changeOf(actor, id, body);
    if (isProblem(asked)) return asked;
    const outcome = await considerChange(actor, asked);
    if (!outcome.ok) return changesProblem(outcome.problem, actor, locale);
    const { dates, kept } = outcome.value;
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    const place = ({ start, end, resourceName, cents }: (typeof dates)[number]["before"]) => ({
      start: at(start),
      end: at(end),
      resourceName,
      price: money(cents),
    });
    const moving = dates.filter(({ choice, moves }) => choice === "change" && moves);
    return {
      dates: await Promise.all(
        dates.map(async ({ recurrence, before, after, problem: wrong, ...date }) => ({
          date: recurrence,
          choice: date.choice,
          moves: date.moves,
          before: place(before),
          after: { ...place(after), state: after.state },
          free: wrong === null,
          errors: wrong ? await refusedDate(wrong.refusals, actor, locale) : [],
          of: wrong?.name ?? null,
          holiday: date.holiday,
          feeCents: date.feeCents,
        })),
      ),
      kept,
      total: money(moving.reduce((sum, { after }) => sum + after.cents, 0)),
    };
  },
});

export const loader = apiRoute(preview);
export const action = loader;
