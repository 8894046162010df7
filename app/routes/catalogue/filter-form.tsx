import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Field, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";
import type { ListView } from "./list-view";

/** The search of the catalogue: an address to go to, hence the same with or without a script. */
export function FilterForm({ view, action }: { view: ListView; action: string }) {
  const t = useTranslations("catalogue.list");
  const { filters } = view;
  // Another address (a filter removed, a link followed) is another form: fields start from it.
  const address = JSON.stringify(view.query);
  const chosen = filters.features.length + (filters.accessible ? 1 : 0);
  return (
    <Form key={address} className="card filter" role="search" aria-label={t("search")} action={action}>
      {filters.sort !== "name" && <input type="hidden" name="tri" value={filters.sort} />}
      {filters.kind && <input type="hidden" name="genre" value={filters.kind} />}
      {filters.archived && <input type="hidden" name="archives" value="1" />}
      <div className="filter-row">
        <Field label={t("q")} className="filter-q">
          <Input type="search" name="q" defaultValue={filters.q} placeholder={t("qPlaceholder")} maxLength={200} />
        </Field>
        <Field label={t("capacity")} note={t("capacityNote")}>
          <Input
            type="number"
            inputMode="numeric"
            name="personnes"
            min={1}
            max={10000}
            defaultValue={filters.capacity ?? ""}
          />
        </Field>
        <Field label={t("place")}>
          <Select
            name="lieu"
            defaultValue={filters.placeId ?? ""}
            options={[{ value: "", label: t("everyPlace") }, ...view.places]}
          />
        </Field>
        <Field label={t("owner")}>
          <Select
            name="structure"
            defaultValue={filters.ownerId ?? ""}
            options={[{ value: "", label: t("everyOwner") }, ...view.owners]}
          />
        </Field>
        <SubmitButton icon="search">{t("submit")}</SubmitButton>
      </div>
      <details className="filter-more" open={chosen > 0}>
        <summary>
          <Icon name="sliders-horizontal" size="sm" />
          {t("more")}
          {chosen > 0 && <b>{t("moreCount", { count: chosen })}</b>}
          <Icon name="chevron-down" size="sm" />
        </summary>
        <ul className="chips">
          {(view.accessible > 0 || filters.accessible) && (
            <CheckChip
              name="plainpied"
              value="1"
              icon="accessibility"
              label={t("accessible")}
              count={view.accessible}
              checked={filters.accessible}
            />
          )}
          {view.features.map(({ key, label, icon, count }) => (
            <CheckChip
              key={key}
              name="equipement"
              value={key}
              icon={icon}
              label={label}
              count={count}
              checked={filters.features.includes(key)}
            />
          ))}
        </ul>
      </details>
    </Form>
  );
}

type CheckChipProps = { name: string; value: string; icon: IconName; label: string; count: number; checked: boolean };

function CheckChip({ name, value, icon, label, count, checked }: CheckChipProps) {
  return (
    <li>
      <label className="chip chip--check">
        <input type="checkbox" name={name} value={value} defaultChecked={checked} />
        <Icon name={icon} size="sm" />
        {label}
        <b>{count}</b>
      </label>
    </li>
  );
}
