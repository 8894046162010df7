/** A field of the form of a charge. */
export type ChargeField =
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
  | "proofs"
  | "withoutProof"
  | "reason"
  | "right"
  | "startsOn"
  | "endsOn";

/** Why a charge is not taken: beside which field (null: of the whole), a key of the messages `errors`. */
export interface ChargeProblem {
  readonly field: ChargeField | null;
  readonly code: ChargeProblemCode;
}

export type ChargeProblemCode =
  | "required"
  | "pool_archived"
  | "staff_nature"
  | "payer_unknown"
  | "advance_negative"
  | "date_too_early"
  | "date_too_far"
  | "served_far_ahead"
  | "served_far_back"
  | "served_reversed"
  | "served_too_long"
  | "proof_missing"
  | "proof_type"
  | "proof_empty"
  | "proof_too_large"
  | "too_many_proofs"
  | "changed_meanwhile"
  | "charge_settled"
  | "charge_draft"
  | "correction_nothing"
  | "correction_beyond"
  | "correction_of_correction"
  | "recurring_staff"
  | "recurring_too_long";

/** Thrown inside a transaction to undo it; its verb answers the problem. */
export class Refusal extends Error {
  constructor(readonly problem: ChargeProblem) {
    super(problem.code);
  }
}

/** Refuses, and undoes what the transaction wrote. @throws Refusal */
export function refuse(code: ChargeProblemCode, field: ChargeField | null = null): never {
  throw new Refusal({ field, code });
}
