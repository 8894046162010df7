import type { translator } from "~/i18n/translator";
import { isEveryWorkday, type Frequency, type Schedule, type ScheduleProblem } from "~server/bookings";
import type { Locale } from "~server/kernel/actor";
import { refusalSentence, type AnyRefusal, type Reader } from "../bookings/refusal";
import type { Say } from "../bookings/words";
import { formatDay, formatList, formatTimeRange, weekdayName } from "~server/kernel/format";

/** The messages `series`. */
export type SaySeries = Awaited<ReturnType<typeof translator<"series">>>;

/** "Chaque semaine, le mardi et le jeudi" */
export function frequencyWords(t: SaySeries, frequency: Frequency, locale: Locale): string {
  if (isEveryWorkday(frequency)) return t("rule.workdays");
  const { interval } = frequency;
  if (frequency.every === "day") return t("rule.days", { interval });
  if (frequency.every === "week") {
    const days = [...frequency.weekdays]
      .sort((a, b) => a - b)
      .map((weekday) => t("rule.onDay", { weekday: weekdayName(weekday, locale) }));
    return t("rule.weeks", { interval, days: formatList(days, locale) });
  }
  const { on } = frequency;
  if ("day" in on)
    return on.day === -1 ? t("rule.monthEnd", { interval }) : t("rule.monthDay", { interval, day: on.day });
  return t("rule.monthWeekday", {
    interval,
    nth: on.nth === -1 ? "last" : String(on.nth),
    weekday: weekdayName(on.weekday, locale),
  });
}

/** "Chaque semaine, le mardi, de 9 h à 11 h, jusqu'au 30 juin 2027" */
export function scheduleWords(t: SaySeries, { from, minutes, repetition }: Schedule, locale: Locale): string {
  const { frequency, end } = repetition;
  const until =
    "count" in end
      ? t("rule.count", { count: end.count })
      : t("rule.until", { day: formatDay(end.until, locale, { year: true, weekday: false }) });
  const hours = formatTimeRange(from, from + minutes, locale);
  return t("rule.whole", { frequency: frequencyWords(t, frequency, locale), hours, until });
}

/** Why a date cannot be had: nobody has asked for it yet, so it is taken, not just taken under somebody's nose. */
export function takenWords(tb: Say, refusal: AnyRefusal, reader: Reader): string {
  return refusal.code === "slot_taken" ? tb("new.taken") : refusalSentence(tb, refusal, reader);
}

/** Why a rule has no dates, in a sentence. */
export function scheduleProblemWords(t: SaySeries, problem: ScheduleProblem, locale: Locale): string {
  switch (problem.code) {
    case "too_many_dates":
      return t("problems.too_many_dates", { most: problem.most });
    case "series_too_long":
      return t("problems.series_too_long", { day: formatDay(problem.lastDay, locale, { year: true, weekday: false }) });
    case "no_dates":
      return t(problem.skipped > 0 ? "problems.only_holidays" : "problems.no_dates");
    default:
      return t(`problems.${problem.code}`);
  }
}
