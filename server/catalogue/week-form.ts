import { z } from "zod";
import { merge } from "../kernel/intervals";
import { parseTime } from "../kernel/time";
import type { BookingRules } from "./kinds";
import { hoursProblem, type OpeningHours } from "./rules";
import { number } from "./text-fields";

/** An hour of the clock, in minutes; null when left empty. */
export const time = z
  .string()
  .optional()
  .transform((typed, context) => {
    const minutes = typed ? parseTime(typed) : null;
    if (typed && minutes === null) context.addIssue({ code: "custom", message: "time_invalid" });
    return minutes;
  });
/** The same for an end: "00:00" is the midnight that ends the day. */
export const closing = time.transform((minutes) => (minutes === 0 ? 1440 : minutes));

const day = z
  .object({ open: z.boolean().optional(), opens: time, closes: closing, reopens: time, recloses: closing })
  .transform(({ open, opens, closes, reopens, recloses }, context) => {
    if (!open) return [];
    const wrong = hoursProblem({ opens, closes }, { opens: reopens, closes: recloses });
    if (wrong) context.addIssue({ code: "custom", message: wrong.code, path: [wrong.field] });
    return merge([
      { start: opens ?? 0, end: closes ?? 0 },
      { start: reopens ?? 0, end: recloses ?? 0 },
    ]);
  });

/** Monday first. With `sameWeekdays`, Monday's hours stand for Tuesday to Friday, whatever was typed there. */
export const week = z
  .object({ sameWeekdays: z.boolean().optional().default(false), days: z.unknown().optional() })
  .transform(({ sameWeekdays, days }) => {
    const given: unknown[] = Array.isArray(days) ? days : [];
    const asMonday = (index: number) => sameWeekdays && index > 0 && index < 5;
    return { sameWeekdays, days: Array.from({ length: 7 }, (_, index) => (asMonday(index) ? {} : given[index]) ?? {}) };
  })
  .pipe(z.object({ sameWeekdays: z.boolean(), days: z.array(day) }))
  .transform(({ sameWeekdays, days }) =>
    days.flatMap((intervals, index) => {
      const open = sameWeekdays && index > 0 && index < 5 ? (days[0] ?? []) : intervals;
      return open.map(({ start, end }): OpeningHours => ({ weekday: index + 1, opens: start, closes: end }));
    }),
  );

/** Whole minutes, `max` at most. */
export const minutes = (max: number) => number().int("invalid").min(0, "invalid").max(max, "invalid");

/** The steps that the database knows: each divides the hour. */
export const STEPS: readonly number[] = [5, 10, 15, 30, 60];

/** The rules that every resource has from the day it is added. */
export const bookingRules = z
  .object({
    stepMinutes: minutes(60).refine((step) => STEPS.includes(step), "invalid"),
    minMinutes: minutes(44_640).min(5, "invalid"),
    maxMinutes: minutes(44_640).min(5, "invalid"),
    noticeMinutes: minutes(525_600),
    cancelNoticeMinutes: minutes(525_600),
    horizonDays: number().int("invalid").min(1, "invalid").max(730, "invalid"),
    bufferBeforeMinutes: minutes(1440),
    bufferAfterMinutes: minutes(1440),
  })
  .check(({ value, issues }) => {
    const wrong = (field: keyof BookingRules, message: string) =>
      issues.push({ code: "custom", message, path: [field], input: value[field] });
    if (value.maxMinutes < value.minMinutes) wrong("maxMinutes", "max_below_min");
    if (value.minMinutes % value.stepMinutes !== 0) wrong("minMinutes", "not_in_steps");
    else if (value.maxMinutes % value.stepMinutes !== 0) wrong("maxMinutes", "not_in_steps");
    if (value.horizonDays * 1440 <= value.noticeMinutes) wrong("noticeMinutes", "notice_beyond_horizon");
  });
