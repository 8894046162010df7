import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";

/** A thing put aside: what would be asked for. */
export interface Thing {
  readonly resourceId: string;
  readonly start: Date;
  readonly end: Date;
  /** Units, 1 when left out. */
  readonly quantity?: number | undefined;
  readonly attendees?: number | null | undefined;
  readonly kilometres?: number | null | undefined;
  /** A word to who approves or provides it. */
  readonly message?: string | undefined;
}

/** A thing in a basket. */
export interface Item extends Required<Thing> {
  readonly id: string;
  /** The item that it goes with. */
  readonly parentId: string | null;
}

/** As many things as a basket holds. */
export const MOST_ITEMS = 40;

/** Things of the actor's basket, in the order they were put there, each before what goes with it. */
export async function readItems(tx: Tx, rest: RawBuilder<unknown> = sql``): Promise<Item[]> {
  const { rows } = await sql<Omit<Item, "start" | "end"> & { startsAt: Date; endsAt: Date }>`
    select i.id, i.resource_id, i.starts_at, i.ends_at, i.quantity, i.attendees, i.kilometres, i.message, i.parent_id
      from basket_items i left join basket_items parent on parent.id = i.parent_id
      ${rest}
     order by coalesce(parent.added_at, i.added_at), coalesce(parent.id, i.id), i.parent_id is not null, i.added_at, i.id
     limit 200`.execute(tx);
  return rows.map(({ startsAt, endsAt, ...item }) => ({ ...item, start: startsAt, end: endsAt }));
}
