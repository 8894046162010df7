import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { readOpened } from "./reading";

/**
 * A file that an opened answer names, for who judges it; one with prices in it, once prices are open.
 * @throws NotFound @throws Forbidden
 */
export async function openedFile(
  actor: Actor,
  key: { readonly needId: string; readonly answerId: string },
  fileId: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  return inTransaction(actor, async (tx) => {
    const need = await readOpened(tx, actor, key.needId);
    if (!isId(fileId) || !isId(key.answerId)) throw new NotFound("file");
    const { rows } = await sql<{ name: string; bytes: Buffer }>`
      select f.name, f.bytes
        from answer_files f join answers a on a.id = f.answer_id join submissions s on s.id = a.submission_id
       where f.id = ${fileId} and a.id = ${key.answerId} and a.need_id = ${need.id} and a.state = 'submitted'
         and s.content -> 'files' @> jsonb_build_array(jsonb_build_object('id', f.id))
         and (not f.priced or app.reads_prices(${need.id}))`.execute(tx);
    if (!rows[0]) throw new NotFound("file");
    return rows[0];
  });
}
