import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import { Check, Field, Input, Select, TextArea } from "~/ui/field";
import type { StepProps } from "./need-form";

/** What it is made of: lots that may be answered one by one. */
export function LotsStep({ page, values, errors }: StepProps) {
  const t = useTranslations("needsForm");
  return (
    <div id="lots" className="stack">
      {page.lots.map(({ id, legend }) => (
        <fieldset key={id} className="need-lot stack">
          <legend>{legend}</legend>
          <Field
            id={`title-${id}`}
            label={t("fields.lotTitle")}
            error={errors[`title-${id}`]}
            optional={page.lots.length === 1}
          >
            <Input name={`title-${id}`} maxLength={160} defaultValue={values[`title-${id}`]} />
          </Field>
          <Field
            id={`description-${id}`}
            label={t("fields.lotDescription")}
            error={errors[`description-${id}`]}
            optional
          >
            <TextArea
              name={`description-${id}`}
              rows={3}
              maxLength={10000}
              defaultValue={values[`description-${id}`]}
            />
          </Field>
          <div className="two">
            <Field id={`estimate-${id}`} label={t("fields.estimate")} error={errors[`estimate-${id}`]} optional>
              <Input
                name={`estimate-${id}`}
                inputMode="decimal"
                maxLength={20}
                defaultValue={values[`estimate-${id}`]}
              />
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
            <Select name={`reserved-${id}`} options={page.choices.reserved} defaultValue={values[`reserved-${id}`]} />
          </Field>
          {page.lots.length > 1 && (
            <p>
              <Button variant="text" size="sm" icon="trash-2" name="then" value={`remove ${id}`}>
                {t("removeLot", { lot: legend })}
              </Button>
            </p>
          )}
        </fieldset>
      ))}
      {page.lots.length < 50 && (
        <p>
          <Button variant="line" icon="plus" name="then" value="add">
            {t("addLot")}
          </Button>
        </p>
      )}
    </div>
  );
}
