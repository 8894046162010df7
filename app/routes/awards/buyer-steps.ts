import { paths } from "~/paths";
import type { BuyerContext, BuyerStep } from "~/routes/judging/buyer-panel-view";
import { can } from "~server/kernel/permissions";
import { isAwarded, takesProposals } from "~server/tenders";
import { sayAwards } from "./words";

/** The steps of the buyer's panel after judging: the choice, then what follows it. */
export async function awardSteps({ actor, need, stage, side }: BuyerContext): Promise<BuyerStep[]> {
  const t = await sayAwards(actor.locale);
  const to = paths.awardNeed(actor.poleSlug, need.id);
  // The page of the choice is for the people of the buyer who read the answers.
  const chooses = need.ours && can(actor, "needs.write", need.buyer.id) && (side.reads || stage === "closed");
  const page = chooses ? [{ to, label: t("panel.awards") }] : [];
  const letters = [{ to: paths.needLetters(actor.poleSlug, need.id), label: t("panel.letters") }];
  if (need.kind === "interest") {
    if (need.state !== "opened" || !chooses) return [];
    const go = { to, label: t("panel.endInterest"), icon: "check" as const };
    return [{ state: "now", title: t("panel.follow"), words: t("panel.interestNow"), go }];
  }
  const choice = { title: t("panel.choice") };
  if (stage === "unsuccessful")
    return [
      { ...choice, state: "done", words: t("panel.choiceNone"), links: need.openedAt ? [...page, ...letters] : page },
    ];
  if (isAwarded(need.state)) {
    const words = stage === "awarded" ? "followNow" : stage === "contracted" ? "followRuns" : "followDone";
    return [
      { ...choice, state: "done", words: t("panel.choiceDone"), links: letters },
      {
        ...{ state: stage === "done" ? "done" : "now", title: t("panel.follow"), words: t(`panel.${words}`) },
        ...(chooses && stage !== "done" ? { go: { to, label: t("panel.followGo"), icon: "handshake" as const } } : {}),
        links: stage === "done" ? page : [],
      },
    ];
  }
  const later = { state: "later", title: t("panel.follow"), words: t("panel.followLater") } as const;
  // Nothing came: it is ended there.
  if (stage === "closed" && need.answersIn === 0)
    return [{ ...choice, state: "later", words: t("panel.choiceLater"), links: page }];
  if (!takesProposals(need)) return [{ ...choice, state: "later", words: t("panel.choiceLater") }, later];
  const proposed = stage === "proposed";
  // While admissibility is what comes first, the choice is a link; then it is the button.
  const judging = side.admissible + side.irregular < side.opened;
  return [
    {
      ...{ ...choice, state: "now", words: t(proposed ? "panel.choiceProposed" : "panel.choiceNow") },
      ...(chooses
        ? {
            go: { to, label: t(proposed ? "panel.decide" : "panel.choose"), icon: "award" as const },
            links: judging ? page : [],
          }
        : {}),
    },
    later,
  ];
}
