import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Input, Select } from "~/ui/field";
import { Card } from "~/ui/surface";
import type { BlockingsView } from "./blockings-view";

type BlockingFormProps = { view: BlockingsView["form"]; answer: FormAgain | undefined };

/** One more time in which it cannot be booked: whole days, or hours. */
export function BlockingForm({ view, answer }: BlockingFormProps) {
  const t = useTranslations("catalogue.blockings");
  const [form, fields] = usePageForm<Record<"id" | "kind" | "du" | "de" | "au" | "a" | "reason", string>>(
    "blocking",
    answer,
  );
  const words = useErrorWords();
  const labels = {
    kind: t("kind"),
    du: t("from"),
    de: t("fromHour"),
    au: t("to"),
    a: t("toHour"),
    reason: t("reason"),
  };
  /** What was ticked when the form was refused. */
  const chosen = (name: "unites" | "except"): readonly unknown[] => {
    const typed = answer?.result.initialValue?.[name];
    return Array.isArray(typed) ? typed : typed === undefined ? [] : [typed];
  };
  const input = (name: "du" | "de" | "au" | "a", type: "date" | "time", optional = false) => (
    <Field label={labels[name]} id={fields[name].id} error={words(fields[name].errors)} optional={optional}>
      <Input type={type} name={name} defaultValue={fields[name].initialValue ?? ""} />
    </Field>
  );
  return (
    <Card as="aside">
      <h2>{t("add")}</h2>
      <Form method="post" id={form.id} className="stack">
        <FormErrors form={form} answer={answer} labels={labels} />
        <input type="hidden" name="id" value={fields.id.initialValue ?? view.id} />
        <Field label={labels.kind} id={fields.kind.id} error={words(fields.kind.errors)}>
          <Select name="kind" options={view.kinds} defaultValue={fields.kind.initialValue} />
        </Field>
        <div className="fields">
          {input("du", "date")}
          {input("de", "time", true)}
          {input("au", "date", true)}
          {input("a", "time", true)}
        </div>
        <p className="small soft">{t("wholeDays")}</p>
        <Field label={labels.reason} id={fields.reason.id} error={words(fields.reason.errors)} optional>
          <Input name="reason" defaultValue={fields.reason.initialValue ?? ""} maxLength={300} autoComplete="off" />
        </Field>
        {view.units.length > 0 && (
          <details className="fold" open={chosen("unites").length > 0}>
            <summary>{t("units")}</summary>
            <FieldSet label={t("which")} hint={t("unitsHint")}>
              {view.units.map(({ value, label }) => (
                <Check
                  key={value}
                  name="unites"
                  value={value}
                  label={label}
                  defaultChecked={chosen("unites").includes(value)}
                />
              ))}
            </FieldSet>
          </details>
        )}
        <details className="fold" open={chosen("except").length > 0}>
          <summary>{t("except")}</summary>
          <FieldSet label={t("which")} hint={t("exceptHint")}>
            {view.structures.map(({ value, label }) => (
              <Check
                key={value}
                name="except"
                value={value}
                label={label}
                defaultChecked={chosen("except").includes(value)}
              />
            ))}
          </FieldSet>
        </details>
        <SubmitButton>{t("submit")}</SubmitButton>
      </Form>
    </Card>
  );
}
