import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { lockPhotosOf } from "./edit-photos";

/** The order told is not one of the photographs that there are: some came or went, or one is told twice. */
export interface OtherPhotos {
  readonly code: "other_photos";
  readonly ids: readonly string[];
}

/** Puts all the photographs of a resource in an order; the first one is its face. @throws Forbidden, NotFound */
export function arrangePhotos(
  actor: Actor,
  resourceId: string,
  ids: readonly string[],
): Promise<Outcome<null, OtherPhotos>> {
  return inTransaction(actor, async (tx) => {
    const photos = await lockPhotosOf(tx, actor, resourceId);
    const same = ids.length === photos.length && photos.every((id) => ids.includes(id));
    if (!same) return refused({ code: "other_photos", ids: photos });
    for (const [position, id] of ids.entries()) {
      await tx.updateTable("photos").set({ position }).where("id", "=", id).execute();
    }
    return done(null);
  });
}
