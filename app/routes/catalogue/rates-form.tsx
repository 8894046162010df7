import { useTranslations } from "use-intl";
import { CustomerRates } from "./customer-rates";
import { formReader } from "./form-reader";
import type { RatesAnswer } from "./rates";
import { RatesPreview } from "./rates-preview";
import type { RatesView } from "./rates-view";
import { VersionedForm } from "./versioned-form";

type RatesFormProps = { view: RatesView; name: string; page: string; answer: RatesAnswer | undefined };

/** What a resource costs to each kind of customer, with what it comes to beside it. */
export function RatesForm({ view, name, page, answer }: RatesFormProps) {
  const t = useTranslations("prices");
  const reader = formReader("tarifs", view.start, answer?.result);
  const labelOf = (field: string) => {
    const [, customer = "", ...path] = field.split(/[.[\]]+/).filter(Boolean);
    const last = path.at(-1) ?? "way";
    const label = view.customers.find(({ key }) => key === customer)?.label ?? "";
    return t("fields.of", {
      field: FIELDS.has(last) ? t(`fields.${last as "hour"}`) : t("way.legend"),
      customer: label,
    });
  };
  return (
    <div className="cols resource-form">
      <VersionedForm reader={reader} changed={answer?.changed} name={name} page={page} labels={labelOf}>
        {view.customers.map((customer) => (
          <CustomerRates key={customer.key} view={view} customer={customer} reader={reader} />
        ))}
      </VersionedForm>
      <RatesPreview formId={reader.id} preview={answer?.preview ?? view.preview} wrong={answer?.preview === null} />
    </div>
  );
}

const FIELDS: ReadonlySet<string> = new Set([
  "hour",
  "halfDay",
  "day",
  "week",
  "unit",
  "kilometre",
  "included",
  "freeHours",
  "deposit",
  "after",
  "days",
  "from",
  "to",
]);
