import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Cents } from "../../kernel/money";
import type { LocalDate } from "../../kernel/time";
import type { Nature } from "./rules";

/** A charge that is posted in a month: what is shared. A credit, or a correction, is negative. */
export interface ApprovedCharge {
  readonly id: string;
  readonly poolId: string;
  /** CH-2026-0001. */
  readonly number: string;
  readonly supplier: string;
  readonly label: string;
  readonly amountCents: Cents;
  readonly account: string;
  readonly nature: Nature;
  readonly documentOn: LocalDate;
  /** The days it is for, both included. */
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
  /** The structure that advanced the money; null: the pôle paid. */
  readonly paidBy: string | null;
  /** The charge that it corrects. */
  readonly corrects: string | null;
  /** Neither a proof, nor a reason why there is none: the month cannot be closed so. */
  readonly proofMissing: boolean;
}

/**
 * Everything that posts in a month, in the order of the numbers. Who is no manager sees the charges, never who advanced
 * one: use `paidBy` only for who keeps the books.
 */
export async function approvedCharges(tx: Tx, period: { readonly id: string }): Promise<ApprovedCharge[]> {
  const { rows } = await sql<ApprovedCharge>`
    select c.id, c.pool_id, c.number, c.supplier, c.label, c.amount_cents, c.account, c.nature, c.document_on,
           c.served_from, c.served_until, c.paid_by, c.corrects,
           c.without_proof = '' and c.corrects is null
             and not exists (select from charge_proofs p where p.charge_id = c.id) as proof_missing
      from charges c
     where c.period_id = ${period.id} and c.state = 'approved'
     order by length(c.number), c.number`.execute(tx);
  return rows;
}
