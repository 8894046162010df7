import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";

/** What the form of a pool chooses among. */
export interface PoolChoices {
  readonly today: LocalDate;
  /** Structures of the pôle that have not left it, by name, and the pool's own that have. */
  readonly structures: readonly { id: string; name: string; startsOn: LocalDate }[];
  /** Resources of the catalogue, by name. */
  readonly resources: readonly { id: string; name: string }[];
}

/** @param poolId whose participants are kept even where they have left the pôle @throws Forbidden */
export function poolChoices(actor: Actor, poolId: string | null): Promise<PoolChoices> {
  allow(actor, "costs.manage", null);
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const { rows: structures } = await sql<PoolChoices["structures"][number]>`
      select s.id, s.name, m.starts_on from memberships m join structures s on s.id = m.structure_id
       where m.pole_id = ${actor.poleId}
         and (m.kind <> 'observer' and coalesce(m.ends_on, 'infinity') >= ${today}
              or exists (select from pool_participants p where p.pool_id = ${poolId} and p.structure_id = s.id))
       order by app.fold(s.name), s.id`.execute(tx);
    const { rows: resources } = await sql<{ id: string; name: string }>`
      select r.id, r.name from resources r
       where r.pole_id = ${actor.poleId} and (r.archived_at is null
         or exists (select from pool_resources p where p.pool_id = ${poolId} and p.resource_id = r.id))
       order by app.fold(r.name), r.id`.execute(tx);
    return { today, structures, resources };
  });
}
