import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { PageHead } from "~/ui/surface";
import { AskedOfUs } from "~/routes/judging/asked-of-us";
import { askedOfUsView } from "~/routes/judging/asked-of-us-view";
import { OutcomePanel } from "~/routes/awards/outcome-panel";
import { outcomeOf } from "~/routes/awards/outcome-view";
import { answeringOf } from "~server/tenders";
import { actOnAnswer } from "./answer-action";
import { AnswerPanel } from "./answer-panel";
import { AnswerChanges, AnswerContent, AnswerHandIn, AnswerRegister, BeginAnswer } from "./answer-parts";
import { answerView } from "./answer-view";
import { Invitations, OtherGroups, Partners } from "./partner-parts";
import { sayAnswers } from "./words";

/** The answer of the structure acted for, with where it stands; or how to begin it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const answering = await answeringOf(actor, args.params.need ?? "", searchParams.get("reponse"));
  const t = await sayAnswers(actor.locale);
  return {
    title: await pageTitle(actor.locale, t("answerTo", { title: answering.need.title })),
    page: await answerView(actor, answering, searchParams.get("fait")),
    asked: await askedOfUsView(actor, answering),
    outcome: await outcomeOf(actor, answering.need),
  };
});

/** Begins, hands in, confirms, takes back; says yes or no to a group; looks for a partner. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  return actOnAnswer(actor, args.params.need ?? "", await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AnswerPage() {
  const { page, asked, outcome } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("answers");
  return (
    <div className="wrap">
      <PageHead
        title={t("answer")}
        lead={page.lead}
        crumbs={[
          { label: t("title"), to: paths.answers(page.pole) },
          { label: page.needTitle, to: page.needTo },
        ]}
      />
      {again && !again.field && (
        <Alert tone="no" live>
          {again.problem}
        </Alert>
      )}
      {page.done && !again && (
        <Alert tone="ok" live>
          {page.done}
        </Alert>
      )}
      <div className="cols need">
        <div>
          <AskedOfUs asked={asked} />
          <Invitations page={page} />
          <AnswerChanges changes={page.changes} />
          {page.answerId ? (
            <>
              <AnswerContent page={page} />
              <AnswerHandIn page={page} />
              <AnswerRegister page={page} />
            </>
          ) : (
            <BeginAnswer page={page} />
          )}
          <OtherGroups others={page.others} />
          <Partners page={page} again={again} />
        </div>
        <div className="side need-side">
          {outcome && <OutcomePanel outcome={outcome} />}
          {page.answerId && page.panel && <AnswerPanel panel={page.panel} onPage />}
        </div>
      </div>
    </div>
  );
}
