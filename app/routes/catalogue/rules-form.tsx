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
import { VersionedForm } from "./versioned-form";

type RulesFormProps = { view: RulesView; answer: FormAnswer | undefined; name: string; page: string };

/** The one form of a resource's rules. All of it works without a script. */
export function RulesForm({ view, answer, name, page }: RulesFormProps) {
  const reader = formReader("rules", view.start, answer?.result);
  const parts = { view, reader };
  return (
    <div className="cols resource-form">
      <VersionedForm reader={reader} changed={answer?.changed} name={name} page={page} labels={useRuleLabels(view)}>
        <HoursFields {...parts} />
        <SeasonFields {...parts} />
        <ClosureFields {...parts} />
        <LengthFields {...parts} />
        <CancellationFields {...parts} />
        <WhoFields {...parts} />
        <ApprovalFields {...parts} />
        <QuotaFields {...parts} />
      </VersionedForm>
      <RulesPreview
        formId={reader.id}
        sentences={answer?.sentences ?? view.sentences}
        warnings={answer?.warnings ?? view.warnings}
      />
    </div>
  );
}
