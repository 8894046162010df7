import { translator } from "~/i18n/translator";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDay, formatInstant, formatMoney, formatNumber } from "~server/kernel/format";
import { localDateOf, type LocalDate } from "~server/kernel/time";
import type { AwardProblem, Need } from "~server/tenders";

export type SayAwards = Awaited<ReturnType<typeof sayAwards>>;

/** The words of awards. */
export const sayAwards = (locale: Locale) => translator(locale, "awards");

/** Why it is not done. */
export const problemWords = ({ code }: AwardProblem, t: SayAwards) => t(`problem.${code}`);

/** "Lot 2. Mobilier en bois"; where there is but one lot, its title, or the need's. */
export const lotWords = (
  { lots, title }: Pick<Need, "lots" | "title">,
  lot: Pick<Need["lots"][number], "number" | "title">,
  t: SayAwards,
) => (lots.length > 1 ? t("lotTitle", { number: lot.number, title: lot.title || title }) : lot.title || title);

/** Hundredths of a point as "97,14". */
export const pointsWords = (hundredths: number, locale: Locale) => formatNumber(hundredths / 100, locale);

/** "1 077,00 €", or that it is still shut. */
export const priceWords = (cents: number | null, t: SayAwards, locale: Locale) =>
  cents === null ? t("priceShut") : formatMoney(cents, locale);

/** "jeudi 26 novembre à 14 h 30". */
export const whenWords = (at: Date, { timeZone, locale }: Pick<Actor, "timeZone" | "locale">) =>
  formatInstant(at, timeZone, locale, { weekday: true, year: false });

/** The day of an instant: "26 novembre 2026". */
export const dayOf = (at: Date, { timeZone, locale }: Pick<Actor, "timeZone" | "locale">) =>
  dayWords(localDateOf(at, timeZone), locale);

export const dayWords = (day: LocalDate, locale: Locale) => formatDay(day, locale, { weekday: false, year: true });
