import { timeText, wallClock } from "~server/kernel/time";

/** A day as spreadsheets read it in France: "26/11/2026". */
export function csvDay(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** An instant on the clock of `zone` as two cells: "26/11/2026", "14:30". */
export function csvInstant(instant: Date, zone: string): [string, string] {
  const { date, minutes } = wallClock(instant, zone);
  return [csvDay(date), timeText(minutes)];
}
