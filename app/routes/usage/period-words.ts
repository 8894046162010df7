import type { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatMonth } from "~server/kernel/format";
import type { Days, Span } from "~server/usage";

/** The words of usage in one language, for loaders. */
export type UsageWords = Awaited<ReturnType<typeof translator<"usage">>>;

/** "novembre 2026", "4e trimestre 2026", "2026", "10 – 16 novembre 2026". */
export function periodName(t: UsageWords, span: Span, { first, last }: Days, locale: Locale): string {
  const year = first.slice(0, 4);
  if (span === "month") return formatMonth(first, locale);
  if (span === "year") return year;
  if (span === "quarter") return t("quarter", { number: Math.ceil(Number(first.slice(5, 7)) / 3), year });
  if (first === last) return formatDay(first, locale, { year: true });
  return formatDayRange(first, last, locale, { weekday: false, year: true });
}
