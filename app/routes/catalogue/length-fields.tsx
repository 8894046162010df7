import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { ChoiceField } from "./form-parts";
import type { FormReader } from "./form-reader";
import { RuleChoices } from "./rules-fields";
import type { RulesView } from "./rules-view";

type PartProps = { view: RulesView; reader: FormReader };

/** How long, how early, how late, and the time kept around. */
export function LengthFields({ view, reader }: PartProps) {
  const t = useTranslations("catalogue.ruling");
  return (
    <Section title={t("lengths")} className="card">
      <RuleChoices options={view.lengths} reader={reader}>
        <ChoiceField
          field={reader.field("changeNoticeMinutes")}
          label={t("changeNotice")}
          options={view.changeNotices}
        />
      </RuleChoices>
    </Section>
  );
}

/** Until when it is cancelled freely, and what then. */
export function CancellationFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  const tr = useTranslations("catalogue.ruling");
  return (
    <Section title={tr("cancellation")} className="card">
      <div className="fields fields--rules">
        <ChoiceField
          field={field("rules.cancelNoticeMinutes")}
          label={t("cancelNotice")}
          options={view.lengths.cancelNoticeMinutes}
        />
        <ChoiceField field={field("lateCancel")} label={tr("lateCancel")} options={view.lateCancels} />
      </div>
    </Section>
  );
}
