import { useTranslations } from "use-intl";
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
import { UnlimitedField, UseFields } from "./use-fields";
import { VersionedForm } from "./versioned-form";

type ResourceFormProps = { view: FormView; answer: FormAnswer | undefined; page: string };

/** All about a new resource, its first rules, prices and use too. All of it works without a script. */
export function NewResourceForm({ view, answer, page }: ResourceFormProps) {
  const reader = formReader("resource", view.start, answer?.result);
  const parts = { view, reader };
  return (
    <div className="cols resource-form">
      <VersionedForm reader={reader} changed={null} name="" page={page} labels={useFieldLabels(view)}>
        <input type="hidden" name="id" value={reader.field("id").value} />
        <EssentialFields {...parts} />
        <PlaceFields {...parts} />
        <EquipmentFields {...parts} />
        <UseFields {...parts} />
        <HoursFields {...parts} />
        <RulesFields {...parts} />
        {view.asksRates && <RatesFields {...parts} />}
      </VersionedForm>
      <RulesPreview formId={reader.id} sentences={answer?.sentences ?? view.sentences} />
    </div>
  );
}

/** What a resource is: its rules, its prices, its use have pages of their own. */
export function EditResourceForm({ view, answer, page }: ResourceFormProps) {
  const t = useTranslations("catalogue.form");
  const reader = formReader("resource", view.start, answer?.result);
  const parts = { view, reader };
  const name = reader.field("name").value || t("name");
  return (
    <div className="resource-form">
      <VersionedForm reader={reader} changed={answer?.changed} name={name} page={page} labels={useFieldLabels(view)}>
        <input type="hidden" name="id" value={reader.field("id").value} />
        <EssentialFields {...parts} />
        <PlaceFields {...parts} />
        <EquipmentFields {...parts} />
        <UnlimitedField {...parts} />
      </VersionedForm>
    </div>
  );
}
