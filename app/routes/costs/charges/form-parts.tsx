import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input } from "~/ui/field";
import type { FormAnswer } from "./form-answer";

/** The id of a field of these forms. */
export const fieldId = (name: string) => `charge-${name}`;

/** What is wrong with the form, above it: the whole, then each field with a link to it. */
export function WrongForm({ answer }: { answer: FormAnswer | undefined }) {
  if (!answer) return null;
  return (
    <>
      {answer.whole && (
        <Alert tone="no" live>
          {answer.whole}
        </Alert>
      )}
      <ErrorSummary errors={Object.entries(answer.errors).map(([name, message]) => ({ id: fieldId(name), message }))} />
    </>
  );
}

const SORTS = "image/*,application/pdf,.pdf";

/** The proof, with a telephone or a computer: the camera, or a file. */
export function ProofFields({
  error,
  label,
  optional,
}: {
  error?: string | undefined;
  label: string;
  optional?: boolean;
}) {
  const t = useTranslations("costsCharges");
  return (
    <div className="proof-fields">
      <Field id={fieldId("proofs")} label={label} hint={t("hints.proofs")} error={error} optional={optional}>
        <Input type="file" name="proofs" accept={SORTS} multiple />
      </Field>
      <Field id={fieldId("photo")} label={t("one.takePhoto")} className="only-touch" optional>
        <Input type="file" name="photo" accept="image/*" capture="environment" />
      </Field>
    </div>
  );
}
