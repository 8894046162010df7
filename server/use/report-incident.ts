import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { stopForMaintenance } from "../bookings";
import type { Actor } from "../kernel/actor";
import { Conflict, Invalid, NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { encodeEvidence, writeEvidence, type EvidenceProblem } from "./evidence";
import { writeEvent } from "./incident-events";
import { holdsAround, STOP_FOR, stopsAtOnce } from "./rules";
import { tellByMail } from "./tell";
import { readUsed } from "./used-booking";

/** Something that broke, or is missing. */
export interface IncidentForm {
  /** Made by whoever reports: the same form sent twice is one incident. */
  readonly id: string;
  readonly resourceId: string;
  /** The booking during which it was seen. */
  readonly bookingId?: string | null | undefined;
  readonly description: string;
  /** It cannot be used any more. */
  readonly stopsUse: boolean;
  readonly photos?: readonly Uint8Array[] | undefined;
}

/** What came of a report: `stopped` when nobody can book it until its owner answers. */
export interface Reported {
  readonly id: string;
  readonly stopped: boolean;
}

/**
 * Reports an incident: its owner's administrators and the pôle's managers are told. When it stops the thing and the
 * reporter has it (see stopsAtOnce()), it is kept from being booked until they answer, and whoever booked it then is
 * told. Where no unit is in service there is nothing to stop, and the report is kept all the same.
 * @throws NotFound for a resource, or a booking of it, that is not of the pôle; Forbidden
 */
export async function reportIncident(actor: Actor, form: IncidentForm): Promise<Outcome<Reported, EvidenceProblem>> {
  allow(actor, "incidents.report");
  // Before the work, and again after it: reading pictures takes seconds.
  await inTransaction(actor, (tx) => reportedResource(tx, actor, form));
  const photos = await encodeEvidence(form.photos ?? []);
  if (!photos.ok) return photos;

  return inTransaction(actor, async (tx, now) => {
    const { ownerId, unitId, units } = await reportedResource(tx, actor, form);
    const description = form.description.replaceAll("\u0000", "").trim();
    if (!description) throw new Invalid("invalid", { description: "required" });
    const added = await tx
      .insertInto("incidents")
      .values({
        id: form.id,
        poleId: actor.poleId,
        resourceId: form.resourceId,
        unitId,
        bookingId: form.bookingId ?? null,
        reportedBy: actor.personId,
        reportedAt: now,
        description,
        stopsUse: form.stopsUse,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) return done(await already(tx, actor, form.id));
    await writeEvidence(tx, actor.poleId, { incidentId: form.id }, photos.value);
    await tellOwners(tx, actor, form.id, ownerId);

    const byOwner = can(actor, "incidents.manage", ownerId);
    const hasIt = !byOwner && (await holdsIt(tx, actor, form.resourceId, now));
    const letServe = hasIt && (await wasLetServe(tx, form.resourceId, unitId, now));
    if (!stopsAtOnce({ stopsUse: form.stopsUse, hasIt, byOwner, letServe }))
      return done({ id: form.id, stopped: false });
    const unitIds = unitId && units > 1 ? [unitId] : undefined;
    const period = { start: now, end: new Date(now.getTime() + STOP_FOR) };
    const stopped = await stop(tx, actor, form.id, { ...period, reason: "", unitIds }, now);
    if (stopped) await writeEvent(tx, actor, form.id, "stopped", now);
    return done({ id: form.id, stopped });
  });
}

async function reportedResource(tx: Tx, actor: Actor, form: IncidentForm) {
  if (!isId(form.resourceId)) throw new NotFound("resource");
  const row = await tx
    .selectFrom("resources as r")
    .select("r.structureId as ownerId")
    .select((on) =>
      on
        .selectFrom("resourceUnits as ru")
        .select(sql<number>`count(*)::int`.as("units"))
        .whereRef("ru.resourceId", "=", "r.id")
        .as("units"),
    )
    .where("r.id", "=", form.resourceId)
    .executeTakeFirst();
  if (!row) throw new NotFound("resource");
  const booking = form.bookingId ? await readUsed(tx, form.bookingId) : null;
  const knows = booking && can(actor, "bookings.see-purpose", booking.structureId);
  if (form.bookingId && (booking?.resourceId !== form.resourceId || !knows)) throw new NotFound("booking");
  return { ownerId: row.ownerId, units: row.units ?? 0, unitId: booking?.unitId ?? null };
}

/** Whether the structure acted for has it in its hands. */
async function holdsIt(tx: Tx, actor: Actor, resourceId: string, now: Date): Promise<boolean> {
  if (!actor.structureId) return false;
  const { startsBefore, endsAfter } = holdsAround(now);
  const found = await tx
    .selectFrom("bookings")
    .select("id")
    .where("resourceId", "=", resourceId)
    .where("structureId", "=", actor.structureId)
    .where("state", "in", ["confirmed", "checked_in", "returned"])
    .where("startsAt", "<", startsBefore)
    // No booking is longer: the index need not be read from its beginning.
    .where("startsAt", ">", new Date(endsAfter.getTime() - 32 * DAY))
    .where("endsAt", ">", endsAfter)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether its owner let it be used again within a day, after a report had stopped it. */
async function wasLetServe(tx: Tx, resourceId: string, unitId: string | null, now: Date): Promise<boolean> {
  const found = await tx
    .selectFrom("incidentEvents as e")
    .innerJoin("incidents as i", "i.id", "e.incidentId")
    .select("e.id")
    .where("i.resourceId", "=", resourceId)
    .where("e.kind", "=", "served")
    // Of several alike, the other one.
    .where(sql<boolean>`coalesce(i.unit_id = ${unitId}, true)`)
    .where("e.at", ">", new Date(now.getTime() - DAY))
    .executeTakeFirst();
  return found !== undefined;
}

const DAY = 86_400_000;

/** The same form sent again: what it made. @throws Conflict when somebody else made it */
async function already(tx: Tx, actor: Actor, id: string): Promise<Reported> {
  const seen = await tx
    .selectFrom("incidents")
    .select(["reportedBy", "blockingId"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (seen?.reportedBy !== actor.personId) throw new Conflict("already_exists");
  return { id, stopped: seen.blockingId !== null };
}

/** The owner's administrators and the pôle's managers, but for whoever reports. */
async function tellOwners(tx: Tx, actor: Actor, incidentId: string, ownerId: string): Promise<void> {
  const { rows } = await sql<{ personId: string }>`
    select person_id from affiliations where structure_id = ${ownerId} and role = 'administrator' and ended_at is null
    union
    select person_id from pole_staff where pole_id = ${actor.poleId} and ended_at is null`.execute(tx);
  for (const { personId } of rows) {
    if (personId === actor.personId) continue;
    const payload = { kind: "incident-reported", poleId: actor.poleId, incidentId, personId };
    await tellByMail(tx, payload, `incident-reported:${incidentId}:${personId}`);
  }
}

/** A maintenance that an incident asks for. */
interface Maintenance extends Period {
  readonly reason: string;
  readonly unitIds: readonly string[] | undefined;
}

/**
 * Keeps a thing from being booked because of an incident, and has everybody told whose booking it takes away. The right
 * to do so was decided before: by stopsAtOnce() for who reports, by `incidents.manage` for who plans; nothing else calls
 * this. False when nothing of it is in service.
 */
export async function stop(
  tx: Tx,
  actor: Actor,
  incidentId: string,
  { start, end, reason, unitIds }: Maintenance,
  now: Date,
): Promise<boolean> {
  const { resourceId } = await tx
    .selectFrom("incidents")
    .select("resourceId")
    .where("id", "=", incidentId)
    .executeTakeFirstOrThrow();
  const form = { id: newId(), resourceId, reason, start, end, unitIds };
  const stopped = await stopForMaintenance(tx, actor, form, now);
  if (!stopped) return false;
  const { blockingId, affected } = stopped;
  await tx.updateTable("incidents").set({ blockingId, stopsUse: true }).where("id", "=", incidentId).execute();
  for (const booking of affected) {
    if (booking.checkedInAt !== null) continue;
    const payload = { kind: "incident-affected", poleId: actor.poleId, incidentId, bookingId: booking.id };
    await tellByMail(tx, payload, `incident-affected:${incidentId}:${booking.id}`);
  }
  return true;
}
