import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
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
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { addFunding } from "~server/costs";
import { isId, newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { poolChoices } from "./choices";
import { readFunding } from "./funding-fields";
import { FundingForm } from "./funding-form";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const pools = await poolChoices(actor);
  const t = await translator(actor.locale, "costsMoney");
  const year = localDateOf(new Date(), actor.timeZone).slice(0, 4);
  return {
    title: await pageTitle(actor.locale, t("funding.newTitle")),
    id: newId(),
    pools,
    back: paths.fundings(actor.poleSlug),
    start: {
      ...{ poolId: pools[0]?.value ?? "", funder: "", label: "", public: "oui", rate: "", ceiling: "", accounts: "" },
      ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31` },
    },
  };
});

/** Adds it: nothing is deducted before it is notified. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const form = await fieldsOf(args.request);
  const read = readFunding(form);
  if (!read.ok) return data({ typed: read.typed, wrong: read.wrong, whole: null }, { status: 422 });
  const asked = formText(form, "id");
  const { id } = await addFunding(actor, isId(asked) ? asked : newId(), read.value);
  return redirectWithFlash(paths.funding(actor.poleSlug, id), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NewFundingPage() {
  const { id, pools, start, back } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  return (
    <div className="wrap narrow money">
      <PageHead
        title={t("funding.newTitle")}
        lead={t("funding.newLead")}
        crumbs={[{ label: t("funding.title"), to: back }]}
      />
      {pools.length === 0 ? (
        <Empty picture="box" title={t("funding.noPool")} />
      ) : (
        <FundingForm start={start} pools={pools} again={again} hidden={{ id }} back={back} />
      )}
    </div>
  );
}
