import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import { periodsOf, type LedgerPeriod } from "../../ledger";

/** Every month of the pôle's books, the latest first: for who sees shared costs at all. @throws Forbidden */
export async function monthsOf(actor: Actor): Promise<LedgerPeriod[]> {
  allow(actor, "costs.view", actor.structureId);
  return inTransaction(actor, (tx) => periodsOf(tx, actor.poleId));
}
