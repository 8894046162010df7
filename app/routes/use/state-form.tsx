import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input, Select, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { StateAnswer } from "./state-answer";
import type { StateView } from "./state-view";

/** What iPhones turn HEIC into when it is not in the list. */
export const PHOTO_TYPES = "image/jpeg,image/png,image/webp,image/avif";

type StateFormProps = { view: StateView; action?: string; answer: StateAnswer | undefined };

/** Takes a thing or gives it back: one button, and its state where the resource asks for it. */
export function StateForm({ view, action, answer }: StateFormProps) {
  const t = useTranslations("use");
  const errors = answer?.errors ?? {};
  const listed = (["compteur", "niveau", "remarque", "photos"] as const).flatMap((field) =>
    errors[field] ? [{ id: `etat-${field}`, message: errors[field] }] : [],
  );
  return (
    <Form method="post" action={action} encType="multipart/form-data" className="stack">
      {errors[""] && (
        <Alert tone="wait" live>
          {errors[""]}
        </Alert>
      )}
      <ErrorSummary errors={listed} />
      {view.instructions && <Instructions text={view.instructions} />}
      {view.asksState && <StateFields view={view} answer={answer} />}
      <input type="hidden" name="moment" value={view.moment} />
      <SubmitButton
        size="lg"
        block
        icon={view.moment === "start" ? "log-in" : "check-check"}
        pendingLabel={t("state.pending")}
      >
        {view.act}
      </SubmitButton>
      {view.endHint && <p className="small soft">{view.endHint}</p>}
    </Form>
  );
}

function StateFields({ view, answer }: StateFormProps) {
  const t = useTranslations("use.state");
  const { typed, errors } = answer ?? { typed: null, errors: {} as StateAnswer["errors"] };
  return (
    <>
      <Field id="etat-compteur" label={t("odometer")} hint={view.odometerHint} error={errors.compteur}>
        <Input
          className="short-figure"
          name="compteur"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          required
          defaultValue={typed?.compteur}
        />
      </Field>
      {answer?.leap && <Check name="certain" label={t("certain", { reading: typed?.compteur ?? "" })} />}
      <Field id="etat-niveau" label={t("level")} error={errors.niveau}>
        <Select name="niveau" options={view.levels} defaultValue={typed?.niveau} />
      </Field>
      <Field id="etat-remarque" label={t("note")} optional hint={t("noteHint")} error={errors.remarque}>
        <TextArea name="remarque" rows={3} maxLength={1000} defaultValue={typed?.remarque} />
      </Field>
      <Field id="etat-photos" label={t("photos")} optional hint={view.photosHint} error={errors.photos}>
        <Input type="file" name="photos" accept={PHOTO_TYPES} multiple />
      </Field>
    </>
  );
}

/** What whoever has booked must know. */
export function Instructions({ text }: { text: string }) {
  const t = useTranslations("use.panel");
  return (
    <div className="instructions">
      <Icon name="key-round" />
      <div>
        <b>{t("instructions")}</b>
        <p className="lines">{text}</p>
      </div>
    </div>
  );
}
