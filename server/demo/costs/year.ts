import { addDays, addMonths, startOfMonth, type LocalDate } from "../../kernel/time";

/** The twelve months told of: eleven that are closed, then the last full one. A rank of 12 is the month that runs. */
export interface DemoYear {
  readonly today: LocalDate;
  readonly months: readonly LocalDate[];
  /** The `day`th of the month of a rank, and no later than today. */
  readonly day: (rank: number, day: number) => LocalDate;
  readonly lastDay: (rank: number) => LocalDate;
  /** The rank of the first month in the calendar year of the last one. */
  readonly newYear: number;
}

/** The year that ends with the last full month before `today`. */
export function yearBefore(today: LocalDate): DemoYear {
  const first = addMonths(startOfMonth(today), -12);
  const start = (rank: number) => addMonths(first, rank);
  const months = Array.from({ length: 12 }, (_, rank) => start(rank));
  const year = start(11).slice(0, 4);
  return {
    today,
    months,
    day: (rank, day) => [addDays(start(rank), day - 1), today].reduce((a, b) => (a < b ? a : b)),
    lastDay: (rank) => addDays(start(rank + 1), -1),
    newYear: months.findIndex((month) => month.startsWith(year)),
  };
}

/** "2026-10": what names the month of a rank. */
export const nameOf = (year: DemoYear, rank: number): string => (year.months[rank] ?? year.today).slice(0, 7);
