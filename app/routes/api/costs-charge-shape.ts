import { z } from "zod";
import { problem } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import type { ChargeProblem, ChargeSeen, ListedCharge } from "~server/costs";
import { Month, Named } from "./costs-shape";

/** A charge in a list. */
export const Charge = z
  .object({
    id: Id,
    number: z.string().nullable(),
    state: z.enum(["draft", "submitted", "approved", "refused"]),
    pool: Named,
    supplier: z.string(),
    reference: z.string(),
    label: z.string(),
    amount: Money,
    account: z.string(),
    documentOn: z.iso.date(),
    servedFrom: z.iso.date(),
    servedUntil: z.iso.date(),
    advancedBy: Named.nullable().meta({ description: "The structure that advanced the money; null: the pôle paid." }),
    month: Month.nullable().meta({ description: "In which it is posted." }),
    proofs: z.int(),
    refusedBecause: z.string(),
    version: z.int().meta({ description: "Grows each time the charge or its proofs change." }),
  })
  .meta({ id: "Charge" });

/** A charge as the API shows it. */
export function shownCharge(charge: ListedCharge | ChargeSeen): z.input<typeof Charge> {
  const { id, number, state, supplier, reference, label, account, documentOn, servedFrom, servedUntil } = charge;
  const { poolId, poolName, amountCents, paidBy, payerName, postedIn, proofs, refusedBecause, version } = charge;
  return {
    ...{
      id,
      number,
      state,
      supplier,
      reference,
      label,
      account,
      documentOn,
      servedFrom,
      servedUntil,
      refusedBecause,
      version,
    },
    ...{ pool: { id: poolId, name: poolName }, amount: money(amountCents) },
    advancedBy: paidBy === null ? null : { id: paidBy, name: payerName ?? "" },
    month: postedIn && postedIn.slice(0, 7),
    proofs: typeof proofs === "number" ? proofs : proofs.length,
  };
}

export const CHARGE_PROBLEMS = { not_found: 404, charge_refused: 422 } as const;

/** Why a charge is not taken: the field that is wrong, and the reason's code. */
export function chargeProblem({ code: reason, field }: ChargeProblem) {
  return problem(422, "charge_refused", { reason, ...(field ? { field } : {}) });
}
