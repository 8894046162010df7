import { fold } from "../kernel/fold";
import { NEED_KINDS, RESERVATIONS, type NeedKind, type Reservation } from "./need";
import { isTrade, searchTrades, tradesWithin } from "./trades";

/** In cents, net of tax, of what a need shows of its estimates: from the first on, under the second. */
export const VALUES = { small: [0, 500_000], medium: [500_000, 2_500_000], large: [2_500_000, null] } as const;
export type Value = keyof typeof VALUES;
/** Days until the closing that one may ask for. */
export const WITHIN = [7, 15, 30] as const;
export const NEED_LISTS = ["open", "closed", "refused"] as const;
/** Open to answers; closed, whatever became of them; those that one's structure said are not for it. */
export type NeedList = (typeof NEED_LISTS)[number];

/** What somebody looks for among needs; null and empty ask for nothing. */
export interface NeedFilters {
  readonly q: string;
  /** A CPV code: with a division, its groups too. */
  readonly trade: string | null;
  readonly place: string;
  /** Closing within so many days. */
  readonly within: (typeof WITHIN)[number] | null;
  readonly value: Value | null;
  /** With a lot kept for these; "none": with none that is kept for anybody. */
  readonly reserved: Reservation | "none" | null;
  readonly kind: NeedKind | null;
  readonly where: "here" | "elsewhere" | null;
  readonly list: NeedList;
}

/** What a search holds as text, of an address or as it was kept. What cannot be understood asks for nothing. */
export function readNeedFilters(typed: Partial<Record<keyof NeedFilters, unknown>>): NeedFilters {
  const one = <T extends string>(of: readonly T[], asked: unknown) => of.find((value) => value === asked) ?? null;
  const text = (asked: unknown, most: number) =>
    typeof asked === "string" ? asked.replaceAll("\0", "").trim().slice(0, most) : "";
  return {
    q: text(typed.q, 200),
    trade: typeof typed.trade === "string" && isTrade(typed.trade) ? typed.trade : null,
    place: text(typed.place, 80),
    within: WITHIN.find((days) => String(days) === String(typed.within)) ?? null,
    value: one(Object.keys(VALUES) as Value[], typed.value),
    reserved: one([...RESERVATIONS, "none" as const], typed.reserved),
    kind: one(NEED_KINDS, typed.kind),
    where: one(["here", "elsewhere"] as const, typed.where),
    list: one(NEED_LISTS, typed.list) ?? "open",
  };
}

/** How many words of a search are looked at. */
const MOST_WORDS = 8;

/**
 * What words look for: each somewhere in the text, or all of them as a trade that they name (« traiteur » finds what is
 * filed under catering, whatever its title).
 */
export function wordsAsked(q: string): { like: string[]; trades: string[] } {
  const words = fold(q).split(" ").filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return { like: [], trades: [] };
  const trades = [...searchTrades(q, "fr", 4), ...searchTrades(q, "en", 4)].map(({ code }) => code);
  return { like: words.map((word) => `%${word}%`), trades: [...new Set(trades)] };
}

/** The codes that a trade asks for. */
export function tradesAsked(trade: string | null): string[] | null {
  return trade === null ? null : tradesWithin(trade);
}
