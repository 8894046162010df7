import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Empty } from "~/ui/empty";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { overviewOf, ownCosts } from "~server/costs";
import { can } from "~server/kernel/permissions";
import {
  MonthTurn,
  OverviewGains,
  OverviewMembers,
  OverviewPools,
  OverviewStats,
  OverviewTrend,
} from "./overview-parts";
import { overviewView } from "./overview-view";
import { OwnOverview } from "./own-parts";
import { ownView } from "./own-view";
import { CostsNav } from "./section-nav";

/** What the pôle shares, for who runs it; what it costs a member, for its treasurer. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costs");
  // Who may only declare what its structure advanced comes to that page.
  if (!can(actor, "costs.view") && can(actor, "costs.advance")) throw redirect(paths.advances(actor.poleSlug));
  if (!can(actor, "costs.manage")) {
    const own = ownView(await ownCosts(actor), actor);
    return { view: null, own, member: true, title: await pageTitle(actor.locale, t("title")) };
  }
  const month = new URL(args.request.url).searchParams.get("mois");
  const view = overviewView(await overviewOf(actor, month ?? undefined), actor, t);
  const title = view ? t("titled", { month: view.name }) : t("title");
  return { view, own: null, member: false, title: await pageTitle(actor.locale, title) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function CostsOverview() {
  const { view, own, member } = useLoaderData<typeof loader>();
  const t = useTranslations("costs");
  const lead = own?.structure ? t("own.lead", { structure: own.structure }) : t("lead");
  return (
    <div className="wrap costs">
      <PageHead title={t("title")} lead={lead} actions={(view ?? own) && <PrintButton />} />
      <CostsNav />
      {view && (
        <>
          <MonthTurn view={view} />
          <OverviewStats view={view} />
          <OverviewPools view={view} />
          <OverviewMembers view={view} />
          <div className="costs-halves">
            <OverviewTrend view={view} />
            <OverviewGains view={view} />
          </div>
        </>
      )}
      {own && <OwnOverview view={own} />}
      {!view && !own && (
        <Empty picture="bunch" title={t("empty.title")}>
          {member ? t("empty.member") : t("empty.text")}
        </Empty>
      )}
    </div>
  );
}
