import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { ChoiceField } from "./form-parts";
import type { FormReader } from "./form-reader";
import type { RulesView } from "./rules-view";

type PartProps = { view: RulesView; reader: FormReader };

/** How long, how early, how late, and the time kept around. */
export function LengthFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  const tr = useTranslations("catalogue.ruling");
  const rule = (name: keyof typeof view.lengths, label: string, hint?: string) => (
    <ChoiceField field={field(`rules.${name}`)} label={label} hint={hint} options={view.lengths[name]} />
  );
  return (
    <Section title={tr("lengths")} className="card">
      <div className="fields fields--rules">
        {rule("minMinutes", t("min"))}
        {rule("maxMinutes", t("max"))}
        {rule("stepMinutes", t("step"), t("stepHint"))}
        {rule("horizonDays", t("horizon"))}
        {rule("noticeMinutes", t("notice"))}
        <ChoiceField field={field("changeNoticeMinutes")} label={tr("changeNotice")} options={view.changeNotices} />
        {rule("bufferBeforeMinutes", t("bufferBefore"))}
        {rule("bufferAfterMinutes", t("bufferAfter"))}
      </div>
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
