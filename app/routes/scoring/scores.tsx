import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { judgingOf } from "~server/tenders";
import { actOnScores } from "./scores-action";
import { AnswerNav, Finish, ScoredAnswer } from "./scores-parts";
import { scoresView } from "./scores-view";
import { JudgingTabs, StepCard } from "./step-card";
import { sayScoring } from "./words";

/** One's own scores of each answer, which nobody else reads; then those that the panel agrees on. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const chosen = new URL(args.request.url).searchParams.get("reponse");
  const page = await scoresView(actor, await judgingOf(actor, args.params.need ?? ""), chosen);
  const t = await sayScoring(actor.locale);
  return { title: await pageTitle(actor.locale, t("scores.title")), page };
});

/** Keeps scores, finishes, opens the consensus, ends; or says what is wrong, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return actOnScores(actor, args.params.need ?? "", await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const TITLES = { mine: "mine", finished: "mine", common: "common", ended: "ended" } as const;

export default function NeedScores() {
  const loaded = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("scoring.scores");
  const page = again?.page ?? loaded.page;
  const { mode } = page;
  const empty = mode === "sealed" || mode === "hidden" || mode === "nothing" ? mode : null;
  const title = empty ? null : TITLES[mode as keyof typeof TITLES];
  return (
    <div className="wrap">
      <PageHead
        title={t(title ?? "title")}
        lead={title && t(`${title}Lead`)}
        crumbs={[{ label: page.need.title, to: page.need.to }]}
      />
      <JudgingTabs pole={page.pole} need={page.need.id} here="scores" />
      <div className="cols judging">
        <div>
          {empty && (
            <Empty title={t(empty)} picture="bunch">
              {t(`${empty}Text`)}
            </Empty>
          )}
          <AnswerNav answers={page.answers} />
          {page.answer && <ScoredAnswer key={page.answer.id} page={page} wrong={again?.wrong ?? []} />}
        </div>
        <div className="side stack">
          <Finish page={page} />
          {!page.finish && (mode !== "finished" || page.step.go) && <StepCard step={page.step} here={page.here} />}
        </div>
      </div>
    </div>
  );
}
