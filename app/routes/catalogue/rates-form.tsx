import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { CustomerRates } from "./customer-rates";
import { formReader } from "./form-reader";
import type { RatesAnswer } from "./rates";
import { RatesPreview } from "./rates-preview";
import type { RatesView } from "./rates-view";

type RatesFormProps = { view: RatesView; name: string; page: string; answer: RatesAnswer | undefined };

/** What a resource costs to each kind of customer, with what it comes to beside it. */
export function RatesForm({ view, name, page, answer }: RatesFormProps) {
  const t = useTranslations("prices");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const words = useErrorWords();
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
    <div className="cols rates-form">
      <Form method="post" id={reader.id} noValidate className="stack">
        {answer?.changed && (
          <Alert tone="wait" level={2} title={t("changedTitle", { name })} live>
            {t.rich("changedText", {
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
            message: errors("ofField", { field: labelOf(field), problem: words(keys) ?? "" }),
          }))}
        />
        <input type="hidden" name="version" value={answer?.changed?.version ?? reader.field("version").value} />
        {view.customers.map((customer) => (
          <CustomerRates key={customer.key} view={view} customer={customer} reader={reader} />
        ))}
        <div className="actions">
          <SubmitButton size="lg">{common("save")}</SubmitButton>
          <ButtonLink variant="text" to={page}>
            {common("cancel")}
          </ButtonLink>
        </div>
      </Form>
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
