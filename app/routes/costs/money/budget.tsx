import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { CostsNav } from "../section-nav";
import { askedYear } from "./asked";
import { saveBudgets } from "./budget-action";
import { BudgetForm, BudgetTable } from "./budget-table";
import { budgetView } from "./budget-view";
import { MadeCalls, OwnCalls } from "./calls-tables";
import { YearTurn } from "./year-turn";

/** What each pool should cost in a year, what it has, and what is called in advance. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await budgetView(actor, askedYear(args.request, actor));
  return { view, title: await pageTitle(actor.locale, view.title) };
});

/** Saves the budgets of the year. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return saveBudgets(actor, askedYear(args.request, actor), await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function BudgetPage() {
  const { view } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  return (
    <div className="wrap money">
      <PageHead title={t("budget.title")} lead={t(view.mayManage ? "budget.lead" : "budget.leadMember")} />
      <CostsNav />
      <YearTurn {...view.turn} />
      {!view.mayManage && <OwnCalls view={view} />}
      {view.pools.length === 0 ? (
        <Empty
          picture="bunch"
          title={t("budget.noPool")}
          actions={view.mayManage && <ButtonLink to={view.toPools}>{t("budget.toPools")}</ButtonLink>}
        >
          {t(view.mayManage ? "budget.noPoolText" : "budget.noPoolMember")}
        </Empty>
      ) : view.mayManage ? (
        <BudgetForm key={view.year} view={view} again={again} />
      ) : (
        <BudgetTable view={view} />
      )}
      {view.mayManage && view.pools.length > 0 && <MadeCalls view={view} />}
      {view.mayManage && view.own.length > 0 && <OwnCalls view={view} />}
    </div>
  );
}
