import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Field, Input, Select, type Option } from "~/ui/field";

type Filters = {
  pole: string;
  query: Record<string, string>;
  journals: readonly Option[];
  months: readonly Option[];
  accounts: readonly Option[];
  structures: readonly Option[];
};

/** What is looked for in the journal: an address, so that it can be kept and sent. */
export function JournalFilters({ pole, query, journals, months, accounts, structures }: Filters) {
  const t = useTranslations("ledger");
  return (
    <Form
      action={paths.journal(pole)}
      className="card ledger-filter no-print"
      role="search"
      aria-label={t("journal.filters")}
      key={JSON.stringify(query)}
    >
      <Field label={t("journal.month")}>
        <Select name="mois" options={months} defaultValue={query.mois ?? ""} />
      </Field>
      <Field label={t("journal.which")}>
        <Select name="journal" options={journals} defaultValue={query.journal ?? ""} />
      </Field>
      <Field label={t("account")}>
        <Select name="compte" options={accounts} defaultValue={query.compte ?? ""} />
      </Field>
      <Field label={t("structure")}>
        <Select name="structure" options={structures} defaultValue={query.structure ?? ""} />
      </Field>
      <Field label={t("journal.text")}>
        <Input name="q" defaultValue={query.q ?? ""} maxLength={100} />
      </Field>
      <Button variant="line" icon="search">
        {t("journal.search")}
      </Button>
    </Form>
  );
}
