import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";

/** The WebP file of a photograph at one width. @throws NotFound, also for a photograph of another pôle */
export async function photoFile(actor: Actor, photoId: string, width: number): Promise<Buffer> {
  if (!isId(photoId) || !Number.isSafeInteger(width) || width > 10_000) throw new NotFound("photo");
  const file = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("photoFiles")
      .select("bytes")
      .where("photoId", "=", photoId)
      .where("width", "=", width)
      .executeTakeFirst(),
  );
  if (!file) throw new NotFound("photo");
  return file.bytes;
}
