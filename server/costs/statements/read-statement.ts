import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { can } from "../../kernel/permissions";
import { toldAmount } from "../periods/reread";
import type { Statement } from "./statement";

/**
 * Notes that a structure's own people have opened its statement: the first time, and again where it comes to another amount
 * while it is in review; the manager's look counts for nothing.
 */
export async function readStatement(
  actor: Actor,
  {
    structure,
    month,
    number,
    readAt,
    readCents,
    sums,
  }: Pick<Statement, "structure" | "month" | "number" | "readAt" | "readCents" | "sums">,
): Promise<void> {
  if (number === null || structure.id !== actor.structureId) return;
  const cents = toldAmount(sums);
  if (readAt !== null && (readCents === cents || month.state !== "review")) return;
  if (!can(actor, "costs.dispute", structure.id)) return;
  await inTransaction(actor, (tx, now) =>
    tx
      .updateTable("statements")
      .set({ readAt: now, readBy: actor.personId, readCents: cents })
      .where("periodId", "=", month.id)
      .where("structureId", "=", structure.id)
      .where((on) => on.or([on("readAt", "is", null), on("readCents", "is distinct from", cents)]))
      .execute(),
  );
}
