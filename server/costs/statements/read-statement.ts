import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { can } from "../../kernel/permissions";
import type { Statement } from "./statement";

/** Notes that a structure's own people have opened its statement, the first time; the manager's look counts for nothing. */
export async function readStatement(
  actor: Actor,
  { structure, month, number, readAt }: Pick<Statement, "structure" | "month" | "number" | "readAt">,
): Promise<void> {
  if (readAt !== null || number === null || structure.id !== actor.structureId) return;
  if (!can(actor, "costs.dispute", structure.id)) return;
  await inTransaction(actor, (tx, now) =>
    tx
      .updateTable("statements")
      .set({ readAt: now, readBy: actor.personId })
      .where("periodId", "=", month.id)
      .where("structureId", "=", structure.id)
      .where("readAt", "is", null)
      .execute(),
  );
}
