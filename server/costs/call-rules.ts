import type { Cents } from "../kernel/money";
import { addDays, addMonths, type LocalDate } from "../kernel/time";
import { instalmentOf } from "./adjustment";
import type { Days } from "./days";

/** Calls of a year: by quarter, or by month. */
export type CallCount = 4 | 12;

/** Which of the year's calls is for this month (any day of it), from 1. */
export function rankOfCall(day: LocalDate, count: CallCount): number {
  const month = Number(day.slice(5, 7));
  return Math.ceil(month / (12 / count));
}

/** The months that a call is for: from their first day to their last. */
export function monthsOfCall(year: number, count: CallCount, rank: number): Days {
  const length = 12 / count;
  const from = addMonths(`${year}-01-01`, (rank - 1) * length);
  return { from, until: addDays(addMonths(from, length), -1) };
}

/**
 * What the `rank`th call of a year asks for, in cents, given what its other calls asked for, by rank. Left alone, a
 * budget's calls differ by a cent at most and make it exactly. A budget changed on the way is spread over the calls that
 * are left; one that was never made, in a past that is settled already, counts as made. Never negative.
 */
export function callAmount(
  budget: Cents,
  count: CallCount,
  rank: number,
  called: Readonly<Record<number, Cents>>,
): Cents {
  let [left, toCome] = [budget, 0];
  for (let other = 1; other <= count; other += 1) {
    const made = called[other];
    if (made !== undefined && other !== rank) left -= made;
    else if (other < rank) left -= Number(instalmentOf(BigInt(budget), count, other));
    else toCome += 1;
  }
  return Math.max(0, Number(instalmentOf(BigInt(Math.max(0, left)), toCome, 1)));
}
