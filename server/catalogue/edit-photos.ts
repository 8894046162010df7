import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { lockResource } from "./write-resource";

/**
 * Says what photographs of a resource show. Those that are not its own, or gone meanwhile, are passed over.
 * @throws Forbidden, NotFound
 */
export async function editPhotos(
  actor: Actor,
  resourceId: string,
  texts: readonly { id: string; alt: string }[],
): Promise<void> {
  await inTransaction(actor, async (tx) => {
    await lockPhotosOf(tx, actor, resourceId);
    for (const { id, alt } of texts.filter(({ id }) => isId(id))) {
      await tx.updateTable("photos").set({ alt }).where("resourceId", "=", resourceId).where("id", "=", id).execute();
    }
  });
}

/** The ids of a resource's photographs in order, for whoever may change them; nobody else does until the end. */
export async function lockPhotosOf(tx: Tx, actor: Actor, resourceId: string): Promise<string[]> {
  const { structureId } = await lockResource(tx, resourceId);
  allow(actor, "catalogue.edit", structureId);
  const photos = await tx
    .selectFrom("photos")
    .select("id")
    .where("resourceId", "=", resourceId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return photos.map(({ id }) => id);
}

/** @throws NotFound unless the photograph is one of these */
export function requirePhoto(photos: readonly string[], id: string): void {
  if (!photos.includes(id)) throw new NotFound("photo");
}
