import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { readItems, type Thing } from "./item";
import type { BasketProblem } from "./problems";

/**
 * Changes a thing of the basket. When its start moves, what goes with it moves as far; on another resource, what does
 * not go with that one is taken out.
 * @throws NotFound for what is not in the person's basket, or a resource that is not of the pôle
 */
export async function changeItem(
  actor: Actor,
  id: string,
  changes: Partial<Thing>,
): Promise<Outcome<null, BasketProblem>> {
  allow(actor, "bookings.request");
  if (!isId(id) || (changes.resourceId !== undefined && !isId(changes.resourceId))) throw new NotFound("item");
  return inTransaction(actor, async (tx): Promise<Outcome<null, BasketProblem>> => {
    const [before] = await readItems(tx, sql`where i.id = ${id}`);
    if (!before) throw new NotFound("item");
    const { resourceId, start, end, quantity, attendees, message } = { ...before, ...changes };
    if (!(start < end)) return refused({ code: "ends_before_start" });
    if (resourceId !== before.resourceId) {
      const known = await tx.selectFrom("resources").select("id").where("id", "=", resourceId).executeTakeFirst();
      if (!known) throw new NotFound("resource");
      await sql`
        delete from basket_items where parent_id = ${id}
           and resource_id not in (select addon_id from resource_addons where resource_id = ${resourceId})`.execute(tx);
    }
    await tx
      .updateTable("basketItems")
      .set({
        resourceId,
        startsAt: start,
        endsAt: end,
        quantity,
        attendees,
        message: message.replaceAll("\0", "").trim(),
      })
      .where("id", "=", id)
      .execute();
    const moved = (start.getTime() - before.start.getTime()) / 1000;
    if (moved !== 0) {
      await sql`
        update basket_items
           set starts_at = starts_at + make_interval(secs => ${moved}),
               ends_at = ends_at + make_interval(secs => ${moved})
         where parent_id = ${id}`.execute(tx);
    }
    return done(null);
  });
}
