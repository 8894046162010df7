import type { Tx } from "../../../db/transaction";
import type { JsonObject } from "../../../db/types";
import type { Actor } from "../../kernel/actor";
import { newId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import type { Need } from "../need";
import { stageOf } from "../rules";
import type { LotToAward } from "./award";
import { awardingOwn, note, refuse, type AwardProblem } from "./change";
import { letterOf } from "./letter";
import { readLotsToAward } from "./lots-to-award";
import { outcomeOf, sameAwards, takesProposals } from "./rules";

/**
 * Decides on what is proposed for all lots, and writes to every bidder, in one transaction.
 * @param seen the proposals that the one who decides has read: others are not decided on unseen
 * @throws NotFound, Forbidden
 */
export async function decideAward(
  actor: Actor,
  needId: string,
  seen: readonly string[],
): Promise<Outcome<"awarded" | "unsuccessful", AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.award" }, async ({ tx, need, now }) => {
    if (!takesProposals(need)) refuse("award_in_time");
    const lots = await readLotsToAward(tx, need);
    const outcome = outcomeOf(lots);
    if (outcome === "open") refuse("lots_are_open");
    const live = lots.flatMap(({ award }) => award ?? []);
    if (!sameAwards(seen, live)) refuse("changed_meanwhile");
    if (live.length > 0)
      await tx
        .updateTable("awards")
        .set({ state: "awarded" })
        .where("needId", "=", need.id)
        .where("state", "=", "proposed")
        .execute();
    await writeLetters(tx, actor, need, lots);
    const left = lots.flatMap(({ unsuccessfulReason }) => unsuccessfulReason ?? []);
    await tx
      .updateTable("needs")
      .set({
        ...{ state: outcome, decidedAt: now, updatedAt: now },
        ...(outcome === "unsuccessful"
          ? { endReason: [...new Set(left)].join("\n").slice(0, 2000), endedAt: now }
          : {}),
      })
      .where("id", "=", need.id)
      .execute();
    await note(tx, actor, need, outcome);
    return outcome;
  });
}

/**
 * Ends a need without retaining anybody, for one reason: what was proposed is dropped, every bidder is written to. Also
 * where it is closed and nothing came. @throws NotFound, Forbidden
 */
export async function endWithoutAward(
  actor: Actor,
  needId: string,
  reason: string,
): Promise<Outcome<null, AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.award" }, async ({ tx, need, now }) => {
    const nothingCame = stageOf(need, now) === "closed" && need.answersIn === 0;
    const opened = need.state === "opened" || need.state === "evaluated" || need.state === "proposed";
    if (!nothingCame && !(opened && need.kind !== "interest")) refuse("award_in_time");
    await tx
      .updateTable("awards")
      .set({ state: "dropped" })
      .where("needId", "=", need.id)
      .where("state", "=", "proposed")
      .execute();
    await tx
      .updateTable("needLots")
      .set({ unsuccessfulReason: reason })
      .where("needId", "=", need.id)
      .where("unsuccessfulReason", "is", null)
      .execute();
    const lots = await readLotsToAward(tx, need);
    await writeLetters(
      tx,
      actor,
      need,
      lots.map((lot) => ({ ...lot, unsuccessfulReason: lot.unsuccessfulReason ?? reason })),
    );
    const ended = { state: "unsuccessful", endReason: reason, decidedAt: now, endedAt: now, updatedAt: now };
    await tx.updateTable("needs").set(ended).where("id", "=", need.id).execute();
    await note(tx, actor, need, "unsuccessful");
    return null;
  });
}

/** Ends a question who would be interested, once it was opened: nobody is retained, the buyer knows whom to talk to. */
export async function endInterest(actor: Actor, needId: string): Promise<Outcome<null, AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.award" }, async ({ tx, need, now }) => {
    if (need.kind !== "interest" || need.state !== "opened") refuse("award_in_time");
    await tx
      .updateTable("needs")
      .set({ state: "done", endedAt: now, updatedAt: now })
      .where("id", "=", need.id)
      .execute();
    await note(tx, actor, need, "done");
    return null;
  });
}

/** One letter for each answer and lot, as it is now. */
async function writeLetters(tx: Tx, actor: Actor, need: Need, lots: readonly LotToAward[]): Promise<void> {
  const letters = need.lots.flatMap((lot) => {
    const decided = lots.find(({ lotId }) => lotId === lot.id);
    return (decided?.candidates ?? []).map((candidate) => ({
      ...{ id: newId(), poleId: need.poleId, needId: need.id, lotId: lot.id, answerId: candidate.answerId },
      retained: decided?.award?.answerId === candidate.answerId,
      content: letterOf(need, lot, decided!, candidate, actor.personName) as unknown as JsonObject,
    }));
  });
  if (letters.length > 0) await tx.insertInto("letters").values(letters).execute();
}
