import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Select, TextArea, type Option } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { BookingView } from "./booking-view";

type CancellationFormProps = {
  booking: BookingView;
  reasons: readonly Option[];
  /** How long it can be undone. */
  undoMinutes: number;
  /** What was typed, when it comes back. */
  answer?: { typed: { reason: string; more: string }; tooLong: boolean } | undefined;
};

/** Asks once, and says what follows. */
export function CancellationForm({ booking, reasons, undoMinutes, answer }: CancellationFormProps) {
  const t = useTranslations("bookings.cancellation");
  const wrong = answer?.tooLong ? t("moreTooLong") : undefined;
  return (
    <Card className="narrow">
      <Form method="post" className="stack">
        <input type="hidden" name="frais" value={booking.fee?.cents ?? 0} />
        <ErrorSummary errors={wrong ? [{ id: "annuler-precision", message: wrong }] : []} />
        <p className="cancel-what">
          <b>{booking.resource.name}</b>
          <span>{booking.period}</span>
        </p>
        <div>
          {booking.fee ? (
            <Alert tone="wait">
              {t("feeDue", { amount: booking.fee.amount })} {t("consequenceFree")}
            </Alert>
          ) : (
            <p>{booking.price && booking.price.cents > 0 ? t("consequence") : t("consequenceFree")}</p>
          )}
          {!booking.ours && booking.person && (
            <p>{t("consequenceOthers", { person: booking.person, structure: booking.structure.name })}</p>
          )}
          <p className="soft">{t("undoable", { minutes: undoMinutes })}</p>
        </div>
        <Field id="annuler-raison" label={t("reason")} optional>
          <Select name="raison" options={reasons} defaultValue={answer?.typed.reason} />
        </Field>
        <Field id="annuler-precision" label={t("more")} optional hint={t("moreHint")} error={wrong}>
          <TextArea name="precision" rows={3} maxLength={400} defaultValue={answer?.typed.more} />
        </Field>
        <div className="actions">
          <SubmitButton variant="danger" pendingLabel={t("confirming")}>
            {booking.fee ? t("confirmFee", { amount: booking.fee.amount }) : t("confirm")}
          </SubmitButton>
          <ButtonLink to={booking.to} variant="line">
            {t("keep")}
          </ButtonLink>
        </div>
      </Form>
    </Card>
  );
}
