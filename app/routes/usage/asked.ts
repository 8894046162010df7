import { addDays, daysBetween, localDateOf, parseLocalDate, type LocalDate } from "~server/kernel/time";
import { LONGEST_DAYS, spanAround, turned, type Days, type Span } from "~server/usage";

/** How the address writes a span. */
export const SPAN_WORDS = { mois: "month", trimestre: "quarter", annee: "year", dates: "custom" } as const;
export type SpanWord = keyof typeof SPAN_WORDS;

/** The period that an address asks for. */
export interface AskedPeriod {
  readonly word: SpanWord;
  readonly span: Span;
  readonly days: Days;
  /** Why it is another one than the dates that were given: they are the wrong way round, or too far apart. */
  readonly instead: "reversed" | "long" | null;
}

/** Reads `duree`, `du`, `au`; what is wrong, or missing, is the month that holds today. */
export function readPeriod(search: URLSearchParams, now: Date, zone: string): AskedPeriod {
  const from = parseLocalDate(search.get("du") ?? "");
  const to = parseLocalDate(search.get("au") ?? "");
  const asked = search.get("duree");
  const word: SpanWord =
    asked !== null && Object.hasOwn(SPAN_WORDS, asked) ? (asked as SpanWord) : from && to ? "dates" : "mois";
  const span = SPAN_WORDS[word];
  const day = from ?? localDateOf(now, zone);
  if (span !== "custom") return { word, span, days: spanAround(span, day), instead: null };
  if (!from || !to || to < from) {
    const instead = from && to ? "reversed" : null;
    return { word: "mois", span: "month", days: spanAround("month", day), instead };
  }
  const long = daysBetween(from, to) >= LONGEST_DAYS;
  const last = long ? addDays(from, LONGEST_DAYS - 1) : to;
  return { word, span, days: { first: from, last }, instead: long ? "long" : null };
}

/** The same period as an address. */
export function periodQuery({ word, days }: Pick<AskedPeriod, "word" | "days">): Record<string, string> {
  return { duree: word, du: days.first, ...(word === "dates" ? { au: days.last } : {}) };
}

/** The periods to turn to. */
export function turns({ word, span, days }: AskedPeriod) {
  return {
    before: periodQuery({ word, days: turned(span, days, -1) }),
    after: periodQuery({ word, days: turned(span, days, 1) }),
  };
}

/** A day in the period to begin the other spans from. */
export function otherSpan(word: Exclude<SpanWord, "dates">, day: LocalDate): Record<string, string> {
  return periodQuery({ word, days: spanAround(SPAN_WORDS[word], day) });
}
