import { z } from "zod";
import { Id, Instant, InstantInput, isoWithOffset, Money, money } from "~/http/api-shapes";
import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import { scheduleProblemWords } from "~/routes/series/words";
import {
  repetitionOf,
  rruleOf,
  type Choice,
  type Refusals,
  type Schedule,
  type SeriesAsked,
  type SeriesDetails,
  type SeriesProblem,
} from "~server/bookings";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import { parseLocalDate, parseTime, timeText } from "~server/kernel/time";
import { Booking, sentence, shown } from "./booking-shape";

const LocalDay = z
  .string()
  .refine((text) => parseLocalDate(text) === text)
  .meta({ examples: ["2026-11-26"] });
/** An hour of the clock. */
export const ClockTime = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .refine((text) => parseTime(text) !== null)
  .meta({ examples: ["09:00"] });
/** A date of a series, named by when it was to start on the pôle's clock. */
export const Recurrence = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);

/** A series, on the pôle's wall clock. `rrule` is RFC 5545 without DTSTART, of the kinds that the forms ask. */
export const SeriesBody = z.strictObject({
  resourceId: Id,
  firstDay: LocalDay,
  from: ClockTime,
  to: ClockTime,
  rrule: z
    .string()
    .max(500)
    .meta({ examples: ["FREQ=WEEKLY;BYDAY=MO;COUNT=10"] }),
  skipBankHolidays: z.boolean().default(false),
  skipSchoolHolidays: z.boolean().default(false),
  title: z.string().trim().max(200).optional(),
  titleShared: z.boolean().optional(),
  attendees: z.int().min(1).max(10_000).nullish(),
  quantity: z.int().min(1).max(1000).optional(),
});

/** What to do about a date; those not named are booked. */
export const ChoiceInput = z.union([
  z.strictObject({ date: Recurrence, do: z.enum(["book", "skip", "wait"]) }),
  z.strictObject({ date: Recurrence, do: z.literal("move"), resourceId: Id, start: InstantInput, end: InstantInput }),
]);

const Refused = z.object({ code: z.string(), message: z.string() });
const Skipped = z.object({ day: z.string(), why: z.enum(["bank_holiday", "school_holiday"]) });

/** Every date of a series before it is booked. */
export const SeriesPreview = z
  .object({
    dates: z.array(
      z.object({
        date: Recurrence,
        start: Instant,
        end: Instant,
        clock: z.enum(["gap", "twice"]).nullable(),
        free: z.boolean(),
        state: z.string(),
        price: Money,
        canWait: z.boolean(),
        errors: z.array(Refused),
        suggestions: z.array(
          z.object({
            kind: z.enum(["earlier", "later", "shorter", "longer", "other"]),
            resourceId: Id,
            resourceName: z.string(),
            start: Instant,
            end: Instant,
            price: Money,
          }),
        ),
      }),
    ),
    skipped: z.array(Skipped),
    total: Money,
  })
  .meta({ id: "SeriesPreview" });

/** A series with its dates. */
export const Series = z
  .object({
    id: Id,
    resource: z.object({ id: Id, kind: z.string(), name: z.string() }),
    structure: z.object({ id: Id, name: z.string() }),
    title: z.string().nullable(),
    titleShared: z.boolean(),
    firstDay: z.string(),
    from: z.string(),
    minutes: z.int(),
    rrule: z.string(),
    skipBankHolidays: z.boolean(),
    skipSchoolHolidays: z.boolean(),
    previousId: Id.nullable(),
    nextId: Id.nullable(),
    createdAt: Instant,
    bookings: z.array(Booking.extend({ date: Recurrence.nullable() })),
  })
  .meta({ id: "Series" });

/** A series of a body, or what is wrong with its rule. */
export function askedOf(body: z.output<typeof SeriesBody>): SeriesAsked | Problem {
  const { resourceId, firstDay, rrule, skipBankHolidays, skipSchoolHolidays, ...content } = body;
  const { title, titleShared, attendees, quantity } = content;
  const repetition = repetitionOf(rrule);
  const [from, to] = [parseTime(body.from) ?? 0, parseTime(body.to) ?? 0];
  if (!repetition) return problem(422, "unknown_rrule");
  if (to <= from) return problem(422, "ends_before_start");
  const schedule: Schedule = {
    firstDay,
    from,
    minutes: to - from,
    repetition,
    skipsBankHolidays: skipBankHolidays,
    skipsSchoolHolidays: skipSchoolHolidays,
  };
  return { resourceId, schedule, title, titleShared, attendees, quantity };
}

/** The choices of a body, by date. */
export function choicesOf(choices: readonly z.output<typeof ChoiceInput>[]): Map<string, Choice> {
  return new Map(choices.map(({ date, ...choice }): [string, Choice] => [date, choice]));
}

/** A series as the API shows it. */
export function shownSeries(series: SeriesDetails, actor: Actor): z.input<typeof Series> {
  const { schedule, structure, bookings } = series;
  return {
    id: series.id,
    resource: series.resource,
    structure: { id: structure.id, name: structure.name },
    title: series.title,
    titleShared: series.titleShared,
    firstDay: schedule.firstDay,
    from: timeText(schedule.from),
    minutes: schedule.minutes,
    rrule: rruleOf(schedule.repetition),
    skipBankHolidays: schedule.skipsBankHolidays,
    skipSchoolHolidays: schedule.skipsSchoolHolidays,
    previousId: series.previousId,
    nextId: series.nextId,
    createdAt: isoWithOffset(series.createdAt, actor.timeZone),
    bookings: bookings.map((booking) => ({ ...shown(booking, actor), date: booking.recurrence })),
  };
}

/** Why a date cannot be had, in codes and sentences. */
export function refusedDate(refusals: Refusals, actor: Actor, locale: Locale) {
  return Promise.all(refusals.map(async (each) => ({ code: each.code, message: await sentence(each, actor, locale) })));
}

/** Every refusal of a series, with its status. */
export const SERIES_PROBLEMS = {
  too_many_dates: 422,
  series_too_long: 422,
  until_before_start: 422,
  no_dates: 422,
  dates_overlap: 422,
  nothing_chosen: 422,
  unknown_rrule: 422,
  ends_before_start: 422,
  not_allowed: 403,
  already_used: 409,
  dates_refused: 409,
  dearer: 409,
  not_found: 404,
} as const;

/** A refused series: of its dates, those that could not be had. */
export async function seriesProblem(refusal: SeriesProblem, actor: Actor, locale: Locale): Promise<Problem> {
  const t = await translator(locale, "series");
  const status = SERIES_PROBLEMS[refusal.code];
  switch (refusal.code) {
    case "dates_refused": {
      const dates = await Promise.all(
        [...refusal.dates].map(async ([date, why]) => ({ date, errors: await refusedDate(why, actor, locale) })),
      );
      return problem(status, refusal.code, { detail: t("problems.dates_refused", { count: dates.length }), dates });
    }
    case "dearer": {
      const detail = t("problems.dearer", { price: formatMoney(refusal.cents, locale) });
      return problem(status, refusal.code, { detail, price: money(refusal.cents) });
    }
    case "not_allowed":
      return problem(status, refusal.code, { detail: await sentence(refusal, actor, locale) });
    case "already_used":
    case "nothing_chosen":
      return problem(status, refusal.code, { detail: t(`problems.${refusal.code}`) });
    default:
      return problem(status, refusal.code, { detail: scheduleProblemWords(t, refusal, locale) });
  }
}
