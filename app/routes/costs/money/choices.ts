import { budgetsOf } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { localDateOf } from "~server/kernel/time";

/** The pools that one may choose, by name; one that is archived only where it is chosen already. */
export async function poolChoices(actor: Actor, chosen: string | null = null) {
  const { pools } = await budgetsOf(actor, Number(localDateOf(new Date(), actor.timeZone).slice(0, 4)));
  return pools
    .filter(({ archived, poolId }) => !archived || poolId === chosen)
    .map(({ poolId, name }) => ({ value: poolId, label: name }));
}
