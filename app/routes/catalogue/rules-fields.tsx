import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import { ChoiceField, type PartProps } from "./form-parts";

/** The rules of booking, each a choice in words. */
export function RulesFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.form");
  const rule = (name: keyof typeof view.rules, label: string, hint?: string) => (
    <ChoiceField field={field(`rules.${name}`)} label={label} hint={hint} options={view.rules[name]} />
  );
  return (
    <Section title={t("rules")} className="card">
      <div className="fields fields--rules">
        {rule("minMinutes", t("min"))}
        {rule("maxMinutes", t("max"))}
        {rule("stepMinutes", t("step"), t("stepHint"))}
        {rule("horizonDays", t("horizon"))}
        {rule("noticeMinutes", t("notice"))}
        {rule("cancelNoticeMinutes", t("cancelNotice"))}
        {rule("bufferBeforeMinutes", t("bufferBefore"))}
        {rule("bufferAfterMinutes", t("bufferAfter"))}
      </div>
    </Section>
  );
}
