import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import type { FormAgain } from "~/http/form-again";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Input, Select, type Option } from "~/ui/field";

type Props = {
  pole: string;
  id: string;
  today: string;
  structure: string;
  structures: readonly Option[];
  answer: FormAgain | undefined;
};
type Fields = Record<"id" | "direction" | "on" | "structureId" | "amount" | "day" | "reference" | "label", string>;

const ONS = ["members", "member_advances", "disputed", "suppliers", "subsidies_receivable", "suspense"] as const;

/** The form of a payment. */
export function PaymentForm({ pole, id, today, structure, structures, answer }: Props) {
  const t = useTranslations("ledger.payment");
  const all = useTranslations("ledger");
  const [form, fields] = usePageForm<Fields>("payment", answer);
  const words = useErrorWords();
  const labels = {
    direction: t("direction"),
    on: t("on"),
    structureId: t("structure"),
    amount: all("amount"),
    day: all("day"),
    reference: t("reference"),
    label: t("label"),
  };
  return (
    <Form method="post" className="card stack" id={form.id}>
      <FormErrors form={form} answer={answer} labels={labels} />
      <input type="hidden" name="id" value={fields.id.initialValue ?? id} />
      <FieldSet label={t("direction")} error={words(fields.direction.errors)}>
        {(["received", "made"] as const).map((value) => (
          <Check
            key={value}
            type="radio"
            name="direction"
            value={value}
            label={t(value)}
            defaultChecked={(fields.direction.initialValue ?? "received") === value}
          />
        ))}
      </FieldSet>
      <Field label={t("on")} id={fields.on.id} error={words(fields.on.errors)}>
        <Select
          name="on"
          options={ONS.map((value) => ({ value, label: t(`ons.${value}`) }))}
          defaultValue={fields.on.initialValue ?? "members"}
        />
      </Field>
      <Field
        label={t("structure")}
        id={fields.structureId.id}
        hint={t("structureHint")}
        error={words(fields.structureId.errors)}
      >
        <Select
          name="structureId"
          options={[{ value: "", label: t("noStructure") }, ...structures]}
          defaultValue={fields.structureId.initialValue ?? structure}
        />
      </Field>
      <div className="fields two">
        <Field label={all("amount")} id={fields.amount.id} error={words(fields.amount.errors)}>
          <Input name="amount" inputMode="decimal" defaultValue={fields.amount.initialValue} required />
        </Field>
        <Field label={all("day")} id={fields.day.id} hint={t("dayHint")} error={words(fields.day.errors)}>
          <Input type="date" name="day" max={today} defaultValue={fields.day.initialValue ?? today} required />
        </Field>
      </div>
      <Field
        label={t("reference")}
        id={fields.reference.id}
        hint={t("referenceHint")}
        error={words(fields.reference.errors)}
      >
        <Input name="reference" maxLength={60} defaultValue={fields.reference.initialValue} required />
      </Field>
      <Field label={t("label")} id={fields.label.id} optional error={words(fields.label.errors)}>
        <Input name="label" maxLength={160} defaultValue={fields.label.initialValue} />
      </Field>
      <div className="actions">
        <SubmitButton icon="check">{t("submit")}</SubmitButton>
        <ButtonLink variant="line" to={paths.journal(pole)}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
