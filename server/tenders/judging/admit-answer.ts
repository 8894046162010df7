import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { openedAnswers, type Admission, type OpenedAnswer } from "./opened-answers";
import { readOpened } from "./reading";

/** Why an answer is not said to be admissible or irregular, each a sentence of the messages `opening.problem`. */
export type AdmissionProblem = "reason_missing" | "decision_taken" | "scored_without_it";

/** An answer of a need that was opened. */
export interface AnswerOf {
  readonly needId: string;
  readonly answerId: string;
}

/**
 * The buyer says whether an answer can be judged, and why where it cannot; may be said again until somebody is proposed,
 * but what was put aside does not come back once the others were scored together.
 * @throws NotFound @throws Forbidden for anybody but the buyer
 */
export async function admitAnswer(
  actor: Actor,
  key: AnswerOf,
  { decision, reason }: Pick<Admission, "decision" | "reason">,
): Promise<Outcome<null, AdmissionProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const { need, answer } = await readForBuyer(tx, actor, key);
    if (isDecided(need)) return refused("decision_taken");
    if (decision === "irregular" && reason.trim() === "") return refused("reason_missing");
    const back = decision === "admissible" && answer.admission?.decision === "irregular";
    if (back && need.consensusAt !== null) return refused("scored_without_it");
    const said = { decision, reason: reason.trim(), personId: actor.personId, at: now };
    await tx
      .insertInto("admissions")
      .values({ ...said, answerId: answer.id, poleId: need.poleId, needId: need.id })
      .onConflict((conflict) => conflict.column("answerId").doUpdateSet(said))
      .execute();
    return done(null);
  });
}

/** Whether somebody is proposed, or it ended otherwise: what was opened is judged no more. */
export function isDecided({ state }: Need): boolean {
  return state !== "opened" && state !== "evaluated";
}

/** An opened answer, for the buyer alone. @throws NotFound @throws Forbidden */
export async function readForBuyer(tx: Tx, actor: Actor, key: AnswerOf): Promise<{ need: Need; answer: OpenedAnswer }> {
  const need = await readOpened(tx, actor, key.needId);
  const answer = (await openedAnswers(tx, need.id)).find(({ id }) => id === key.answerId);
  if (!answer) throw new NotFound("answer");
  allow(actor, "needs.judge", need.buyer.id);
  if (!need.ours) throw new Forbidden("needs.judge");
  return { need, answer };
}
