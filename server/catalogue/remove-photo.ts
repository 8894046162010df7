import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { lockPhotosOf, requirePhoto } from "./edit-photos";

/** Removes a photograph and its files for good: the page asks first. @throws Forbidden, NotFound */
export async function removePhoto(actor: Actor, resourceId: string, photoId: string): Promise<void> {
  await inTransaction(actor, async (tx) => {
    requirePhoto(await lockPhotosOf(tx, actor, resourceId), photoId);
    await tx.deleteFrom("photos").where("id", "=", photoId).execute();
  });
}
