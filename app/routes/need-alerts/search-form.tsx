import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { SearchFormView } from "./search-view";

type SearchFormProps = {
  view: SearchFormView;
  /** Of a search that is not kept yet. */
  id?: string | undefined;
  wrong: { name?: string; form?: string } | undefined;
};

/** What a search asks for, what it is called, and when it is told. */
export function SearchForm({ view, id, wrong }: SearchFormProps) {
  const t = useTranslations("needAlerts");
  const f = useTranslations("needsFound.filter");
  const { values } = view;
  const errors = [
    ...(wrong?.form ? [{ message: wrong.form }] : []),
    ...(wrong?.name ? [{ id: "name", message: wrong.name }] : []),
  ];
  return (
    <Form method="post" className="card stack">
      <ErrorSummary errors={errors} />
      {id && <input type="hidden" name="id" value={id} />}
      <Field id="q" label={f("q")} hint={t("qHint")} optional>
        <Input name="q" defaultValue={values.q} maxLength={200} />
      </Field>
      <div className="two">
        <Field id="metier" label={f("trade")}>
          <Select name="metier" options={view.trades} defaultValue={values.metier} />
        </Field>
        <Field id="lieu" label={f("place")} optional>
          <Input name="lieu" defaultValue={values.lieu} maxLength={80} autoComplete="off" />
        </Field>
      </div>
      <details className="filter-more" open={view.more > 0}>
        <summary>
          <Icon name="sliders-horizontal" size="sm" />
          {f("more")}
          <Icon name="chevron-down" size="sm" />
        </summary>
        <div className="two mt-4">
          <Field id="montant" label={f("value")}>
            <Select name="montant" options={view.amounts} defaultValue={values.montant} />
          </Field>
          <Field id="reserve" label={f("reserved")}>
            <Select name="reserve" options={view.reserveds} defaultValue={values.reserve} />
          </Field>
          <Field id="genre" label={f("kind")}>
            <Select name="genre" options={view.kinds} defaultValue={values.genre} />
          </Field>
          {view.wheres.length > 0 && (
            <Field id="ou" label={t("where")}>
              <Select name="ou" options={view.wheres} defaultValue={values.ou} />
            </Field>
          )}
        </div>
      </details>
      <FieldSet label={t("when")}>
        {view.frequencies.map(({ value, label, hint }) => (
          <Check
            key={value}
            type="radio"
            name="frequency"
            value={value}
            label={label}
            hint={hint}
            defaultChecked={values.frequency === value}
          />
        ))}
      </FieldSet>
      <Field id="name" label={t("name")} hint={t("nameHint")} error={wrong?.name}>
        <Input name="name" defaultValue={values.name} maxLength={80} required />
      </Field>
      <div className="actions">
        <SubmitButton icon="bell">{t(id ? "keep" : "save")}</SubmitButton>
      </div>
    </Form>
  );
}
