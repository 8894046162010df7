import type { Locale } from "../../kernel/actor";
import { typography } from "../../kernel/typography";
import { en } from "./en";
import { fr } from "./fr";

/** The shape of the words: English has exactly the keys of French. */
export type Words = typeof fr;

const words: Record<Locale, Words> = { fr: typeset(fr), en };

/** The words of mails in one language. */
export function wordsOf(locale: Locale): Words {
  return words[locale];
}

function typeset<T extends object>(texts: T): T {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === "string" ? typography(value) : typeset(value as object),
    ]),
  ) as T;
}
