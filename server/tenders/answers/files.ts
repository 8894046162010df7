import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readNeed } from "../need-of";
import { changeAnswer, Refusal } from "./change";
import { cleanName } from "../../kernel/file-name";
import type { AnswerProblem } from "./problems";
import type { AnswerKey } from "./write-answer";

/** Of one file, in bytes. */
export const MAX_FILE = 10 * 1024 * 1024;
/** Of one answer. */
export const MAX_FILES = 20;

/** A file as it comes: nothing that it says of itself is believed, and nothing in it is read. */
export interface FileIn {
  /** Made by whoever sends it, where it may come twice: it is then one. */
  readonly id?: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly priced: boolean;
}

/** Adds a file to an answer, whatever is in it: it is kept as it is, and given back to be saved, never to be shown. */
export async function addAnswerFile(
  actor: Actor,
  key: AnswerKey,
  { id = newId(), name, bytes, priced }: FileIn,
): Promise<Outcome<string, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: false }, async ({ tx, answer }) => {
    if (answer.files.some((file) => file.id === id)) return id;
    if (bytes.byteLength === 0) throw new Refusal({ code: "file_empty" });
    if (bytes.byteLength > MAX_FILE) throw new Refusal({ code: "file_too_large" });
    if (answer.files.length >= MAX_FILES) throw new Refusal({ code: "too_many_files" });
    await tx
      .insertInto("answerFiles")
      .values({
        ...{ id, poleId: actor.poleId, answerId: answer.id, priced },
        ...{ name: cleanName(name), type: "application/octet-stream", bytes: Buffer.from(bytes) },
      })
      .execute();
    return id;
  });
}

/** Takes a file off the draft; where the register names it, it stays. @throws NotFound */
export async function removeAnswerFile(
  actor: Actor,
  key: AnswerKey,
  fileId: string,
): Promise<Outcome<null, AnswerProblem>> {
  return changeAnswer(actor, { ...key, lead: false }, async ({ tx, answer, now }) => {
    if (!answer.files.some(({ id }) => id === fileId)) throw new NotFound("file");
    await tx.updateTable("answerFiles").set({ removedAt: now }).where("id", "=", fileId).execute();
    return null;
  });
}

/** A file of an answer to this need, for its authors. @throws NotFound */
export async function answerFile(
  actor: Actor,
  needId: string,
  fileId: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  return inTransaction(actor, async (tx) => {
    const need = await readNeed(tx, actor, needId);
    allow(actor, "answers.write");
    if (!isId(fileId)) throw new NotFound("file");
    const { rows } = await sql<{ name: string; bytes: Buffer }>`
      select f.name, f.bytes from answer_files f join answers a on a.id = f.answer_id
       where f.id = ${fileId} and a.need_id = ${need.id} and app.writes_answer(a.id)`.execute(tx);
    if (!rows[0]) throw new NotFound("file");
    return rows[0];
  });
}
