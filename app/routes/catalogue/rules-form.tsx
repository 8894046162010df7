import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { ClosureFields } from "./closure-fields";
import { ApprovalFields, WhoFields } from "./access-fields";
import type { FormAnswer } from "./form-answer";
import { formReader } from "./form-reader";
import { HoursFields } from "./hours-fields";
import { LengthFields, CancellationFields } from "./length-fields";
import { QuotaFields } from "./quota-fields";
import { useRuleLabels } from "./rule-labels";
import { RulesPreview } from "./rules-preview";
import type { RulesView } from "./rules-view";
import { SeasonFields } from "./season-fields";

type RulesFormProps = { view: RulesView; answer: FormAnswer | undefined; name: string; cancel: string };

/** The one form of a resource's rules. All of it works without a script. */
export function RulesForm({ view, answer, name, cancel }: RulesFormProps) {
  const t = useTranslations("catalogue.form");
  const common = useTranslations("common");
  const reader = formReader("rules", view.start, answer?.result);
  const words = useErrorWords();
  const labels = useRuleLabels(view);
  const parts = { view, reader };
  return (
    <div className="cols resource-form">
      <Form method="post" id={reader.id} noValidate>
        {answer?.changed && (
          <Alert tone="wait" level={2} title={t("changedMeanwhile.title", { name })} live>
            {t.rich("changedMeanwhile.text", {
              a: (chunks) => (
                <Link to={cancel} target="_blank">
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
        <input type="hidden" name="version" value={answer?.changed?.version ?? reader.field("version").value} />
        <HoursFields {...parts} />
        <SeasonFields {...parts} />
        <ClosureFields {...parts} />
        <LengthFields {...parts} />
        <CancellationFields {...parts} />
        <WhoFields {...parts} />
        <ApprovalFields {...parts} />
        <QuotaFields {...parts} />
        <div className="actions">
          <SubmitButton size="lg" pendingLabel={t("saving")}>
            {common("save")}
          </SubmitButton>
          <ButtonLink variant="text" to={cancel}>
            {common("cancel")}
          </ButtonLink>
        </div>
      </Form>
      <RulesPreview
        formId={reader.id}
        sentences={answer?.sentences ?? view.sentences}
        warnings={answer?.warnings ?? view.warnings}
      />
    </div>
  );
}
