import { databaseErrorCode, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Invalid, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { addPlace } from "./add-place";
import type { EditForm, ResourceForm } from "./forms";

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

/** The columns of `resources` that editing decides; describes the place first when it is new. */
export async function columnsOf(tx: Tx, actor: Actor, form: EditForm) {
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
  };
}

async function placeOf(tx: Tx, actor: Actor, place: EditForm["place"]): Promise<string | null> {
  if (place.choice === "none") return null;
  return place.choice === "known" ? place.id : addPlace(tx, actor, place.place);
}

/** Writes the first opening hours of a new resource. */
export async function writeHours(
  tx: Tx,
  actor: Actor,
  resourceId: string,
  hours: ResourceForm["hours"],
): Promise<void> {
  if (hours.length === 0) return;
  await tx
    .insertInto("openingHours")
    .values(hours.map((each) => ({ poleId: actor.poleId, resourceId, ...each })))
    .execute();
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
