import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { addResource, choicesOf, isKindKey, type KindKey } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { answerWith, readResourceForm } from "./form-answer";
import { formView } from "./form-view";
import { NewResourceForm } from "./resource-form";
import { KindChoice } from "./kind-choice";
import { kindChoices } from "./kind-choices";
import { kindWord } from "./words";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "catalogue.edit");
  const kind = kindAsked(args.request);
  const t = await translator(actor.locale, "catalogue");
  const { structureId, timeZone, locale, poleSlug } = actor;
  if (!kind) {
    const title = t("kindChoice.title");
    return { choices: kindChoices(poleSlug, t), pole: poleSlug, title, tab: await pageTitle(locale, title) };
  }
  const form = { kind, resource: null, id: newId(), choices: await choicesOf(actor), structureId, timeZone };
  const title = kindWord(t, kind, "add");
  return {
    choices: null,
    view: formView(form, t, locale),
    pole: poleSlug,
    title,
    lead: kindWord(t, kind, "addLead"),
    tab: await pageTitle(locale, title),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "catalogue.edit");
  const kind = kindAsked(args.request);
  if (!kind) throw new NotFound("kind");
  const form = await readResourceForm(args.request, kind, await translator(actor.locale, "catalogue"), actor.locale);
  if (!form.ok) return answerWith(form.answer, form.status);
  const id = await addResource(actor, kind, form.value);
  throw await redirectWithFlash(paths.resourcePhotos(actor.poleSlug, id), { key: "resourceAdded" });
});

function kindAsked(request: Request): KindKey | null {
  const kind = new URL(request.url).searchParams.get("genre");
  if (!kind) return null;
  if (!isKindKey(kind)) throw new NotFound("kind");
  return kind;
}

/** A preview changes nothing. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get("intent") === "preview" ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Sharing something new: first what it is, then all about it. */
export default function Add() {
  const t = useTranslations("catalogue");
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const catalogue = paths.catalogue(shown.pole);
  const crumbs = [{ label: t("title"), to: catalogue }];
  if (shown.choices) return <KindChoice title={shown.title} choices={shown.choices} crumbs={crumbs} />;
  return (
    <div className="wrap">
      <PageHead
        title={shown.title}
        lead={shown.lead}
        crumbs={[...crumbs, { label: t("kindChoice.crumb"), to: paths.addResource(shown.pole) }]}
      />
      <NewResourceForm view={shown.view} answer={answer} page={catalogue} />
    </div>
  );
}
