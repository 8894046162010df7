import type { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { formatMoney, formatNumber } from "~server/kernel/format";

/** Puts the messages of this area into words, on the server. */
export type ImpactWords = Awaited<ReturnType<typeof translator<"impact">>>;

/** "35 000 €" where there are no cents to tell, "1 234,56 €" where there are. */
export function euros(cents: number, locale: Locale): string {
  if (cents % 100 !== 0 || locale === "en") return formatMoney(cents, locale);
  return `${formatNumber(cents / 100, locale)}\u00a0€`;
}

/** The name of a lot; null where it is the whole of its need. */
export function lotWords(t: ImpactWords, { number, title, of }: { number: number; title: string; of: number }) {
  if (of <= 1) return null;
  return title ? t("lotOf", { number, title }) : t("lotOnly", { number });
}
