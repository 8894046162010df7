import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Check, Field, FieldError, FieldSet, Input } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { FormReader } from "./form-reader";
import type { RulesView } from "./rules-view";

type PartProps = { view: RulesView; reader: FormReader };

/** The most that one structure may have, by kind of customer; and the hours that quotas may count alone. */
export function QuotaFields({ view, reader }: PartProps) {
  const t = useTranslations("catalogue.ruling");
  return (
    <Section title={t("quotas")} className="card">
      <p className="hint">{t("quotasHint")}</p>
      <div className="quotas">
        {view.measures.map(({ key, label }) => (
          <Measure key={key} measure={key} label={label} view={view} reader={reader} />
        ))}
      </div>
      <PrimeFields view={view} reader={reader} />
    </Section>
  );
}

function Measure({ measure, label, view, reader }: PartProps & { measure: string; label: string }) {
  const t = useTranslations("catalogue.ruling");
  const words = useErrorWords();
  return (
    <fieldset className="quota">
      <legend>{label}</legend>
      {view.customers.map((customer) => {
        const field = reader.field(`quotas.${measure}.${customer.key}`);
        return (
          <Field key={customer.key} label={customer.label} id={field.id} error={words(field.errors)}>
            <Input name={field.name} defaultValue={field.value} inputMode="decimal" autoComplete="off" maxLength={8} />
          </Field>
        );
      })}
      {measure.endsWith("minutes") && (
        <Check
          name={`quotas.${measure}.primeOnly`}
          label={t("primeOnly")}
          defaultChecked={reader.field(`quotas.${measure}.primeOnly`).value === "on"}
        />
      )}
    </fieldset>
  );
}

function PrimeFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.ruling");
  const words = useErrorWords();
  const [from, to, days] = [field("prime.from"), field("prime.to"), field("prime.weekdays")];
  return (
    <fieldset className="prime">
      <legend>{t("prime")}</legend>
      <p className="hint">{t("primeHint")}</p>
      <div className="fields">
        <Field label={t("primeFrom")} id={from.id} error={words(from.errors)}>
          <Input type="time" name={from.name} defaultValue={from.value} />
        </Field>
        <Field label={t("primeTo")} id={to.id} error={words(to.errors)}>
          <Input type="time" name={to.name} defaultValue={to.value} />
        </Field>
      </div>
      <FieldSet label={t("primeDays")}>
        <span className="checks" id={days.id}>
          {view.days.map((day, index) => (
            <Check
              key={day}
              name="prime.weekdays"
              value={String(index + 1)}
              label={day}
              defaultChecked={days.values.includes(String(index + 1))}
            />
          ))}
        </span>
        {days.errors && <FieldError>{words(days.errors)}</FieldError>}
      </FieldSet>
    </fieldset>
  );
}
