import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatMoney, initials } from "~server/kernel/format";
import { isDecided, type Opened, type OpenedAnswer } from "~server/tenders";
import { sayOpening } from "./opening-view";

export type OpenedListView = Awaited<ReturnType<typeof openedListView>>;

/** How each decision looks; "waiting" as long as nothing is said. */
export const ADMISSION_LOOKS = {
  admissible: { tone: "ok", icon: "circle-check" },
  irregular: { tone: "no", icon: "circle-x" },
  waiting: { tone: "wait", icon: "hourglass" },
} as const;

/** What was opened, an answer a row. */
export async function openedListView(actor: Actor, { need, answers, pricesOpen, waiting }: Opened) {
  const t = await sayOpening(actor.locale);
  const { poleSlug: pole, locale } = actor;
  const judged = answers.filter(({ admission }) => admission).length;
  const interest = need.kind === "interest";
  return {
    needTitle: need.title,
    needTo: paths.need(pole, need.id),
    minutesTo: paths.needMinutes(pole, need.id),
    lead: t(interest ? "list.leadInterest" : "list.lead", { count: answers.length, judged }),
    shut: !pricesOpen && answers.length > 0 && !interest ? t("list.shut") : null,
    answers: answers.map((answer) => {
      const decision = answer.admission?.decision ?? "waiting";
      const pending = waiting.get(answer.id) ?? 0;
      return {
        id: answer.id,
        to: paths.openedAnswer(pole, need.id, answer.id),
        number: t("minutes.number", { number: answer.number }),
        name: answer.lead.name,
        initials: initials(answer.lead.name),
        colour: answer.lead.colour,
        group: groupOf(answer),
        lots: lotsOf(answer),
        badge:
          interest || (isDecided(need) && !answer.admission)
            ? null
            : { ...ADMISSION_LOOKS[decision], words: t(`admission.${decision}`) },
        pending: pending > 0 ? t("list.pending", { count: pending }) : null,
        go: t(decision === "waiting" && need.ours && !interest && !isDecided(need) ? "list.examine" : "list.read", {
          name: answer.lead.name,
        }),
      };
    }),
  };

  function groupOf({ content, lead }: OpenedAnswer): string | null {
    const others = content.members.filter(({ structureId }) => structureId !== lead.id).map(({ name }) => name);
    return others.length > 0 ? t("minutes.group", { names: formatList(others, locale) }) : null;
  }

  function lotsOf({ content, prices }: OpenedAnswer) {
    return need.lots.flatMap(({ id, number, title }) => {
      const offer = content.lots.find(({ lotId }) => lotId === id);
      if (!offer) return [];
      const cents = prices?.[id]?.cents;
      const money = interest
        ? null
        : cents === null || cents === undefined
          ? t("list.priceShut")
          : formatMoney(cents, locale);
      const hours = offer.hours > 0 ? t("list.hours", { hours: offer.hours }) : null;
      return [
        { id, lot: t("lot", { number, title: title || need.title }), worth: [money, hours].filter(Boolean).join(", ") },
      ];
    });
  }
}
