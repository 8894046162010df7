import { sql } from "kysely";
import { enqueue, inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { monthOfBooks, type BookMonth } from "../periods/month-of-books";
import { allowStatement, type StatementKey } from "./month";
import { reviewRefusal, type StatementRefusal } from "./rules";

/** Why an answer to a statement is not taken. */
export interface StatementProblem {
  readonly code: StatementRefusal;
}

/** What undoes a whole transaction, for an expected reason. */
class Refusal extends Error {
  constructor(readonly code: StatementRefusal) {
    super(code);
  }
}

/** Refuses, for one of our reasons; nothing is written. */
export function refuse(code: StatementRefusal): never {
  throw new Refusal(code);
}

/** The database's last word, as one of our reasons. */
const NAMED: Readonly<Record<string, StatementRefusal>> = {
  dispute_in_review: "not_in_review",
  agreement_in_review: "not_in_review",
  disputes_one: "already_disputed",
  dispute_or_agreement: "is_disputed",
};

/**
 * A structure's own people answer its statement while the month is in review, one after the other: the statement's row
 * is locked.
 * @throws NotFound, Forbidden
 */
export async function answeringStatement<T>(
  actor: Actor,
  key: StatementKey,
  work: (tx: Tx, month: BookMonth, now: Date) => Promise<T>,
): Promise<Outcome<T, StatementProblem>> {
  allowStatement(actor, "costs.dispute", key.structureId);
  try {
    return done(
      await inTransaction(actor, async (tx, now) => {
        const month = await monthOfBooks(tx, actor.poleId, key.month);
        const { rows } = await sql`
          select from statements where period_id = ${month.id} and structure_id = ${key.structureId} for update`.execute(
          tx,
        );
        // Before the review there is none.
        const late = reviewRefusal(month, now);
        if (late) refuse(late);
        if (rows.length === 0) throw new NotFound("statement");
        return work(tx, month, now);
      }),
    );
  } catch (error) {
    if (error instanceof Refusal) return refused({ code: error.code });
    const code = NAMED[violatedConstraint(error) ?? ""];
    if (!code) throw error;
    return refused({ code });
  }
}

/** Has the pôle's managers told of a dispute, once it is certain. */
export async function tellManagers(tx: Tx, { poleId }: Actor, disputeId: string): Promise<void> {
  await enqueue(tx, "dispute-email", { poleId, disputeId }, `dispute/${disputeId}`);
}
