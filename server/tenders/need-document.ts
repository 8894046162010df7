import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";

/** A document of a need with its bytes, for whoever may see the need. @throws NotFound */
export async function needDocument(
  actor: Actor,
  needId: string,
  documentId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(actor, "needs.view");
  if (!isId(needId) || !isId(documentId)) throw new NotFound("document");
  const found = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("needFiles")
      .select(["name", "bytes"])
      .where("id", "=", documentId)
      .where("needId", "=", needId)
      .executeTakeFirst(),
  );
  if (!found) throw new NotFound("document");
  return { name: found.name, bytes: new Uint8Array(found.bytes) };
}
