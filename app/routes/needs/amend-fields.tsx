import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Check, Field, Input, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { NEW_LOT } from "./amend-names";
import type { AmendView } from "./amend-view";
import { CriterionRow } from "./criterion-row";
import { LotFields } from "./lot-fields";

type Fields = Readonly<Record<string, string>>;
type Props = {
  amend: AmendView;
  values: Fields;
  errors: Fields;
  /** Which lots and documents were ticked to go, in a form that comes back; null in a new one. */
  dropped: readonly string[] | null;
};

/** What an addendum may change of a need, each part folded away until it is wanted. */
export function AmendFields({ amend, values, errors, dropped }: Props) {
  const t = useTranslations("needChanges.form");
  const form = useTranslations("needsForm");
  const goes = (id: string) => dropped?.includes(id) ?? false;
  const wrongIn = (names: readonly string[]) => names.some((name) => errors[name] !== undefined);
  const lotWrong = Object.keys(errors).some((name) => /^(title|estimate|hours|description)-/.test(name));
  const criteriaWrong = Object.keys(errors).some((name) => /^(kind|weight|scale|minimum|label|guideline)-/.test(name));
  const { reserved, criteria } = amend.choices;
  return (
    <div>
      <p className="soft need-amend-lead">{t("lead")}</p>
      <Part
        title={t("texts")}
        open={wrongIn(["summary", "description", "place", "contact", "wantedFrom", "wantedUntil"])}
      >
        <Field id="summary" label={form("fields.summary")} error={errors.summary} optional>
          <TextArea name="summary" rows={2} maxLength={400} defaultValue={values.summary} />
        </Field>
        <Field id="description" label={form("fields.description")} error={errors.description} optional>
          <TextArea name="description" rows={8} maxLength={20000} defaultValue={values.description} />
        </Field>
        <Field id="place" label={form("fields.place")} error={errors.place} optional>
          <Input name="place" maxLength={120} defaultValue={values.place} />
        </Field>
        <div className="two">
          <Field id="wantedFrom" label={form("fields.wantedFrom")} error={errors.wantedFrom} optional>
            <Input type="date" name="wantedFrom" defaultValue={values.wantedFrom} />
          </Field>
          <Field id="wantedUntil" label={form("fields.wantedUntil")} error={errors.wantedUntil} optional>
            <Input type="date" name="wantedUntil" defaultValue={values.wantedUntil} />
          </Field>
        </div>
        <Field id="contact" label={form("fields.contact")} error={errors.contact} optional>
          <Input name="contact" maxLength={200} defaultValue={values.contact} />
        </Field>
      </Part>
      <Part title={t("lots")} open={lotWrong}>
        {amend.lots.map(({ id, legend }) => (
          <fieldset key={id} className="need-lot stack">
            <legend>{legend}</legend>
            <LotFields id={id} nameless={amend.lots.length === 1} {...{ reserved, values, errors }} />
            {amend.lots.length > 1 && (
              <Check name="drop" value={id} label={t("drop")} hint={t("dropHint")} defaultChecked={goes(id)} />
            )}
          </fieldset>
        ))}
        <fieldset className="need-lot stack">
          <legend>{t("newLot")}</legend>
          <p className="soft small">{t("newLotHint")}</p>
          <LotFields id={NEW_LOT} nameless {...{ reserved, values, errors }} />
        </fieldset>
      </Part>
      {amend.groups.length > 0 && (
        <Part title={t("criteria")} open={criteriaWrong}>
          {amend.groups.map(({ name, rows, legend }) => (
            <div key={name} className="stack">
              {amend.lots.length > 1 && <p>{legend}</p>}
              {Array.from({ length: rows }, (_, row) => (
                <CriterionRow
                  key={row}
                  at={`${name}-${row}`}
                  number={row + 1}
                  kinds={criteria}
                  {...{ values, errors }}
                />
              ))}
            </div>
          ))}
          <p className="small soft">{form("hints.criteria")}</p>
        </Part>
      )}
      <Part title={t("documents")} open={wrongIn(["files"])}>
        {amend.documents.map(({ id, label }) => (
          <Check key={id} name="withdraw" value={id} label={label} defaultChecked={goes(id)} />
        ))}
        <Field
          id="files"
          label={form("fields.files")}
          hint={dropped === null ? undefined : t("filesAgain")}
          error={errors.files}
          optional
        >
          <Input type="file" name="files" multiple />
        </Field>
      </Part>
    </div>
  );
}

function Part({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="need-amend" open={open}>
      <summary>
        {title}
        <Icon name="chevron-down" size="sm" />
      </summary>
      <div className="stack">{children}</div>
    </details>
  );
}
