import { useState } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Chip, Chips } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Check, Field, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { StepProps } from "./need-form";

/** How answers are judged: a model to start from, then each criterion with its points. */
export function CriteriaStep({ page, values, errors }: StepProps) {
  const t = useTranslations("needsForm");
  const [given, setGiven] = useState<number | null>(null);
  const left = given === null ? page.pointsLeft : 100 - given;
  return (
    <div
      className="stack"
      onInput={({ currentTarget }) => {
        const typed = currentTarget.querySelectorAll<HTMLInputElement>("input[name^=weight-]");
        setGiven([...typed].reduce((sum, { value }) => sum + (Number.parseInt(value, 10) || 0), 0));
      }}
    >
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
      <div className="need-points" role="status">
        <Alert tone={left === 0 ? "ok" : "wait"}>
          {t("pointsLeft", { sign: left === 0 ? "none" : left < 0 ? "over" : "left", count: Math.abs(left) })}
        </Alert>
      </div>
      {Array.from({ length: page.rows }, (_, row) => (
        <fieldset key={row} className="need-criterion">
          <legend className="sr">{t("criterion", { number: row + 1 })}</legend>
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
          <details
            className="filter-more"
            open={["label", "minimum", "guideline"].some(
              (name) => values[`${name}-${row}`] || errors[`${name}-${row}`],
            )}
          >
            <summary>
              {t("criterionMore")}
              <Icon name="chevron-down" size="sm" />
            </summary>
            <div className="need-criterion-more">
              <Field id={`label-${row}`} label={t("fields.label")} error={errors[`label-${row}`]} optional>
                <Input name={`label-${row}`} maxLength={160} defaultValue={values[`label-${row}`]} />
              </Field>
              <Field id={`minimum-${row}`} label={t("fields.minimum")} error={errors[`minimum-${row}`]} optional>
                <Input
                  name={`minimum-${row}`}
                  inputMode="decimal"
                  maxLength={6}
                  defaultValue={values[`minimum-${row}`]}
                />
              </Field>
              <Field id={`guideline-${row}`} label={t("fields.guideline")} error={errors[`guideline-${row}`]} optional>
                <Input name={`guideline-${row}`} maxLength={2000} defaultValue={values[`guideline-${row}`]} />
              </Field>
            </div>
          </details>
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
    </div>
  );
}
