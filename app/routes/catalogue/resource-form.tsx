import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { EquipmentFields } from "./equipment-fields";
import { EssentialFields } from "./essential-fields";
import type { FormAnswer } from "./form-answer";
import { useFieldLabels } from "./form-parts";
import { formReader } from "./form-reader";
import type { FormView } from "./form-view";
import { HoursFields } from "./hours-fields";
import { PlaceFields } from "./place-fields";
import { RatesFields } from "./rates-fields";
import { RulesFields } from "./rules-fields";
import { RulesPreview } from "./rules-preview";
import { UseFields } from "./use-fields";

type ResourceFormProps = { view: FormView; answer: FormAnswer | undefined; cancel: string; current?: string };

/** The one form of a resource, to add it and to edit it. All of it works without a script. */
export function ResourceForm({ view, answer, cancel, current }: ResourceFormProps) {
  const t = useTranslations("catalogue.form");
  const common = useTranslations("common");
  const reader = formReader("resource", view.start, answer?.result);
  const { field } = reader;
  const words = useErrorWords();
  const labels = useFieldLabels(view);
  return (
    <div className={view.start.version ? "resource-form" : "cols resource-form"}>
      <Form method="post" id={reader.id} noValidate>
        {answer?.changed && (
          <Alert tone="wait" level={2} title={t("changedMeanwhile.title", { name: field("name").value })} live>
            {t.rich("changedMeanwhile.text", {
              a: (chunks) => (
                <Link to={current ?? ""} target="_blank">
                  {chunks}
                </Link>
              ),
            })}
          </Alert>
        )}
        <ErrorSummary
          errors={reader.wrong.map(([name, keys]) => ({
            id: field(name).id,
            message: t("summary", { field: labels(name), error: words(keys) ?? "" }),
          }))}
        />
        <input type="hidden" name="id" value={field("id").value} />
        {view.start.version && (
          <input type="hidden" name="version" value={answer?.changed?.version ?? field("version").value} />
        )}
        <EssentialFields view={view} reader={reader} />
        <PlaceFields view={view} reader={reader} />
        <EquipmentFields view={view} reader={reader} />
        <UseFields view={view} reader={reader} />
        {!view.start.version && (
          <>
            <HoursFields view={view} reader={reader} />
            <RulesFields view={view} reader={reader} />
          </>
        )}
        {view.asksRates && <RatesFields view={view} reader={reader} />}
        <div className="actions">
          <SubmitButton size="lg" pendingLabel={t("saving")}>
            {common("save")}
          </SubmitButton>
          <ButtonLink variant="text" to={cancel}>
            {common("cancel")}
          </ButtonLink>
        </div>
      </Form>
      {!view.start.version && <RulesPreview formId={reader.id} sentences={answer?.sentences ?? view.sentences} />}
    </div>
  );
}
