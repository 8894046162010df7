import { enqueue, inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { IMPORT_KINDS } from "./headings";
import type { ImportContent } from "./preview-import";
import { isReady } from "./rules";

/** Why a preview is not carried out: some line is wrong, or none has anything to do. */
export type ConfirmProblem = { readonly code: "not_ready" };

/** Has a preview carried out in the background. Confirmed twice, it is carried out once. @throws NotFound */
export async function confirmImport(actor: Actor, id: string): Promise<Outcome<void, ConfirmProblem>> {
  allow(actor, "pole.import");
  if (!isId(id)) throw new NotFound("import");
  return inTransaction(actor, async (tx) => {
    const row = await tx
      .selectFrom("imports")
      .select(["state", "content"])
      .where("id", "=", id)
      .where("kind", "in", [...IMPORT_KINDS])
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound("import");
    if (row.state !== "preview") return done(undefined);
    if (!isReady((row.content as unknown as ImportContent).plan)) return refused({ code: "not_ready" });
    await tx
      .updateTable("imports")
      .set({ state: "running", done: 0, result: {} as never })
      .where("id", "=", id)
      .execute();
    await enqueue(tx, "run-import", { importId: id, actor }, `import ${id}`);
    return done(undefined);
  });
}
