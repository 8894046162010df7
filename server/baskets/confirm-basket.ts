import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import type { Outcome } from "../kernel/outcome";
import { NotAsShown, placeTogether, type Placed } from "./book-together";
import { readItems } from "./item";
import type { ConfirmationProblem } from "./problems";

/** What was shown of a basket when it is confirmed. */
export interface BasketConfirmation {
  /** The basket's, made with the form: sent twice, it is booked once. */
  readonly id: string;
  readonly itemIds: readonly string[];
  readonly title?: string | undefined;
  readonly titleShared?: boolean | undefined;
  /** The sum that was shown: no more than this. */
  readonly priceCents?: number | undefined;
}

/**
 * Books what is in the basket, as it was shown: all of it, or nothing, and then all stays in it. What must be approved is
 * asked for, the rest is confirmed. Answers the ids of the bookings.
 * @throws Forbidden for who may not book
 */
export async function confirmBasket(
  actor: Actor,
  { itemIds, ...about }: BasketConfirmation,
): Promise<Outcome<readonly string[], ConfirmationProblem>> {
  return placeTogether(actor, about, async (tx) => {
    const items = await takeItems(tx, itemIds.filter(isId));
    return items.map((item): Placed => item);
  });
}

/** Takes out what was shown. @throws NotAsShown when it is no longer that */
async function takeItems(tx: Tx, ids: readonly string[]) {
  const items = await readItems(tx, sql`where i.id = any(${ids}::uuid[]) or i.parent_id = any(${ids}::uuid[])`);
  const asShown = ids.length > 0 && items.length === ids.length && items.every(({ id }) => ids.includes(id));
  if (!asShown) throw new NotAsShown({ code: "basket_changed" });
  const { numDeletedRows } = await tx.deleteFrom("basketItems").where("id", "in", ids).executeTakeFirstOrThrow();
  // Another tab may have taken some of it between the two.
  if (Number(numDeletedRows) !== ids.length) throw new NotAsShown({ code: "basket_changed" });
  return items;
}
