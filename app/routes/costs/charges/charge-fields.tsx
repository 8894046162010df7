import { useTranslations } from "use-intl";
import { Field, FieldSet, Input, Select } from "~/ui/field";
import type { ChargeFormView } from "./charge-form-view";
import type { FormAnswer } from "./form-answer";
import { fieldId, ProofFields } from "./form-parts";

type Props = {
  view: ChargeFormView;
  answer: FormAnswer | undefined;
};

/** All that is asked of a charge; empty days of service are those of the document's month. */
export function ChargeFields({ view, answer }: Props) {
  const t = useTranslations("costsCharges");
  const value = (name: keyof ChargeFormView["values"]) => answer?.typed[name] ?? view.values[name];
  const wiring = (name: keyof ChargeFormView["values"]) => ({
    id: fieldId(name),
    label: t(`fields.${name}`),
    error: answer?.errors[name],
  });
  return (
    <>
      <input type="hidden" name="id" value={answer?.typed.id ?? view.id} />
      {view.version !== null && <input type="hidden" name="version" value={answer?.typed.version ?? view.version} />}
      <div className="fields">
        <Field {...wiring("pool")}>
          <Select name="pool" options={view.pools} defaultValue={value("pool")} required />
        </Field>
        <Field {...wiring("supplier")}>
          <Input name="supplier" maxLength={120} list="suppliers" defaultValue={value("supplier")} required />
        </Field>
      </div>
      <datalist id="suppliers">
        {view.suppliers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field {...wiring("label")} hint={t("hints.label")}>
        <Input name="label" maxLength={160} defaultValue={value("label")} required />
      </Field>
      <div className="fields">
        <Field {...wiring("amount")} hint={t("hints.amount")}>
          <Input name="amount" inputMode="text" autoComplete="off" defaultValue={value("amount")} required />
        </Field>
        <Field {...wiring("documentOn")}>
          <Input type="date" name="documentOn" defaultValue={value("documentOn")} required />
        </Field>
        <Field {...wiring("reference")} hint={t("hints.reference")} optional>
          <Input name="reference" maxLength={60} autoComplete="off" defaultValue={value("reference")} />
        </Field>
      </div>
      <FieldSet label={t("served")} hint={t("hints.served")} optional>
        <div className="two charge-served">
          <Field {...wiring("servedFrom")}>
            <Input type="date" name="servedFrom" defaultValue={value("servedFrom")} />
          </Field>
          <Field {...wiring("servedUntil")}>
            <Input type="date" name="servedUntil" defaultValue={value("servedUntil")} />
          </Field>
        </div>
      </FieldSet>
      <div className="fields">
        <Field {...wiring("account")} hint={t("hints.account")} optional>
          <Select name="account" options={view.accounts} defaultValue={value("account")} />
        </Field>
        <Field {...wiring("paidBy")}>
          <Select name="paidBy" options={view.payers} defaultValue={value("paidBy")} />
        </Field>
      </div>
      {view.natures && (
        <Field {...wiring("nature")} hint={t("hints.nature")}>
          <Select name="nature" options={view.natures} defaultValue={value("nature")} />
        </Field>
      )}
      <ProofFields label={t("fields.proofs")} error={answer?.errors.proofs} optional />
      <Field {...wiring("withoutProof")} hint={t("hints.withoutProof")} optional>
        <Input name="withoutProof" maxLength={300} defaultValue={value("withoutProof")} />
      </Field>
    </>
  );
}

/** What is asked of somebody who paid for the pôle: five things and a photograph. */
export function AdvanceFields({ view, answer }: Props) {
  const t = useTranslations("costsCharges");
  const value = (name: keyof ChargeFormView["values"]) => answer?.typed[name] ?? view.values[name];
  const wiring = (name: "amount" | "label" | "supplier" | "documentOn" | "pool") => ({
    id: fieldId(name),
    label: t(`advance.${name}`),
    error: answer?.errors[name],
  });
  return (
    <>
      <input type="hidden" name="id" value={answer?.typed.id ?? view.id} />
      {view.version !== null && <input type="hidden" name="version" value={answer?.typed.version ?? view.version} />}
      <ProofFields label={t("fields.proofs")} error={answer?.errors.proofs} />
      <Field {...wiring("amount")} hint={t("advance.amountHint")}>
        <Input name="amount" inputMode="decimal" autoComplete="off" defaultValue={value("amount")} required />
      </Field>
      <Field {...wiring("label")}>
        <Input name="label" maxLength={160} defaultValue={value("label")} required />
      </Field>
      <Field {...wiring("supplier")}>
        <Input name="supplier" maxLength={120} defaultValue={value("supplier")} required />
      </Field>
      <div className="two">
        <Field {...wiring("documentOn")}>
          <Input type="date" name="documentOn" defaultValue={value("documentOn")} required />
        </Field>
        <Field {...wiring("pool")}>
          <Select name="pool" options={view.pools} defaultValue={value("pool")} required />
        </Field>
      </div>
      <Field
        id={fieldId("withoutProof")}
        label={t("fields.withoutProof")}
        hint={t("hints.withoutProof")}
        error={answer?.errors.withoutProof}
        optional
      >
        <Input name="withoutProof" maxLength={300} defaultValue={value("withoutProof")} />
      </Field>
    </>
  );
}
