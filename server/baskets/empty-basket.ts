import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";

/** Takes everything out of the person's basket in this pôle. */
export async function emptyBasket(actor: Actor): Promise<void> {
  await inTransaction(actor, (tx) => tx.deleteFrom("basketItems").where("personId", "=", actor.personId).execute());
}
