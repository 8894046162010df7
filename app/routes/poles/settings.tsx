import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Select } from "~/ui/field";
import { PageHead, Section } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { editSettings, settingsForm } from "~server/poles";
import { settingsView } from "./settings-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "pole.edit-settings");
  const view = await settingsView(actor, new Date());
  return { ...view, pole: actor.poleSlug, tab: await pageTitle(actor.locale, view.title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "pole.edit-settings");
  const form = await readForm(args.request, settingsForm);
  if (!form.ok) return formAgain(form.submission);
  await editSettings(actor, form.value);
  throw await redirectWithFlash(paths.poleSettings(actor.poleSlug), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Which holidays close what closes on holidays, in the whole pôle. */
export default function Settings() {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const { pole, bank, school, start } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ holidayZone: string; schoolZone: string }>("settings", answer);
  const words = useErrorWords();
  const labels = { holidayZone: t("bankZone"), schoolZone: t("schoolZone") };
  const chosen = answer ? (fields.schoolZone.initialValue ?? "") : start.schoolZone;
  return (
    <div className="wrap narrow">
      <PageHead title={t("title")} lead={t("lead")} />
      <Form method="post" id={form.id} className="stack settings">
        <FormErrors form={form} answer={answer} labels={labels} />
        <Section title={t("bank")} className="card">
          <Field
            label={t("bankZone")}
            id={fields.holidayZone.id}
            hint={t("bankHint")}
            error={words(fields.holidayZone.errors)}
          >
            <Select
              name="holidayZone"
              defaultValue={fields.holidayZone.initialValue ?? start.holidayZone}
              options={bank.zones}
            />
          </Field>
          <p>{bank.next}</p>
          <p className="soft">{bank.followers}</p>
        </Section>
        <Section title={t("school")} className="card">
          <FieldSet label={t("schoolZone")} hint={t("schoolHint")} error={words(fields.schoolZone.errors)}>
            {school.zones.map(({ value, label }) => (
              <Check
                key={value}
                type="radio"
                name="schoolZone"
                value={value}
                label={label}
                defaultChecked={value === chosen}
              />
            ))}
          </FieldSet>
          <p>{school.known}</p>
          <p className="soft">{school.followers}</p>
        </Section>
        <p className="soft">{t("where")}</p>
        <div className="actions">
          <SubmitButton size="lg">{common("save")}</SubmitButton>
          <ButtonLink variant="text" to={paths.catalogue(pole)}>
            {common("cancel")}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}
