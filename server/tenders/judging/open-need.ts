import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import { readOpening } from "./opening-of";

/** Why a need is not opened, each a sentence of the messages `opening.problem`. */
export type OpeningProblem =
  "need_is_sealed" | "need_is_opened" | "two_persons" | "opener_answers" | "not_asked" | "already_asked" | "not_yours";

/**
 * The first of two persons, of the buyer, asks to open; asked by them already, it stays so.
 * @throws NotFound @throws Forbidden
 */
export async function askOpening(actor: Actor, needId: string): Promise<Outcome<null, OpeningProblem>> {
  return said(() =>
    inTransaction(actor, async (tx) => {
      const need = await openable(tx, actor, needId);
      if (!need.ours) throw new Forbidden("needs.open");
      if (need.openedAt) return refused("need_is_opened");
      const asked = await tx
        .insertInto("openings")
        .values({ needId: need.id, poleId: need.poleId, firstBy: actor.personId })
        .onConflict((conflict) => conflict.column("needId").doNothing())
        .returning("needId")
        .executeTakeFirst();
      if (asked) return done(null);
      const opening = await readOpening(tx, need.id);
      return opening?.first.id === actor.personId ? done(null) : refused("already_asked");
    }),
  );
}

/**
 * The second, another person of the buyer or the pôle's manager, opens: the database writes the minutes with it.
 * @throws NotFound @throws Forbidden
 */
export async function openNeed(actor: Actor, needId: string): Promise<Outcome<null, OpeningProblem>> {
  return said(() =>
    inTransaction(actor, async (tx) => {
      const need = await openable(tx, actor, needId);
      if (need.openedAt) return refused("need_is_opened");
      const { numUpdatedRows } = await tx
        .updateTable("openings")
        .set({ secondBy: actor.personId })
        .where("needId", "=", need.id)
        .executeTakeFirst();
      return numUpdatedRows === 0n ? refused("not_asked") : done(null);
    }),
  );
}

/** Who asked takes it back, as long as nobody opened. @throws NotFound @throws Forbidden */
export async function takeOpeningBack(actor: Actor, needId: string): Promise<Outcome<null, OpeningProblem>> {
  return said(() =>
    inTransaction(actor, async (tx) => {
      const need = await openable(tx, actor, needId);
      const gone = await tx.deleteFrom("openings").where("needId", "=", need.id).executeTakeFirst();
      if (gone.numDeletedRows > 0n) return done(null);
      const opening = await readOpening(tx, need.id);
      return opening ? refused(opening.openedAt ? "need_is_opened" : "not_yours") : done(null);
    }),
  );
}

async function openable(tx: Tx, actor: Actor, needId: string): Promise<Need> {
  const need = await readNeed(tx, actor, needId);
  if (need.state === "draft" || need.closesAt === null) throw new NotFound("need");
  allow(actor, "needs.open", need.buyer.id);
  return need;
}

const SAID = ["need_is_sealed", "need_is_opened", "two_persons", "opener_answers"] as const;

/** The database has the last word; what it refuses by name is an answer. */
async function said(work: () => Promise<Outcome<null, OpeningProblem>>): Promise<Outcome<null, OpeningProblem>> {
  try {
    return await work();
  } catch (error) {
    const problem = SAID.find((name) => name === violatedConstraint(error));
    if (!problem) throw error;
    return refused(problem);
  }
}
