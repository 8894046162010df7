import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readNeed } from "../need-of";
import { stageOf } from "../rules";
import type { Submission } from "./answer";
import { readAnswer } from "./answer-of";
import { answering, Refusal } from "./change";
import { missingIn } from "./completeness";
import type { AnswerProblem } from "./problems";
import type { AnswerKey } from "./write-answer";

/**
 * Hands the answer in, or in again: what is typed now replaces what was in, or confirms it after an addendum. Whether it
 * is in time is for the database's clock to say, under the need's lock. Asked twice with one `id`, or with
 * nothing changed since, it is one line.
 * @throws NotFound @throws Forbidden for who does not lead it, or may not give its structure's word
 */
export async function submitAnswer(
  actor: Actor,
  key: AnswerKey,
  id = newId(),
): Promise<Outcome<Submission, AnswerProblem>> {
  return inRegister(actor, key, { id, kind: "submitted" });
}

/** Takes the answer back: nothing is in until it is handed in again. @throws NotFound @throws Forbidden */
export async function withdrawAnswer(
  actor: Actor,
  key: AnswerKey,
  id = newId(),
): Promise<Outcome<Submission, AnswerProblem>> {
  return inRegister(actor, key, { id, kind: "withdrawn" });
}

/** A line to write. */
interface Line {
  readonly id: string;
  readonly kind: "submitted" | "withdrawn";
}

function inRegister(actor: Actor, { needId, answerId }: AnswerKey, line: Line) {
  return answering(() =>
    inTransaction(actor, async (tx, now): Promise<Submission> => {
      const need = await readNeed(tx, actor, needId);
      allow(actor, "answers.submit");
      if (!isId(answerId)) throw new NotFound("answer");
      await sql`select pg_advisory_xact_lock(hashtextextended(${`answer ${answerId}`}, 0))`.execute(tx);
      const answer = await readAnswer(tx, answerId);
      if (answer.needId !== need.id) throw new NotFound("answer");
      if (answer.structureId !== actor.structureId) throw new Forbidden("answers.submit");
      const known = answer.submissions.find(({ id }) => id === line.id);
      if (known) return known;
      const last = answer.submissions.find(({ id }) => id === answer.submissionId);
      const unchanged = last && answer.state === "submitted" && !answer.differs;
      if (line.kind === "submitted" && unchanged && stageOf(need, now) === "published") return last;
      if (line.kind === "submitted") {
        const missing = missingIn(need, answer).filter(({ blocks }) => blocks);
        if (missing.length > 0) throw new Refusal({ code: "incomplete", missing });
      }
      return insertLine(tx, actor, { needId, answerId, ...line });
    }),
  );
}

async function insertLine(tx: Tx, actor: Actor, { needId, answerId, id, kind }: AnswerKey & Line) {
  const { rows } = await sql<Submission>`
    insert into submissions (id, pole_id, need_id, answer_id, number, at, kind, structure_id, person_id, content, sha256)
    values (${id}, ${actor.poleId}, ${needId}, ${answerId}, 0, now(), ${kind}, ${actor.structureId},
            ${actor.personId}, '{}', '')
    returning id, number, at, kind, sha256`.execute(tx);
  return rows[0]!;
}
