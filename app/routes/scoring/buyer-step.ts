import type { BuyerStep } from "~/routes/judging/buyer-panel-view";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { judgingOf, sitsOnPanel, type Need } from "~server/tenders";
import { stepView, type StepView } from "./step-view";
import { sayScoring } from "./words";

/**
 * Judging, as a step of the buyer's panel: null where there is no judging. `ready`: nothing comes before it.
 * The buyer, the pôle's manager and whoever reads the answers see it.
 */
export async function judgingStepOf(actor: Actor, need: Need, ready: boolean): Promise<BuyerStep | null> {
  if (need.kind !== "call") return null;
  const t = await sayScoring(actor.locale);
  const judging = await judgingOf(actor, need.id);
  const { title, text, go } = await stepView(actor, judging);
  const at = [actor.poleSlug, need.id] as const;
  const links = [
    { to: paths.needPanel(...at), label: t("tabs.panel") },
    ...(need.openedAt && judging.reads ? [{ to: paths.needComparison(...at), label: t("tabs.comparison") }] : []),
  ];
  if (!need.openedAt) return { state: "later", title: t("buyer.title"), words: t("buyer.later"), links };
  if (judging.step === "ranked") return { state: "done", title: t("buyer.title"), words: title, links };
  // What a form does is done on the page of scores.
  const to = go && ("to" in go ? go.to : go.action);
  return {
    state: ready ? "now" : "later",
    title: t("buyer.title"),
    words: ready ? [title, text].filter(Boolean).join(" : ") : t("buyer.later"),
    go: ready && go && to ? { to, label: go.label, icon: go.icon } : null,
    links,
  };
}

/** What is asked of somebody who sits on a panel, and neither buys nor reads the answers yet; null for others. */
export async function askedToJudge(actor: Actor, need: Need): Promise<StepView | null> {
  if (actor.guest !== null || need.kind !== "call" || need.ours || !(await sitsOnPanel(actor, need.id))) return null;
  const t = await sayScoring(actor.locale);
  const { text, ...step } = await stepView(actor, await judgingOf(actor, need.id));
  return { ...step, title: t("buyer.invited"), text: need.openedAt ? text : t("buyer.invitedText") };
}
