import { parseWithZod } from "@conform-to/zod/v4";
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
import { ManagePage } from "~/routes/catalogue/manage-page";
import { manageTabs } from "~/routes/catalogue/manage-tabs";
import { allow } from "~server/kernel/permissions";
import { editUseSettings, useSettingsForm, useSettingsOf } from "~server/use";
import { SettingsForm, SettingsLinks } from "./settings-form";
import { wrongWords } from "./state-answer";
import { stepsOf } from "./steps-of";

/** What its owner asks of those who use a resource. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const settings = await useSettingsOf(actor, args.params.resource ?? "");
  if (!settings.can.edit) allow(actor, "catalogue.edit", null);
  const t = await translator(actor.locale, "use");
  const { resourceId: id, kind } = settings;
  return {
    title: await pageTitle(actor.locale, t("settings.titleOf", { name: settings.resourceName })),
    pole: actor.poleSlug,
    tabs: manageTabs(actor.poleSlug, { id, kind }, "use", await translator(actor.locale, "composition")),
    settings,
    steps: stepsOf(settings),
  };
});

/** Keeps it. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resourceId = args.params.resource ?? "";
  const t = await translator(actor.locale, "use");
  const form = await fieldsOf(args.request);
  const typed = {
    etape: formText(form, "etape"),
    absence: formText(form, "absence"),
    consignes: formText(form, "consignes"),
  };
  const settings = await useSettingsOf(actor, resourceId);
  const submission = parseWithZod(form, { schema: useSettingsForm(stepsOf(settings)) });
  if (submission.status !== "success") {
    const { absence, consignes, etape } = submission.error ?? {};
    const words = (keys?: string[] | null) => (keys ? wrongWords(keys[0], t) : undefined);
    const errors = { absence: words(absence), consignes: words(consignes), etape: words(etape) };
    return data({ typed, errors, refusal: null }, { status: 422 });
  }
  const { version, etape, absence, consignes } = submission.value;
  const outcome = await editUseSettings(actor, {
    resourceId,
    version,
    startStep: etape,
    noShowMinutes: absence ?? null,
    instructions: consignes ?? "",
  });
  if (!outcome.ok) return data({ typed, errors: {}, refusal: t("problems.changed_meanwhile") }, { status: 409 });
  return redirectWithFlash(paths.useSettings(actor.poleSlug, resourceId), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Settings() {
  const { pole, tabs, settings, steps } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("use.settings");
  const { resourceId: id, resourceName: name } = settings;
  return (
    <ManagePage pole={pole} resource={{ id, name }} tabs={tabs} title={t("titleOf", { name })} lead={t("lead")}>
      <div className="cols">
        <SettingsForm settings={settings} steps={steps} answer={answer} />
        <SettingsLinks pole={pole} id={id} />
      </div>
    </ManagePage>
  );
}
