import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { affectedBy, type SeenBooking } from "../bookings";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow, can } from "../kernel/permissions";
import type { EvidenceSeen } from "./evidence";
import { eventsOf, type IncidentEvent } from "./incident-events";

/** An incident, as lists show it. */
export interface IncidentSeen {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly description: string;
  readonly stopsUse: boolean;
  readonly reportedAt: Date;
  /** Empty when the person is no longer of the pôle. */
  readonly reporterName: string;
  readonly closedAt: Date | null;
  /** The maintenance that keeps it from being booked, while it is not over; null without any. */
  readonly blockedFrom: Date | null;
  readonly blockedUntil: Date | null;
  readonly photos: number;
}

/** An incident with all that is known of it, for those it concerns. */
export interface IncidentDetails extends Omit<IncidentSeen, "photos"> {
  readonly bookingId: string | null;
  readonly unitLabel: string;
  readonly resolution: string;
  readonly closerName: string;
  readonly blockingReason: string;
  readonly photos: readonly EvidenceSeen[];
  /** What was decided, the oldest first. */
  readonly events: readonly IncidentEvent[];
  /** Bookings that the maintenance takes away; for who manages it. */
  readonly affected: readonly SeenBooking[];
  readonly can: { readonly manage: boolean };
}

/** Which incidents to list. */
export interface IncidentsSearch {
  readonly state: "open" | "closed";
  readonly resourceId?: string | undefined;
  readonly page?: number | undefined;
}

/** Incidents on one page of a list. */
export const INCIDENTS_A_PAGE = 25;

/** Incidents the newest first: all for managers, else those of one's structure, on its things or by its people. */
export async function incidentsOf(actor: Actor, { state, resourceId, page = 1 }: IncidentsSearch) {
  allow(actor, "incidents.report");
  return inTransaction(actor, async (tx) => {
    const conditions = [sql`i.pole_id = ${actor.poleId}`, visibleTo(actor)];
    conditions.push(state === "open" ? sql`i.closed_at is null` : sql`i.closed_at is not null`);
    if (resourceId) conditions.push(isId(resourceId) ? sql`i.resource_id = ${resourceId}` : sql`false`);
    const from = (Math.max(1, Math.trunc(page)) - 1) * INCIDENTS_A_PAGE;
    const rows = await readIncidents(
      tx,
      sql`where ${sql.join(conditions, sql` and `)}
          order by i.reported_at desc, i.id desc limit ${INCIDENTS_A_PAGE + 1} offset ${from}`,
    );
    return { items: rows.slice(0, INCIDENTS_A_PAGE), more: rows.length > INCIDENTS_A_PAGE };
  });
}

/** One incident. @throws NotFound, for those it does not concern too */
export async function incidentOf(actor: Actor, id: string): Promise<IncidentDetails> {
  allow(actor, "incidents.report");
  if (!isId(id)) throw new NotFound("incident");
  return inTransaction(actor, async (tx) => {
    const [row] = await readIncidents(tx, sql`where i.id = ${id} and ${visibleTo(actor)}`);
    if (!row) throw new NotFound("incident");
    const more = await tx
      .selectFrom("incidents as i")
      .leftJoin("units as u", "u.id", "i.unitId")
      .leftJoin("people as p", "p.id", "i.closedBy")
      .leftJoin("blockings as b", "b.id", "i.blockingId")
      .select(["i.bookingId", "i.resolution", "i.blockingId", "u.label", "p.name as closerName", "b.reason"])
      .where("i.id", "=", id)
      .executeTakeFirstOrThrow();
    const photos = await tx
      .selectFrom("evidencePhotos")
      .select(["id", "width", "height"])
      .where("incidentId", "=", id)
      .orderBy("id")
      .execute();
    const manage = can(actor, "incidents.manage", row.ownerId);
    return {
      ...row,
      bookingId: more.bookingId,
      unitLabel: more.label ?? "",
      resolution: more.resolution,
      closerName: more.closerName ?? "",
      blockingReason: more.reason ?? "",
      photos,
      events: await eventsOf(tx, id),
      affected: manage && more.blockingId && row.blockedUntil ? await affectedBy(tx, actor, more.blockingId) : [],
      can: { manage },
    };
  });
}

/** What of the pôle's incidents is for `actor` to read. */
function visibleTo(actor: Actor) {
  if (actor.roles.includes("manager")) return sql`true`;
  return sql`(r.structure_id = ${actor.structureId} or i.reported_by = ${actor.personId}
              or b.structure_id = ${actor.structureId})`;
}

async function readIncidents(tx: Tx, rest: ReturnType<typeof sql>): Promise<IncidentSeen[]> {
  const { rows } = await sql<IncidentSeen>`
    select i.id, i.resource_id, r.name as resource_name, r.structure_id as owner_id, s.name as owner_name,
           i.description, i.stops_use, i.reported_at, coalesce(p.name, '') as reporter_name, i.closed_at,
           held.starts_at as blocked_from, held.ends_at as blocked_until,
           (select count(*)::int from evidence_photos e where e.incident_id = i.id) as photos
      from incidents i
      join resources r on r.id = i.resource_id
      join structures s on s.id = r.structure_id
      left join bookings b on b.id = i.booking_id
      left join people p on p.id = i.reported_by
      left join blockings held on held.id = i.blocking_id and held.removed_at is null and held.ends_at > now()
      ${rest}`.execute(tx);
  return rows;
}
