import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { clarificationsOf, isDecided, type Answering } from "~server/tenders";
import { clarificationsView } from "./clarifications-view";
import { sayOpening } from "./opening-view";

export type AskedOfUsView = Awaited<ReturnType<typeof askedOfUsView>>;

/** What the buyer asks the authors of an answer to make clear; null where nothing was asked. */
export async function askedOfUsView(actor: Actor, { need, answer, now }: Answering) {
  if (!answer || need.openedAt === null) return null;
  const asked = await clarificationsOf(actor, answer.id);
  if (asked.length === 0) return null;
  const t = await sayOpening(actor.locale);
  const leads = answer.structureId === actor.structureId;
  const items = clarificationsView(actor, asked, now, t);
  const open = items.filter(({ over }) => !over && !isDecided(need));
  return {
    items,
    links: leads
      ? open.map(({ id, question, answer: said }) => ({
          to: paths.answerClarification(actor.poleSlug, need.id, id),
          label: t(said ? "clarify.correct" : "clarify.reply"),
          question,
        }))
      : [],
    whoElse:
      leads || open.length === 0
        ? null
        : t("clarify.onlyLead", { name: answer.members.find(({ lead }) => lead)?.name ?? "" }),
  };
}

/** What is still to be made clear, for the side of the need's page: each leads to where it is answered. */
export async function toMakeClear(actor: Actor, answering: Answering) {
  const asked = await askedOfUsView(actor, answering);
  const { need, answer } = answering;
  const reponse = answer && answer.structureId !== actor.structureId ? answer.id : undefined;
  return (asked?.items ?? [])
    .filter(({ answer: said, over }) => said === null && !over && !isDecided(need))
    .map(({ todo }) => ({ words: todo, to: `${paths.answer(actor.poleSlug, need.id, { reponse })}#precisions` }));
}
