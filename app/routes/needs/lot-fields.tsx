import { useTranslations } from "use-intl";
import { Check, Field, Input, Select, TextArea } from "~/ui/field";
import type { StepProps } from "./need-form";

type Props = Pick<StepProps, "values" | "errors"> & {
  id: string;
  /** Whether it may stay without a name. */
  nameless: boolean;
  reserved: StepProps["page"]["choices"]["reserved"];
};

/** What is asked of one lot. */
export function LotFields({ id, nameless, reserved, values, errors }: Props) {
  const t = useTranslations("needsForm");
  return (
    <>
      <Field id={`title-${id}`} label={t("fields.lotTitle")} error={errors[`title-${id}`]} optional={nameless}>
        <Input name={`title-${id}`} maxLength={160} defaultValue={values[`title-${id}`]} />
      </Field>
      <Field id={`description-${id}`} label={t("fields.lotDescription")} error={errors[`description-${id}`]} optional>
        <TextArea name={`description-${id}`} rows={3} maxLength={10000} defaultValue={values[`description-${id}`]} />
      </Field>
      <div className="two">
        <Field id={`estimate-${id}`} label={t("fields.estimate")} error={errors[`estimate-${id}`]} optional>
          <Input name={`estimate-${id}`} inputMode="decimal" maxLength={20} defaultValue={values[`estimate-${id}`]} />
        </Field>
        <Field id={`hours-${id}`} label={t("fields.hours")} error={errors[`hours-${id}`]} optional>
          <Input name={`hours-${id}`} inputMode="numeric" maxLength={7} defaultValue={values[`hours-${id}`]} />
        </Field>
      </div>
      <Check
        name={`shown-${id}`}
        value="oui"
        label={t("fields.shown")}
        hint={t("hints.shown")}
        defaultChecked={values[`shown-${id}`] === "oui"}
      />
      <Field id={`reserved-${id}`} label={t("fields.reserved")}>
        <Select name={`reserved-${id}`} options={reserved} defaultValue={values[`reserved-${id}`]} />
      </Field>
    </>
  );
}
