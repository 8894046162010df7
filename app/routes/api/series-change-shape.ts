import { z } from "zod";
import { Id, money } from "~/http/api-shapes";
import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import { changeProblemWords } from "~/routes/series/change-form-reader";
import { seriesOf, type SeriesChange, type SeriesChangeProblem } from "~server/bookings";
import type { Actor, Locale } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { parseTime } from "~server/kernel/time";
import { ClockTime, Recurrence, refusedDate } from "./series-shape";

const weekday = z.int().min(1).max(7);

/** A change of one date, of it and those that follow, or of all to come; what is left out stays as it is. */
export const ChangeInput = {
  scope: z.enum(["one", "following", "all"]),
  date: Recurrence.optional().meta({ description: "The date that it is asked from; not needed for all." }),
  from: ClockTime.optional(),
  to: ClockTime.optional(),
  weekdays: z
    .array(z.strictObject({ from: weekday, to: weekday }))
    .max(7)
    .default([])
    .meta({ description: "Of a series by weekdays (1 is Monday): what each becomes, in the same week." }),
  resourceId: Id.optional(),
  title: z.string().trim().max(200).optional(),
  titleShared: z.boolean().optional(),
  attendees: z.int().min(1).max(10_000).nullish(),
  choices: z
    .array(z.strictObject({ date: Recurrence, do: z.enum(["leave", "cancel"]) }))
    .max(400)
    .default([])
    .meta({ description: "Dates that are not changed so." }),
};

type Input = z.output<z.ZodObject<typeof ChangeInput>>;

/** What a change asks for must be told whole. */
export function checkChange({ value, issues }: z.core.ParsePayload<Input>): void {
  const { scope, date, from, to } = value;
  const missing = (field: string) => issues.push({ code: "custom", message: "required", path: [field], input: "" });
  if (scope !== "all" && date === undefined) missing("date");
  if (from !== undefined && to === undefined) missing("to");
  if (to !== undefined && from === undefined) missing("from");
}

/** The change that a body asks for, or what is wrong with it. @throws Forbidden, NotFound */
export async function changeOf(actor: Actor, id: string, input: Input): Promise<SeriesChange | Problem> {
  const { scope, date = "", from, to, choices, ...content } = input;
  const { structure } = await seriesOf(actor, id);
  allow(actor, "bookings.change", structure.id);
  const [starts, ends] = [from && parseTime(from), to && parseTime(to)];
  const hours = typeof starts === "number" && typeof ends === "number" ? { from: starts, minutes: ends - starts } : {};
  if (hours.minutes !== undefined && hours.minutes <= 0) return problem(422, "ends_before_start");
  const weekdays = new Map(content.weekdays.map((each) => [each.from, each.to]));
  const { resourceId, title, titleShared, attendees } = content;
  return {
    id,
    scope,
    date,
    changes: { resourceId, title, titleShared, attendees, ...hours, ...(weekdays.size > 0 ? { weekdays } : {}) },
    choices: new Map(choices.map((choice) => [choice.date, choice.do])),
  };
}

/** Every refusal of a change, with its status. */
export const CHANGES_PROBLEMS = {
  nothing_to_come: 409,
  nothing_changed: 409,
  too_late_to_change: 409,
  already_started: 409,
  dates_refused: 409,
  dearer: 409,
  fee_due: 409,
  ends_before_start: 422,
  same_day: 422,
} as const satisfies Record<SeriesChangeProblem["code"] | "ends_before_start" | "same_day", 409 | 422>;

/** Nothing is changed: why not; of its dates, those that could not be had so. */
export async function changesProblem(refused: SeriesChangeProblem, actor: Actor, locale: Locale): Promise<Problem> {
  const detail = changeProblemWords(await translator(locale, "series"), refused, { ...actor, locale });
  switch (refused.code) {
    case "dates_refused": {
      const dates = await Promise.all(
        [...refused.dates].map(async ([date, why]) => ({ date, errors: await refusedDate(why, actor, locale) })),
      );
      return problem(409, refused.code, { detail, dates });
    }
    case "dearer":
      return problem(409, refused.code, { detail, price: money(refused.cents) });
    case "fee_due":
      return problem(409, refused.code, { detail, feeCents: refused.feeCents });
    default:
      return problem(409, refused.code, { detail });
  }
}
