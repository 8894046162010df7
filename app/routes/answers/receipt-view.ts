import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import type { Answer, Receipt } from "~server/tenders";
import { sizeWords } from "./size-words";
import { criterionWords, preciseWords, sayAnswers } from "./words";

export type ReceiptView = Awaited<ReturnType<typeof receiptView>>;

/** A receipt, with all that was handed in. @param answer the draft as it is now, to say when it is another */
export async function receiptView(actor: Actor, receipt: Receipt, answer: Answer | null) {
  const t = await sayAnswers(actor.locale);
  const { need, content, prices } = receipt;
  const reponse = answer && answer.structureId !== actor.structureId ? answer.id : undefined;
  return {
    pole: actor.poleSlug,
    title: t("receipt.title", { number: receipt.number }),
    lead: t("receipt.of", { kind: t(`page.kind.${receipt.kind}`), name: receipt.by }),
    needTitle: need.title,
    needTo: paths.need(actor.poleSlug, need.id),
    answerTo: paths.answer(actor.poleSlug, need.id, { reponse }),
    at: preciseWords(receipt.at, actor),
    ...{ number: receipt.number, by: receipt.by, sha256: receipt.sha256, counts: receipt.counts, kind: receipt.kind },
    differs: Boolean(answer?.differs) && receipt.counts,
    content: content && {
      form: t(`group.${content.form}`),
      presentation: content.presentation,
      contact: [content.contact.name, content.contact.email, content.contact.telephone].filter(Boolean).join(", "),
      members: content.form === "alone" ? [] : content.members.map(({ name, task }) => ({ name, task })),
      lots: need.lots.flatMap((lot) => {
        const offer = content.lots.find(({ lotId }) => lotId === lot.id);
        if (!offer) return [];
        const price = prices[lot.id];
        return {
          id: lot.id,
          title: t("group.lot", { number: lot.number, title: lot.title }),
          price: t("panel.share", { money: formatMoney(price?.cents ?? 0, actor.locale), hours: offer.hours }),
          words: offer.words,
          shares: (price?.shares ?? []).map(({ structureId, cents, hours }) => ({
            name: content.members.find((member) => member.structureId === structureId)?.name ?? "",
            words: t("panel.share", { money: formatMoney(cents, actor.locale), hours }),
          })),
          texts: lot.criteria.flatMap(({ id, label, kind }) => {
            const text = content.texts[id];
            return text ? { id, label: criterionWords({ label, kind }, t), text } : [];
          }),
        };
      }),
      files: content.files.map(({ id, name, size, sha256 }) => ({
        ...{ id, name, sha256, size: sizeWords(size, actor.locale) },
        to: paths.answerFile(actor.poleSlug, need.id, id),
      })),
    },
  };
}
