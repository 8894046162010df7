import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { MAX_UNITS } from "./forms-use";
import { addUnitsTo } from "./units";
import { lockResource } from "./write-resource";

/** One of the things alike that a resource is made of. */
export interface Unit {
  readonly id: string;
  /** "" when it has none: it then goes by its number. */
  readonly label: string;
  /** From 1: those with a label first, by label. */
  readonly number: number;
  readonly retiredAt: Date | null;
  /** Live bookings that are not over. */
  readonly coming: number;
}

/** A booking that keeps a unit from being taken out of service. */
export interface BookingInTheWay {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
  readonly structure: string;
}

/** Why a unit stays, or none is added. */
export type UnitProblem =
  | { readonly code: "unit_has_bookings"; readonly bookings: readonly BookingInTheWay[] }
  /** A resource without any unit is better archived. */
  | { readonly code: "last_unit" }
  | { readonly code: "too_many_units"; readonly most: number };

/** The units of its own of a resource, those out of service last. @throws Forbidden unless the actor may edit it */
export function unitsFor(actor: Actor, resourceId: string): Promise<Unit[]> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    const { rows } = await sql<Unit>`
      select u.id, u.label, (row_number() over (order by u.retired_at is not null, u.label = '', u.label, u.id))::int as number,
             u.retired_at, coalesce(claim.coming, 0) as coming
        from resource_units ru
        join units u on u.id = ru.unit_id
        left join lateral (
          select count(*)::int as coming from claims
           where unit_id = u.id and released_at is null and ends_at > now() and starts_at > now() - interval '33 days'
        ) claim on true
       where ru.resource_id = ${resourceId} and ru.part = 0
       order by number`.execute(tx);
    return rows;
  });
}

/**
 * Adds units alike, without a label. `firstId` is the first one's, where whoever asks makes it: asked twice, they are
 * added once. @throws Forbidden, NotFound
 */
export function addUnits(
  actor: Actor,
  resourceId: string,
  count: number,
  firstId?: string,
): Promise<Outcome<null, UnitProblem>> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    const before = firstId && (await tx.selectFrom("units").select("id").where("id", "=", firstId).executeTakeFirst());
    if (before) return done(null);
    const { inService } = await countUnits(tx, resourceId);
    if (inService + count > MAX_UNITS) return refused({ code: "too_many_units", most: MAX_UNITS });
    await addUnitsTo(
      tx,
      actor,
      resourceId,
      Array.from({ length: count }, () => ""),
      firstId,
    );
    await raiseVersion(tx, resourceId);
    return done(null);
  });
}

/** Names units, so that people know which they are given; a unit that is not the resource's is left alone. */
export function labelUnits(
  actor: Actor,
  resourceId: string,
  labels: readonly { readonly id: string; readonly label: string }[],
): Promise<void> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    if (labels.length === 0) return;
    await sql`
      update units u set label = wanted.label
        from unnest(${labels.map(({ id }) => id)}::uuid[], ${labels.map(({ label }) => label)}::text[]) as wanted (id, label)
       where u.id = wanted.id and u.label <> wanted.label
         and exists (select from resource_units where resource_id = ${resourceId} and unit_id = u.id and part = 0)`.execute(
      tx,
    );
  });
}

/**
 * Takes a unit out of service: it is given to nobody any more, kits over it included. Not while somebody has it or is
 * to have it.
 */
export function retireUnit(actor: Actor, resourceId: string, unitId: string): Promise<Outcome<null, UnitProblem>> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    // Whoever books it holds this lock until their claim is written: what follows sees it, or they see it retired.
    const unit = await lockUnit(tx, resourceId, unitId);
    if (unit.retiredAt) return done(null);
    const bookings = await bookingsInTheWay(tx, unitId);
    if (bookings.length > 0) return refused({ code: "unit_has_bookings", bookings });
    const { inService, parts } = await countUnits(tx, resourceId);
    if (inService <= 1 && parts === 0) return refused({ code: "last_unit" });
    await tx
      .updateTable("units")
      .set({ retiredAt: sql<Date>`now()` })
      .where("id", "=", unitId)
      .execute();
    await raiseVersion(tx, resourceId);
    return done(null);
  });
}

/** Puts a unit back in service. */
export function restoreUnit(actor: Actor, resourceId: string, unitId: string): Promise<Outcome<null, UnitProblem>> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    await lockUnit(tx, resourceId, unitId);
    const { inService } = await countUnits(tx, resourceId);
    if (inService >= MAX_UNITS) return refused({ code: "too_many_units", most: MAX_UNITS });
    await tx.updateTable("units").set({ retiredAt: null }).where("id", "=", unitId).execute();
    await raiseVersion(tx, resourceId);
    return done(null);
  });
}

async function editable(tx: Tx, actor: Actor, resourceId: string): Promise<void> {
  const { structureId } = await lockResource(tx, resourceId);
  allow(actor, "catalogue.edit", structureId);
}

async function lockUnit(tx: Tx, resourceId: string, unitId: string) {
  if (!isId(unitId)) throw new NotFound("unit");
  const unit = await tx
    .selectFrom("units")
    .innerJoin("resourceUnits as ru", "ru.unitId", "units.id")
    .select(["units.id", "units.retiredAt"])
    .where("units.id", "=", unitId)
    .where("ru.resourceId", "=", resourceId)
    .where("ru.part", "=", 0)
    .forUpdate("units")
    .executeTakeFirst();
  if (!unit) throw new NotFound("unit");
  return unit;
}

async function bookingsInTheWay(tx: Tx, unitId: string): Promise<BookingInTheWay[]> {
  const { rows } = await sql<BookingInTheWay>`
    select b.id, b.starts_at as start, b.ends_at as "end", s.name as structure
      from claims c
      join bookings b on b.id = c.booking_id
      join structures s on s.id = b.structure_id
     where c.unit_id = ${unitId} and c.released_at is null and c.ends_at > now()
       and c.starts_at > now() - interval '33 days'
     order by b.starts_at limit 20`.execute(tx);
  return rows;
}

async function countUnits(tx: Tx, resourceId: string): Promise<{ inService: number; parts: number }> {
  const { rows } = await sql<{ inService: number; parts: number }>`
    select (select count(*)::int from resource_units ru join units u on u.id = ru.unit_id
             where ru.resource_id = ${resourceId} and ru.part = 0 and u.retired_at is null) as in_service,
           (select count(*)::int from resource_parts where resource_id = ${resourceId}) as parts`.execute(tx);
  return rows[0] ?? { inService: 0, parts: 0 };
}

/** So that a booking being decided on what was there before begins again. */
export async function raiseVersion(tx: Tx, resourceId: string): Promise<void> {
  await tx
    .updateTable("resources")
    .set((eb) => ({ version: eb("version", "+", 1), updatedAt: sql<Date>`now()` }))
    .where("id", "=", resourceId)
    .execute();
}
