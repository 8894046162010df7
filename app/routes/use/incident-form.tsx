import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, TextArea } from "~/ui/field";
import { PHOTO_TYPES } from "./state-form";

type Answer = {
  typed: { description: string; utilisable: string };
  errors: { description?: string | undefined; utilisable?: string | undefined; photos?: string | undefined };
};

type IncidentFormProps = {
  page: { pole: string; id: string; resourceId: string; booking: string | null; photosHint: string };
  answer: Answer | undefined;
};

/** What happens, whether it can still be used, and what it looks like. */
export function IncidentForm({ page, answer }: IncidentFormProps) {
  const t = useTranslations("incidents.form");
  const { typed, errors } = answer ?? { typed: null, errors: {} as Answer["errors"] };
  const listed = (["description", "utilisable", "photos"] as const).flatMap((field) =>
    errors[field] ? [{ id: `incident-${field}`, message: errors[field] }] : [],
  );
  return (
    <Form method="post" encType="multipart/form-data" className="stack">
      <ErrorSummary errors={listed} />
      <input type="hidden" name="id" value={page.id} />
      <input type="hidden" name="ressource" value={page.resourceId} />
      {page.booking && <input type="hidden" name="reservation" value={page.booking} />}
      <Field id="incident-description" label={t("description")} hint={t("descriptionHint")} error={errors.description}>
        <TextArea name="description" rows={4} maxLength={2000} required defaultValue={typed?.description} />
      </Field>
      <FieldSet label={t("usable")} error={errors.utilisable}>
        <Check
          type="radio"
          name="utilisable"
          value="oui"
          id="incident-utilisable"
          label={t("yes")}
          hint={t("yesHint")}
          required
          defaultChecked={typed?.utilisable === "oui"}
        />
        <Check
          type="radio"
          name="utilisable"
          value="non"
          label={t("no")}
          hint={t("noHint")}
          required
          defaultChecked={typed?.utilisable === "non"}
        />
      </FieldSet>
      <Field id="incident-photos" label={t("photos")} optional hint={page.photosHint} error={errors.photos}>
        <Input type="file" name="photos" accept={PHOTO_TYPES} multiple />
      </Field>
      <SubmitButton size="lg" block icon="send" pendingLabel={t("pending")}>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
