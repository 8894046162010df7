import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Check, FieldSet } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { TopicsView } from "./search-view";

/** What else one is written about. */
export function MailTopics({ topics }: { topics: TopicsView }) {
  const t = useTranslations("needAlerts");
  return (
    <Section title={t("others")} id="courriels" className="mt-8">
      <Form method="post" className="card stack">
        <FieldSet label={t("othersLabel")}>
          {topics.map(({ topic, label, hint, wanted }) => (
            <Check key={topic} name="topic" value={topic} label={label} hint={hint} defaultChecked={wanted} />
          ))}
        </FieldSet>
        <p className="small soft">{t("othersAlways")}</p>
        <div className="actions">
          <SubmitButton variant="line">{t("othersSave")}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
