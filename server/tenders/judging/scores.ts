import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readJudging, type Judging } from "./judging-of";
import { judging, NotJudged, type JudgingProblem } from "./problems";

/** What is given to an answer on one criterion; null: nothing yet. */
export interface Entry {
  readonly criterionId: string;
  readonly value: number | null;
  readonly words: string;
}

/**
 * Keeps one's own scores of an answer, some or all; nobody else reads them before the consensus opens.
 * @throws NotFound @throws Forbidden for who does not sit, or has a conflict
 */
export async function writeScores(
  actor: Actor,
  needId: string,
  { answerId, entries }: { answerId: string; entries: readonly Entry[] },
): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx, now) => {
      const stands = await sits(tx, actor, needId);
      await keepScores(tx, stands, { answerId, entries, personId: actor.personId, now });
      return done(null);
    }),
  );
}

/** Says that one has scored everything: from then on one's scores wait for the others'. @throws NotFound @throws Forbidden */
export async function finishScoring(actor: Actor, needId: string): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx, now) => {
      const { left } = await sits(tx, actor, needId);
      if (left.mine > 0) return refused({ code: "scores_are_missing" });
      await setFinished(tx, actor, needId, now);
      return done(null);
    }),
  );
}

/** Takes one's scores up again, as long as the consensus is not open. @throws NotFound @throws Forbidden */
export async function resumeScoring(actor: Actor, needId: string): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx) => {
      await sits(tx, actor, needId);
      await setFinished(tx, actor, needId, null);
      return done(null);
    }),
  );
}

/** The judging of a need, for who sits without a conflict. @throws NotFound @throws Forbidden */
export async function sits(tx: Tx, actor: Actor, needId: string): Promise<Judging> {
  const stands = await readJudging(tx, actor, needId);
  allow(actor, "needs.judge");
  if (stands.me?.declared !== "none") throw new Forbidden("needs.judge");
  return stands;
}

/** Writes what is given to an answer, by a person, or by the panel together where there is none. */
export async function keepScores(
  tx: Tx,
  { need, answers, scores, toScore }: Judging,
  given: { answerId: string; entries: readonly Entry[]; personId: string | null; now: Date },
): Promise<void> {
  const { answerId, entries, personId, now } = given;
  if (!answers.some(({ id }) => id === answerId)) throw new NotFound("answer");
  const asked = new Set(toScore.filter((each) => each.answerId === answerId).map(({ criterionId }) => criterionId));
  const rows = entries.flatMap(({ criterionId, value, words }) => {
    if (!asked.has(criterionId)) throw new NotJudged({ code: "score_of_the_answer", criterionId });
    const before = scores.some(
      (score) => score.answerId === answerId && score.criterionId === criterionId && score.personId === personId,
    );
    // A score that was given is changed, not wiped; and words alone would be lost.
    if (value === null && (before || words !== "")) throw new NotJudged({ code: "score_is_missing", criterionId });
    if (value === null) return [];
    return [
      { id: newId(), poleId: need.poleId, needId: need.id, answerId, criterionId, personId, value, words, at: now },
    ];
  });
  if (rows.length === 0) return;
  await tx
    .insertInto("scores")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["answerId", "criterionId", "personId"]).doUpdateSet((row) => ({
        value: row.ref("excluded.value"),
        words: row.ref("excluded.words"),
        at: row.ref("excluded.at"),
      })),
    )
    .execute();
}

async function setFinished(tx: Tx, actor: Actor, needId: string, finishedAt: Date | null): Promise<void> {
  await tx
    .updateTable("panelMembers")
    .set({ finishedAt })
    .where("needId", "=", needId)
    .where("personId", "=", actor.personId)
    .execute();
}
