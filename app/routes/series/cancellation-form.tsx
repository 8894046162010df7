import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, TextArea } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { CancellationView } from "./cancellation-view";

type CancellationFormProps = {
  view: CancellationView;
  /** Back to the series. */
  to: string;
  /** What was typed, when it comes back. */
  answer?: { reason: string; tooLong: boolean; feeDue: boolean } | undefined;
};

/** Asks once: which dates, and, where something would stay due of some, whether those too. */
export function CancellationForm({ view, to, answer }: CancellationFormProps) {
  const t = useTranslations("series.cancel");
  const { asked, all } = view;
  const wrong = answer?.tooLong ? t("reasonTooLong") : undefined;
  return (
    <Card className="narrow">
      <Form method="post" className="stack">
        <ErrorSummary errors={wrong ? [{ id: "annuler-motif", message: wrong }] : []} />
        {answer?.feeDue && (
          <Alert tone="wait" live>
            {t("feeDue")}
          </Alert>
        )}
        <input type="hidden" name="frais" value={asked?.cents ?? 0} />
        <input type="hidden" name="frais-tout" value={all.cents} />
        {asked ? (
          <FieldSet label={t("from")}>
            <Check
              type="radio"
              name="date"
              value={asked.recurrence}
              label={asked.what}
              hint={asked.notes.join(" ")}
              defaultChecked
            />
            <Check type="radio" name="date" value="" label={all.label} hint={all.notes.join(" ")} />
          </FieldSet>
        ) : (
          <div>
            <p>{all.what}</p>
            {all.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </div>
        )}
        {view.due && (
          <FieldSet label={t("late")}>
            <Check type="radio" name="tardives" value="annuler" label={t("lateCancel")} required />
            <Check type="radio" name="tardives" value="garder" label={t("lateKeep")} required />
          </FieldSet>
        )}
        <p className="soft">
          {t("mail")} {t("past")}
        </p>
        <Field id="annuler-motif" label={t("reason")} optional error={wrong}>
          <TextArea name="motif" rows={3} maxLength={400} defaultValue={answer?.reason} />
        </Field>
        <div className="actions">
          <SubmitButton variant="danger" pendingLabel={t("confirming")}>
            {t("confirm")}
          </SubmitButton>
          <ButtonLink to={to} variant="line">
            {t("keep")}
          </ButtonLink>
        </div>
      </Form>
    </Card>
  );
}
