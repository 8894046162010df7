import type { Locale } from "~server/kernel/actor";

/** Cents as people of that language type them: "6,00"; the forms read both marks. Undefined for none. */
export function typedAmount(cents: number | null | undefined, locale: Locale): string | undefined {
  if (cents === null || cents === undefined) return undefined;
  return [Math.floor(cents / 100), String(cents % 100).padStart(2, "0")].join(decimalMark(locale));
}

/** The mark between units and decimals. */
export function decimalMark(locale: Locale): string {
  return locale === "fr" ? "," : ".";
}
