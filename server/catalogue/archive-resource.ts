import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { countComing } from "./queries";
import { lockResource } from "./write-resource";

/**
 * Takes a resource out of the catalogue: nobody can book it any more. What is booked stays; `coming` says how much.
 * Archiving twice changes nothing more. @throws Forbidden, NotFound
 */
export async function archiveResource(actor: Actor, id: string): Promise<{ coming: number }> {
  return inTransaction(actor, async (tx, now) => {
    const { structureId } = await lockResource(tx, id);
    allow(actor, "catalogue.edit", structureId);
    await tx
      .updateTable("resources")
      .set({ archivedAt: now, updatedAt: now, version: sql<number>`version + 1` })
      .where("id", "=", id)
      .where("archivedAt", "is", null)
      .execute();
    return { coming: await countComing(tx, id, now) };
  });
}
