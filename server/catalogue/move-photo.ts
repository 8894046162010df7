import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { lockPhotosOf, requirePhoto } from "./edit-photos";
import { movedIn } from "./rules";

/** Moves a photograph one place earlier or later; the first one is the face of the resource. @throws Forbidden, NotFound */
export async function movePhoto(actor: Actor, resourceId: string, photoId: string, by: -1 | 1): Promise<void> {
  await inTransaction(actor, async (tx) => {
    const photos = await lockPhotosOf(tx, actor, resourceId);
    requirePhoto(photos, photoId);
    for (const [position, id] of movedIn(photos, photoId, by).entries()) {
      await tx.updateTable("photos").set({ position }).where("id", "=", id).execute();
    }
  });
}
