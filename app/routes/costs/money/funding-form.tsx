import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input, Select } from "~/ui/field";
import { FUNDING_FIELDS, type FundingField, type FundingTyped, type FundingWrong } from "./funding-names";

interface FundingFormProps {
  readonly start: FundingTyped;
  readonly pools: readonly { readonly value: string; readonly label: string }[];
  readonly again:
    { readonly typed: FundingTyped; readonly wrong: FundingWrong; readonly whole: string | null } | undefined;
  readonly hidden: Readonly<Record<string, string>>;
  readonly back: string;
}

/** What is asked of a funder. */
export function FundingForm({ start, pools, again, hidden, back }: FundingFormProps) {
  const t = useTranslations("costsMoney");
  const common = useTranslations("common");
  const typed = again?.typed ?? start;
  const label = (field: FundingField) => t(`funding.field.${field}`);
  const error = (field: FundingField) => {
    const problem = again?.wrong[field];
    return problem && t(`funding.wrong.${problem}`);
  };
  const errors = FUNDING_FIELDS.flatMap((field) => {
    const problem = error(field);
    return problem ? [{ id: field, message: `${t("calls.named", { name: label(field) })} ${problem}` }] : [];
  });
  return (
    <Form method="post" className="card stack" id="funding" noValidate>
      <ErrorSummary errors={again?.whole ? [{ message: again.whole }, ...errors] : errors} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field id="poolId" label={label("poolId")} error={error("poolId")}>
        <Select name="poolId" options={pools} defaultValue={typed.poolId} />
      </Field>
      <div className="fields two">
        <Field id="funder" label={label("funder")} hint={t("funding.hint.funder")} error={error("funder")}>
          <Input name="funder" maxLength={120} required defaultValue={typed.funder} />
        </Field>
        <Field id="label" label={label("label")} hint={t("funding.hint.label")} error={error("label")}>
          <Input name="label" maxLength={160} required defaultValue={typed.label} />
        </Field>
      </div>
      <Check
        name="public"
        value="oui"
        label={label("public")}
        hint={t("funding.hint.public")}
        defaultChecked={typed.public !== ""}
      />
      <div className="fields two">
        <Field id="rate" label={label("rate")} error={error("rate")}>
          <Input name="rate" inputMode="decimal" required defaultValue={typed.rate} />
        </Field>
        <Field id="ceiling" label={label("ceiling")} hint={t("funding.hint.ceiling")} error={error("ceiling")}>
          <Input name="ceiling" inputMode="decimal" required defaultValue={typed.ceiling} />
        </Field>
      </div>
      <div className="fields two">
        <Field id="startsOn" label={label("startsOn")} error={error("startsOn")}>
          <Input type="date" name="startsOn" required defaultValue={typed.startsOn} />
        </Field>
        <Field id="endsOn" label={label("endsOn")} error={error("endsOn")}>
          <Input type="date" name="endsOn" required defaultValue={typed.endsOn} />
        </Field>
      </div>
      <Field
        id="accounts"
        label={label("accounts")}
        hint={t("funding.hint.accounts")}
        error={error("accounts")}
        optional
      >
        <Input name="accounts" defaultValue={typed.accounts} />
      </Field>
      <div className="actions">
        <SubmitButton>{t("funding.save")}</SubmitButton>
        <ButtonLink variant="text" to={back}>
          {common("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
