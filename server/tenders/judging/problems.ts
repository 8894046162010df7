import { violatedConstraint } from "../../../db/transaction";
import { refused, type Outcome } from "../../kernel/outcome";

/** Why something about judging is not done, each a sentence of the messages `scoring.problem`. */
export const JUDGING_PROBLEMS = [
  "panel_is_fixed",
  "panel_is_of_the_pole",
  "reason_is_said",
  "need_is_sealed",
  "conflict_stays",
  "score_of_others",
  "score_of_the_answer",
  "score_is_missing",
  "score_is_a_number",
  "score_in_scale",
  "score_in_time",
  "scores_are_missing",
  "panel_has_finished",
] as const;
export type JudgingCode = (typeof JUDGING_PROBLEMS)[number];

/** `criterionId`: what it is about, where it is one score. */
export interface JudgingProblem {
  readonly code: JudgingCode;
  readonly criterionId?: string;
}

/** What undoes a whole transaction, for an expected reason. */
export class NotJudged extends Error {
  constructor(readonly problem: JudgingProblem) {
    super(problem.code);
  }
}

/** The database has the last word; what it refuses by name is an answer. */
export async function judging<T>(work: () => Promise<Outcome<T, JudgingProblem>>): Promise<Outcome<T, JudgingProblem>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotJudged) return refused(error.problem);
    const code = JUDGING_PROBLEMS.find((name) => name === violatedConstraint(error));
    if (!code) throw error;
    return refused({ code });
  }
}
