import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { readBookables } from "./bookable";
import { findResources, type Place, type Search } from "./free-resources";
import { unitsOf } from "./over-quota";
import { customerOf } from "./price";
import { quotesOf } from "./quotes";

/** How many are priced to put them in order: what is free of one kind in the largest of pôles. */
export const MOST_PRICED = 1000;

/**
 * What is free, the cheapest for the structure acted for first, then by name. All of it is priced, since a price hangs
 * on hours, days and what is left of free minutes; the page is cut from that.
 */
export async function findByPrice(
  tx: Tx,
  actor: Actor,
  search: Search,
  now: Date,
  { limit, offset }: { limit: number; offset: number },
): Promise<Place[]> {
  const found = await findResources(tx, actor, search, now, { free: true, limit: MOST_PRICED });
  const resources = new Map(
    (
      await readBookables(
        tx,
        found.map(({ id }) => id),
      )
    ).map((resource) => [resource.id, resource]),
  );
  const priced = found.flatMap((place) => {
    const resource = resources.get(place.id);
    return resource ? [{ place, resource }] : [];
  });
  const quotes = await quotesOf(
    tx,
    { ...actor, customer: customerOf(actor) },
    priced.map(({ resource }) => ({ ...search, quantity: unitsOf(resource, search), resource })),
  );
  return priced
    .map(({ place }, rank) => ({ place, cents: quotes[rank]?.cents ?? 0 }))
    .sort((a, b) => a.cents - b.cents || a.place.name.localeCompare(b.place.name, actor.locale))
    .slice(offset, offset + limit)
    .map(({ place }) => place);
}
