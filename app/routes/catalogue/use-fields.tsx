import { useTranslations } from "use-intl";
import { Check } from "~/ui/field";
import { Section } from "~/ui/surface";
import { ChoiceField, LongTextField, TextField, type PartProps } from "./form-parts";
import type { ReadField } from "./form-reader";

/** How many there are, what happens when one is taken, what whoever has booked must know. */
export function UseFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form.use");
  const { units, mayBeUnlimited, startSteps, noShows } = view.use;
  return (
    <Section title={t("title")} className="card">
      <div className="stack">
        <div className="fields">
          {units && (
            <TextField
              field={field("use.units")}
              label={units.label}
              hint={t("unitsHint")}
              type="number"
              inputMode="numeric"
              min={1}
              max={500}
              required
            />
          )}
          {startSteps.length > 1 && (
            <ChoiceField field={field("use.startStep")} label={t("start")} hint={t("startHint")} options={startSteps} />
          )}
          {startSteps.length > 1 && (
            <ChoiceField
              field={field("use.noShowMinutes")}
              label={t("absent")}
              hint={t("absentHint")}
              options={noShows}
            />
          )}
        </div>
        {mayBeUnlimited && <Unlimited field={field("use.unlimited")} />}
        <LongTextField
          field={field("use.instructions")}
          label={t("instructions")}
          hint={t("instructionsHint")}
          rows={4}
          max={4000}
          optional
        />
      </div>
    </Section>
  );
}

/** Whether it ever runs out, where that may be. */
export function UnlimitedField({ view, reader }: PartProps) {
  const t = useTranslations("catalogue.form.use");
  if (!view.use.mayBeUnlimited) return null;
  return (
    <Section title={t("quantity")} className="card">
      <Unlimited field={reader.field("use.unlimited")} />
    </Section>
  );
}

function Unlimited({ field }: { field: ReadField }) {
  const t = useTranslations("catalogue.form.use");
  return (
    <Check name={field.name} label={t("unlimited")} hint={t("unlimitedHint")} defaultChecked={field.value === "on"} />
  );
}
