import { formatDuration, formatMoney, formatNumber } from "~server/kernel/format";
import type { Locale } from "~server/kernel/actor";
import type { Fraction, Unit } from "~server/costs";
import type { SayStatement } from "./words";

/** An exact number with at most `most` decimals; "…" where it goes on. */
export function decimal({ n, d }: Fraction, most: number, locale: Locale): string {
  const scale = 10n ** BigInt(most);
  const size = (n < 0n ? -n : n) * scale;
  const whole = size / d;
  const digits = String(whole % scale)
    .padStart(most, "0")
    .replace(/0+$/, "");
  const head = formatNumber(Number(whole / scale), locale);
  const mark = locale === "fr" ? "," : ".";
  const text = digits === "" ? head : `${head}${mark}${digits}`;
  return `${n < 0n && whole > 0n ? "−" : ""}${text}${size % d === 0n ? "" : "…"}`;
}

/** Exact cents as euros with their fraction of a cent: "303,9745… €"; as money where they are whole. */
export function exactMoney(cents: Fraction, locale: Locale): string {
  if (cents.d === 1n) return formatMoney(Number(cents.n), locale);
  const euros = decimal({ n: cents.n, d: cents.d * 100n }, 4, locale);
  return locale === "fr" ? `${euros}\u00a0€` : euros.replace(/^(−?)/, "$1€");
}

/** A fraction of a cent, in cents: "0,45…", "−0,13…". */
export const partOfCent = (cents: Fraction, locale: Locale) => decimal(cents, 2, locale);

/** The same, rounded to two decimals: for tables and sentences, where the equation has more. */
function rounded({ n, d }: Fraction, locale: Locale): string {
  const [size, half] = [(n < 0n ? -n : n) * 100n, d / 2n];
  const hundredths = (size + half) / d;
  return decimal({ n: n < 0n ? -hundredths : hundredths, d: 100n }, 2, locale);
}

/** A weight as one writes it: "6,40", "62", "14 h 30"; exactly, as far as four decimals go, where it is `exact`. */
export function weightFigure(unit: Unit, weight: Fraction, locale: Locale, exact = false): string {
  if (unit === "minutes" || unit === "hours") {
    return formatDuration(Math.round(Number(weight.n) / Number(weight.d)), locale);
  }
  const text = exact ? decimal(weight, 4, locale) : rounded(weight, locale);
  if (unit !== "fte" || text.endsWith("…")) return text;
  // Full-time equivalents always with two decimals, so that they line up.
  const mark = locale === "fr" ? "," : ".";
  const [whole = "0", part = ""] = text.split(mark);
  return `${whole}${mark}${part.padEnd(2, "0")}`;
}

/** The same with its unit: "6,40 ETP", "62 m²", "14 h 30 réservées". */
export const weightWords = (unit: Unit, weight: Fraction, locale: Locale, t: SayStatement, exact = false) =>
  t(`weight.${unit}`, {
    figure: weightFigure(unit, weight, locale, exact),
    count: Math.ceil(Number(weight.n) / Number(weight.d)),
  });
