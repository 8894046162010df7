import type { CriterionKind, Lot, Need, Reservation } from "../need";
import type { Answer } from "./answer";

/** Where it is mended. */
export type Place = "write" | "group";

/** Something that an answer lacks. What `blocks` is asked before it is handed in; the rest only makes it better. */
export type Missing = { readonly blocks: boolean; readonly place: Place; readonly at: string } & (
  | { readonly code: "lots" | "contact" | "presentation" | "partner" }
  | { readonly code: "price" | "hours"; readonly lot: number; readonly hours: number }
  | { readonly code: "reserved"; readonly lot: number; readonly reservedTo: Reservation; readonly structure: string }
  | { readonly code: "text"; readonly lot: number; readonly label: string; readonly kind: CriterionKind }
  | { readonly code: "waiting" | "task" | "signature"; readonly structure: string }
  | { readonly code: "shares"; readonly lot: number; readonly cents: number; readonly hours: number }
);

type NeedPart = Pick<Need, "kind" | "lots">;
type AnswerPart = Pick<
  Answer,
  "form" | "presentation" | "contactName" | "contactEmail" | "members" | "lots" | "texts" | "shares"
>;

/** What is missing, in the order in which it is done: what is written, then the group, its shares, its signatures. */
export function missingIn(need: NeedPart, answer: AnswerPart): Missing[] {
  return [...missingWords(need, answer), ...(answer.form === "alone" ? [] : missingOfGroup(need, answer))];
}

function missingWords(need: NeedPart, answer: AnswerPart): Missing[] {
  const missing: Missing[] = [];
  const write = (at: string) => ({ place: "write" as const, at });
  if (answer.lots.length === 0) missing.push({ code: "lots", blocks: true, ...write("lots") });
  for (const lot of need.lots) {
    const offer = answer.lots.find(({ lotId }) => lotId === lot.id);
    if (!offer) continue;
    const about = { lot: lot.number, hours: lot.minimumHours };
    if (offer.priceCents === null && need.kind !== "interest")
      missing.push({ code: "price", blocks: true, ...write(`prix-${lot.id}`), ...about });
    if (offer.hours < lot.minimumHours)
      missing.push({ code: "hours", blocks: true, ...write(`heures-${lot.id}`), ...about });
    for (const { name } of outsiders(lot, answer))
      missing.push({
        ...{ code: "reserved", blocks: true, lot: lot.number, reservedTo: lot.reservedTo ?? "ess", structure: name },
        ...write(`reserve-${lot.id}`),
      });
    for (const criterion of lot.criteria) {
      const said = answer.texts.find(({ criterionId }) => criterionId === criterion.id)?.text.trim();
      if (criterion.kind !== "price" && !said)
        missing.push({
          ...{ code: "text", blocks: false, lot: lot.number, label: criterion.label, kind: criterion.kind },
          ...write(`texte-${criterion.id}`),
        });
    }
  }
  if (!answer.presentation.trim()) missing.push({ code: "presentation", blocks: false, ...write("presentation") });
  if (!answer.contactName.trim() || !answer.contactEmail.trim())
    missing.push({ code: "contact", blocks: true, ...write(answer.contactName.trim() ? "courriel" : "contact") });
  return missing;
}

/**
 * Who does a part of a reserved lot without being one of those that it is kept for; as long as nothing of it is shared
 * out, all who are in.
 */
function outsiders({ id, reservedTo }: Pick<Lot, "id" | "reservedTo">, { members, shares }: AnswerPart) {
  if (reservedTo === null) return [];
  const doing = shares.filter((share) => share.lotId === id && (share.amountCents > 0 || share.hours > 0));
  return members
    .filter(({ state }) => state === "accepted")
    .filter(({ structureId }) => doing.length === 0 || doing.some((share) => share.structureId === structureId))
    .filter(({ fits }) => !fits.includes(reservedTo));
}

function missingOfGroup(need: NeedPart, answer: AnswerPart): Missing[] {
  const missing: Missing[] = [];
  const group = (at: string) => ({ place: "group" as const, at });
  const accepted = answer.members.filter(({ state }) => state === "accepted");
  for (const { state, name } of answer.members)
    if (state === "invited") missing.push({ code: "waiting", blocks: true, structure: name, ...group("membres") });
  if (accepted.length < 2 && answer.members.every(({ state }) => state !== "invited"))
    missing.push({ code: "partner", blocks: true, ...group("inviter") });
  for (const { task, name, structureId } of accepted)
    if (!task.trim()) missing.push({ code: "task", blocks: true, structure: name, ...group(`tache-${structureId}`) });
  for (const { lotId, cents, hours } of remainders(answer)) {
    const lot = need.lots.find(({ id }) => id === lotId)?.number ?? 0;
    if (cents !== 0 || hours !== 0)
      missing.push({ code: "shares", blocks: true, lot, cents, hours, ...group(`parts-${lotId}`) });
  }
  for (const { signedAt, name } of accepted)
    if (!signedAt) missing.push({ code: "signature", blocks: true, structure: name, ...group("signer") });
  return missing;
}

/** What is left to share of each lot, in cents and hours; below nought, too much was shared. */
export function remainders({
  lots,
  shares,
}: Pick<Answer, "lots" | "shares">): { readonly lotId: string; readonly cents: number; readonly hours: number }[] {
  return lots.map(({ lotId, priceCents, hours }) => {
    const own = shares.filter((share) => share.lotId === lotId);
    return {
      lotId,
      cents: (priceCents ?? 0) - own.reduce((sum, { amountCents }) => sum + amountCents, 0),
      hours: hours - own.reduce((sum, share) => sum + share.hours, 0),
    };
  });
}
