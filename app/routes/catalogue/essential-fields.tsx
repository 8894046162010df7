import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { ChoiceField, LongTextField, TextField, type PartProps } from "./form-parts";

/** What it is called, whose it is, what is said of it. */
export function EssentialFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  const owner = field("structureId");
  return (
    <Section title={t("essential")} className="card">
      <div className="stack">
        <TextField field={field("name")} label={t("name")} hint={view.words.nameHint} maxLength={120} required />
        {view.owners.length > 1 ? (
          <ChoiceField
            field={owner}
            label={t("owner")}
            hint={t("ownerHint")}
            options={owner.value ? view.owners : [{ value: "", label: "" }, ...view.owners]}
          />
        ) : (
          <input type="hidden" name={owner.name} value={owner.value} />
        )}
        <LongTextField
          field={field("description")}
          label={t("description")}
          hint={t("descriptionHint")}
          rows={4}
          max={4000}
          optional
        />
      </div>
    </Section>
  );
}
