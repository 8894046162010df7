import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import type { Need, Receipt } from "~server/tenders";
import { sizeWords } from "./size-words";
import { criterionWords, sayAnswers } from "./words";

type Content = NonNullable<Receipt["content"]>;
export type HandedInView = Awaited<ReturnType<typeof handedInView>>;

/**
 * What was handed in, lot by lot. @param prices null as long as they are shut
 * @param fileTo where a file is, or null where it is not given yet
 */
export async function handedInView(
  { locale }: Pick<Actor, "locale">,
  need: Need,
  content: Content,
  prices: Receipt["prices"] | null,
  fileTo: (file: Content["files"][number]) => string | null,
) {
  const t = await sayAnswers(locale);
  const worth = (cents: number | null | undefined, hours: number) =>
    need.kind === "interest"
      ? t("receipt.hours", { hours })
      : prices === null
        ? t("receipt.shut", { hours })
        : t("panel.share", { money: formatMoney(cents ?? 0, locale), hours });
  return {
    form: t(`group.${content.form}`),
    presentation: content.presentation,
    contact: [content.contact.name, content.contact.email, content.contact.telephone].filter(Boolean).join(", "),
    members: content.form === "alone" ? [] : content.members.map(({ name, task }) => ({ name, task })),
    lots: need.lots.flatMap((lot) => {
      const offer = content.lots.find(({ lotId }) => lotId === lot.id);
      if (!offer) return [];
      const price = prices?.[lot.id];
      return {
        id: lot.id,
        title: t("group.lot", { number: lot.number, title: lot.title || need.title }),
        price: worth(price?.cents, offer.hours),
        words: offer.words,
        shares: (price?.shares ?? []).map(({ structureId, cents, hours }) => ({
          name: content.members.find((member) => member.structureId === structureId)?.name ?? "",
          words: t("panel.share", { money: formatMoney(cents, locale), hours }),
        })),
        texts: lot.criteria.flatMap(({ id, label, kind }) => {
          const text = content.texts[id];
          return text ? { id, label: criterionWords({ label, kind }, t), text } : [];
        }),
      };
    }),
    files: content.files.map((file) => ({
      ...{ id: file.id, name: file.name, sha256: file.sha256, size: sizeWords(file.size, locale) },
      to: fileTo(file),
    })),
  };
}
