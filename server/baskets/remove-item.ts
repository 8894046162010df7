import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";

/** Takes a thing out of the basket, with what goes with it. What is not there is out already. */
export async function removeItem(actor: Actor, id: string): Promise<void> {
  if (!isId(id)) return;
  await inTransaction(actor, (tx) => tx.deleteFrom("basketItems").where("id", "=", id).execute());
}
