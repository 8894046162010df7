import { useTranslations } from "use-intl";
import { Check, Field, FieldSet, Input, TimeField } from "~/ui/field";
import type { StepProps } from "./need-form";

/** Who may see it, until when it is answered. */
export function WhoStep({ page, values, errors }: StepProps) {
  const t = useTranslations("needsForm");
  return (
    <>
      <FieldSet label={t("fields.openTo")} error={errors.openTo}>
        {page.choices.openTo.map(({ value, label, hint }) => (
          <Check
            key={value}
            type="radio"
            name="openTo"
            value={value}
            label={label}
            hint={hint}
            defaultChecked={values.openTo === value}
          />
        ))}
      </FieldSet>
      <div className="two">
        <Field id="closesOn" label={t("fields.closesOn")} hint={t("hints.closesOn")} error={errors.closesOn}>
          <Input type="date" name="closesOn" required defaultValue={values.closesOn} />
        </Field>
        <Field id="closesAt" label={t("fields.closesAt")} error={errors.closesAt}>
          <TimeField name="closesAt" times={page.choices.times} defaultValue={values.closesAt} />
        </Field>
      </div>
      <Field id="questionsOn" label={t("fields.questionsOn")} hint={t("hints.questionsOn")} error={errors.questionsOn}>
        <Input type="date" name="questionsOn" required defaultValue={values.questionsOn} />
      </Field>
      {page.need.kind !== "interest" && (
        <>
          <Check
            name="groups"
            value="oui"
            label={t("fields.groups")}
            hint={t("hints.groups")}
            defaultChecked={values.groups === "oui"}
          />
          {page.need.kind === "call" && (
            <Check
              name="qualityFirst"
              value="oui"
              label={t("fields.qualityFirst")}
              hint={t("hints.qualityFirst")}
              defaultChecked={values.qualityFirst === "oui"}
            />
          )}
          {page.lots.length > 1 && (
            <Field id="maxLots" label={t("fields.maxLots")} hint={t("hints.maxLots")} error={errors.maxLots} optional>
              <Input name="maxLots" inputMode="numeric" maxLength={2} defaultValue={values.maxLots} />
            </Field>
          )}
        </>
      )}
    </>
  );
}
