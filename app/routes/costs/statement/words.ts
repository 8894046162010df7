import { translator } from "~/i18n/translator";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDay, formatInstant, formatMonth, monthName } from "~server/kernel/format";
import type { LocalDate } from "~server/kernel/time";

export type SayStatement = Awaited<ReturnType<typeof sayStatement>>;

/** The words of statements. */
export const sayStatement = (locale: Locale) => translator(locale, "costsStatement");

/** "octobre"; with its year where it is not the statement's. */
export const monthWords = (day: LocalDate, locale: Locale) => monthName(Number(day.slice(5, 7)), locale);

/** "octobre 2026". */
export const monthAndYear = formatMonth;

/** "d’octobre 2026", "de septembre 2026": French elides before a vowel. */
export const ofMonth = (
  day: LocalDate,
  t: SayStatement,
  { year = true }: { year?: boolean } = {},
  locale: Locale = "fr",
) => {
  const month = monthName(Number(day.slice(5, 7)), locale);
  const words = year ? `${month} ${day.slice(0, 4)}` : month;
  return t("ofMonth", { elided: /^[aeiouyàâéèêh]/.test(month) ? "yes" : "no", month: words });
};

/** "26 novembre 2026". */
export const dayWords = (day: LocalDate, locale: Locale) => formatDay(day, locale, { weekday: false, year: true });

/** "vendredi 27 novembre à 18 h". */
export const whenWords = (at: Date, { timeZone, locale }: Pick<Actor, "timeZone" | "locale">) =>
  formatInstant(at, timeZone, locale, { weekday: true, year: false });

/** "2026-10": as addresses have it. */
export const monthOf = (day: LocalDate) => day.slice(0, 7);
