import { enqueue, type Tx } from "../../db/transaction";

/** The background worker's task that writes to people about the use of things. */
const USE_EMAIL = "use-email";

/** Has the background worker write, once this transaction commits. `key` lets it be in the queue once only. */
export function tellByMail(tx: Tx, payload: { readonly kind: string } & Record<string, unknown>, key: string) {
  return enqueue(tx, USE_EMAIL, payload, `${USE_EMAIL}:${key}`);
}
