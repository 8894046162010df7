import { translator } from "~/i18n/translator";
import type { Actor } from "~server/kernel/actor";
import { CRITERION_KINDS, RESERVATIONS, type Lot, type Need } from "~server/tenders";
import { EVERY_LOT, NEW_LOT } from "./amend-names";
import { valuesOf, type Values } from "./edit-values";

/** Whose criteria are changed together: all lots where they are alike, else each its own. Only a call has some. */
export function criteriaGroups(need: Pick<Need, "kind" | "lots">): { readonly name: string; readonly lot: Lot }[] {
  const [first] = need.lots;
  if (need.kind !== "call" || !first) return [];
  const alike = new Set(
    need.lots.map(({ criteria }) => JSON.stringify(criteria.map(({ id: _, lotId: __, ...same }) => same))),
  );
  return alike.size === 1 ? [{ name: EVERY_LOT, lot: first }] : need.lots.map((lot) => ({ name: lot.id, lot }));
}

/** What may be changed of a need that is out: the form's fields as they are kept, and what may be chosen. */
export async function amendView(need: Need, { locale, timeZone }: Actor) {
  const t = await translator(locale, "needChanges");
  const n = await translator(locale, "needs");
  const form = await translator(locale, "needsForm");
  const values: Record<string, string> = { ...valuesOf(need, timeZone, null), [`shown-${NEW_LOT}`]: "oui" };
  for (const { name, lot } of criteriaGroups(need)) {
    const own: Values = valuesOf(need, timeZone, lot.id);
    for (const row of lot.criteria.keys())
      for (const part of ["kind", "label", "weight", "scale", "minimum", "guideline"])
        values[`${part}-${name}-${row}`] = own[`${part}-${row}`] ?? "";
  }
  return {
    values: values as Values,
    lots: need.lots.map(({ id, number }) => ({
      id,
      legend: need.lots.length === 1 ? form("onlyLot") : n("lotNumber", { number }),
    })),
    groups: criteriaGroups(need).map(({ name, lot }) => ({
      name,
      rows: lot.criteria.length + 2,
      legend:
        need.lots.length === 1
          ? t("form.criteria")
          : name === EVERY_LOT
            ? t("form.criteriaOfAll")
            : t("form.criteriaOf", { number: lot.number }),
    })),
    documents: need.files.map(({ id, name }) => ({ id, label: t("form.withdraw", { name }) })),
    choices: {
      reserved: [
        { value: "", label: n("reserved.none") },
        ...RESERVATIONS.map((value) => ({ value, label: n(`reserved.${value}`) })),
      ],
      criteria: CRITERION_KINDS.map((value) => ({ value, label: n(`criterionKind.${value}`) })),
    },
  };
}

export type AmendView = Awaited<ReturnType<typeof amendView>>;
