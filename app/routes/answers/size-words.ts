import type { Locale } from "~server/kernel/actor";
import { formatNumber } from "~server/kernel/format";

/** A size in bytes as people say it: "340 ko", "1,2 Mo". */
export function sizeWords(bytes: number, locale: Locale): string {
  const [kilo, mega] = locale === "fr" ? ["ko", "Mo"] : ["kB", "MB"];
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, Math.round(bytes / 1000)), locale)}\u00a0${kilo}`;
  return `${formatNumber(Math.round(bytes / 100_000) / 10, locale)}\u00a0${mega}`;
}
