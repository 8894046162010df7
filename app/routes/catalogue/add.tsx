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
import { ResourceForm } from "./resource-form";
import { kindWord } from "./words";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "catalogue.edit");
  const kind = kindAsked(args.request);
  const t = await translator(actor.locale, "catalogue");
  const { structureId, timeZone, locale, poleSlug } = actor;
  const form = { kind, resource: null, id: newId(), choices: await choicesOf(actor), structureId, timeZone };
  const title = kindWord(t, kind, "add");
  return {
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
  const form = await readResourceForm(args.request, kind, await translator(actor.locale, "catalogue"), actor.locale);
  if (!form.ok) return answerWith(form.answer, form.status);
  const id = await addResource(actor, kind, form.value);
  throw await redirectWithFlash(paths.resourcePhotos(actor.poleSlug, id), { key: "resourceAdded" });
});

function kindAsked(request: Request): KindKey {
  const kind = new URL(request.url).searchParams.get("genre") ?? "room";
  if (!isKindKey(kind)) throw new NotFound("kind");
  return kind;
}

/** A preview changes nothing. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get("intent") === "preview" ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Sharing something new. */
export default function Add() {
  const t = useTranslations("catalogue");
  const { view, pole, title, lead } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const catalogue = paths.catalogue(pole);
  return (
    <div className="wrap">
      <PageHead title={title} lead={lead} crumbs={[{ label: t("title"), to: catalogue }]} />
      <ResourceForm view={view} answer={answer} cancel={catalogue} />
    </div>
  );
}
