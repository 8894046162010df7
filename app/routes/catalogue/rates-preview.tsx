import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import type { RatesAnswer } from "./rates";
import type { RatesPreviewView } from "./rates-view";
import { useTypedPreview } from "./typed-preview";

type RatesPreviewProps = { formId: string; preview: RatesPreviewView; wrong: boolean };

/** What the prices typed mean: as they are typed, or by a button without a script. */
export function RatesPreview({ formId, preview, wrong }: RatesPreviewProps) {
  const t = useTranslations("prices");
  const typed = useTypedPreview<RatesAnswer>(formId);
  const shown = typed?.preview ?? preview;
  const waits = typed ? typed.preview === null : wrong;
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
