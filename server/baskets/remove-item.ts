import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";

/** Takes a thing out of the basket, with what goes with it; false when it is not there. */
export async function removeItem(actor: Actor, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const { numDeletedRows } = await inTransaction(actor, (tx) =>
    tx.deleteFrom("basketItems").where("id", "=", id).executeTakeFirst(),
  );
  return numDeletedRows > 0n;
}
