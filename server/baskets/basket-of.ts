import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { rehearseBookings, type Rehearsed } from "../bookings";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { readItems, type Item } from "./item";

/** A thing of the basket, with what booking it would be now. */
export interface Line extends Item {
  /** Null when the structure acted for may no longer see it. */
  readonly now: Rehearsed | null;
}

/** What is proposed with a resource: coffee with a room. */
export interface Addon {
  readonly resourceId: string;
  readonly addonId: string;
  readonly kind: string;
  readonly name: string;
  /** The shortest time for which it is booked. */
  readonly minMinutes: number;
  readonly takesAllUnits: boolean;
}

/** A person's basket in a pôle. */
export interface Basket {
  /** Each before what goes with it. */
  readonly lines: readonly Line[];
  /** What may go with its things. */
  readonly addons: readonly Addon[];
  /** Of all lines, for the structure acted for. */
  readonly cents: number;
}

/**
 * The basket, as it would be booked now. Its questions are as many for forty things as for one (see rehearseBookings()).
 * @throws Forbidden for who may not book
 */
export async function basketOf(actor: Actor): Promise<Basket> {
  allow(actor, "bookings.request");
  const { items, addons } = await inTransaction(actor, async (tx) => {
    const items = await readItems(tx);
    const resourceIds = [...new Set(items.map(({ resourceId }) => resourceId))];
    return { items, addons: resourceIds.length > 0 ? await readAddons(tx, resourceIds) : [] };
  });
  if (items.length === 0 || !actor.structureId) return { lines: [], addons, cents: 0 };
  const rehearsed = await rehearseBookings(actor, actor.structureId, items);
  const lines = items.map((item, rank): Line => ({ ...item, now: rehearsed[rank] ?? null }));
  return { lines, addons, cents: lines.reduce((sum, { now }) => sum + (now?.booking.price.cents ?? 0), 0) };
}

/** What may go with a resource. */
export async function addonsFor(actor: Actor, resourceId: string): Promise<readonly Addon[]> {
  allow(actor, "catalogue.view");
  return isId(resourceId) ? inTransaction(actor, (tx) => readAddons(tx, [resourceId])) : [];
}

/** One thing of the person's basket. @throws NotFound */
export async function itemOf(actor: Actor, id: string): Promise<Item> {
  const [item] = isId(id) ? await inTransaction(actor, (tx) => readItems(tx, sql`where i.id = ${id}`)) : [];
  if (!item) throw new NotFound("item");
  return item;
}

/** How many things are in the person's basket. */
export async function basketCount(actor: Pick<Actor, "poleId" | "personId">): Promise<number> {
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from basket_items`.execute(tx);
    return rows[0]?.count ?? 0;
  });
}

/** What may go with some resources. */
export async function readAddons(tx: Tx, resourceIds: readonly string[]): Promise<readonly Addon[]> {
  const { rows } = await sql<Addon>`
    select a.resource_id, a.addon_id, r.kind, r.name, r.min_minutes, r.takes_all_units
      from resource_addons a join resources r on r.id = a.addon_id and r.archived_at is null
     where a.resource_id = any(${resourceIds}::uuid[]) order by a.position, r.name`.execute(tx);
  return rows;
}
