import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Chip, Chips } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Check, Field, Input, Select } from "~/ui/field";
import type { StepProps } from "./need-form";

/** How answers are judged: a model to start from, then each criterion with its points. */
export function CriteriaStep({ page, values, errors }: StepProps) {
  const t = useTranslations("needsForm");
  return (
    <>
      {page.lots.length > 1 && (
        <Chips label={t("whichLot")}>
          {page.lots.map(({ id, label, to, current }) => (
            <Chip key={id} to={to} current={current}>
              {label}
            </Chip>
          ))}
        </Chips>
      )}
      <input type="hidden" name="lot" value={page.lot} />
      <div className="stack">
        <p>{t("models")}</p>
        <div className="actions">
          {page.choices.models.map(({ value, label }) => (
            <Button key={value} variant="line" size="sm" name="then" value={value}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Alert tone={page.pointsLeft === 0 ? "ok" : "wait"}>
        {t("pointsLeft", {
          sign: page.pointsLeft === 0 ? "none" : page.pointsLeft < 0 ? "over" : "left",
          count: Math.abs(page.pointsLeft),
        })}
      </Alert>
      {Array.from({ length: page.rows }, (_, row) => (
        <fieldset key={row} className="need-criterion">
          <legend>{t("criterion", { number: row + 1 })}</legend>
          <Field id={`kind-${row}`} label={t("fields.criterionKind")} error={errors[`kind-${row}`]}>
            <Select
              name={`kind-${row}`}
              options={page.choices.criteria}
              defaultValue={values[`kind-${row}`] ?? "quality"}
            />
          </Field>
          <Field id={`weight-${row}`} label={t("fields.weight")} error={errors[`weight-${row}`]}>
            <Input name={`weight-${row}`} inputMode="numeric" maxLength={3} defaultValue={values[`weight-${row}`]} />
          </Field>
          <Field id={`scale-${row}`} label={t("fields.scale")} error={errors[`scale-${row}`]}>
            <Input
              name={`scale-${row}`}
              inputMode="numeric"
              maxLength={3}
              defaultValue={values[`scale-${row}`] ?? "5"}
            />
          </Field>
          <Field id={`minimum-${row}`} label={t("fields.minimum")} error={errors[`minimum-${row}`]} optional>
            <Input name={`minimum-${row}`} inputMode="decimal" maxLength={6} defaultValue={values[`minimum-${row}`]} />
          </Field>
          <Field id={`label-${row}`} label={t("fields.label")} error={errors[`label-${row}`]} optional>
            <Input name={`label-${row}`} maxLength={160} defaultValue={values[`label-${row}`]} />
          </Field>
          <Field id={`guideline-${row}`} label={t("fields.guideline")} error={errors[`guideline-${row}`]} optional>
            <Input name={`guideline-${row}`} maxLength={2000} defaultValue={values[`guideline-${row}`]} />
          </Field>
        </fieldset>
      ))}
      <p className="small soft">{t("hints.criteria")}</p>
      {page.lots.length > 1 ? (
        <Check name="everyLot" value="oui" label={t("everyLot")} defaultChecked={page.everyLot} />
      ) : (
        <input type="hidden" name="everyLot" value="oui" />
      )}
      <p>
        <Button variant="line" icon="plus" name="then" value="stay">
          {t("keepCriteria")}
        </Button>
      </p>
    </>
  );
}
