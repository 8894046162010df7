import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Conflict, Forbidden, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { Answer } from "../answers/answer";
import { readAnswer } from "../answers/answer-of";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import { isDecided, readForBuyer, type AnswerOf } from "./admit-answer";

/** Why a clarification is not asked, or not answered, each a sentence of the messages `opening.problem`. */
export type ClarificationProblem = "decision_taken" | "due_in_the_past" | "clarification_is_over";

/** A question about one answer, and what its lead says to it. */
export interface Clarification {
  readonly id: string;
  readonly question: string;
  readonly askedAt: Date;
  /** It is answered before this instant, or not at all. */
  readonly dueAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}

/** What the buyer asks; `id` is made by the form: sent twice, it is one. */
export interface ClarificationForm {
  readonly id: string;
  readonly question: string;
  readonly dueAt: Date;
}

/**
 * The buyer asks one bidder to make something clear. The answer changes nothing of what was handed in.
 * @throws NotFound @throws Forbidden for anybody but the buyer @throws Conflict for somebody else's id
 */
export async function askClarification(
  actor: Actor,
  key: AnswerOf,
  { id, question, dueAt }: ClarificationForm,
): Promise<Outcome<string, ClarificationProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const { need, answer } = await readForBuyer(tx, actor, key);
    if (isDecided(need)) return refused("decision_taken");
    if (dueAt <= now) return refused("due_in_the_past");
    const at = { poleId: need.poleId, needId: need.id, answerId: answer.id };
    const added = await tx
      .insertInto("clarifications")
      .values({ id, ...at, question, askedBy: actor.personId, dueAt })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (added || (await readClarifications(tx, answer.id)).some((known) => known.id === id)) return done(id);
    throw new Conflict("already_exists");
  });
}

/** Something that one's own answer is asked to make clear. */
export interface AskedOfUs {
  readonly need: Need;
  readonly answer: Answer;
  readonly clarification: Clarification;
  /** Whether it may still be answered. */
  readonly open: boolean;
  /** The database's clock. */
  readonly now: Date;
}

/** One's own answer is asked that, for its authors. @throws NotFound */
export async function askedOfUs(actor: Actor, needId: string, clarificationId: string): Promise<AskedOfUs> {
  return inTransaction(actor, (tx, now) => readAskedOfUs(tx, actor, { needId, clarificationId, now }));
}

/**
 * The lead answers, and may put it right until its time is over.
 * @throws NotFound where it is not asked of them @throws Forbidden for a member that does not lead
 */
export async function answerClarification(
  actor: Actor,
  { needId, clarificationId }: { readonly needId: string; readonly clarificationId: string },
  words: string,
): Promise<Outcome<string, ClarificationProblem>> {
  return inTransaction(actor, async (tx, now) => {
    const { answer, open } = await readAskedOfUs(tx, actor, { needId, clarificationId, now });
    if (answer.structureId !== actor.structureId) throw new Forbidden("answers.write");
    if (!open) return refused("clarification_is_over");
    const { numUpdatedRows } = await tx
      .updateTable("clarifications")
      .set({ answer: words, answeredAt: now })
      .where("id", "=", clarificationId)
      .executeTakeFirst();
    return numUpdatedRows === 0n ? refused("clarification_is_over") : done(clarificationId);
  });
}

async function readAskedOfUs(
  tx: Tx,
  actor: Actor,
  { needId, clarificationId, now }: { needId: string; clarificationId: string; now: Date },
): Promise<AskedOfUs> {
  const need = await readNeed(tx, actor, needId);
  allow(actor, "answers.write");
  if (!isId(clarificationId)) throw new NotFound("clarification");
  const { rows } = await sql<{ answerId: string }>`
    select answer_id as "answerId" from clarifications
     where id = ${clarificationId} and need_id = ${need.id} and app.writes_answer(answer_id)`.execute(tx);
  if (!rows[0]) throw new NotFound("clarification");
  const answer = await readAnswer(tx, rows[0].answerId);
  const clarification = (await readClarifications(tx, answer.id)).find(({ id }) => id === clarificationId);
  if (!clarification) throw new NotFound("clarification");
  return { need, answer, clarification, now, open: !isDecided(need) && now < clarification.dueAt };
}

/** What was asked about an answer, oldest first, for who judges it and who wrote it. */
export async function clarificationsOf(actor: Actor, answerId: string): Promise<Clarification[]> {
  if (!isId(answerId)) throw new NotFound("answer");
  return inTransaction(actor, (tx) => readClarifications(tx, answerId));
}

async function readClarifications(tx: Tx, answerId: string): Promise<Clarification[]> {
  const { rows } = await sql<Clarification>`
    select id, question, asked_at as "askedAt", due_at as "dueAt", answer, answered_at as "answeredAt"
      from clarifications where answer_id = ${answerId} order by asked_at, id`.execute(tx);
  return rows;
}
