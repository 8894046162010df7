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
import { judgingOf } from "~server/tenders";
import { actOnPanel } from "./panel-action";
import { AddJudge, Declaration, PanelMembers } from "./panel-parts";
import { panelView } from "./panel-view";
import { JudgingTabs, StepCard } from "./step-card";
import { sayScoring } from "./words";

/** Who scores the answers to a need: the buyer chooses them, each declares for themselves. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const page = await panelView(actor, await judgingOf(actor, args.params.need ?? ""));
  const t = await sayScoring(actor.locale);
  return { title: await pageTitle(actor.locale, t("panel.title")), page };
});

/** Adds, removes, declares; or says what is wrong. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return actOnPanel(actor, args.params.need ?? "", await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NeedPanel() {
  const { page } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("scoring.panel");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} crumbs={[{ label: page.need.title, to: page.need.to }]} />
      <JudgingTabs pole={page.pole} need={page.need.id} here="panel" />
      <div className="cols judging">
        <div>
          {page.conflicted && <Alert tone="you">{t("declare.done")}</Alert>}
          {page.declare && !page.declare.later && <Declaration declare={page.declare} again={again} />}
          <PanelMembers page={page} again={again} />
          {page.candidates && <AddJudge groups={page.candidates} again={again} />}
          {page.whoChooses && <p className="small soft section">{page.whoChooses}</p>}
          {page.declare?.later && <Declaration declare={page.declare} again={again} />}
        </div>
        <div className="side">
          <StepCard step={page.step} here={paths.needPanel(page.pole, page.need.id)} />
        </div>
      </div>
    </div>
  );
}
