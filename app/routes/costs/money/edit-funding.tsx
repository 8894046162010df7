import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { editFunding, fundingOf } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { moneyToType } from "./asked";
import { poolChoices } from "./choices";
import { readFunding } from "./funding-fields";
import { FundingForm } from "./funding-form";
import type { FundingTyped } from "./funding-names";

/** A request, as long as nothing is decided. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const funding = await fundingOf(actor, args.params.funding ?? "");
  if (funding.state !== "requested") throw redirect(paths.funding(actor.poleSlug, funding.id));
  const t = await translator(actor.locale, "costsMoney");
  const { poolId, funder, label, publicMoney, ratePoints, ceilingCents, startsOn, endsOn } = funding;
  const start: FundingTyped = {
    ...{ poolId, funder, label, startsOn, endsOn },
    public: publicMoney ? "oui" : "",
    rate: moneyToType(ratePoints, actor.locale),
    ceiling: moneyToType(ceilingCents, actor.locale),
    accounts: funding.eligibleAccounts.join(" "),
  };
  return {
    title: await pageTitle(actor.locale, t("funding.editTitle")),
    ...{ start, name: funder, version: String(funding.version), pools: await poolChoices(actor, poolId) },
    list: paths.fundings(actor.poleSlug),
    back: paths.funding(actor.poleSlug, funding.id),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const { id } = await fundingOf(actor, args.params.funding ?? "");
  const form = await fieldsOf(args.request);
  const read = readFunding(form);
  if (!read.ok) return data({ typed: read.typed, wrong: read.wrong, whole: null }, { status: 422 });
  const outcome = await editFunding(actor, id, { ...read.value, version: Number(formText(form, "version")) });
  if (outcome.ok) return redirectWithFlash(paths.funding(actor.poleSlug, id), { key: "saved" });
  const t = await translator(actor.locale, "costsMoney");
  return data({ typed: read.typed, wrong: {}, whole: t(`funding.wrong.${outcome.problem.code}`) }, { status: 409 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function EditFundingPage() {
  const { start, name, version, pools, list, back } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  return (
    <div className="wrap narrow money">
      <PageHead
        title={t("funding.editTitle")}
        crumbs={[
          { label: t("funding.title"), to: list },
          { label: name, to: back },
        ]}
      />
      <FundingForm start={start} pools={pools} again={again} hidden={{ version }} back={back} />
    </div>
  );
}
