import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { readJudging, type Judging } from "./judging-of";
import { judging, type JudgingProblem } from "./problems";
import { keepScores, sits, type Entry } from "./scores";

/**
 * Opens the scores of all to the panel, once each of those who sit has finished: it then agrees on one.
 * @throws NotFound @throws Forbidden for who does not judge for the buyer
 */
export async function openConsensus(actor: Actor, needId: string): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx, now) => {
      const { need, step } = await forBuyer(tx, actor, needId);
      if (need.consensusAt) return done(null);
      if (step !== "open_consensus") return refused({ code: "panel_has_finished" });
      await tx.updateTable("needs").set({ consensusAt: now, updatedAt: now }).where("id", "=", need.id).execute();
      await note(tx, actor, needId, "consensus_opened");
      return done(null);
    }),
  );
}

/**
 * Keeps what the panel agrees on for an answer, with the words that its bidder will read; whoever sits may write it.
 * @throws NotFound @throws Forbidden
 */
export async function writeConsensus(
  actor: Actor,
  needId: string,
  { answerId, entries }: { answerId: string; entries: readonly Entry[] },
): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx, now) => {
      const stands = await sits(tx, actor, needId);
      if (stands.need.consensusAt === null) return refused({ code: "score_in_time" });
      await keepScores(tx, stands, { answerId, entries, personId: null, now });
      return done(null);
    }),
  );
}

/**
 * Ends the evaluation: scores stay as they are from then on, and prices are opened where they waited for them.
 * @throws NotFound @throws Forbidden
 */
export async function endEvaluation(actor: Actor, needId: string): Promise<Outcome<null, JudgingProblem>> {
  return judging(() =>
    inTransaction(actor, async (tx, now) => {
      const { need, step } = await forBuyer(tx, actor, needId);
      if (step === "ranked") return done(null);
      if (step !== "open_prices" && step !== "end") return refused({ code: "scores_are_missing" });
      await tx
        .updateTable("needs")
        .set({
          state: "evaluated",
          updatedAt: now,
          // Where nothing but prices counts, there was nothing to agree on.
          ...(need.consensusAt ? {} : { consensusAt: now }),
          ...(need.qualityFirst && !need.pricesOpenedAt ? { pricesOpenedAt: now } : {}),
        })
        .where("id", "=", need.id)
        .execute();
      await note(tx, actor, needId, "evaluated");
      return done(null);
    }),
  );
}

/** Under the need's lock: of two who open at once, the second finds it done. */
async function forBuyer(tx: Tx, actor: Actor, needId: string): Promise<Judging> {
  if (!isId(needId)) throw new NotFound("need");
  await sql`select 1 from needs where id = ${needId} for update`.execute(tx);
  const stands = await readJudging(tx, actor, needId);
  allow(actor, "needs.judge", stands.need.buyer.id);
  if (!stands.need.ours || !stands.reads) throw new Forbidden("needs.judge");
  return stands;
}

async function note(tx: Tx, actor: Actor, needId: string, kind: string): Promise<void> {
  const event = { id: newId(), poleId: actor.poleId, needId, personId: actor.personId, kind };
  await tx.insertInto("needEvents").values(event).execute();
}
