import type { Part } from "~server/catalogue";
import type { CompositionWords } from "./manage-tabs";

/** How much of a part is taken: "2 sur 6", "tout entier", "toutes les 6". */
export function partWords({ takes, units, oneByOne }: Part, t: CompositionWords): string {
  if (takes !== null) return t("parts.some", { takes, units });
  return oneByOne && units > 1 ? t("parts.all", { units }) : t("parts.whole");
}
