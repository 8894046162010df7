import type { InputHTMLAttributes, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Field, Input, Select, TextArea, type Option } from "~/ui/field";
import type { FormReader, ReadField } from "./form-reader";
import type { FormView } from "./form-view";

/** What every part of the form is given. */
export type PartProps = { view: FormView; reader: FormReader };

type Common = { field: ReadField; label: ReactNode; hint?: ReactNode; note?: ReactNode; optional?: boolean };

/** A labelled line of text with what was typed and what is wrong with it. */
export function TextField({
  field,
  label,
  hint,
  note,
  optional,
  ...input
}: Common & InputHTMLAttributes<HTMLInputElement>) {
  const words = useErrorWords();
  return (
    <Field label={label} id={field.id} hint={hint} note={note} optional={optional} error={words(field.errors)}>
      <Input name={field.name} defaultValue={field.value} autoComplete="off" {...input} />
    </Field>
  );
}

/** As TextField, on several lines. */
export function LongTextField({ field, label, hint, optional, rows, max }: Common & { rows: number; max: number }) {
  const words = useErrorWords();
  return (
    <Field label={label} id={field.id} hint={hint} optional={optional} error={words(field.errors)}>
      <TextArea name={field.name} defaultValue={field.value} rows={rows} maxLength={max} />
    </Field>
  );
}

/** As TextField, one choice among some. */
export function ChoiceField({ field, label, hint, options }: Common & { options: readonly Option[] }) {
  const words = useErrorWords();
  return (
    <Field label={label} id={field.id} hint={hint} error={words(field.errors)}>
      <Select name={field.name} defaultValue={field.value} options={options} />
    </Field>
  );
}

/** What a field is called, from its name, for the summary of what is wrong. */
export function useFieldLabels(view: FormView): (name: string) => string {
  const t = useTranslations("catalogue.form");
  return (name) => {
    const [group = "", part = "", last = ""] = name.split(/[.[\]]+/).filter(Boolean);
    if (group === "hours") {
      const [, , index, what] = name.split(/[.[\]]+/).filter(Boolean);
      return t("hourOf", { day: view.days[Number(index)] ?? t("openings"), what: t((what ?? "opens") as "opens") });
    }
    if (group === "rates") {
      const customer = view.customers.find(({ key }) => key === part)?.label ?? t("prices");
      return t("priceOf", { customer, what: t(last === "dayCap" ? "day" : "hour") });
    }
    if (group === "attributes") return view.attributes.find(({ key }) => key === part)?.label ?? view.words.itself;
    if (group === "use" && part === "units") return view.use.units?.label ?? view.words.itself;
    if (group === "notes" || group === "features") return t("equipment");
    return LABELS[`${group}.${part}`] ? t(LABELS[`${group}.${part}`] as "name") : labelOf(group);
  };

  function labelOf(group: string): string {
    if (group === "capacity") return view.capacity?.label ?? view.words.itself;

    return LABELS[group] ? t(LABELS[group] as "name") : view.words.itself;
  }
}

/** Keys of `catalogue.form`, by the name of the field. */
const LABELS: Record<string, string> = {
  name: "name",
  description: "description",
  structureId: "owner",
  "place.choice": "place",
  "place.name": "placeName",
  "place.address": "address",
  "place.town": "town",
  "place.access": "access",
  "use.startStep": "use.start",
  "use.noShowMinutes": "use.absent",
  "use.instructions": "use.instructions",
  "rules.stepMinutes": "step",
  "rules.minMinutes": "min",
  "rules.maxMinutes": "max",
  "rules.noticeMinutes": "notice",
  "rules.cancelNoticeMinutes": "cancelNotice",
  "rules.horizonDays": "horizon",
  "rules.bufferBeforeMinutes": "bufferBefore",
  "rules.bufferAfterMinutes": "bufferAfter",
};
