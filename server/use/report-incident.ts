import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { writeBlocking } from "../bookings";
import type { Actor } from "../kernel/actor";
import { Conflict, Invalid, NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import { dayBounds, localDateOf, type Period } from "../kernel/time";
import { encodeEvidence, writeEvidence, type EvidenceProblem } from "./evidence";
import { stopsAtOnce } from "./rules";
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

/** What came of a report: `stopped` when nobody can book it until the end of the day. */
export interface Reported {
  readonly id: string;
  readonly stopped: boolean;
}

/**
 * Reports an incident: its owner's administrators and the pôle's managers are told. When it stops the thing and the
 * reporter has it today, it is kept from being booked until the end of the day, and whoever booked it then is told.
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

    const today = dayBounds(localDateOf(now, actor.timeZone), actor.timeZone);
    const byOwner = can(actor, "incidents.manage", ownerId);
    const hasItToday = !byOwner && (await hasIt(tx, actor, form.resourceId, today));
    const stopped = stopsAtOnce({ stopsUse: form.stopsUse, hasItToday, byOwner });
    if (stopped) {
      const period = { start: now, end: today.end };
      await block(
        tx,
        actor,
        form.id,
        { ...period, reason: "", unitIds: unitId && units > 1 ? [unitId] : undefined },
        now,
      );
    }
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

/** Whether the structure acted for has it today, or had it. */
async function hasIt(tx: Tx, actor: Actor, resourceId: string, { start, end }: Period): Promise<boolean> {
  if (!actor.structureId) return false;
  const found = await tx
    .selectFrom("bookings")
    .select("id")
    .where("resourceId", "=", resourceId)
    .where("structureId", "=", actor.structureId)
    .where("state", "in", ["confirmed", "checked_in", "returned"])
    .where("startsAt", "<", end)
    .where("startsAt", ">", new Date(start.getTime() - 32 * 86_400_000))
    .where("endsAt", ">", start)
    .executeTakeFirst();
  return found !== undefined;
}

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
 * to do so was decided before: by stopsAtOnce() for who reports, who need not be allowed to block anything else.
 */
export async function block(
  tx: Tx,
  actor: Actor,
  incidentId: string,
  { start, end, reason, unitIds }: Maintenance,
  now: Date,
): Promise<void> {
  const { resourceId } = await tx
    .selectFrom("incidents")
    .select("resourceId")
    .where("id", "=", incidentId)
    .executeTakeFirstOrThrow();
  const owner: Actor = { ...actor, roles: ["manager"] };
  const form = { id: newId(), resourceId, kind: "maintenance" as const, reason, start, end, unitIds };
  const { blockingId, affected } = await writeBlocking(tx, owner, form, now);
  await tx.updateTable("incidents").set({ blockingId, stopsUse: true }).where("id", "=", incidentId).execute();
  for (const booking of affected) {
    if (booking.checkedInAt !== null) continue;
    const payload = { kind: "incident-affected", poleId: actor.poleId, incidentId, bookingId: booking.id };
    await tellByMail(tx, payload, `incident-affected:${incidentId}:${booking.id}`);
  }
}
