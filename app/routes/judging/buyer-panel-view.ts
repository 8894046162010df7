import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { awardSteps } from "~/routes/awards/buyer-steps";
import type { IconName } from "~/ui/icon-names";
import { STAGE_LOOKS } from "~/routes/needs/need-view";
import type { PostingView } from "~/routes/needs/posting-view";
import type { Standing, StandingStep } from "~/routes/needs/standing-card";
import { judgingStepOf } from "~/routes/scoring/buyer-step";
import type { Actor } from "~server/kernel/actor";
import { formatInstant } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { buyerSideOf, isDecided, stageOf, type BuyerSide, type Need, type Stage } from "~server/tenders";

type Say = Awaited<ReturnType<typeof translator<"opening">>>;

interface Go {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
}

/** A step from the publication to the end: the first one that is `now` says what to do next. */
export interface BuyerStep extends StandingStep {
  /** What to do, as long as it is the step of now. */
  readonly go?: Go | null;
  /** What was made of it, to be read. */
  readonly links?: readonly { readonly to: string; readonly label: string }[];
}

/** What a step is made from. */
export interface BuyerContext {
  readonly actor: Actor;
  readonly need: Need;
  readonly stage: Stage;
  readonly side: BuyerSide;
  readonly now: Date;
  readonly t: Say;
}

/** Where a need stands, for its buyer, the pôle's manager and whoever judges its answers. */
export type BuyerPanelView = Standing<BuyerStep>;

/** For the need's page: null for who may only answer it, and for a draft. `posting`: what its buyer may change of it. */
export async function buyerPanelOf(
  actor: Actor,
  need: Need,
  now: Date,
  posting: PostingView | null,
): Promise<BuyerPanelView | null> {
  const stage = stageOf(need, now);
  if (stage === "draft" || need.publishedAt === null) return null;
  const side = await buyerSideOf(actor, need.id);
  if (need.answersIn === null && !side.reads) return null;
  const t = await translator(actor.locale, "opening");
  const sayNeeds = await translator(actor.locale, "needs");
  const context = { actor, need, stage, side, now, t };
  const before = [received(context), opened(context), judgeable(context)].filter((step) => step !== null);
  const judging = await judgingStepOf(
    actor,
    need,
    before.every(({ state }) => state === "done"),
  );
  const steps = [...before, ...(judging ? [judging] : []), ...(await awardSteps(context))];
  const { change, cancel } = { change: posting?.to.addendum, cancel: posting?.to.cancel };
  return {
    about: t(need.ours ? "panel.ours" : "panel.theirs"),
    badge: { ...STAGE_LOOKS[stage], words: sayNeeds(`stage.${stage}`) },
    title: titleOf(context),
    text: [textOf(context), posting?.guard?.words ?? ""].filter(Boolean).join(" "),
    steps: stage === "cancelled" ? [] : steps,
    main: steps.find(({ state }) => state === "now")?.go ?? null,
    links: [
      ...steps.flatMap(({ links }) => links ?? []),
      ...(change ? [{ to: change, label: t("panel.change") }] : []),
      ...(cancel ? [{ to: cancel, label: t("panel.cancel") }] : []),
    ],
  };
}

function titleOf({ need, stage, side, t }: BuyerContext): string {
  const count = need.answersIn ?? side.opened;
  if (stage === "closed") return t(side.opening ? "panel.second" : count === 0 ? "panel.nobody" : "panel.toOpen");
  return t(need.openedAt ? "panel.opened" : "panel.in", { count });
}

function textOf({ need, stage, t }: BuyerContext): string {
  if (stage === "published") return t("panel.sealed");
  if (stage === "closed" && need.answersIn === 0) return t("panel.nobodyText");
  return stage === "closed" ? t("panel.toOpenText", { count: need.answersIn ?? 0 }) : "";
}

function received({ need, stage, side, t }: BuyerContext): BuyerStep {
  const out = stage === "published";
  return {
    state: out ? "now" : "done",
    title: t("panel.received"),
    words: t("panel.receivedText", { count: need.answersIn ?? side.opened }),
  };
}

function opened({ actor, need, stage, side, t }: BuyerContext): BuyerStep {
  const { opening } = side;
  const title = t("panel.opening");
  if (need.openedAt) {
    const names = { first: opening?.first.name ?? "", second: opening?.second?.name ?? "" };
    return {
      ...{ state: "done", title },
      words: t("panel.openingDone", { ...names, at: formatInstant(need.openedAt, actor.timeZone, actor.locale) }),
      links: side.reads
        ? [{ to: paths.needMinutes(actor.poleSlug, need.id), label: t("minutes.title") }]
        : [{ to: paths.needOpening(actor.poleSlug, need.id), label: t("panel.openingSee") }],
    };
  }
  const may = can(actor, "needs.open", need.buyer.id);
  const mine = opening?.first.id === actor.personId;
  const turn = may && (opening ? !mine : need.ours);
  const to = paths.needOpening(actor.poleSlug, need.id);
  const label = opening ? t("page.open") : t("page.ask");
  return {
    ...{ state: stage === "closed" ? "now" : "later", title },
    words: opening
      ? t("panel.openingAsked", { name: opening.first.name })
      : t(stage === "closed" ? "panel.openingNow" : "panel.openingText"),
    go: turn ? { to, label, icon: "key-round" } : null,
    links: stage === "closed" && !turn ? [{ to, label: t("panel.openingSee") }] : [],
  };
}

function judgeable({ actor, need, side, t }: BuyerContext): BuyerStep | null {
  const to = paths.openedAnswers(actor.poleSlug, need.id);
  const links = [{ to, label: t("page.answers") }];
  if (need.kind === "interest")
    return need.openedAt && side.reads
      ? { state: "done", title: t("panel.read"), words: t("panel.opened", { count: side.opened }), links }
      : null;
  const judged = side.admissible + side.irregular;
  if (!need.openedAt) return { state: "later", title: t("panel.admission"), words: t("panel.admissionText") };
  if (!side.reads || side.opened === 0) return null;
  // Once the others are scored together, or the choice is made, what was not put aside is admissible.
  const now = judged < side.opened && need.consensusAt === null && !isDecided(need);
  return {
    state: now ? "now" : "done",
    title: t("panel.admission"),
    words: t("panel.admissionDone", { judged, all: side.opened, irregular: side.irregular }),
    go: need.ours ? { to, label: t("panel.examine"), icon: "arrow-right" } : null,
    links: need.ours && now ? [] : links,
  };
}
