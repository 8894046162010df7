import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Field, useFieldWiring } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { PartProps } from "./form-parts";
import type { ReadField } from "./form-reader";

/** What an hour costs and what a day costs at most, by kind of customer, typed as "6,00". */
export function RatesFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  return (
    <Section title={t("prices")} className="card">
      <p className="hint">{t("pricesHint")}</p>
      {view.customers.map(({ key, label }) => (
        <fieldset key={key} className="rate-fields">
          <legend>{label}</legend>
          <Amount field={field(`rates.${key}.hour`)} label={t("hour")} />
          <Amount field={field(`rates.${key}.dayCap`)} label={t("day")} />
        </fieldset>
      ))}
    </Section>
  );
}

function Amount({ field, label }: { field: ReadField; label: string }) {
  const words = useErrorWords();
  return (
    <Field label={label} id={field.id} error={words(field.errors)}>
      <AmountInput field={field} />
    </Field>
  );
}

function AmountInput({ field }: { field: ReadField }) {
  const t = useTranslations("catalogue.form");
  const wiring = useFieldWiring();
  return (
    <span className="amount">
      <input
        type="text"
        inputMode="decimal"
        className="input"
        name={field.name}
        defaultValue={field.value}
        maxLength={15}
        autoComplete="off"
        {...wiring}
      />
      <span aria-hidden="true">{t("euros")}</span>
    </span>
  );
}
