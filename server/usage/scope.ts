import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow, can } from "../kernel/permissions";
import { addDays, instantAt } from "../kernel/time";
import type { Days } from "./rules";

/** Whose use is looked at: one resource, those of a structure, or the whole pôle. */
export type Scope =
  | { readonly of: "resource"; readonly id: string; readonly name: string }
  | { readonly of: "structure"; readonly id: string }
  | { readonly of: "pole" };

/**
 * What the actor may look at: the resource asked for, else the whole pôle, else the resources of their structure.
 * @throws Forbidden, or NotFound for a resource that is not of the pôle
 */
export async function scopeOf(tx: Tx, actor: Actor, resourceId: string | null): Promise<Scope> {
  if (resourceId !== null) {
    if (!isId(resourceId)) throw new NotFound("resource");
    const row = await tx
      .selectFrom("resources")
      .select(["id", "name", "structureId"])
      .where("id", "=", resourceId)
      .executeTakeFirst();
    if (!row) throw new NotFound("resource");
    allow(actor, "use.view", row.structureId);
    return { of: "resource", id: row.id, name: row.name };
  }
  if (can(actor, "use.view", "any structure")) return { of: "pole" };
  allow(actor, "use.view");
  return { of: "structure", id: actor.structureId ?? "" };
}

/** Conditions on r (resources) and, with `onBookings`, on b: each by an index of its own. */
export function within(actor: Actor, scope: Scope, { onBookings = false } = {}): RawBuilder<unknown> {
  if (scope.of === "resource") return onBookings ? sql`b.resource_id = ${scope.id}` : sql`r.id = ${scope.id}`;
  const pole = onBookings ? sql`b.pole_id = ${actor.poleId}` : sql`r.pole_id = ${actor.poleId}`;
  return scope.of === "pole" ? pole : sql`${pole} and r.structure_id = ${scope.id}`;
}

/** The instants of days on the pôle's clock: included, excluded. */
export function boundsOf({ first, last }: Days, zone: string): { from: Date; to: Date } {
  return { from: instantAt(first, 0, zone), to: instantAt(addDays(last, 1), 0, zone) };
}

/** States in which a time was, is or will be used. */
export const USED = sql`('confirmed', 'checked_in', 'returned', 'settled')`;

/** What a booking counts for: once where all units go together, else each unit. */
export const WEIGHT = sql`case when r.takes_all_units then 1 else b.quantity end`;
