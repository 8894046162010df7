import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isKindKey, type KindKey } from "./kinds";

/** Another resource, as a line names it. */
export interface LinkedResource {
  readonly id: string;
  readonly name: string;
  readonly kind: KindKey;
}

/** What a resource is made of: how many of another's units; null: all of them. */
export interface Part extends LinkedResource {
  readonly takes: number | null;
  readonly units: number;
  readonly oneByOne: boolean;
}

/** A dated session with its places. */
export interface CourseSession {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
  readonly title: string;
  readonly places: number;
  /** Held by nobody. */
  readonly left: number;
  readonly cancelledAt: Date | null;
}

/** What stands around a resource: its parts, what it is part of, its sessions, what goes with it. */
export interface Composition {
  readonly parts: readonly Part[];
  readonly partOf: readonly LinkedResource[];
  /** Not over yet, cancelled ones included. */
  readonly sessions: readonly CourseSession[];
  readonly addons: readonly LinkedResource[];
}

/** What stands around a resource of the actor's pôle; nothing for one of another. */
export function compositionOf(actor: Actor, resourceId: string): Promise<Composition> {
  return inTransaction(actor, async (tx) => {
    const parts = await sql<Part>`
      select r.id, r.name, r.kind, p.takes, not r.takes_all_units as one_by_one,
             (select count(*)::int from resource_units ru join units u on u.id = ru.unit_id
               where ru.resource_id = r.id and u.retired_at is null) as units
        from resource_parts p join resources r on r.id = p.source_id
       where p.resource_id = ${resourceId} order by p.part`.execute(tx);
    const partOf = await sql<LinkedResource>`
      select r.id, r.name, r.kind from resource_parts p join resources r on r.id = p.resource_id
       where p.source_id = ${resourceId} and r.archived_at is null
       order by app.fold(r.name) collate "C", r.id`.execute(tx);
    const addons = await sql<LinkedResource>`
      select r.id, r.name, r.kind from resource_addons a join resources r on r.id = a.addon_id
       where a.resource_id = ${resourceId} and r.archived_at is null order by a.position, r.id`.execute(tx);
    const sessions = await sql<CourseSession>`
      select s.id, s.starts_at as start, s.ends_at as "end", s.title, s.cancelled_at, count(u.id)::int as places,
             (count(u.id) filter (where not coalesce(claim.ends_at > s.starts_at, false)))::int as left
        from resource_sessions s
        left join resource_units ru on ru.resource_id = s.resource_id
        left join units u on u.id = ru.unit_id and u.retired_at is null
        left join lateral (
          -- Live claims of one unit never overlap: only the last that starts before the end can reach into it.
          select ends_at from claims
           where unit_id = u.id and released_at is null and starts_at < s.ends_at
           order by starts_at desc limit 1
        ) claim on true
       where s.resource_id = ${resourceId} and s.ends_at > now()
       group by s.id order by s.starts_at limit 100`.execute(tx);
    const known = <T extends LinkedResource>(rows: T[]) => rows.filter(({ kind }) => isKindKey(kind));
    return {
      parts: known(parts.rows),
      partOf: known(partOf.rows),
      sessions: sessions.rows,
      addons: known(addons.rows),
    };
  });
}
