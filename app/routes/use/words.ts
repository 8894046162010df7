import type { translator } from "~/i18n/translator";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatNumber, formatPeriod, formatTime, formatTimeRange } from "~server/kernel/format";
import { localDateOf, MINUTES_PER_DAY, minutesOf, wallClock } from "~server/kernel/time";

/** The messages `use`, as loaders and components alike hold them. */
export type SayUse = Awaited<ReturnType<typeof translator<"use">>>;

/** Whose clock and language. */
export type Reader = Pick<Actor, "locale" | "timeZone">;

/** "de 14 h à 17 h" within a day, else both ends with their days. */
export function hoursWords(start: Date, end: Date, { locale, timeZone }: Reader): string {
  const day = localDateOf(start, timeZone);
  const [from, to] = [minutesOf(start, day, timeZone), minutesOf(end, day, timeZone)];
  return to <= MINUTES_PER_DAY ? formatTimeRange(from, to, locale) : formatPeriod(start, end, timeZone, locale);
}

/** An instant in two words: its day and its time. */
export function momentWords(instant: Date, { locale, timeZone }: Reader): { day: string; time: string } {
  const { date, minutes } = wallClock(instant, timeZone);
  return { day: formatDay(date, locale), time: formatTime(minutes, locale) };
}

/** "45 210" */
export function kilometreWords(kilometres: number, { locale }: Reader): string {
  return formatNumber(kilometres, locale);
}
