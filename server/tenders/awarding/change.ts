import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow, type Action } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import type { AwardRefusal } from "./rules";

/** Why something about an award is not done. */
export interface AwardProblem {
  readonly code: AwardRefusal;
}

/** What undoes a whole transaction, for an expected reason. */
class Refusal extends Error {
  constructor(readonly code: AwardRefusal) {
    super(code);
  }
}

/** Refuses, for one of our reasons; nothing is written. */
export function refuse(code: AwardRefusal): never {
  throw new Refusal(code);
}

/** Refuses where there is an objection. */
export function unless(code: AwardRefusal | null): void {
  if (code) refuse(code);
}

const NAMED = [
  "award_in_time",
  "award_of_an_answer",
  "award_is_kept",
  "one_live_award",
  "lot_is_left",
  "max_lots_won",
  "public_buyer_threshold",
  "explained_choice",
  "chooser_answers",
] as const;

/** Runs `work`; what it refuses, or the database by a name of ours, is a value. */
export async function awarding<T>(work: () => Promise<T>): Promise<Outcome<T, AwardProblem>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof Refusal) return refused({ code: error.code });
    const code = NAMED.find((name) => name === violatedConstraint(error));
    if (!code) throw error;
    return refused({ code });
  }
}

/** What an award is made with: the need is locked, so that two people choose one after the other. */
export interface Awarding {
  readonly tx: Tx;
  readonly need: Need;
  readonly now: Date;
}

/**
 * Does something with a need of the structure acted for, under its lock.
 * @throws NotFound, Forbidden; also for who declared a conflict, and therefore reads no answer
 */
export function awardingOwn<T>(
  actor: Actor,
  { needId, action }: { needId: string; action: Extract<Action, "needs.write" | "needs.award"> },
  work: (awarding: Awarding) => Promise<T>,
): Promise<Outcome<T, AwardProblem>> {
  return awarding(() =>
    inTransaction(actor, async (tx, now) => {
      if (!isId(needId)) throw new NotFound("need");
      await sql`select 1 from needs where id = ${needId} for update`.execute(tx);
      const need = await readNeed(tx, actor, needId);
      allow(actor, action, need.buyer.id);
      if (!need.ours || (need.openedAt && !(await readsAnswers(tx, need.id)))) throw new Forbidden(action);
      return work({ tx, need, now });
    }),
  );
}

/** Whether who acts may read the answers of a need: it is opened, they are of its buyer, and declared no conflict. */
export async function readsAnswers(tx: Tx, needId: string): Promise<boolean> {
  const { rows } = await sql<{ reads: boolean }>`select app.reads_answers(${needId}) as reads`.execute(tx);
  return rows[0]?.reads ?? false;
}

/** Writes in the history of a need what was done, by whom. */
export async function note(tx: Tx, actor: Actor, need: Pick<Need, "id" | "poleId">, kind: string): Promise<void> {
  await tx
    .insertInto("needEvents")
    .values({ id: newId(), poleId: need.poleId, needId: need.id, personId: actor.personId, kind })
    .execute();
}
