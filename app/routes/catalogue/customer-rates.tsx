import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Check, Field, FieldError, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { AmountField } from "./amount-field";
import type { FormReader } from "./form-reader";
import type { RatesView } from "./rates-view";

type CustomerProps = { view: RatesView; customer: RatesView["customers"][number]; reader: FormReader };

/** What one kind of customer pays: nothing in particular, a price, or the cost. */
export function CustomerRates({ view, customer, reader: { field } }: CustomerProps) {
  const t = useTranslations("prices");
  const words = useErrorWords();
  const of = (name: string) => field(`rates.${customer.key}.${name}`);
  const way = of("way");
  return (
    <section className="card rates-of" aria-labelledby={`${way.id}-title`}>
      <h2 id={`${way.id}-title`}>{customer.label}</h2>
      <fieldset className="rates-ways">
        <legend className="sr-only">{t("way.legend")}</legend>
        {view.ways.map((each) => (
          <Check
            key={each}
            type="radio"
            name={way.name}
            value={each}
            id={each === view.ways[0] ? way.id : undefined}
            defaultChecked={(way.value || "none") === each}
            label={t(`way.${each}`)}
            hint={each === "none" ? t(`way.noneHint.${customer.key}`) : t(`way.${each}Hint`)}
          />
        ))}
        {way.errors && <FieldError>{words(way.errors)}</FieldError>}
      </fieldset>
      <div className="rates-paid">
        <PaidFields view={view} of={of} />
      </div>
      <div className="rates-deposit">
        <AmountField
          field={of("deposit")}
          label={t("fields.deposit")}
          hint={t("fields.depositHint")}
          unit={t("fields.euros")}
        />
      </div>
    </section>
  );
}

type PartProps = { view: RatesView; of: (name: string) => ReturnType<FormReader["field"]> };

function PaidFields({ view, of }: PartProps) {
  const t = useTranslations("prices.fields");
  const has = (part: RatesView["parts"][number]) => view.parts.includes(part);
  return (
    <>
      <div className="rates-amounts">
        {has("unit") && <AmountField field={of("unit")} label={t("unit")} hint={t("unitHint")} unit={t("euros")} />}
        {has("time") && (
          <>
            <AmountField field={of("hour")} label={t("hour")} unit={t("euros")} />
            <AmountField field={of("halfDay")} label={t("halfDay")} hint={t("halfDayHint")} unit={t("euros")} />
            <AmountField field={of("day")} label={t("day")} unit={t("euros")} />
            <AmountField field={of("week")} label={t("week")} hint={t("weekHint")} unit={t("euros")} />
          </>
        )}
        {has("kilometre") && (
          <>
            <AmountField field={of("kilometre")} label={t("kilometre")} unit={t("euros")} />
            <AmountField field={of("included")} label={t("included")} hint={t("includedHint")} unit={t("km")} />
          </>
        )}
      </div>
      {has("time") && (
        <>
          <p className="hint">{t("caps")}</p>
          <MoreFields view={view} of={of} />
        </>
      )}
    </>
  );
}

/** What few need: open when something in it is set, or wrong. */
function MoreFields({ view, of }: PartProps) {
  const t = useTranslations("prices.fields");
  const steps = Array.from({ length: view.steps }, (_, index) => index);
  const periods = Array.from({ length: view.periods }, (_, index) => index);
  const names = [
    "freeHours",
    ...steps.flatMap((index) => [`steps[${index}].after`, `steps[${index}].hour`]),
    ...periods.flatMap((index) => ["from", "to", "hour"].map((name) => `periods[${index}].${name}`)),
  ];
  const open = names.some((name) => of(name).value !== "" || of(name).errors);
  return (
    <details className="more" open={open}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("more")}
      </summary>
      <div className="rates-more">
        <AmountField field={of("freeHours")} label={t("freeHours")} hint={t("freeHoursHint")} unit={t("hours")} />
        <fieldset>
          <legend>{t("steps")}</legend>
          <p className="hint">{t("stepsHint")}</p>
          {steps.map((index) => (
            <div key={index} className="rates-row">
              <AmountField field={of(`steps[${index}].after`)} label={t("after")} unit={t("hours")} />
              <AmountField field={of(`steps[${index}].hour`)} label={t("stepHour")} unit={t("euros")} />
            </div>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t("periods")}</legend>
          <p className="hint">{t("periodsHint")}</p>
          {periods.map((index) => (
            <PeriodRow key={index} view={view} of={(name) => of(`periods[${index}].${name}`)} />
          ))}
        </fieldset>
      </div>
    </details>
  );
}

function PeriodRow({ view, of }: PartProps) {
  const t = useTranslations("prices.fields");
  const words = useErrorWords();
  return (
    <div className="rates-row rates-row--period">
      <Field label={t("days")} id={of("days").id} error={words(of("days").errors)}>
        <Select name={of("days").name} defaultValue={of("days").value || "12345"} options={view.days} />
      </Field>
      {(["from", "to"] as const).map((edge) => (
        <Field key={edge} label={t(edge)} id={of(edge).id} error={words(of(edge).errors)}>
          <Input type="time" name={of(edge).name} defaultValue={of(edge).value} />
        </Field>
      ))}
      <AmountField field={of("hour")} label={t("periodHour")} unit={t("euros")} />
    </div>
  );
}
