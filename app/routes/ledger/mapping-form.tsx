import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { SubmitButton } from "~/ui/button";
import { Field, Input, Select, type Option } from "~/ui/field";
import { Section } from "~/ui/surface";

type Role = { role: string; label: string; accountId: string; options: readonly Option[] };

/** Which account serves for what, and the pôle's SIREN. */
export function MappingForm({
  roles,
  siren,
  answer,
}: {
  roles: readonly Role[];
  siren: string;
  answer: FormAgain | undefined;
}) {
  const t = useTranslations("ledger.accounts");
  const [form, fields] = usePageForm<Record<string, string>>("mapping", answer);
  const words = useErrorWords();
  const labels = Object.fromEntries([
    ["siren", t("siren")],
    ...roles.map(({ role, label }) => [role, label]),
  ]) as Record<string, string>;
  return (
    <Section title={t("roles")}>
      <p className="soft measure">{t("rolesHelp")}</p>
      <Form method="post" className="card stack" id={form.id}>
        <FormErrors form={form} answer={answer} labels={labels} />
        <input type="hidden" name="intent" value="map" />
        <Field
          label={t("siren")}
          id={fields.siren?.id}
          hint={t("sirenHint")}
          optional
          error={words(fields.siren?.errors)}
        >
          <Input name="siren" inputMode="numeric" maxLength={20} defaultValue={fields.siren?.initialValue ?? siren} />
        </Field>
        <div className="fields two">
          {roles.map(({ role, label, accountId, options }) => (
            <Field key={role} label={label} id={fields[role]?.id} error={words(fields[role]?.errors)}>
              <Select name={role} options={options} defaultValue={fields[role]?.initialValue ?? accountId} />
            </Field>
          ))}
        </div>
        <div className="actions">
          <SubmitButton icon="check">{t("save")}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
