import { useTranslations } from "use-intl";
import { Check, Field, FieldSet, Input, Select, TextArea } from "~/ui/field";
import type { StepProps } from "./need-form";

/** What is looked for, for when and where. */
export function WhatStep({ page, values, errors }: StepProps) {
  const t = useTranslations("needsForm");
  return (
    <>
      <Field id="title" label={t("fields.title")} hint={t("hints.title")} error={errors.title}>
        <Input name="title" maxLength={160} required defaultValue={values.title} />
      </Field>
      <Field id="summary" label={t("fields.summary")} hint={t("hints.summary")} error={errors.summary} optional>
        <TextArea name="summary" rows={2} maxLength={400} defaultValue={values.summary} />
      </Field>
      <Field
        id="description"
        label={t("fields.description")}
        hint={t("hints.description")}
        error={errors.description}
        optional
      >
        <TextArea name="description" rows={6} maxLength={20000} defaultValue={values.description} />
      </Field>
      <Field id="trade" label={t("fields.trade")} hint={t("hints.trade")} optional>
        <Select name="trade" options={page.choices.trades} defaultValue={values.trade} />
      </Field>
      <Field id="place" label={t("fields.place")} error={errors.place} optional>
        <Input name="place" maxLength={120} defaultValue={values.place} />
      </Field>
      <div className="two">
        <Field id="wantedFrom" label={t("fields.wantedFrom")} error={errors.wantedFrom} optional>
          <Input type="date" name="wantedFrom" defaultValue={values.wantedFrom} />
        </Field>
        <Field id="wantedUntil" label={t("fields.wantedUntil")} error={errors.wantedUntil} optional>
          <Input type="date" name="wantedUntil" defaultValue={values.wantedUntil} />
        </Field>
      </div>
      <Field id="contact" label={t("fields.contact")} hint={t("hints.contact")} error={errors.contact} optional>
        <Input name="contact" maxLength={200} defaultValue={values.contact} />
      </Field>
      <FieldSet label={t("new.kind")}>
        {page.choices.kinds.map(({ value, label, hint }) => (
          <Check
            key={value}
            type="radio"
            name="kind"
            value={value}
            label={label}
            hint={hint}
            defaultChecked={values.kind === value}
          />
        ))}
      </FieldSet>
    </>
  );
}
