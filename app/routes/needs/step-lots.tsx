import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import { LotFields } from "./lot-fields";
import type { StepProps } from "./need-form";

/** What it is made of: lots that may be answered one by one. */
export function LotsStep({ page, values, errors }: StepProps) {
  const t = useTranslations("needsForm");
  return (
    <div id="lots" className="stack">
      {page.lots.map(({ id, legend }) => (
        <fieldset key={id} className="need-lot stack">
          <legend>{legend}</legend>
          <LotFields
            id={id}
            nameless={page.lots.length === 1}
            reserved={page.choices.reserved}
            values={values}
            errors={errors}
          />
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
