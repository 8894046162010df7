import { z } from "zod";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import type { IncidentDetails, IncidentSeen } from "~server/use";

/** An incident in a list. */
export const Incident = z
  .object({
    id: Id,
    resource: z.object({ id: Id, name: z.string() }),
    structure: z.object({ id: Id, name: z.string() }).meta({ description: "That shares the resource." }),
    description: z.string(),
    stopsUse: z.boolean(),
    reporterName: z.string(),
    reportedAt: Instant,
    closedAt: Instant.nullable(),
    blockedFrom: Instant.nullable(),
    blockedUntil: Instant.nullable().meta({ description: "The maintenance that keeps it from being booked." }),
  })
  .meta({ id: "Incident" });

/** One incident. */
export const IncidentWithResolution = Incident.extend({
  bookingId: Id.nullable(),
  unit: z.string(),
  resolution: z.string(),
  closerName: z.string(),
  can: z.object({ manage: z.boolean() }),
}).meta({ id: "IncidentWithResolution" });

/** An incident as lists of the API show it. */
export function shownIncident(incident: Omit<IncidentSeen, "photos">, { timeZone }: Actor): z.input<typeof Incident> {
  const at = (instant: Date | null) => instant && isoWithOffset(instant, timeZone);
  const { id, resourceId, resourceName, ownerId, ownerName, description, stopsUse, reporterName } = incident;
  return {
    id,
    resource: { id: resourceId, name: resourceName },
    structure: { id: ownerId, name: ownerName },
    description,
    stopsUse,
    reporterName,
    reportedAt: isoWithOffset(incident.reportedAt, timeZone),
    closedAt: at(incident.closedAt),
    blockedFrom: at(incident.blockedFrom),
    blockedUntil: at(incident.blockedUntil),
  };
}

/** One incident as the API shows it. */
export function shownIncidentAlone(incident: IncidentDetails, actor: Actor): z.input<typeof IncidentWithResolution> {
  const { bookingId, unitLabel, resolution, closerName, can } = incident;
  return { ...shownIncident(incident, actor), bookingId, unit: unitLabel, resolution, closerName, can };
}
