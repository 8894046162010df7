import { sql } from "kysely";
import type { Tx } from "../../db/transaction";

/** An incident with all that its mails say. */
export interface ToldIncident {
  id: string;
  resourceName: string;
  description: string;
  stopsUse: boolean;
  reportedAt: Date;
  reportedBy: string | null;
  reporterName: string | null;
  reporterStructure: string | null;
  closedAt: Date | null;
  resolution: string;
  /** Until when nobody can book it; null when it can be. */
  blockedUntil: Date | null;
  /** How often it was let be used again: each round is told anew. */
  rounds: number;
  poleId: string;
  poleSlug: string;
  poleName: string;
  timeZone: string;
}

/** One incident of the pôle in whose scope `tx` is. */
export async function toldIncident(tx: Tx, id: string): Promise<ToldIncident | undefined> {
  const { rows } = await sql<ToldIncident>`
    select i.id, r.name as resource_name, i.description, i.stops_use, i.reported_at, i.reported_by,
           p.name as reporter_name, i.closed_at, i.resolution, held.ends_at as blocked_until,
           (select count(*)::int from incident_events e
             where e.incident_id = i.id and e.kind in ('served', 'closed')) as rounds,
           -- The structure that the reporter had it for, else the first they work for here.
           coalesce(
             (select s.name from bookings b join structures s on s.id = b.structure_id where b.id = i.booking_id),
             (select s.name from affiliations a join structures s on s.id = a.structure_id
                join memberships m on m.structure_id = s.id and m.pole_id = i.pole_id
               where a.person_id = i.reported_by and a.ended_at is null order by s.name limit 1)) as reporter_structure,
           po.id as pole_id, po.slug as pole_slug, po.name as pole_name, po.time_zone
      from incidents i
      join resources r on r.id = i.resource_id
      join poles po on po.id = i.pole_id
      left join people p on p.id = i.reported_by
      left join blockings held on held.id = i.blocking_id and held.removed_at is null and held.ends_at > now()
     where i.id = ${id}`.execute(tx);
  return rows[0];
}

/** Somebody a mail goes to, with their language; undefined when the account is closed. */
export async function reader(tx: Tx, personId: string) {
  return tx
    .selectFrom("people")
    .select(["id", "name", "email", "locale"])
    .where("id", "=", personId)
    .where("disabledAt", "is", null)
    .executeTakeFirst();
}
