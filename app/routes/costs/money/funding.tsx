import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { PageHead, Section } from "~/ui/surface";
import { fundingOf } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { decideFunding } from "./funding-action";
import { FundingFacts, NotifyForm, PayForm, Payments, Proofs, RefuseForm } from "./funding-parts";
import { fundingView } from "./funding-view";
import { fundingTones } from "./fundings-tables";

/** What a funder was asked for, granted, paid, and what was made of it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await fundingView(actor, args.params.funding ?? "");
  return { view, title: await pageTitle(actor.locale, view.funder) };
});

/** The funder's yes or no, or what it paid. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { id } = await fundingOf(actor, args.params.funding ?? "");
  allow(actor, "costs.manage");
  return decideFunding(actor, id, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function FundingPage() {
  const { view } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  const of = (at: string) => (again?.at === at ? again : undefined);
  // Decided by somebody else meanwhile, its form is gone: it is said at the head.
  const lost =
    again && again.at !== "undo" && (view.mayPay ? again.at !== "pay" : view.edit ? again.at === "pay" : true);
  return (
    <div className="wrap money">
      <PageHead
        title={view.funder}
        lead={view.label}
        crumbs={[{ label: t("funding.title"), to: view.list }]}
        actions={
          view.edit && (
            <ButtonLink variant="line" icon="pencil" to={view.edit}>
              {t("funding.edit")}
            </ButtonLink>
          )
        }
      >
        <Badge tone={fundingTones[view.state]}>{t(`funding.state.${view.state}`)}</Badge>
      </PageHead>
      {lost && (
        <Alert tone="no" live>
          {Object.values(again.errors).join(" ")}
        </Alert>
      )}
      {view.short && (
        <Alert tone="wait" title={view.short.title}>
          {view.short.text}
        </Alert>
      )}
      <div className="cols">
        <div className="stack">
          <Section title={t("funding.facts")} id="termes">
            <FundingFacts view={view} />
            {view.rule && <p className="soft">{view.rule}</p>}
            {view.shared && <p className="soft">{view.shared}</p>}
          </Section>
          <Payments view={view} again={of("undo")} />
          {view.mayManage && view.state !== "requested" && view.state !== "refused" && <Proofs view={view} />}
        </div>
        <div className="stack">
          {view.edit && <NotifyForm view={view} again={of("notify")} />}
          {view.edit && <RefuseForm />}
          {view.mayPay && <PayForm view={view} again={of("pay")} />}
        </div>
      </div>
    </div>
  );
}
