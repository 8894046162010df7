import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, Invalid, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { lockBookable } from "./bookable";
import type { BlockingKind } from "./blocking";
import { readBookingRows, seenBy, type SeenBooking } from "./seen-booking";
import { kept } from "./text";

/** A time in which a resource, or some of its units, cannot be booked. */
export interface BlockingForm extends Period {
  /** Made by whoever asks: the same form sent twice is one blocking. */
  readonly id: string;
  readonly resourceId: string;
  readonly kind: BlockingKind;
  readonly reason?: string | undefined;
  /** All of them, when left out. */
  readonly unitIds?: readonly string[] | undefined;
  /** Structures that may book all the same. */
  readonly exceptStructures?: readonly string[] | undefined;
  /** The event of an imported calendar that it stands for. */
  readonly sourceUid?: string | undefined;
}

/**
 * Keeps a time from being booked. Bookings already made stay: those that it meets are told, for their people to be
 * told too. Requests and blockings meet under the lock of the units, so that nothing slips in between.
 * @throws NotFound; Forbidden unless the actor may edit the resource; Invalid for units of another resource
 */
export function addBlocking(
  actor: Actor,
  form: BlockingForm,
): Promise<{ blockingId: string; affected: readonly SeenBooking[] }> {
  return inTransaction(actor, (tx, now) => writeBlocking(tx, actor, form, now));
}

/** As addBlocking(), in the caller's transaction. */
async function writeBlocking(tx: Tx, actor: Actor, form: BlockingForm, now: Date) {
  const resource = isId(form.resourceId) ? await lockBookable(tx, form.resourceId) : null;
  if (!resource) throw new NotFound("resource");
  allow(actor, "catalogue.edit", resource.ownerId);
  if (form.start >= form.end) throw new Invalid("ends_before_start");
  const unitIds = form.unitIds ?? resource.unitIds;
  if (unitIds.length === 0 || unitIds.some((unit) => !resource.unitIds.includes(unit)))
    throw new Invalid("unknown_unit");
  return insertBlocking(tx, actor, { ...form, unitIds }, now);
}

/**
 * Stops a thing for a time, or what is in service of `unitIds`, as a maintenance. Who may is decided by the caller: a
 * report stops a thing for its reporter, who may block nothing by themselves. Null when nothing of it is in service.
 * @throws NotFound
 */
export async function stopForMaintenance(tx: Tx, actor: Actor, form: Omit<BlockingForm, "kind">, now: Date) {
  const resource = await lockBookable(tx, form.resourceId);
  if (!resource) throw new NotFound("resource");
  const unitIds = resource.unitIds.filter((unit) => form.unitIds?.includes(unit) ?? true);
  return unitIds.length === 0 ? null : insertBlocking(tx, actor, { ...form, kind: "maintenance", unitIds }, now);
}

/** Under the lock of the units. */
async function insertBlocking(
  tx: Tx,
  actor: Actor,
  form: BlockingForm & { readonly unitIds: readonly string[] },
  now: Date,
) {
  const added = await tx
    .insertInto("blockings")
    .values({
      id: form.id,
      poleId: actor.poleId,
      resourceId: form.resourceId,
      kind: form.kind,
      reason: kept(form.reason ?? "").trim(),
      startsAt: form.start,
      endsAt: form.end,
      exceptStructures: [...(form.exceptStructures ?? [])],
      sourceUid: form.sourceUid ?? null,
      createdBy: actor.personId,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!added) {
    const seen = await tx.selectFrom("blockings").select("resourceId").where("id", "=", form.id).executeTakeFirst();
    if (seen?.resourceId !== form.resourceId) throw new Conflict("already_exists");
  } else {
    await tx
      .insertInto("blockedUnits")
      .values(
        form.unitIds.map((unitId) => ({
          blockingId: form.id,
          poleId: actor.poleId,
          unitId,
          startsAt: form.start,
          endsAt: form.end,
        })),
      )
      .execute();
  }
  return { blockingId: form.id, affected: await affectedBy(tx, actor, form.id) };
}

/** The live bookings that a blocking of a resource one may edit meets, by their start. @throws NotFound; Forbidden */
export function bookingsMetBy(actor: Actor, blockingId: string): Promise<SeenBooking[]> {
  return inTransaction(actor, async (tx) => {
    const blocking = await tx
      .selectFrom("blockings as b")
      .innerJoin("resources as r", "r.id", "b.resourceId")
      .select("r.structureId")
      .where("b.id", "=", blockingId)
      .executeTakeFirst();
    if (!blocking) throw new NotFound("blocking");
    allow(actor, "catalogue.edit", blocking.structureId);
    return affectedBy(tx, actor, blockingId);
  });
}

/** The live bookings that a blocking meets, of structures that it does not except, by their start. */
export async function affectedBy(tx: Tx, actor: Actor, blockingId: string): Promise<SeenBooking[]> {
  const rows = await readBookingRows(
    tx,
    sql`where b.id in (
          select claim.booking_id
            from blocked_units held
            join blockings blocked on blocked.id = held.blocking_id
            join claims claim on claim.unit_id = held.unit_id and claim.released_at is null
                             and claim.starts_at < held.ends_at and claim.ends_at > held.starts_at
                             -- No claim is longer: the index need not be read from its beginning.
                             and claim.starts_at > held.starts_at - interval '33 days'
            join bookings met on met.id = claim.booking_id
                             and met.starts_at < held.ends_at and met.ends_at > held.starts_at
           where held.blocking_id = ${blockingId} and held.removed_at is null and met.ends_at > now()
             and not met.structure_id = any(blocked.except_structures))
        order by b.starts_at, b.id`,
  );
  return rows.map((row) => seenBy(actor, row));
}
