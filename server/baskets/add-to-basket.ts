import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { MOST_ITEMS, type Thing } from "./item";
import type { BasketProblem } from "./problems";

/** A thing to put aside, with what goes with it. `id` is made once by whoever asks: asked twice, it is added once. */
export interface NewItem extends Thing {
  readonly id: string;
  readonly addons?: readonly Thing[] | undefined;
  /** The item that it goes with, already there. */
  readonly parentId?: string | null | undefined;
}

/**
 * Puts a thing in the person's basket, whether or not it is free now: the basket says. Answers how many are in it.
 * @throws NotFound for a resource that is not of the pôle, or an add-on that does not go with it
 */
export async function addToBasket(actor: Actor, item: NewItem): Promise<Outcome<number, BasketProblem>> {
  allow(actor, "bookings.request");
  const addons = item.addons ?? [];
  const things = [item, ...addons];
  if (things.some(({ start, end }) => !(start < end))) return refused({ code: "ends_before_start" });
  if (![item.id, item.parentId ?? item.id, ...things.map(({ resourceId }) => resourceId)].every(isId)) {
    throw new NotFound("resource");
  }
  return inTransaction(actor, async (tx): Promise<Outcome<number, BasketProblem>> => {
    // The same form twice at once, or two tabs: one after the other, so that the basket never overflows.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`basket ${actor.personId}`}, 0))`.execute(tx);
    const { rows } = await sql<{ count: number; there: boolean; known: number; goes: number; parent: string | null }>`
      select (select count(*)::int from basket_items) as count,
             exists (select from basket_items where id = ${item.id}) as there,
             (select count(*)::int from resources where id = any(${things.map((thing) => thing.resourceId)}::uuid[])) as known,
             (select count(*)::int from resource_addons
               where resource_id = ${item.resourceId}
                 and addon_id = any(${addons.map((addon) => addon.resourceId)}::uuid[])) as goes,
             (select p.resource_id from basket_items p join resource_addons a on a.resource_id = p.resource_id
               where p.id = ${item.parentId ?? null}::uuid and p.parent_id is null and a.addon_id = ${item.resourceId}) as parent`.execute(
      tx,
    );
    const { count, there, known, goes, parent } = rows[0]!;
    if (there) return done(count);
    if (known < new Set(things.map(({ resourceId }) => resourceId)).size) throw new NotFound("resource");
    if (goes < new Set(addons.map(({ resourceId }) => resourceId)).size) throw new NotFound("addon");
    if (item.parentId && !parent) throw new NotFound("item");
    if (count + things.length > MOST_ITEMS) return refused({ code: "basket_full", most: MOST_ITEMS });
    await tx
      .insertInto("basketItems")
      .values([
        rowOf(actor, item, item.id, item.parentId ?? null),
        ...addons.map((addon) => rowOf(actor, addon, newId(), item.id)),
      ])
      .execute();
    return done(count + things.length);
  });
}

function rowOf(actor: Actor, thing: Thing, id: string, parentId: string | null) {
  return {
    id,
    poleId: actor.poleId,
    personId: actor.personId,
    resourceId: thing.resourceId,
    startsAt: thing.start,
    endsAt: thing.end,
    quantity: thing.quantity ?? 1,
    attendees: thing.attendees ?? null,
    kilometres: thing.kilometres ?? null,
    message: (thing.message ?? "").replaceAll("\0", "").trim(),
    parentId,
  };
}
