import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { readLine, type KindWords, type ReadLine } from "./cells";
import { readHeadings, type ImportKind, type TypedTable } from "./headings";
import { knownFor } from "./known";
import type { FileProblem } from "./limits";
import { readTable } from "./read-table";
import { decideLines, type PlannedLine } from "./rules";

/** What is kept of a file until it is confirmed: what was read, and what would become of each line. */
export interface ImportContent {
  readonly columns: TypedTable["columns"];
  readonly ignored: readonly string[];
  readonly lines: readonly (ReadLine & Pick<TypedTable["lines"][number], "cells">)[];
  readonly plan: readonly PlannedLine[];
}

/** Previews that nobody confirms are emptied after so many days: they hold people's addresses. */
const KEPT_DAYS = 7;

/**
 * Reads a file and decides what each of its lines would do; nothing of it is written but this preview, whose id is the
 * answer; whoever may send it twice makes that `id`. `words` are the names of kinds of resource.
 */
export async function previewImport(
  actor: Actor,
  file: { id?: string; kind: ImportKind; name: string; bytes: Buffer },
  words: KindWords,
): Promise<Outcome<string, FileProblem>> {
  allow(actor, "pole.import");
  const table = readTable(file.bytes);
  if (!table.ok) return table;
  const typed = readHeadings(file.kind, table.value);
  if (!typed.ok) return typed;
  const { columns, ignored } = typed.value;
  const lines = typed.value.lines.map((line) => ({ ...readLine(file.kind, line, words), cells: line.cells }));
  const plan = decideLines(file.kind, lines, await knownFor(actor, file.kind, lines));
  const content: ImportContent = { columns, ignored, lines, plan };
  const { id = newId() } = file;
  await inTransaction(actor, async (tx, now) => {
    await tx
      .updateTable("imports")
      .set({ content: {} as never, state: "failed" })
      .where("state", "=", "preview")
      .where("kind", "in", ["structures", "people", "resources"])
      .where("createdAt", "<", new Date(now.getTime() - KEPT_DAYS * 86_400_000))
      .execute();
    await tx
      .insertInto("imports")
      .values({
        id,
        poleId: actor.poleId,
        personId: actor.personId,
        kind: file.kind,
        fileName: file.name.replaceAll("\0", "").slice(0, 200),
        // Not JSON.stringify: the driver would keep a JSON string.
        content: content as never,
        total: lines.length,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  });
  return done(id);
}
