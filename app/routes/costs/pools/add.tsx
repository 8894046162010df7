import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { addPool, readPoolForm } from "~server/costs";
import { newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { poolFormView } from "./form-view";
import { PoolForm } from "./pool-form";
import { answerErrors, answerProblem, typedOf } from "./problem-answer";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costsPools");
  const view = await poolFormView(actor, null);
  return { pole: actor.poleSlug, view, title: await pageTitle(actor.locale, t("addTitle")) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage", null);
  const form = await fieldsOf(args.request);
  const typed = typedOf(form, ["participe", "ressource"]);
  const read = readPoolForm(form, localDateOf(new Date(), actor.timeZone));
  if (!read.ok) return answerErrors(read.errors, actor.locale, typed);
  const outcome = await addPool(actor, newId(), read.value);
  if (!outcome.ok) return answerProblem(outcome.problem, actor, typed);
  // A pool without a key shares nothing: that is what comes next.
  throw await redirectWithFlash(paths.addCostKey(actor.poleSlug, outcome.value.id), { key: "poolAdded" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AddPool() {
  const t = useTranslations("costsPools");
  const { pole, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="wrap">
      <PageHead title={t("addTitle")} lead={t("addLead")} crumbs={[{ label: t("title"), to: paths.costPools(pole) }]} />
      <PoolForm view={view} answer={answer} back={paths.costPools(pole)} />
    </div>
  );
}
