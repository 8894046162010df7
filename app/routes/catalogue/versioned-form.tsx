import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import type { FormReader } from "./form-reader";

type VersionedFormProps = {
  reader: FormReader;
  /** Somebody else saved meanwhile: the version to save over. */
  changed: { readonly version: number } | null | undefined;
  name: string;
  /** Where it is left without saving, and what others saved is seen. */
  page: string;
  /** What a field is called, for the summary of what is wrong. */
  labels: (field: string) => string;
  children: ReactNode;
};

/** A form saved on the version that was read, with what is wrong at its top and what is done with it at its end. */
export function VersionedForm({ reader, changed, name, page, labels, children }: VersionedFormProps) {
  const t = useTranslations("catalogue.form");
  const common = useTranslations("common");
  const words = useErrorWords();
  const version = changed ? String(changed.version) : reader.field("version").value;
  return (
    <Form method="post" id={reader.id} noValidate>
      {changed && (
        <Alert tone="wait" level={2} title={t("changedMeanwhile.title", { name })} live>
          {t.rich("changedMeanwhile.text", {
            a: (chunks) => (
              <Link to={page} target="_blank">
                {chunks}
              </Link>
            ),
          })}
        </Alert>
      )}
      <ErrorSummary
        errors={reader.wrong.map(([field, keys]) => ({
          id: reader.field(field).id,
          message: t("summary", { field: labels(field), error: words(keys) ?? "" }),
        }))}
      />
      {version && <input type="hidden" name="version" value={version} />}
      {children}
      <div className="actions">
        <SubmitButton size="lg" pendingLabel={t("saving")}>
          {common("save")}
        </SubmitButton>
        <ButtonLink variant="text" to={page}>
          {common("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
