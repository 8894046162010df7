import type { SubmissionResult } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { editRates, kindOf, ratesForm, resourceOf } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { RatesForm } from "./rates-form";
import { ratesPreview, ratesView, type RatesPreviewView } from "./rates-view";

/** What the page gets back when nothing is saved. */
export interface RatesAnswer {
  readonly result: SubmissionResult;
  /** Somebody else saved meanwhile: the version to save over. */
  readonly changed: { readonly version: number } | null;
  /** What the prices typed mean; null while they cannot be read. */
  readonly preview: RatesPreviewView | null;
}

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const { locale, timeZone, poleSlug } = actor;
  const [t, tc] = [await translator(locale, "prices"), await translator(locale, "catalogue")];
  const { id, name } = resource;
  const title = t("titleOf", { name });
  const view = ratesView(resource, t, tc, locale, timeZone);
  const tabs = manageTabs(poleSlug, resource, "rates", await translator(locale, "composition"));
  return { view, tabs, pole: poleSlug, id, name, title, tab: await pageTitle(locale, title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, kind, owner } = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", owner.id);
  const form = await readForm(args.request, ratesForm(kindOf(kind)));
  const { locale, timeZone } = actor;
  const answer = async (status: 200 | 409 | 422, changed: RatesAnswer["changed"] = null) => {
    const [t, tc] = [await translator(locale, "prices"), await translator(locale, "catalogue")];
    const preview = form.ok ? ratesPreview(form.value.rates, t, tc, locale, timeZone) : null;
    return data<RatesAnswer>({ result: form.submission.reply(), changed, preview }, { status });
  };
  if ("intent" in form.submission.payload && form.submission.payload.intent === "preview") return answer(200);
  if (!form.ok) return answer(422);
  const outcome = await editRates(actor, id, form.value);
  if (!outcome.ok) return answer(409, { version: outcome.problem.version });
  throw await redirectWithFlash(paths.resource(actor.poleSlug, id), { key: "saved" });
});

/** A preview changes nothing. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get("intent") === "preview" ? false : defaultShouldRevalidate;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.tab }];

/** What something shared costs, and to whom. */
export default function Rates() {
  const t = useTranslations("prices");
  const { view, tabs, pole, id, name, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage pole={pole} resource={{ id, name }} tabs={tabs} title={title} lead={t("lead")}>
      <RatesForm view={view} name={name} page={paths.resource(pole, id)} answer={answer} />
    </ManagePage>
  );
}
