import { inTransaction, type Tx } from "../../db/transaction";
import { endBlocking } from "../bookings";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { block } from "./report-incident";
import { tellByMail } from "./tell";

/** Why a maintenance was not planned. */
export type MaintenanceProblem =
  | { readonly code: "incident_closed" }
  | { readonly code: "maintenance_reversed" }
  | { readonly code: "maintenance_past" };

/** When an incident keeps a thing from being booked. */
export interface MaintenanceForm extends Period {
  readonly incidentId: string;
  /** Read by whoever would book it then. */
  readonly reason?: string | undefined;
}

/**
 * Turns an incident into a maintenance, in place of the one it had: whoever booked it then is told with alternatives,
 * once. Nothing is cancelled: that is for them to choose.
 * @throws NotFound; Forbidden unless the actor answers for the resource
 */
export async function planMaintenance(
  actor: Actor,
  { incidentId, start, end, reason = "" }: MaintenanceForm,
): Promise<Outcome<null, MaintenanceProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const incident = await lockIncident(tx, actor, incidentId);
    if (incident.closedAt) return refused({ code: "incident_closed" });
    if (start >= end) return refused({ code: "maintenance_reversed" });
    if (end <= now) return refused({ code: "maintenance_past" });
    await endMaintenance(tx, actor, incident.blockingId, now);
    const unitIds = incident.unitId && incident.units > 1 ? [incident.unitId] : undefined;
    await block(tx, actor, incidentId, { start, end, reason, unitIds }, now);
    return done(null);
  });
}

/**
 * Closes an incident: its maintenance ends, whoever reported it is told what was done. Closing twice is closing once.
 * @throws NotFound; Forbidden unless the actor answers for the resource
 */
export async function closeIncident(
  actor: Actor,
  { incidentId, resolution }: { incidentId: string; resolution: string },
): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const incident = await lockIncident(tx, actor, incidentId);
    if (incident.closedAt) return;
    await tx
      .updateTable("incidents")
      .set({ closedAt: now, closedBy: actor.personId, resolution: resolution.replaceAll("\u0000", "").trim() })
      .where("id", "=", incidentId)
      .execute();
    await endMaintenance(tx, actor, incident.blockingId, now);
    if (incident.reportedBy === null || incident.reportedBy === actor.personId) return;
    const payload = { kind: "incident-closed", poleId: actor.poleId, incidentId };
    await tellByMail(tx, payload, `incident-closed:${incidentId}`);
  });
}

async function endMaintenance(tx: Tx, actor: Actor, blockingId: string | null, now: Date): Promise<void> {
  // Whoever manages incidents may edit the resource: the same people (server/kernel/permissions.ts).
  if (blockingId) await endBlocking(tx, actor, blockingId, now);
}

async function lockIncident(tx: Tx, actor: Actor, id: string) {
  if (!isId(id)) throw new NotFound("incident");
  const incident = await tx
    .selectFrom("incidents as i")
    .innerJoin("resources as r", "r.id", "i.resourceId")
    .select(["i.closedAt", "i.blockingId", "i.unitId", "i.reportedBy", "r.structureId as ownerId"])
    .select((on) =>
      on
        .selectFrom("resourceUnits as ru")
        .select((each) => each.fn.countAll<number>().as("units"))
        .whereRef("ru.resourceId", "=", "i.resourceId")
        .as("units"),
    )
    .where("i.id", "=", id)
    .forUpdate("i")
    .executeTakeFirst();
  if (!incident) throw new NotFound("incident");
  allow(actor, "incidents.manage", incident.ownerId);
  return { ...incident, units: Number(incident.units ?? 0) };
}
