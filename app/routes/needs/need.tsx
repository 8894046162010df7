import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Crumbs } from "~/ui/surface";
import { AnswerPanel } from "~/routes/answers/answer-panel";
import { answerPanelOf } from "~/routes/answers/answer-panel-view";
import { OutcomePanel } from "~/routes/awards/outcome-panel";
import { outcomeOf } from "~/routes/awards/outcome-view";
import { BuyerPanel } from "~/routes/judging/buyer-panel";
import { buyerPanelOf } from "~/routes/judging/buyer-panel-view";
import { putAsideView } from "~/routes/impact/put-aside-view";
import { PutAside, TakeAway } from "~/routes/impact/take-away";
import { refusalView } from "~/routes/needs-found/found-view";
import { NotForUs } from "~/routes/needs-found/need-row";
import { askedToJudge } from "~/routes/scoring/buyer-step";
import { StepCard } from "~/routes/scoring/step-card";
import type { Actor } from "~server/kernel/actor";
import { needNow, refusalOf } from "~server/tenders";
import { NeedAddenda, NeedCriteria, NeedDocuments, NeedLots, NeedQuestions, NeedSteps, NeedTop } from "./need-parts";
import { needView } from "./need-view";
import { DraftBar } from "./posting-parts";
import { postingView } from "./posting-view";
import { Seal } from "./seal";

/** A need for whoever may answer it: what is asked, until when, how it is judged. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { need, now } = await needNow(actor, args.params.need ?? "");
  const posting = await postingView(need, now, actor);
  const [view, buyer, answer, putAside, outcome] = await Promise.all([
    needView(need, now, actor),
    buyerPanelOf(actor, need, now, posting),
    answerPanelOf(actor, need.id),
    putAsideView(need, actor),
    outcomeOf(actor, need),
  ]);
  // Once it is begun, an answer says that it is for them.
  const aside = answer && answer.steps.length === 0 ? await asideOf(actor, need.id) : null;
  const judge = buyer ? null : await askedToJudge(actor, need);
  const title = await pageTitle(actor.locale, view.title);
  return { title, need: view, posting, buyer, judge, answer, aside, outcome, putAside };
});

/** The way to say that it is not for them. */
async function asideOf(actor: Actor, id: string) {
  return refusalView(
    actor.poleSlug,
    { id, refused: await refusalOf(actor, id) },
    await translator(actor.locale, "needsFound"),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NeedPage() {
  const { need, posting, buyer, judge, answer, aside, outcome, putAside } = useLoaderData<typeof loader>();
  const t = useTranslations("needs");
  // Once it is opened, or will never be, how the seal holds is no longer what one comes for.
  const sealed = need.kind !== "interest" && ["draft", "published", "closed"].includes(need.stage);
  return (
    <div className="wrap">
      <Crumbs items={[{ label: t("list"), to: paths.needs(need.pole) }]} here={need.title} />
      {need.endReason && (
        <Alert tone="no" title={t(`stage.${need.stage}`)}>
          <span className="lines">{need.endReason}</span>
        </Alert>
      )}
      {posting?.stage === "draft" && <DraftBar posting={posting} />}
      <NeedTop need={need} />
      <NeedSteps steps={need.steps} />
      <div className="cols need">
        <div>
          <NeedAddenda addenda={need.addenda} />
          <NeedLots lots={need.lots} howMany={need.howMany} description={need.description} />
          <NeedCriteria criteria={need.criteria} />
          <NeedQuestions need={need} />
          <NeedDocuments documents={need.documents} />
          {need.stage !== "draft" && (
            <TakeAway print={paths.printNeed(need.pole, need.id)} ocds={paths.needOcds(need.pole, need.id)} />
          )}
        </div>
        <div className="side need-side">
          {buyer && <BuyerPanel panel={buyer} />}
          {judge && <StepCard step={judge} here="" />}
          {outcome && <OutcomePanel outcome={outcome} />}
          {answer && <AnswerPanel panel={answer} />}
          {aside && <NotForUs refusal={aside} title={need.title} back={paths.need(need.pole, need.id)} />}
          {putAside && <PutAside view={putAside} />}
          {sealed && <Seal closing={need.closing?.short ?? null} />}
        </div>
      </div>
    </div>
  );
}
