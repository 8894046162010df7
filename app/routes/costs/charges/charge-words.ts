import type { translator } from "~/i18n/translator";
import type { IconName } from "~/ui/icon-names";
import { expenseWord, type ChargeState } from "~server/costs";
import type { Locale } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatMonth } from "~server/kernel/format";
import { addDays, addMonths, startOfMonth, type LocalDate } from "~server/kernel/time";

/** The words of charges in one language, for loaders. */
export type ChargeWords = Awaited<ReturnType<typeof translator<"costsCharges">>>;

/** How a state looks. */
export const STATE_LOOKS = {
  draft: { tone: undefined, icon: "pencil-line" },
  submitted: { tone: "wait", icon: "hourglass" },
  approved: { tone: "ok", icon: "circle-check" },
  refused: { tone: "no", icon: "circle-x" },
} as const satisfies Record<ChargeState, { tone: "ok" | "wait" | "no" | undefined; icon: IconName }>;

/** "Énergie et eau (6061)"; the number alone where no word is close. */
export function accountWords(account: string, t: ChargeWords): string {
  const word = expenseWord(account);
  return word ? `${t(`account.${word}`)} (${account})` : account;
}

/** Days of service: "novembre 2026", "octobre à décembre 2026" in whole months, otherwise the days. */
export function serviceWords(from: LocalDate, until: LocalDate, locale: Locale): string {
  const whole = from === startOfMonth(from) && addDays(until, 1) === startOfMonth(addDays(until, 1));
  if (whole && until < addMonths(from, 1)) return formatMonth(from, locale);
  return from === until
    ? formatDay(from, locale, { weekday: false, year: true })
    : formatDayRange(from, until, locale, { weekday: false, year: true });
}

/** "Octobre": a month at the head of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
