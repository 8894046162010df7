import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { encodePhoto, type PhotoProblem } from "./photo-encoding";
import { lockResource } from "./write-resource";

/** Photographs of one resource at most. */
export const MAX_PHOTOS = 20;

/**
 * Adds a photograph after the others. `bytes` may be anything at all; `alt` says what it shows to those who do not
 * see it, and may come later. `id` is made by whoever may ask twice: the photograph is then added once.
 * @throws Forbidden, NotFound
 */
export async function addPhoto(
  actor: Actor,
  resourceId: string,
  photo: { bytes: Uint8Array; alt?: string; id?: string },
): Promise<Outcome<{ id: string }, PhotoProblem | "photo_too_many">> {
  // Before the work: nobody makes us read pictures for nothing. After it again, since it takes seconds.
  const { id = newId() } = photo;
  const { room, added } = await inTransaction(actor, async (tx) => ({
    room: await hasRoom(tx, actor, resourceId),
    added: await isThere(tx, resourceId, id),
  }));
  if (added) return done({ id });
  if (!room) return refused("photo_too_many");
  const encoded = await encodePhoto(photo.bytes);
  if (!encoded.ok) return encoded;
  const { width, height, files } = encoded.value;
  return inTransaction(actor, async (tx) => {
    if (!(await hasRoom(tx, actor, resourceId))) return refused("photo_too_many");
    const { next } = await tx
      .selectFrom("photos")
      .select((eb) => eb.fn.coalesce(eb(eb.fn.max("position"), "+", 1), eb.lit(0)).as("next"))
      .where("resourceId", "=", resourceId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("photos")
      .values({ id, poleId: actor.poleId, resourceId, position: next, alt: photo.alt ?? "", width, height })
      .execute();
    for (const file of files) {
      await tx
        .insertInto("photoFiles")
        .values({ poleId: actor.poleId, photoId: id, ...file })
        .execute();
    }
    return done({ id });
  });
}

async function isThere(tx: Tx, resourceId: string, id: string): Promise<boolean> {
  const photo = await tx
    .selectFrom("photos")
    .select("id")
    .where("resourceId", "=", resourceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return photo !== undefined;
}

async function hasRoom(tx: Tx, actor: Actor, resourceId: string): Promise<boolean> {
  const { structureId } = await lockResource(tx, resourceId);
  allow(actor, "catalogue.edit", structureId);
  const { count } = await tx
    .selectFrom("photos")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("resourceId", "=", resourceId)
    .executeTakeFirstOrThrow();
  return count < MAX_PHOTOS;
}
