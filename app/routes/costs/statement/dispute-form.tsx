import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Refused } from "~/routes/awards/refused";
import { SubmitButton } from "~/ui/button";
import { Field, Input, TextArea } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { LineView } from "./line-view";
import type { StatementAgain } from "./statement-action";

type DisputeFormProps = {
  pool: string;
  anchor: string;
  form: NonNullable<LineView["dispute"]>;
  again: StatementAgain | undefined;
};

/** « Contester ce montant »: opens under the line; wrong, it comes back open with what was typed. */
export function DisputeForm({ pool, anchor, form, again }: DisputeFormProps) {
  const t = useTranslations("costsStatement.dispute");
  const [errors, typed] = [again?.errors ?? {}, again?.typed ?? {}];
  return (
    <details className="st-dispute no-print" open={Boolean(again) || undefined}>
      <summary className="btn btn--line btn--sm">
        <Icon name="flag" size="sm" />
        {t("open")}
      </summary>
      <Form method="post" action={`#${anchor}`} className="stack">
        <Refused errors={errors} prefix={`${pool}-`} />
        <p className="small">{t("lead")}</p>
        <input type="hidden" name="id" value={typed.id ?? form.id} />
        <input type="hidden" name="pool" value={pool} />
        <Field id={`${pool}-amount`} label={t("amount")} hint={form.most} error={errors.amount}>
          <Input
            name="amount"
            inputMode="decimal"
            required
            autoComplete="off"
            defaultValue={typed.amount ?? form.whole}
          />
        </Field>
        <Field id={`${pool}-reason`} label={t("reason")} hint={t("reasonHint")} error={errors.reason}>
          <TextArea name="reason" rows={3} required maxLength={2000} defaultValue={typed.reason} />
        </Field>
        <SubmitButton name="intent" value="dispute">
          {t("send")}
        </SubmitButton>
      </Form>
    </details>
  );
}
