import { useState } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Chip, Chips } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Check } from "~/ui/field";
import { CriterionRow } from "./criterion-row";
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
        <CriterionRow
          key={row}
          at={String(row)}
          number={row + 1}
          kinds={page.choices.criteria}
          values={values}
          errors={errors}
        />
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
