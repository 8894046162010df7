import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";

/** What was decided about an incident. */
export type IncidentDecision = "stopped" | "planned" | "served" | "closed" | "reopened";

/** A decision about an incident, as its history shows it. */
export interface IncidentEvent {
  readonly kind: IncidentDecision;
  readonly at: Date;
  /** Empty when the person is no longer of the pôle. */
  readonly personName: string;
  readonly note: string;
}

/** Keeps a decision in the history of its incident. */
export async function writeEvent(
  tx: Tx,
  { poleId, personId }: Actor,
  incidentId: string,
  kind: IncidentDecision,
  at: Date,
  note = "",
): Promise<void> {
  await tx.insertInto("incidentEvents").values({ id: newId(), poleId, incidentId, at, personId, kind, note }).execute();
}

/** What was decided about an incident, the oldest first. */
export async function eventsOf(tx: Tx, incidentId: string): Promise<IncidentEvent[]> {
  const rows = await tx
    .selectFrom("incidentEvents as e")
    .leftJoin("people as p", "p.id", "e.personId")
    .select(["e.kind", "e.at", "e.note", "p.name"])
    .where("e.incidentId", "=", incidentId)
    .orderBy("e.at")
    .orderBy("e.id")
    .execute();
  return rows.map(({ kind, name, ...event }) => ({
    ...event,
    kind: kind as IncidentDecision,
    personName: name ?? "",
  }));
}
