import { translator } from "~/i18n/translator";
import { kindWord, type Words } from "~/routes/catalogue/words";
import { KIND_KEYS } from "~server/catalogue";
import type { KindWords } from "~server/imports";
import { fold } from "~server/kernel/fold";

/** How kinds of resource are called, one or many, in French and in English, and by their key. */
export async function kindWords(): Promise<KindWords> {
  const languages = await Promise.all((["fr", "en"] as const).map((locale) => translator(locale, "catalogue")));
  return Object.fromEntries(
    languages.flatMap((t) =>
      KIND_KEYS.flatMap((kind) =>
        [kind, kindWord(t, kind, "one"), kindWord(t, kind, "many")].map((word) => [fold(word), kind]),
      ),
    ),
  );
}

/** Their names in a row, for whoever wrote another. */
export function kindNames(t: Words): string {
  return KIND_KEYS.map((kind) => kindWord(t, kind, "one")).join(", ");
}
