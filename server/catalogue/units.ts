import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";

/**
 * Gives a resource of the actor's pôle new units of its own, a label each ("" for none). Kits over it follow.
 * `firstId` is the first one's, where whoever asks makes it.
 */
export async function addUnitsTo(
  tx: Tx,
  actor: Actor,
  resourceId: string,
  labels: readonly string[],
  firstId = newId(),
): Promise<void> {
  if (labels.length === 0) return;
  const units = labels.map((label, rank) => ({ id: rank === 0 ? firstId : newId(), poleId: actor.poleId, label }));
  await tx.insertInto("units").values(units).execute();
  await tx
    .insertInto("resourceUnits")
    .values(units.map(({ id }) => ({ poleId: actor.poleId, resourceId, unitId: id })))
    .execute();
}
