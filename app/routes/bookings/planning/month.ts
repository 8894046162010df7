import type { MonthDay } from "~/ui/month-table";
import type { MonthPlanning } from "~server/bookings";
import type { Locale } from "~server/kernel/actor";
import { formatDay, weekdayName } from "~server/kernel/format";
import { startOfMonth, type LocalDate } from "~server/kernel/time";
import type { SayPlanning } from "./rows";

/** The weeks of a month: how many bookings each day has, and how much of what is open is taken. */
export function monthWeeks(
  { dates, rows }: MonthPlanning,
  asked: { month: LocalDate; today: LocalDate; dayLink: (date: LocalDate) => string },
  locale: Locale,
  t: SayPlanning,
): MonthDay[][] {
  const days = dates.map((date, index): MonthDay => {
    const ofDay = rows.flatMap((row) => row.days[index] ?? []);
    const sum = (of: "bookings" | "ours" | "takenMinutes" | "openMinutes") =>
      ofDay.reduce((total, day) => total + day[of], 0);
    const [bookings, ours, open] = [sum("bookings"), sum("ours"), sum("openMinutes")];
    return {
      key: date,
      day: String(Number(date.slice(8))),
      label: formatDay(date, locale),
      taken: open > 0 ? Math.min(100, (sum("takenMinutes") / open) * 100) : undefined,
      note: open === 0 && bookings === 0 ? t("month.closed") : t("month.note", { bookings, ours }),
      href: asked.dayLink(date),
      today: date === asked.today,
      outside: startOfMonth(date) !== startOfMonth(asked.month),
    };
  });
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** Heads of the columns, from Monday. */
export function monthHeads(locale: Locale): { short: string; long: string }[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    short: weekdayName(day, locale, true),
    long: weekdayName(day, locale),
  }));
}
