import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { SubmitButton } from "~/ui/button";
import { Check, Field, Input } from "~/ui/field";
import { Section } from "~/ui/surface";

/** Adds an account that the accountant keeps. */
export function AddAccountForm({ answer }: { answer: FormAgain | undefined }) {
  const t = useTranslations("ledger.accounts");
  const [form, fields] = usePageForm<{ number: string; label: string }>("add-account", answer);
  const words = useErrorWords();
  return (
    <Section title={t("add")}>
      <Form method="post" className="card stack" id={form.id}>
        <p className="soft small">{t("addHelp")}</p>
        <FormErrors form={form} answer={answer} labels={{ number: t("number"), label: t("label") }} />
        <input type="hidden" name="intent" value="add" />
        <Field label={t("number")} id={fields.number.id} hint={t("numberHint")} error={words(fields.number.errors)}>
          <Input name="number" maxLength={12} defaultValue={fields.number.initialValue} required />
        </Field>
        <Field label={t("label")} id={fields.label.id} error={words(fields.label.errors)}>
          <Input name="label" maxLength={160} defaultValue={fields.label.initialValue} required />
        </Field>
        <Check name="auxiliary" label={t("auxiliary")} />
        <div className="actions">
          <SubmitButton variant="line" icon="plus">
            {t("addButton")}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
