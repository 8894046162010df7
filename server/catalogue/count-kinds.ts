import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { KIND_KEYS, type KindKey } from "./kinds";

/** How many resources there are of each kind in the catalogue, or of one structure; kinds without any are left out. */
export function countKinds(actor: Actor, ownerId: string | null): Promise<{ kind: KindKey; count: number }[]> {
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<{ kind: string; count: number }>`
      select kind, count(*)::int as count from resources
       where pole_id = ${actor.poleId} and archived_at is null ${ownerId ? sql`and structure_id = ${ownerId}` : sql``}
       group by 1`.execute(tx);
    return KIND_KEYS.flatMap((kind) => {
      const found = rows.find((row) => row.kind === kind);
      return found ? { kind, count: found.count } : [];
    });
  });
}
