import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { lockResource } from "./write-resource";

/** Puts an archived resource back in the catalogue, as it was. @throws Forbidden, NotFound */
export async function restoreResource(actor: Actor, id: string): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const { structureId } = await lockResource(tx, id);
    allow(actor, "catalogue.edit", structureId);
    await tx
      .updateTable("resources")
      .set({ archivedAt: null, updatedAt: now, version: sql<number>`version + 1` })
      .where("id", "=", id)
      .where("archivedAt", "is not", null)
      .execute();
  });
}
