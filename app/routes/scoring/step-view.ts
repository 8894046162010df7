import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import type { Actor } from "~server/kernel/actor";
import { formatList } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { awaited, sitting, type Judging } from "~server/tenders";
import { sayScoring } from "./words";

/** What is to be done next, and what does it: a link, or a form sent to the page of scores. */
export interface StepView {
  readonly title: string;
  readonly text: string;
  readonly go:
    | { readonly to: string; readonly label: string; readonly icon: IconName }
    | { readonly action: string; readonly intent: "open" | "end"; readonly label: string; readonly icon: IconName }
    | null;
  /** A word of caution. */
  readonly note: string | null;
}

/** Where the judging of a need stands, for who looks. */
export async function stepView(actor: Actor, judging: Judging): Promise<StepView> {
  const t = await sayScoring(actor.locale);
  const { need, me, members, left, step, toScore } = judging;
  const at = [actor.poleSlug, need.id] as const;
  const decides = need.ours && can(actor, "needs.publish", need.buyer.id);
  const buys = need.ours && judging.reads && can(actor, "needs.judge", need.buyer.id);
  const toPanel = { to: paths.needPanel(...at), label: t("step.goPanel"), icon: "users" } as const;
  const scores = paths.needScores(...at);
  const declare = { to: paths.needPanel(...at), label: t("step.goDeclare"), icon: "signature" } as const;
  const seats = sitting(members);
  const note = need.ours && seats.length === 1 && need.consensusAt === null ? t("step.alone") : null;
  const says = (title: string, text: string, go: StepView["go"] = null): StepView => ({ title, text, go, note });

  if (need.openedAt === null)
    return says(t("step.sealed"), t("step.sealedText"), decides && seats.length === 0 ? toPanel : null);
  if (me?.declared === null) return says(t("step.score"), t("step.declareFirst"), declare);
  switch (step) {
    case null:
      return says(t("step.score"), waiting());
    case "nothing_to_judge":
      return { ...says(t("step.nothing_to_judge"), t("step.nothing_to_judgeText")), note: null };
    case "choose_panel":
      return says(
        t("step.choose_panel"),
        t(decides ? "step.choose_panelText" : "step.choose_panelWait"),
        decides ? toPanel : null,
      );
    case "score": {
      if (me?.declared !== "none" || me.finishedAt) return says(t("step.score"), waiting());
      const go = { to: scores, label: t("step.goScore"), icon: "pencil-line" } as const;
      return says(t("step.score"), t("step.scoreMine", { left: left.mine }), go);
    }
    case "open_consensus": {
      const go = { action: scores, intent: "open", label: t("step.goConsensus"), icon: "users" } as const;
      const text = t(buys ? "step.open_consensusText" : "step.open_consensusWait");
      return says(t("step.open_consensus"), text, buys ? go : null);
    }
    case "agree": {
      const go = { to: scores, label: t("step.goAgree"), icon: "handshake" } as const;
      const sits = me?.declared === "none";
      return says(t("step.agree"), t("step.agreeText", { left: left.consensus }), sits ? go : null);
    }
    case "open_prices":
    case "end": {
      const prices = step === "open_prices";
      const label = t(prices ? "step.goPrices" : "step.goEnd");
      const go = { action: scores, intent: "end", label, icon: prices ? "eye" : "check-check" } as const;
      const text = prices ? "step.open_pricesText" : toScore.length === 0 ? "step.endPriceOnly" : "step.endText";
      return { ...says(t(`step.${step}`), t(buys ? text : "step.endWait"), buys ? go : null), note: null };
    }
    case "ranked": {
      // Ended by its buyer before the panel had agreed: nothing was settled.
      if (need.consensusAt === null && need.state === "unsuccessful")
        return { ...says(t("step.never"), t("step.neverText")), note: null };
      const go = { to: paths.needComparison(...at), label: t("step.goComparison"), icon: "scale" } as const;
      return { ...says(t("step.ranked"), t("step.rankedText"), go), note: null };
    }
  }

  function waiting(): string {
    const names = awaited(members)
      .filter(({ id }) => id !== actor.personId)
      .map(({ name }) => name);
    return names.length > 0 ? t("step.waitingFor", { names: formatList(names, actor.locale) }) : "";
  }
}
