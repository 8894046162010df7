import type { CriterionKind, Need, Reservation } from "../need";
import type { OpenedAnswer } from "./opened-answers";

/** Something to look at before saying that an answer is admissible; nothing here decides. */
export type PointToCheck =
  | { readonly code: "reserved"; readonly lot: number; readonly reservedTo: Reservation }
  | { readonly code: "hours"; readonly lot: number; readonly hours: number; readonly least: number }
  | { readonly code: "silent"; readonly lot: number; readonly label: string; readonly kind: CriterionKind };

/** What is worth a look in an answer, lot by lot: who the lot is kept for, too few hours, a criterion left unanswered. */
export function pointsToCheck(
  { lots }: Pick<Need, "lots">,
  { content }: { content: Pick<OpenedAnswer["content"], "lots" | "texts"> },
): PointToCheck[] {
  return lots.flatMap(({ id, number: lot, reservedTo, minimumHours: least, criteria }): PointToCheck[] => {
    const offer = content.lots.find(({ lotId }) => lotId === id);
    if (!offer) return [];
    return [
      ...(reservedTo ? [{ code: "reserved" as const, lot, reservedTo }] : []),
      ...(offer.hours < least ? [{ code: "hours" as const, lot, hours: offer.hours, least }] : []),
      ...criteria
        .filter(({ id: criterion, kind }) => kind !== "price" && !content.texts[criterion]?.trim())
        .map(({ label, kind }) => ({ code: "silent" as const, lot, label, kind })),
    ];
  });
}
