import { fold } from "../kernel/fold";
import { CPV } from "./cpv";
import { EVERYDAY } from "./everyday-trades";

/** A division or a group of the common procurement vocabulary: what a need is about. */
export interface Trade {
  /** Eight digits, as needs keep it. */
  readonly code: string;
  /** The division that it is of; null for a division. */
  readonly parent: string | null;
  readonly label: { readonly fr: string; readonly en: string };
}

/** All divisions and groups, by code. */
export const TRADES: readonly Trade[] = CPV.split("\n").map((line) => {
  const [short = "", fr = "", en = ""] = line.split("|");
  return {
    code: short.padEnd(8, "0"),
    parent: short.length > 2 ? short.slice(0, 2).padEnd(8, "0") : null,
    label: { fr, en },
  };
});

const BY_CODE = new Map(TRADES.map((trade) => [trade.code, trade]));

/** The trade of a code; null for one that is neither a division nor a group. */
export function tradeOf(code: string): Trade | null {
  return BY_CODE.get(code) ?? null;
}

/** Whether it is the code of a division or of a group. */
export function isTrade(code: string): boolean {
  return BY_CODE.has(code);
}

/** What a trade is called; the code itself where it is unknown. */
export function tradeLabel(code: string, locale: "fr" | "en"): string {
  return BY_CODE.get(code)?.label[locale] ?? code;
}

/** A trade and all that is under it: a division with its groups, a group alone. */
export function tradesWithin(code: string): string[] {
  return TRADES.filter((trade) => trade.code === code || trade.parent === code).map((trade) => trade.code);
}

/** Words that tell no trade from another. */
const SMALL = new Set(
  "de des du la le les un une et ou a au aux en pour par sur dans l d of the and or for an".split(" "),
);

const WORDS = TRADES.map((trade) => ({
  trade,
  fr: wordsOf(trade.label.fr),
  en: wordsOf(trade.label.en),
  everyday: EVERYDAY.filter(([code]) => code.padEnd(8, "0") === trade.code).flatMap(([, words]) =>
    words.split(",").map(fold),
  ),
}));

/** Of words that name a trade, how many letters must be the same: « jardins » is found by « jardin » and the reverse. */
const STEM = 4;

/**
 * The trades that words mean, the likeliest first: by everyday words (« traiteur », « ménage ») before those of the
 * vocabulary. Every word asked must be found.
 */
export function searchTrades(asked: string, locale: "fr" | "en", limit = 8): Trade[] {
  const folded = fold(asked).trim();
  const words = wordsOf(asked);
  if (words.length === 0) return [];
  return WORDS.map(({ trade, everyday, ...labels }) => {
    const said = Math.max(0, ...everyday.map((phrase) => likeness(phrase, folded, words)));
    const named = words.every((word) => labels[locale].some((one) => alike(one, word))) ? 1 : 0;
    // Of two that are as near, the group says more than its division.
    return { trade, score: said * 4 + named * 2 + (trade.parent === null ? 0 : 1), found: said + named > 0 };
  })
    .filter(({ found }) => found)
    .sort((a, b) => b.score - a.score || a.trade.code.localeCompare(b.trade.code))
    .slice(0, limit)
    .map(({ trade }) => trade);
}

/** 3: what was asked itself; 2: it is in what was asked, the nearer its beginning the more; 1: each word is; 0: not. */
function likeness(phrase: string, asked: string, words: readonly string[]): number {
  if (phrase === asked) return 3;
  const parts = wordsOf(phrase);
  const places = parts.map((part) => words.findIndex((word) => alike(part, word)));
  // « Mobilier en bois » is of furniture before it is of wood.
  if (parts.length > 0 && places.every((place) => place >= 0)) return 2 - Math.min(...places, 9) / 10;
  return words.every((word) => parts.some((part) => alike(part, word))) ? 1 : 0;
}

function alike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= STEM && long.startsWith(short) && long.length - short.length <= 4;
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(" ")
    .filter((word) => word.length > 0 && !SMALL.has(word));
}
