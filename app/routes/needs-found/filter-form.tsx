import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Field, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { NeedListView } from "./list-view";

/** The search among needs: an address to go to, hence the same with or without a script. */
export function NeedFilterForm({ view, action }: { view: NeedListView; action: string }) {
  const t = useTranslations("needsFound.filter");
  const { filters, query } = view;
  const more = [filters.value, filters.reserved, filters.kind, filters.within].filter(Boolean).length;
  const any = { value: "", label: t("any") };
  return (
    <Form
      key={JSON.stringify(query)}
      className="card filter need-filter"
      role="search"
      aria-label={t("label")}
      action={action}
    >
      {query.ou && <input type="hidden" name="ou" value={query.ou} />}
      {query.liste && <input type="hidden" name="liste" value={query.liste} />}
      <div className="filter-row">
        <Field label={t("q")} className="filter-q filter-words">
          <Input type="search" name="q" defaultValue={filters.q} placeholder={t("qPlaceholder")} maxLength={200} />
        </Field>
        <Field label={t("trade")} className="filter-q">
          <Select name="metier" defaultValue={filters.trade ?? ""} options={[any, ...view.trades]} />
        </Field>
        <Field label={t("place")}>
          <Input name="lieu" defaultValue={filters.place} maxLength={80} autoComplete="off" />
        </Field>
        <SubmitButton icon="search">{t("submit")}</SubmitButton>
      </div>
      <details className="filter-more" open={more > 0}>
        <summary>
          <Icon name="sliders-horizontal" size="sm" />
          {t("more")}
          {more > 0 && <b>{t("moreCount", { count: more })}</b>}
          <Icon name="chevron-down" size="sm" />
        </summary>
        <div className="filter-row need-filter-more">
          <Field label={t("within")}>
            <Select name="sous" defaultValue={filters.within ?? ""} options={[any, ...view.withins]} />
          </Field>
          <Field label={t("value")}>
            <Select name="montant" defaultValue={filters.value ?? ""} options={[any, ...view.values]} />
          </Field>
          <Field label={t("reserved")}>
            <Select name="reserve" defaultValue={filters.reserved ?? ""} options={[any, ...view.reserveds]} />
          </Field>
          <Field label={t("kind")}>
            <Select name="genre" defaultValue={filters.kind ?? ""} options={[any, ...view.kinds]} />
          </Field>
        </div>
      </details>
      {view.asked && (
        <p className="small mt-4">
          <Link className="tap" to={view.all}>
            {t("clear")}
          </Link>
        </p>
      )}
    </Form>
  );
}
