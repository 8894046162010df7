import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Locale } from "~server/kernel/actor";
import { formatMoney, formatMonth } from "~server/kernel/format";
import { monthsBetween } from "./asked";
import type { MonthRange } from "~server/ledger";

/** The words of the books in one language, for loaders. */
export type LedgerWords = Awaited<ReturnType<typeof translator<"ledger">>>;

/** An amount in one of two columns: nothing where it is not. */
export const inColumns = (cents: number, locale: Locale) => ({
  debit: cents > 0 ? formatMoney(cents, locale) : "",
  credit: cents < 0 ? formatMoney(-cents, locale) : "",
});

/** What a structure's balance means for it. */
export function balanceWords(t: LedgerWords, cents: number, locale: Locale): string {
  if (cents === 0) return t("even");
  return t(cents > 0 ? "owes" : "owed", { amount: formatMoney(Math.abs(cents), locale) });
}

/** The months of a form, and the two chosen. */
export function rangeView({ from, until }: MonthRange, first: string, last: string, locale: Locale) {
  const months = monthsBetween(first < from ? first : from, last > until ? last : until);
  return {
    from: from.slice(0, 7),
    until: until.slice(0, 7),
    months: months.map((month) => ({ value: month.slice(0, 7), label: formatMonth(month, locale) })),
  };
}

/** The kinds of documents that have words of their own. */
const SOURCES = ["charge", "call", "fee", "funding", "closing", "period", "payment", "dispute"] as const;

/** The document that an entry was posted for, in words. */
export function sourceWords(t: LedgerWords, source: { kind: string; id: string } | null): string | null {
  if (!source) return null;
  return t(`entry.source.${SOURCES.find((kind) => kind === source.kind) ?? "other"}`);
}

/** Its page, where it has one: that of the document, or of the month that was closed. */
export function sourceLink(
  pole: string,
  source: { kind: string; id: string } | null,
  entry: { id: string; date: string },
): string | null {
  if (!source || source.id === entry.id) return null;
  const year = Number(entry.date.slice(0, 4));
  switch (source.kind) {
    case "payment":
      return paths.entry(pole, source.id);
    case "funding":
      return paths.funding(pole, source.id);
    case "fee":
      return paths.fees(pole, year);
    case "call":
      return paths.budget(pole, year);
    case "closing":
      return paths.costs(pole, { mois: entry.date.slice(0, 7) });
    default:
      return null;
  }
}
