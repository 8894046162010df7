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
import { actOnFees } from "./fees-action";
import { CallForm, Coverage, DeclareForm, FeeTable, Missing, Scale } from "./fees-parts";
import { feesView } from "./fees-view";
import { YearTurn } from "./year-turn";

/** The scale of a year, what each owes by it, and why. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await feesView(actor, askedYear(args.request, actor));
  return { view, title: await pageTitle(actor.locale, view.title) };
});

/** Calls the fees, or keeps a budget. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return actOnFees(actor, askedYear(args.request, actor), await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function FeesPage() {
  const { view } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  const set = view.setScale && (
    <ButtonLink variant={view.scale ? "line" : "full"} icon={view.scale ? "pencil" : "plus"} to={view.setScale}>
      {t(view.scale ? "fees.editScale" : "fees.setScale")}
    </ButtonLink>
  );
  return (
    <div className="wrap money">
      <PageHead
        title={t("fees.title")}
        lead={t(view.mayManage ? "fees.lead" : "fees.leadMember")}
        actions={view.scale ? set : undefined}
      />
      <CostsNav />
      <YearTurn {...view.turn} />
      {view.scale === null ? (
        <Empty picture="bunch" title={t("fees.noScale", { year: String(view.year) })} actions={set}>
          {t(view.mayManage ? "fees.noScaleText" : "fees.noScaleMember")}
        </Empty>
      ) : (
        <div className="cols">
          <div>
            <Missing view={view} />
            <FeeTable view={view} again={again?.at === "credit" ? again : undefined} />
            <CallForm view={view} again={again?.at === "call" ? again : undefined} />
            <Coverage view={view} />
          </div>
          <div className="stack">
            <Scale view={view} />
            <DeclareForm view={view} again={again?.at === "declare" ? again : undefined} />
          </div>
        </div>
      )}
    </div>
  );
}
