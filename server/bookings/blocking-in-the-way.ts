import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Period } from "../kernel/time";
import type { BlockingKind } from "./blocking";

/** What keeps some units from being booked, and until when. */
export interface FirstBlocking {
  readonly kind: BlockingKind;
  readonly reason: string;
  readonly until: Date;
}

/** A period of some units, wanted by a structure. */
interface WantedUnits extends Period {
  readonly unitIds: readonly string[];
  readonly structureId: string | null;
}

/**
 * Of each thing wanted, the blocking that lasts longest among those that keep some of its units from its structure;
 * null without any. One statement for all.
 */
export async function firstBlockings(tx: Tx, wanted: readonly WantedUnits[]): Promise<(FirstBlocking | null)[]> {
  if (wanted.length === 0) return [];
  const rows = wanted.map(({ unitIds, structureId, start, end }, rank) => ({
    rank,
    unit_ids: unitIds,
    structure_id: structureId,
    starts_at: start,
    ends_at: end,
  }));
  const { rows: found } = await sql<{ rank: number; kind: BlockingKind; reason: string; endsAt: Date }>`
    select distinct on (w.rank) w.rank, blocked.kind, blocked.ends_at,
           case when app.is_guest() then '' else blocked.reason end as reason
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w (
             rank int, unit_ids uuid[], structure_id uuid, starts_at timestamptz, ends_at timestamptz)
      cross join unnest(w.unit_ids) as unit (unit_id)
      join blocked_units held on held.unit_id = unit.unit_id and held.removed_at is null
                             and held.ends_at > w.starts_at and held.starts_at < w.ends_at
      join blockings blocked on blocked.id = held.blocking_id
                            and (w.structure_id is null or not w.structure_id = any(blocked.except_structures))
     order by w.rank, blocked.ends_at desc`.execute(tx);
  return wanted.map((_, rank) => {
    const row = found.find((each) => each.rank === rank);
    return row ? { kind: row.kind, reason: row.reason, until: row.endsAt } : null;
  });
}
