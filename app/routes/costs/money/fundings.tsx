import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { CostsNav } from "../section-nav";
import { askedYear } from "./asked";
import { FundingTables, Plans } from "./fundings-tables";
import { fundingsView } from "./fundings-view";

/** Who pays what in place of the structures. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await fundingsView(actor, askedYear(args.request, actor));
  const t = await translator(actor.locale, "costsMoney");
  return { view, title: await pageTitle(actor.locale, t("funding.title")) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function FundingsPage() {
  const { view } = useLoaderData<typeof loader>();
  const t = useTranslations("costsMoney");
  const add = view.mayManage && (
    <ButtonLink icon="plus" to={view.add}>
      {t("funding.add")}
    </ButtonLink>
  );
  const none = view.groups.length === 0;
  return (
    <div className="wrap money">
      <PageHead title={t("funding.title")} lead={t("funding.lead")} actions={none ? undefined : add} />
      <CostsNav />
      {none ? (
        <Empty picture="box" title={t("funding.none")} actions={add}>
          {t(view.mayManage ? "funding.noneText" : "funding.noneMember")}
        </Empty>
      ) : (
        <>
          <FundingTables view={view} />
          <Plans view={view} />
        </>
      )}
    </div>
  );
}
