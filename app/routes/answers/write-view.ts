import { typedAmount } from "~/routes/catalogue/amounts-typed";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";
import { isChosen, stageOf, writtenMark, type Answering } from "~server/tenders";
import { criterionWords, sayAnswers } from "./words";

export type WriteView = Awaited<ReturnType<typeof writeView>>;

/** The form of an answer as it is kept, or as it was just typed. @param form what was typed, where it was refused */
export async function writeView(actor: Actor, { need, answer, now }: Answering, form: FormData | null = null) {
  const t = await sayAnswers(actor.locale);
  const leads = answer?.structureId === actor.structureId;
  const typed = (name: string, kept: string | undefined) => {
    const value = form?.get(name);
    return typeof value === "string" ? value : (kept ?? "");
  };
  const lead = answer?.members.find((member) => member.lead);
  const declare = leads && can(actor, "structure.declare") && actor.structureId;
  return {
    pole: actor.poleSlug,
    needTitle: need.title,
    needTo: paths.need(actor.poleSlug, need.id),
    back: paths.answer(actor.poleSlug, need.id, { reponse: answer && !leads ? answer.id : undefined }),
    address: paths.writeAnswer(actor.poleSlug, need.id),
    answerId: answer?.id ?? "",
    mark: answer ? writtenMark(answer) : "",
    /** Each that may be wrong, in the order of the page. */
    fields: [
      ...need.lots.flatMap(({ id, criteria }) => [
        ...[`prix-${id}`, `heures-${id}`],
        ...criteria.map((criterion) => `texte-${criterion.id}`),
        `mots-${id}`,
      ]),
      ...["contact", "courriel", "telephone", "presentation"],
    ],
    priced: need.kind !== "interest",
    writable: leads && stageOf(need, now) === "published",
    why: leads
      ? t("problem.need_is_closed")
      : t("write.readOnly", { name: answer?.members.find(({ lead }) => lead)?.name ?? "" }),
    contact: typed("contact", answer?.contactName),
    email: typed("courriel", answer?.contactEmail),
    telephone: typed("telephone", answer?.contactTelephone),
    presentation: typed("presentation", answer?.presentation),
    lots: need.lots.map((lot) => {
      const kept = answer?.lots.find(({ lotId }) => lotId === lot.id);
      return {
        id: lot.id,
        title: t("group.lot", { number: lot.number, title: lot.title || need.title }),
        checked: form
          ? isChosen(lot, form, answer?.lots ?? [])
          : Boolean(kept) || (need.lots.length === 1 && !answer?.lots.length),
        price: typed(`prix-${lot.id}`, typedAmount(kept?.priceCents, actor.locale)),
        hours: typed(`heures-${lot.id}`, kept?.hours ? String(kept.hours) : ""),
        least: lot.minimumHours > 0 ? t("write.hoursLeast", { hours: lot.minimumHours }) : null,
        reserved:
          lot.reservedTo === null
            ? null
            : {
                words: t(lead?.fits.includes(lot.reservedTo) ? "write.reservedIn" : "write.reservedOut", {
                  who: t(`reserved.${lot.reservedTo}`),
                  name: lead?.name ?? "",
                  kind: lot.reservedTo,
                }),
                to:
                  declare && lot.reservedTo !== "local" && !lead?.fits.includes(lot.reservedTo)
                    ? paths.declareStructure(actor.poleSlug, declare, { besoin: need.id })
                    : null,
                fits: lead?.fits.includes(lot.reservedTo) ?? false,
              },
        words: typed(`mots-${lot.id}`, kept?.words),
        criteria: lot.criteria
          .filter(({ kind }) => kind !== "price")
          .map(({ id, label, kind, weight, guideline }) => ({
            id,
            label: t("write.criterion", { label: criterionWords({ label, kind }, t), weight }),
            guideline,
            text: typed(`texte-${id}`, answer?.texts.find(({ criterionId }) => criterionId === id)?.text),
          })),
      };
    }),
  };
}
