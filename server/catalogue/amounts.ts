import type { Cents } from "../kernel/money";

/** 100 000,00 €: more for an hour is a slip of the finger. */
const MOST = 10_000_000;

/**
 * "6", "6,5", "6.50", "1 234,56 €" as cents; null for anything else, for a fraction of a cent, for a negative amount
 * and above `most`, 100 000 € unless another is given. A point followed by three figures ("1.234") is refused: it may mean either.
 */
export function parseAmount(text: string, most: Cents = MOST): Cents | null {
  const match = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})*|\d+)(?:[.,](\d{0,2}))?$/.exec(text.replace(/\s*€\s*$/, "").trim());
  if (!match) return null;
  const euros = Number((match[1] ?? "").replace(/\D/g, ""));
  const cents = euros * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return cents <= most ? cents : null;
}

/** "3,5", "3.50", "42", "−1" as a number; null for anything else. */
export function parseDecimal(text: string): number | null {
  const match = /^-?\d{1,7}(?:[.,]\d{0,3})?$/.exec(text.trim().replace(/^\u2212/, "-"));
  return match ? Number(match[0].replace(",", ".")) : null;
}
