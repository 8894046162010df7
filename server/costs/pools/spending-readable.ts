import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { can } from "../../kernel/permissions";

/**
 * Whether an actor may read what a pool came to. What pools cost is common knowledge of the members, but for a loan of
 * staff, whose cost is somebody's pay: that is for those who share it, and for who runs the pôle.
 */
export async function spendingReadable(actor: Actor): Promise<(poolId: string) => boolean> {
  if (can(actor, "costs.manage")) return () => true;
  const { rows } = await inTransaction(actor, (tx) =>
    sql<{ id: string }>`
      select id from cost_pools where pole_id = ${actor.poleId} and legal_mode = 'staff_loan'
         and not id = any((select app.pools_seen())::uuid[])`.execute(tx),
  );
  const kept = new Set(rows.map(({ id }) => id));
  return (poolId) => !kept.has(poolId);
}
