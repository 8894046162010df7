import { addDays, addMonths, startOfMonth, startOfWeek, weekdayOf, type LocalDate } from "../../kernel/time";
import type { Frequency } from "./repetition";

/** Weekdays (1 for Monday) that become others; those left out stay. */
export type WeekdayMoves = ReadonlyMap<number, number>;

/** The weekdays of a rule that can become others: those of a week's, or that of a month's second Tuesday. */
export function weekdaysIn(frequency: Frequency): readonly number[] {
  if (frequency.every === "week") return frequency.weekdays.toSorted((a, b) => a - b);
  return frequency.every === "month" && "weekday" in frequency.on ? [frequency.on.weekday] : [];
}

/** Whether the weekdays of a rule stay as many as they are: no two become the same. */
export function areDistinct(frequency: Frequency, moves: WeekdayMoves): boolean {
  const weekdays = weekdaysIn(frequency).map((weekday) => moves.get(weekday) ?? weekday);
  return new Set(weekdays).size === weekdays.length;
}

/** The rule on its new weekdays. */
export function frequencyMoved(frequency: Frequency, moves: WeekdayMoves): Frequency {
  if (frequency.every === "week") {
    return { ...frequency, weekdays: frequency.weekdays.map((weekday) => moves.get(weekday) ?? weekday) };
  }
  if (frequency.every !== "month" || !("weekday" in frequency.on)) return frequency;
  const { nth, weekday } = frequency.on;
  return { ...frequency, on: { nth, weekday: moves.get(weekday) ?? weekday } };
}

/** What a day of a rule becomes: another of its week; of its month, the same rank of the other weekday. */
export function dayMoved(day: LocalDate, frequency: Frequency, moves: WeekdayMoves | undefined): LocalDate {
  const to = moves?.get(weekdayOf(day));
  if (to === undefined) return day;
  if (frequency.every === "week") return addDays(startOfWeek(day), to - 1);
  if (frequency.every !== "month" || !("weekday" in frequency.on)) return day;
  const { nth } = frequency.on;
  const first = startOfMonth(day);
  if (nth > 0) return addDays(first, ((to - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
  const last = addDays(addMonths(first, 1), -1);
  return addDays(last, -((weekdayOf(last) - to + 7) % 7));
}
