import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import { Field, Select, type Option } from "~/ui/field";

/** The months that are shown: from one to another, both included. */
export function RangeForm({ range }: { range: { from: string; until: string; months: readonly Option[] } }) {
  const t = useTranslations("ledger.balances");
  return (
    <Form className="ledger-range no-print" role="search" aria-label={t("range")} key={`${range.from}${range.until}`}>
      <Field label={t("from")}>
        <Select name="de" options={range.months} defaultValue={range.from} />
      </Field>
      <Field label={t("until")}>
        <Select name="a" options={range.months} defaultValue={range.until} />
      </Field>
      <Button variant="line">{t("see")}</Button>
    </Form>
  );
}
