import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { Check, FieldSet } from "~/ui/field";
import { Section } from "~/ui/surface";
import { ChoiceField } from "./form-parts";
import type { FormReader } from "./form-reader";
import type { RulesView } from "./rules-view";

type PartProps = { view: RulesView; reader: FormReader };

/** Who may book, and which structures have a right of their own. */
export function WhoFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.ruling");
  const chosen = field("openTo").value;
  const [named, trusted] = [field("named").values, field("approval.trusted").values];
  return (
    <Section title={t("who")} className="card">
      <FieldSet label={t("who")} className="plain-legend">
        {view.openTo.map(({ value, label }) => (
          <Check key={value} type="radio" name="openTo" value={value} label={label} defaultChecked={value === chosen} />
        ))}
      </FieldSet>
      <details className="fold" open={chosen === "named" || trusted.length > 0 || undefined}>
        <summary>{t("structures")}</summary>
        <p className="hint">{t("structuresHint")}</p>
        <Table caption={t("structures")} hideCaption>
          <thead>
            <tr>
              <th scope="col">{t("structure")}</th>
              <th scope="col">{t("mayBook")}</th>
              <th scope="col">{t("trusted")}</th>
            </tr>
          </thead>
          <tbody>
            {view.structures.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  <Tick name="named" id={id} label={t("mayBookOf", { name })} checked={named.includes(id)} />
                </td>
                <td>
                  <Tick
                    name="approval.trusted"
                    id={id}
                    label={t("trustedOf", { name })}
                    checked={trusted.includes(id)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </Section>
  );
}

function Tick({ name, id, label, checked }: { name: string; id: string; label: string; checked: boolean }) {
  return (
    <label className="tick">
      <input type="checkbox" name={name} value={id} defaultChecked={checked} aria-label={label} />
    </label>
  );
}

/** Who says yes, in how long, and to whom it is not asked. */
export function ApprovalFields({ view, reader: { field } }: PartProps) {
  const t = useTranslations("catalogue.ruling");
  const mode = field("approval.mode").value;
  const free = field("approval.free").values;
  return (
    <Section title={t("approval")} className="card">
      <FieldSet label={t("approval")} className="plain-legend">
        {view.approvals.map(({ value, label }) => (
          <Check
            key={value}
            type="radio"
            name="approval.mode"
            value={value}
            label={label}
            defaultChecked={value === mode}
          />
        ))}
      </FieldSet>
      <div className="fields fields--rules approval-more">
        <ChoiceField
          field={field("approval.minutes")}
          label={t("approvalMinutes")}
          hint={t("approvalMinutesHint")}
          options={view.answers}
        />
        <FieldSet label={t("approvalFree")}>
          {view.customers.map(({ key, label }) => (
            <Check key={key} name="approval.free" value={key} label={label} defaultChecked={free.includes(key)} />
          ))}
        </FieldSet>
      </div>
    </Section>
  );
}
