import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { editRules, resourceOf, rulesOfResource } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { answerWith, changedAnswer } from "./form-answer";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { readRulesForm } from "./rules-answer";
import { RulesForm } from "./rules-form";
import { rulesView } from "./rules-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const t = await translator(actor.locale, "catalogue");
  const shown = { resource, ...(await rulesOfResource(actor, resource.id)) };
  const title = t("ruling.title", { name: resource.name });
  return {
    view: rulesView(shown, actor, t),
    pole: actor.poleSlug,
    id: resource.id,
    name: resource.name,
    title,
    tabs: manageTabs(actor.poleSlug, resource, "rules", await translator(actor.locale, "composition")),
    tab: await pageTitle(actor.locale, title),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const form = await readRulesForm(args.request, actor, resource);
  if (!form.ok) return answerWith(form.answer, form.status);
  const outcome = await editRules(actor, resource.id, form.value);
  if (!outcome.ok) return changedAnswer(form.submission, outcome.problem);
  throw await redirectWithFlash(paths.resource(actor.poleSlug, resource.id), { key: "saved" });
});

/** A preview changes nothing. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get("intent") === "preview" ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** When something is open, who may book it, how, how much: on one page. */
export default function Rules() {
  const t = useTranslations("catalogue.ruling");
  const { view, pole, id, name, title, tabs } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage pole={pole} resource={{ id, name }} tabs={tabs} title={title} lead={t("lead")}>
      <RulesForm view={view} answer={answer} name={name} page={paths.resource(pole, id)} />
    </ManagePage>
  );
}
