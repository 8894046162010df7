import { z } from "zod";
import { Id } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { daysBetween, localDateOf, parseLocalDate } from "~server/kernel/time";
import { LONGEST_DAYS, spanAround, type Days } from "~server/usage";

const day = z.iso.date().refine((text) => parseLocalDate(text) !== null);

/** The parameters that say which days, and of what. */
export const statisticsQuery = {
  firstDay: day.optional().meta({ description: "With lastDay; else this month." }),
  lastDay: day.optional(),
  resourceId: Id.optional(),
};

/** The days that are asked for, or why they cannot be. */
export function daysAsked(
  { firstDay, lastDay }: { firstDay?: string | undefined; lastDay?: string | undefined },
  actor: Actor,
): { value: Days } | { problem: "ends_before_start" | "period_too_long"; most: number } {
  const month = spanAround("month", localDateOf(new Date(), actor.timeZone));
  const first = firstDay ?? month.first;
  const last = lastDay ?? (firstDay ? first : month.last);
  if (last < first) return { problem: "ends_before_start", most: LONGEST_DAYS };
  if (daysBetween(first, last) >= LONGEST_DAYS) return { problem: "period_too_long", most: LONGEST_DAYS };
  return { value: { first, last } };
}
