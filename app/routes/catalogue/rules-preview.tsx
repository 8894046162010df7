import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { FormAnswer } from "./form-answer";
import type { RuleSentence } from "./rule-sentences";

/** The fields that sentences are made of. */
const NAMES = /^(rules|hours|seasons|closures|prime|quotas|approval)\b|^(closes|changeNotice|lateCancel|openTo|named)/;

/** How long after the last change the sentences are asked for. In milliseconds. */
const PAUSE = 400;

type PreviewProps = { formId: string; sentences: readonly RuleSentence[]; warnings?: readonly string[] };

/** The rules that the form beside it would make, in sentences: as it is typed, or by a button without a script. */
export function RulesPreview({ formId, sentences, warnings = [] }: PreviewProps) {
  const t = useTranslations("catalogue.form");
  const { submit, data } = useFetcher<FormAnswer>();
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = (event: Event) => {
      const name = event.target instanceof Element ? (event.target.getAttribute("name") ?? "") : "";
      if (!NAMES.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const typed = new FormData(form);
        typed.set("intent", "preview");
        submit(typed, { method: "post" });
      }, PAUSE);
    };
    form.addEventListener("change", ask);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("change", ask);
    };
  }, [formId, submit]);
  return (
    <aside className="card card--tint rules-preview" id="apercu" aria-labelledby="apercu-title">
      <h2 id="apercu-title">{t("preview")}</h2>
      <ul className="rules" aria-live="polite">
        {(data?.sentences ?? sentences).map(({ icon, text }) => (
          <li key={text}>
            <Icon name={icon} />
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {(data?.warnings ?? warnings).map((warning) => (
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
