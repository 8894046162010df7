import { inTransaction, type Tx } from "../../db/transaction";
import { affectedBy, endBlocking } from "../bookings";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { writeEvent } from "./incident-events";
import { stop } from "./report-incident";
import { tellByMail } from "./tell";

/** Why a maintenance was not planned. */
export type MaintenanceProblem =
  | { readonly code: "incident_closed" }
  | { readonly code: "maintenance_reversed" }
  | { readonly code: "maintenance_past" }
  /** Every unit is out of service: nobody can book it as it is. */
  | { readonly code: "nothing_in_service" };

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
    const unitIds = incident.unitId && incident.units > 1 ? [incident.unitId] : undefined;
    if (!(await stop(tx, actor, incidentId, { start, end, reason, unitIds }, now)))
      return refused({ code: "nothing_in_service" });
    // The one it had.
    if (incident.blockingId) await endBlocking(tx, actor, incident.blockingId, now);
    await writeEvent(tx, actor, incidentId, "planned", now);
    return done(null);
  });
}

/**
 * Lets a stopped thing be used again while its incident stays open: the answer to a report that stopped it without
 * need. Those whose booking it took away are told. Twice is once.
 * @throws NotFound; Forbidden unless the actor answers for the resource
 */
export async function letServe(actor: Actor, incidentId: string): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const incident = await lockIncident(tx, actor, incidentId);
    if (incident.closedAt || !incident.stopsUse) return;
    await tx.updateTable("incidents").set({ stopsUse: false }).where("id", "=", incidentId).execute();
    await writeEvent(tx, actor, incidentId, "served", now);
    await endMaintenance(tx, actor, incidentId, incident.blockingId, now);
  });
}

/**
 * Closes an incident: its maintenance ends, whoever reported it is told what was done, those whose booking it took away
 * that they have it again. Closing twice is closing once.
 * @throws NotFound; Forbidden unless the actor answers for the resource
 */
export async function closeIncident(
  actor: Actor,
  { incidentId, resolution }: { incidentId: string; resolution: string },
): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const incident = await lockIncident(tx, actor, incidentId);
    if (incident.closedAt) return;
    const note = resolution.replaceAll("\u0000", "").trim();
    await tx
      .updateTable("incidents")
      .set({ closedAt: now, closedBy: actor.personId, resolution: note })
      .where("id", "=", incidentId)
      .execute();
    await writeEvent(tx, actor, incidentId, "closed", now, note);
    await endMaintenance(tx, actor, incidentId, incident.blockingId, now);
    if (incident.reportedBy === null || incident.reportedBy === actor.personId) return;
    const payload = { kind: "incident-closed", poleId: actor.poleId, incidentId };
    await tellByMail(tx, payload, `incident-closed:${incidentId}`);
  });
}

/**
 * Opens a closed incident again: it was not solved after all. It stops nothing by itself. Twice is once.
 * @throws NotFound; Forbidden unless the actor answers for the resource
 */
export async function reopenIncident(actor: Actor, incidentId: string): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const incident = await lockIncident(tx, actor, incidentId);
    if (!incident.closedAt) return;
    await tx
      .updateTable("incidents")
      .set({ closedAt: null, closedBy: null, resolution: "", stopsUse: false })
      .where("id", "=", incidentId)
      .execute();
    await writeEvent(tx, actor, incidentId, "reopened", now);
  });
}

/** Ends what stops it, and tells those who were told that they could not have it. */
async function endMaintenance(tx: Tx, actor: Actor, incidentId: string, blockingId: string | null, now: Date) {
  if (!blockingId) return;
  for (const booking of await affectedBy(tx, actor, blockingId)) {
    if (booking.checkedInAt !== null) continue;
    const payload = { kind: "incident-lifted", poleId: actor.poleId, incidentId, bookingId: booking.id };
    await tellByMail(tx, payload, `incident-lifted:${incidentId}:${booking.id}`);
  }
  // Whoever manages incidents may edit the resource: the same people (server/kernel/permissions.ts).
  await endBlocking(tx, actor, blockingId, now);
}

async function lockIncident(tx: Tx, actor: Actor, id: string) {
  if (!isId(id)) throw new NotFound("incident");
  const incident = await tx
    .selectFrom("incidents as i")
    .innerJoin("resources as r", "r.id", "i.resourceId")
    .select(["i.closedAt", "i.blockingId", "i.unitId", "i.reportedBy", "i.stopsUse", "r.structureId as ownerId"])
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
