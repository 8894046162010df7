import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readNeed } from "../need-of";
import { stageOf } from "../rules";
import type { Need } from "../need";
import type { Answer } from "./answer";
import { readAnswer } from "./answer-of";
import { refusedBy, type AnswerProblem } from "./problems";

/** What undoes a whole transaction, for an expected reason. */
export class Refusal extends Error {
  constructor(readonly problem: AnswerProblem) {
    super(problem.code);
  }
}

/** Runs `work`; what it refuses, or the database by a name of ours, is a value. */
export async function answering<T>(work: () => Promise<T>): Promise<Outcome<T, AnswerProblem>> {
  try {
    return done(await work());
  } catch (error) {
    return error instanceof Refusal ? refused(error.problem) : refusedBy(error);
  }
}

/** What a change of a draft is made with. */
export interface Change {
  readonly tx: Tx;
  readonly need: Need;
  readonly answer: Answer;
  readonly now: Date;
}

/**
 * Changes what is typed in an answer that the structure acted for writes: with `lead`, that it leads.
 * @throws NotFound where it is not one of its answers to that need
 */
export function changeAnswer<T>(
  actor: Actor,
  { needId, answerId, lead }: { needId: string; answerId: string; lead: boolean },
  work: (change: Change) => Promise<T>,
): Promise<Outcome<T, AnswerProblem>> {
  return answering(() =>
    inTransaction(actor, async (tx, now) => {
      const need = await readNeed(tx, actor, needId);
      allow(actor, "answers.write");
      if (!isId(answerId)) throw new NotFound("answer");
      // Two people of a group at once: one after the other, so that sums are of what both typed.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`answer ${answerId}`}, 0))`.execute(tx);
      const answer = await readAnswer(tx, answerId);
      if (answer.needId !== need.id) throw new NotFound("answer");
      if (lead) allow(actor, "answers.write", answer.structureId);
      if (stageOf(need, now) !== "published") throw new Refusal({ code: "need_is_closed" });
      const made = await work({ tx, need, answer, now });
      if (answer.structureId === actor.structureId)
        await tx.updateTable("answers").set({ changedAt: now }).where("id", "=", answer.id).execute();
      return made;
    }),
  );
}
