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
import { editPool, poolOf, readPoolForm } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { poolFormView } from "./form-view";
import { PoolForm } from "./pool-form";
import { answerErrors, answerProblem, typedOf } from "./problem-answer";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage", null);
  const pool = await poolOf(actor, args.params.pool ?? "");
  const t = await translator(actor.locale, "costsPools");
  const title = t("editTitle", { name: pool.name });
  const view = await poolFormView(actor, pool);
  return { pole: actor.poleSlug, id: pool.id, name: pool.name, view, title, tab: await pageTitle(actor.locale, title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage", null);
  const { pool = "" } = args.params;
  const form = await fieldsOf(args.request);
  const typed = typedOf(form, ["participe", "ressource"]);
  const read = readPoolForm(form, localDateOf(new Date(), actor.timeZone));
  if (!read.ok) return answerErrors(read.errors, actor.locale, typed);
  const outcome = await editPool(actor, pool, { ...read.value, version: Number(typed.fields.version) });
  if (!outcome.ok) return answerProblem(outcome.problem, actor, typed);
  throw await redirectWithFlash(paths.costPool(actor.poleSlug, pool), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

export default function EditPool() {
  const t = useTranslations("costsPools");
  const { pole, id, name, view, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const page = paths.costPool(pole, id);
  return (
    <div className="wrap">
      <PageHead
        title={title}
        crumbs={[
          { label: t("title"), to: paths.costPools(pole) },
          { label: name, to: page },
        ]}
        here={t("edit")}
      />
      <PoolForm view={view} answer={answer} back={page} />
    </div>
  );
}
