import { translator } from "~/i18n/translator";
import { EXPENSE_ACCOUNTS, NATURES, type ChargeChoices, type ChargeSeen } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { localDateOf } from "~server/kernel/time";
import type { Option } from "~/ui/field";

/** A field of the form of a charge. */
export type ChargeFieldName =
  | "pool"
  | "supplier"
  | "reference"
  | "label"
  | "amount"
  | "account"
  | "nature"
  | "documentOn"
  | "servedFrom"
  | "servedUntil"
  | "paidBy"
  | "withoutProof";

/** The form of a charge, in words: what it offers, and what is in it to begin with. */
export interface ChargeFormView {
  /** Made here, sent with the form: sent twice, it is one. */
  readonly id: string;
  readonly version: number | null;
  /** Of several, none is chosen beforehand: what goes to the wrong one is borne by the wrong members. */
  readonly pools: readonly Option[];
  readonly payers: readonly Option[];
  readonly accounts: readonly Option[];
  /** Null where no pool lends staff. */
  readonly natures: readonly Option[] | null;
  readonly suppliers: readonly string[];
  readonly values: Readonly<Record<ChargeFieldName, string>>;
}

/** The form, empty, of a charge that is (`charge`), or begun from another (`model`). */
export async function chargeFormView(
  choices: ChargeChoices,
  actor: Actor,
  { charge, model }: { charge?: ChargeSeen; model?: ChargeSeen } = {},
): Promise<ChargeFormView> {
  const t = await translator(actor.locale, "costsCharges");
  const from = charge ?? model;
  const known = EXPENSE_ACCOUNTS.map(({ account, word }) => ({ value: account, label: t(`account.${word}`) }));
  // A pool's own account, or one that came from a table, is among the choices too.
  const others = [...new Set([...choices.pools.map((pool) => pool.expenseAccount), from?.account ?? ""])]
    .filter((account) => account && known.every(({ value }) => value !== account))
    .map((account) => ({ value: account, label: account }));
  const lends = choices.pools.some(({ legalMode }) => legalMode === "staff_loan");
  return {
    id: charge?.id ?? newId(),
    version: charge?.version ?? null,
    pools: [
      ...(choices.pools.length > 1 ? [{ value: "", label: t("choose") }] : []),
      ...choices.pools.map(({ id, name }) => ({ value: id, label: name })),
    ],
    payers: [{ value: "", label: t("thePole") }, ...choices.payers.map(({ id, name }) => ({ value: id, label: name }))],
    accounts: [
      { value: "", label: t("ofPool") },
      ...[...known, ...others].toSorted((a, b) => a.label.localeCompare(b.label, actor.locale)),
    ],
    natures: lends ? NATURES.map((nature) => ({ value: nature, label: t(`nature.${nature}`) })) : null,
    suppliers: choices.suppliers,
    values: valuesOf(from, actor),
  };
}

function valuesOf(from: ChargeSeen | undefined, actor: Actor): ChargeFormView["values"] {
  return {
    pool: from?.poolId ?? "",
    supplier: from?.supplier ?? "",
    reference: from?.reference ?? "",
    label: from?.label ?? "",
    amount: from ? formatMoney(from.amountCents, "fr") : "",
    account: from?.account ?? "",
    nature: from?.nature ?? "ordinary",
    documentOn: from?.documentOn ?? localDateOf(new Date(), actor.timeZone),
    servedFrom: from?.servedFrom ?? "",
    servedUntil: from?.servedUntil ?? "",
    paidBy: from?.paidBy ?? "",
    withoutProof: from?.withoutProof ?? "",
  };
}
