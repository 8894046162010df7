import { z } from "zod";
import { Id } from "~/http/api-shapes";
import { kindOf, resourceOf, unitsFor, type Unit as OwnUnit } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";

/** One of the things alike that a resource is made of. */
export const Unit = z
  .object({
    id: Id,
    label: z.string(),
    number: z.int(),
    inService: z.boolean(),
    coming: z.int().meta({ description: "Bookings of it that are not over." }),
  })
  .meta({ id: "Unit" });

/** Every refusal about units, with its status. */
export const UNIT_PROBLEMS = { unit_has_bookings: 409, last_unit: 409, too_many_units: 409 } as const;

/** The units of a resource. @throws Forbidden unless the actor may edit it; NotFound */
export async function unitsOf(actor: Actor, resourceId: string): Promise<z.input<typeof Unit>[]> {
  return (await unitsFor(actor, resourceId)).map(shown);
}

/** As their page, for kinds that are given one by one alone. @throws Forbidden, NotFound */
export async function requireUnits(actor: Actor, resourceId: string): Promise<void> {
  const { kind, owner } = await resourceOf(actor, resourceId);
  allow(actor, "catalogue.edit", owner.id);
  if (!kindOf(kind).quantity) throw new NotFound("resource");
}

function shown({ id, label, number, retiredAt, coming }: OwnUnit): z.input<typeof Unit> {
  return { id, label, number, inService: retiredAt === null, coming };
}
