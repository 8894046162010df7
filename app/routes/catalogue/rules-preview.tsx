import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { FormAnswer } from "./form-answer";
import type { RuleSentence } from "./rule-sentences";
import { useTypedPreview } from "./typed-preview";

/** The fields that sentences are made of. */
const NAMES = /^(rules|hours|seasons|closures|prime|quotas|approval)\b|^(closes|changeNotice|lateCancel|openTo|named)/;

type PreviewProps = { formId: string; sentences: readonly RuleSentence[]; warnings?: readonly string[] };

/** The rules that the form beside it would make, in sentences: as it is typed, or by a button without a script. */
export function RulesPreview({ formId, sentences, warnings = [] }: PreviewProps) {
  const t = useTranslations("catalogue.form");
  const typed = useTypedPreview<FormAnswer>(formId, NAMES);
  return (
    <aside className="card card--tint rules-preview" id="apercu" aria-labelledby="apercu-title">
      <h2 id="apercu-title">{t("preview")}</h2>
      <ul className="rules" aria-live="polite">
        {(typed?.sentences ?? sentences).map(({ icon, text }) => (
          <li key={text}>
            <Icon name={icon} />
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {(typed?.warnings ?? warnings).map((warning) => (
        <Alert key={warning} tone="wait">
          {warning}
        </Alert>
      ))}
      <Button type="submit" variant="line" size="sm" form={formId} name="intent" value="preview" formAction="#apercu">
        {t("previewButton")}
      </Button>
    </aside>
  );
}
