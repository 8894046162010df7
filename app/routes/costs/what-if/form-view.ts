import { translator } from "~/i18n/translator";
import { KEY_GENRES, MEASURES, type WhatIfChoices } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatMonth } from "~server/kernel/format";

/** The lists of the form of a simulation, in words. */
export async function whatIfFormView({ months, pools, members, fundings }: WhatIfChoices, { locale }: Actor) {
  const [t, own, ofPools] = await Promise.all([
    translator(locale, "costs"),
    translator(locale, "costsWhatIf"),
    translator(locale, "costsPools"),
  ]);
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const nobody = { value: "", label: t("whatIf.nobody") };
  return {
    choices: {
      periode: [
        { value: "", label: t("whatIf.twelve") },
        ...months.map((month) => ({ value: month.slice(0, 7), label: formatMonth(month, locale) })),
      ],
      poste: [{ value: "", label: "–" }, ...named(pools)],
      genre: [
        { value: "", label: t("whatIf.keyKept") },
        ...KEY_GENRES.map((genre) => ({ value: genre, label: ofPools(`keyForm.genres.${genre}`) })),
      ],
      ajout: [nobody, ...named(members)],
      retrait: [nobody, ...named(members)],
      refus: [{ value: "", label: t("whatIf.none") }, ...named(fundings)],
    },
    measures: [
      ...MEASURES.map((measure) => ({ name: `ajout.${measure}`, label: own(`own.${measure}`) })),
      { name: "ajout.poids", label: own("own.weight") },
    ],
  };
}
