import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Option } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { BookingRules } from "~server/catalogue";
import { ChoiceField, type PartProps } from "./form-parts";
import type { FormReader } from "./form-reader";

/** The rules of booking of a new resource, each a choice in words. */
export function RulesFields({ view, reader }: PartProps) {
  const t = useTranslations("catalogue.form");
  return (
    <Section title={t("rules")} className="card">
      <RuleChoices options={view.rules} reader={reader}>
        <ChoiceField
          field={reader.field("rules.cancelNoticeMinutes")}
          label={t("cancelNotice")}
          options={view.rules.cancelNoticeMinutes}
        />
      </RuleChoices>
    </Section>
  );
}

type RuleChoicesProps = { options: Record<keyof BookingRules, Option[]>; reader: FormReader; children: ReactNode };

/** How long, how early, how late, and the time kept around; `children` is asked after the notice. */
export function RuleChoices({ options, reader, children }: RuleChoicesProps) {
  const t = useTranslations("catalogue.form");
  const rule = (name: keyof BookingRules, label: string, hint?: string) => (
    <ChoiceField field={reader.field(`rules.${name}`)} label={label} hint={hint} options={options[name]} />
  );
  return (
    <div className="fields fields--rules">
      {rule("minMinutes", t("min"))}
      {rule("maxMinutes", t("max"))}
      {rule("stepMinutes", t("step"), t("stepHint"))}
      {rule("horizonDays", t("horizon"))}
      {rule("noticeMinutes", t("notice"))}
      {children}
      {rule("bufferBeforeMinutes", t("bufferBefore"))}
      {rule("bufferAfterMinutes", t("bufferAfter"))}
    </div>
  );
}
