import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import type { Answer, Receipt } from "~server/tenders";
import { handedInView } from "./handed-in-view";
import { preciseWords, sayAnswers } from "./words";

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
    // Once it is opened, what the draft is no longer matters to anybody.
    differs: Boolean(answer?.differs) && receipt.counts && !need.openedAt,
    content:
      content &&
      (await handedInView(actor, need, content, prices, ({ id }) => paths.answerFile(actor.poleSlug, need.id, id))),
  };
}
