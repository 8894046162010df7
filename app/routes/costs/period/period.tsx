import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { periodOverview, verifyMonth } from "~server/costs";
import { CostsNav } from "../section-nav";
import { Compare } from "./compare";
import { DisputesPart } from "./disputes-part";
import { Matrix } from "./matrix";
import { MissingPart } from "./missing-part";
import { actOnPeriod } from "./period-action";
import { Figures, Steps } from "./period-parts";
import { periodView } from "./period-view";

/** A month, for who keeps the books: how far it is, what is missing, who bears what. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const month = args.params.period ?? "";
  const view = await periodView(actor, await periodOverview(actor, month));
  const asked = view.state === "closed" && new URL(args.request.url).searchParams.has("verifier");
  return {
    view,
    differs: asked ? await verifyMonth(actor, month) : null,
    title: await pageTitle(actor.locale, view.name),
  };
});

/** Sends it to review, reminds, locks, closes. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return actOnPeriod(actor, args.params.period ?? "", await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Period() {
  const { view, differs } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsPeriod");
  return (
    <div className="wrap per-page">
      <PageHead
        className="per-head"
        title={view.name}
        lead={view.lead}
        crumbs={[
          { label: t("costs"), to: paths.costs(view.pole) },
          { label: t("list.title"), to: paths.costPeriods(view.pole) },
        ]}
        actions={
          <>
            <PrintButton />
            <ButtonLink variant="line" icon="move-right" to={paths.costNetting(view.pole, view.month)}>
              {t("netting")}
            </ButtonLink>
          </>
        }
      />
      <CostsNav />
      {answer && (
        <Alert tone="no" live>
          {answer.problem}
        </Alert>
      )}
      {view.provisional && (
        <Alert tone="wait" title={t("provisional.title")}>
          {view.provisional.text} <Link to={view.provisional.to}>{view.provisional.see}</Link>
        </Alert>
      )}
      <Steps steps={view.steps} />
      <Figures figures={view.figures} />
      <div className="cols per">
        <MissingPart view={view} again={answer} differs={differs} />
        <DisputesPart view={view} />
      </div>
      <Matrix view={view} />
      <Compare view={view} />
    </div>
  );
}
