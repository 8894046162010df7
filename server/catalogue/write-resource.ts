import { databaseErrorCode, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Invalid, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { addPlace } from "./add-place";
import type { ResourceForm } from "./forms";

/** Locks a resource of the actor's pôle before it is changed. @throws NotFound */
export async function lockResource(tx: Tx, id: string) {
  if (!isId(id)) throw new NotFound("resource");
  const row = await tx
    .selectFrom("resources")
    .select(["id", "kind", "structureId", "version", "archivedAt"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound("resource");
  return row;
}

/** The columns of `resources` that the form decides; describes the place first when it is new. */
export async function columnsOf(tx: Tx, actor: Actor, form: ResourceForm) {
  return {
    structureId: form.structureId,
    placeId: await placeOf(tx, actor, form.place),
    name: form.name,
    description: form.description,
    capacity: form.capacity,
    features: form.features,
    accessible: form.accessible,
    // Not JSON.stringify: the driver would keep a JSON string.
    attributes: form.attributes as never,
    unlimited: form.use.unlimited,
    startStep: form.use.startStep,
    noShowMinutes: form.use.noShowMinutes,
    instructions: form.use.instructions,
    ...form.rules,
  };
}

async function placeOf(tx: Tx, actor: Actor, place: ResourceForm["place"]): Promise<string | null> {
  if (place.choice === "none") return null;
  return place.choice === "known" ? place.id : addPlace(tx, actor, place.place);
}

/** Replaces the opening hours of a resource that is new or locked. */
export async function writeHours(tx: Tx, actor: Actor, id: string, form: ResourceForm): Promise<void> {
  const owned = { poleId: actor.poleId, resourceId: id };
  await tx.deleteFrom("openingHours").where("resourceId", "=", id).execute();
  if (form.hours.length > 0) {
    await tx
      .insertInto("openingHours")
      .values(form.hours.map((hours) => ({ ...owned, ...hours })))
      .execute();
  }
}

/** A place or a structure of another pôle, whose id somebody put in the form by hand, breaks a foreign key. */
export async function refuseForeign<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (databaseErrorCode(error) === "23503") throw new Invalid("unknown_reference");
    throw error;
  }
}
