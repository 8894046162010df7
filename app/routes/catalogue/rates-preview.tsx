import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import type { RatesAnswer } from "./rates";
import type { RatesPreviewView } from "./rates-view";

/** How long after the last change the preview is asked for. In milliseconds. */
const PAUSE = 400;

type RatesPreviewProps = { formId: string; preview: RatesPreviewView; wrong: boolean };

/** What the prices typed mean: as they are typed, or by a button without a script. */
export function RatesPreview({ formId, preview, wrong }: RatesPreviewProps) {
  const t = useTranslations("prices");
  const { submit, data } = useFetcher<RatesAnswer>();
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const typed = new FormData(form);
        typed.set("intent", "preview");
        submit(typed, { method: "post" });
      }, PAUSE);
    };
    form.addEventListener("input", ask);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", ask);
    };
  }, [formId, submit]);
  const shown = data?.preview ?? preview;
  const waits = data ? data.preview === null : wrong;
  return (
    <aside className="card card--tint rules-preview rates-preview" id="apercu" aria-labelledby="apercu-title">
      <h2 id="apercu-title">{t("preview")}</h2>
      <div aria-live="polite">
        {waits && <p className="small soft">{t("previewWrong")}</p>}
        {shown.map(({ customer, label, sentences, examples, hasFree }) => (
          <section key={customer}>
            <h3>{label}</h3>
            {sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {examples.length > 0 && (
              <>
                <p className="small soft">{t(hasFree ? "examplesPaid" : "examples")}</p>
                <dl className="sum">
                  {examples.map(({ what, amount }) => (
                    <div key={what}>
                      <dt>{what}</dt>
                      <dd>{amount}</dd>
                    </div>
                  ))}
                </dl>
              </>
            )}
          </section>
        ))}
      </div>
      <Button type="submit" variant="line" size="sm" form={formId} name="intent" value="preview" formAction="#apercu">
        {t("previewButton")}
      </Button>
    </aside>
  );
}
