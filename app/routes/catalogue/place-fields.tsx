import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { ChoiceField, LongTextField, TextField, type PartProps } from "./form-parts";

/** Where it is: a place of the pôle, or a new one, whose fields show when it is chosen (see catalogue.css). */
export function PlaceFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  return (
    <Section title={t("where")} className="card">
      <div className="stack place">
        <ChoiceField field={field("place.choice")} label={t("place")} options={view.places} />
        <div className="stack place-new">
          <TextField field={field("place.name")} label={t("placeName")} hint={t("placeNameHint")} maxLength={120} />
          <div className="fields">
            <TextField field={field("place.address")} label={t("address")} maxLength={200} optional />
            <TextField field={field("place.town")} label={t("town")} maxLength={80} optional />
          </div>
          <LongTextField
            field={field("place.access")}
            label={t("access")}
            hint={t("accessHint")}
            rows={3}
            max={1000}
            optional
          />
        </div>
      </div>
    </Section>
  );
}
