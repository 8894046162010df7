import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { choicesOf, editResource, resourceOf } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { answerWith, changedAnswer, readEditForm } from "./form-answer";
import { formView } from "./form-view";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { EditResourceForm } from "./resource-form";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const t = await translator(actor.locale, "catalogue");
  const { structureId, timeZone, locale, poleSlug } = actor;
  const { kind, id, name } = resource;
  const form = { kind, resource, id, choices: await choicesOf(actor), structureId, timeZone };
  const title = t("form.editTitle", { name });
  const tabs = manageTabs(poleSlug, resource, "description", await translator(locale, "composition"));
  return {
    view: formView(form, t, locale),
    pole: poleSlug,
    id,
    name,
    title,
    tabs,
    tab: await pageTitle(locale, title),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, kind, owner } = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", owner.id);
  const form = await readEditForm(args.request, kind);
  if (!form.ok) return answerWith(form.answer, form.status);
  const outcome = await editResource(actor, id, form.value);
  if (!outcome.ok) return changedAnswer(form.submission, outcome.problem);
  throw await redirectWithFlash(paths.resource(actor.poleSlug, id), { key: "saved" });
});

/** A preview changes nothing. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get("intent") === "preview" ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Changing something shared. */
export default function Edit() {
  const t = useTranslations("catalogue");
  const { view, pole, id, name, title, tabs } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage
      pole={pole}
      resource={{ id, name }}
      tabs={tabs}
      title={title}
      lead={t("form.editLead")}
      actions={
        <ButtonLink variant="line" icon="archive" to={paths.archiveResource(pole, id)}>
          {t("actions.archive")}
        </ButtonLink>
      }
    >
      <EditResourceForm view={view} answer={answer} page={paths.resource(pole, id)} />
    </ManagePage>
  );
}
