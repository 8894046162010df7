import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { AmountField } from "./amount-field";
import type { PartProps } from "./form-parts";

/** What an hour costs and what a day costs at most, by kind of customer, typed as "6,00". */
export function RatesFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  return (
    <Section title={t("prices")} className="card">
      <p className="hint">{t("pricesHint")}</p>
      {view.customers.map(({ key, label }) => (
        <fieldset key={key} className="rate-fields">
          <legend>{label}</legend>
          <AmountField field={field(`rates.${key}.hour`)} label={t("hour")} unit={t("euros")} />
          <AmountField field={field(`rates.${key}.dayCap`)} label={t("day")} unit={t("euros")} />
        </fieldset>
      ))}
    </Section>
  );
}
