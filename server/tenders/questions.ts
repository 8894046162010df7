import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { readNeed } from "./need-of";
import { takesQuestions } from "./rules";

/** Why a question, or its answer, is not taken. */
export type QuestionProblem = "questions_are_over" | "own_need" | "no_structure";

/**
 * Asks a question about a need, for everybody to read; by whom is kept in a table that only who asks may read. `id` is
 * made by whoever asks: the same form sent twice is one question.
 * @throws NotFound for a need that is not for them; Conflict for somebody else's id
 */
export async function askQuestion(
  actor: Actor,
  needId: string,
  { id, question }: { id: string; question: string },
): Promise<Outcome<string, QuestionProblem>> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx, now) => {
    const need = await readNeed(tx, actor, needId);
    if (need.state === "draft") throw new NotFound("need");
    if (need.ours) return refused("own_need");
    if (!actor.structureId) return refused("no_structure");
    if (!takesQuestions(need, now)) return refused("questions_are_over");
    const asked = { id, poleId: need.poleId, needId: need.id, question };
    const added = await tx
      .insertInto("needQuestions")
      .values(asked)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) {
      if (need.questions.some((known) => known.id === id && known.ours)) return done(id);
      throw new Conflict("already_exists");
    }
    await tx
      .insertInto("questionAskers")
      .values({ questionId: id, poleId: need.poleId, structureId: actor.structureId, personId: actor.personId })
      .execute();
    return done(id);
  });
}

/**
 * Answers a question, to everybody; may be put right until the closing.
 * @throws NotFound, Forbidden for anybody but the buyer
 */
export async function answerQuestion(
  actor: Actor,
  needId: string,
  questionId: string,
  answer: string,
): Promise<Outcome<string, "need_is_closed">> {
  return inTransaction(actor, async (tx, now) => {
    const need = await readNeed(tx, actor, needId);
    allow(actor, "needs.write", need.buyer.id);
    if (!need.ours) throw new Forbidden("needs.write");
    if (!isId(questionId) || !need.questions.some(({ id }) => id === questionId)) throw new NotFound("question");
    if (need.state !== "published" || need.closesAt === null || now >= need.closesAt) return refused("need_is_closed");
    await tx
      .updateTable("needQuestions")
      .set({ answer, answeredAt: now, answeredBy: actor.personId })
      .where("id", "=", questionId)
      .where("needId", "=", needId)
      .execute();
    return done(questionId);
  });
}
