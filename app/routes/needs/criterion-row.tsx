import { useTranslations } from "use-intl";
import { Field, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { StepProps } from "./need-form";

type Props = Pick<StepProps, "values" | "errors"> & {
  /** What its fields' names end with. */
  at: string;
  number: number;
  kinds: StepProps["page"]["choices"]["criteria"];
};

/** One criterion: what it is, its points, its scale; its name and how it is looked at, folded away. */
export function CriterionRow({ at, number, kinds, values, errors }: Props) {
  const t = useTranslations("needsForm");
  return (
    <fieldset className="need-criterion">
      <legend className="sr">{t("criterion", { number })}</legend>
      <Field id={`kind-${at}`} label={t("fields.criterionKind")} error={errors[`kind-${at}`]}>
        <Select name={`kind-${at}`} options={kinds} defaultValue={values[`kind-${at}`] ?? "quality"} />
      </Field>
      <Field id={`weight-${at}`} label={t("fields.weight")} error={errors[`weight-${at}`]}>
        <Input name={`weight-${at}`} inputMode="numeric" maxLength={3} defaultValue={values[`weight-${at}`]} />
      </Field>
      <Field id={`scale-${at}`} label={t("fields.scale")} error={errors[`scale-${at}`]}>
        <Input name={`scale-${at}`} inputMode="numeric" maxLength={3} defaultValue={values[`scale-${at}`] ?? "5"} />
      </Field>
      <details
        className="filter-more"
        open={["label", "minimum", "guideline"].some((name) => values[`${name}-${at}`] || errors[`${name}-${at}`])}
      >
        <summary>
          {t("criterionMore")}
          <Icon name="chevron-down" size="sm" />
        </summary>
        <div className="need-criterion-more">
          <Field id={`label-${at}`} label={t("fields.label")} error={errors[`label-${at}`]} optional>
            <Input name={`label-${at}`} maxLength={160} defaultValue={values[`label-${at}`]} />
          </Field>
          <Field id={`minimum-${at}`} label={t("fields.minimum")} error={errors[`minimum-${at}`]} optional>
            <Input name={`minimum-${at}`} inputMode="decimal" maxLength={6} defaultValue={values[`minimum-${at}`]} />
          </Field>
          <Field id={`guideline-${at}`} label={t("fields.guideline")} error={errors[`guideline-${at}`]} optional>
            <Input name={`guideline-${at}`} maxLength={2000} defaultValue={values[`guideline-${at}`]} />
          </Field>
        </div>
      </details>
    </fieldset>
  );
}
