import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Period } from "../kernel/time";
import type { BlockingKind } from "./blocking";
import { blockingsOn } from "./claims";

/** The blocking that lasts longest among those that keep some units from a structure in a period; null without any. */
export async function firstBlocking(
  tx: Tx,
  unitIds: readonly string[],
  period: Period,
  structureId: string | null,
): Promise<{ kind: BlockingKind; reason: string; until: Date } | null> {
  const { rows } = await sql<{ kind: BlockingKind; reason: string; endsAt: Date }>`
    select blocked.kind, blocked.reason, blocked.ends_at
      from unnest(${unitIds}::uuid[]) as wanted (unit_id) ${blockingsOn(sql`wanted.unit_id`, period, structureId)}
     order by blocked.ends_at desc limit 1`.execute(tx);
  const [found] = rows;
  return found ? { kind: found.kind, reason: found.reason, until: found.endsAt } : null;
}
