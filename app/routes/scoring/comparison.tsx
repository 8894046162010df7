import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { comparisonOf } from "~server/tenders";
import { ComparedLot } from "./comparison-parts";
import { comparisonView } from "./comparison-view";
import { JudgingTabs, StepCard } from "./step-card";
import { sayScoring } from "./words";

/** The answers side by side: how they rank and why, then criterion by criterion. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const page = await comparisonView(actor, await comparisonOf(actor, args.params.need ?? ""));
  const t = await sayScoring(actor.locale);
  return { title: await pageTitle(actor.locale, t("comparison.title")), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NeedComparison() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("scoring.comparison");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={t("lead", { need: page.need.title })}
        crumbs={[{ label: page.need.title, to: page.need.to }]}
        actions={
          !page.empty && (
            <>
              <PrintButton />
              {page.choose && (
                <ButtonLink to={page.choose} icon="trophy">
                  {t("choose")}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <JudgingTabs pole={page.pole} need={page.need.id} here="comparison" />
      <div className="judging stack">
        {page.more && <StepCard step={page.step} here={page.here} />}
        {page.empty && (
          <Empty title={t(page.empty)} picture="bunch">
            {t(`${page.empty}Text`)}
          </Empty>
        )}
        {page.lots.map((lot) => (
          <ComparedLot key={lot.id} lot={lot} />
        ))}
      </div>
    </div>
  );
}
