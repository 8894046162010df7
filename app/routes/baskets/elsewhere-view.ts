import { basketCount } from "~server/baskets";
import type { Actor } from "~server/kernel/actor";
import { guestsAround } from "../bookings/network-view";

/** What waits in the baskets that somebody has as a guest of other pôles: a basket is of one pôle. */
export async function basketsElsewhere(actor: Actor) {
  const baskets = await Promise.all(
    (await guestsAround(actor)).map(async (guest) => ({
      pole: guest.poleSlug,
      name: guest.poleName,
      count: await basketCount(guest),
    })),
  );
  return baskets.filter(({ count }) => count > 0);
}

export type BasketElsewhere = Awaited<ReturnType<typeof basketsElsewhere>>[number];
