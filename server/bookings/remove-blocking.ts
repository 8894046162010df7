import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";

/** Lets a blocked time be booked again. Removing twice is removing once. @throws NotFound; Forbidden */
export function removeBlocking(actor: Actor, id: string): Promise<void> {
  return inTransaction(actor, (tx, now) => endBlocking(tx, actor, id, now));
}

/** As removeBlocking(), in the caller's transaction. */
export async function endBlocking(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  if (!isId(id)) throw new NotFound("blocking");
  const blocking = await tx
    .selectFrom("blockings as b")
    .innerJoin("resources as r", "r.id", "b.resourceId")
    .select(["b.removedAt", "r.structureId"])
    .where("b.id", "=", id)
    .forUpdate("b")
    .executeTakeFirst();
  if (!blocking) throw new NotFound("blocking");
  allow(actor, "catalogue.edit", blocking.structureId);
  if (blocking.removedAt) return;
  await tx.updateTable("blockedUnits").set({ removedAt: now }).where("blockingId", "=", id).execute();
  await tx.updateTable("blockings").set({ removedAt: now, removedBy: actor.personId }).where("id", "=", id).execute();
}
