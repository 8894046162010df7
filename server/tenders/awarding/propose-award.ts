import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { awardingOwn, note, refuse, unless, type AwardProblem, type Awarding } from "./change";
import { readLotsToAward } from "./lots-to-award";
import { objectionTo, stateBeforeDecision, takesProposals } from "./rules";

/** Who is proposed for a lot, and why. */
export interface AwardForm {
  /** Made by the form: sent twice, it is one proposal. */
  readonly id: string;
  readonly lotId: string;
  readonly answerId: string;
  readonly reasons: string;
  /** Asked where it is not the first ranked; may be empty otherwise. */
  readonly whyNotFirst: string;
}

/** Proposes one bidder for one lot, at the price of the register. @throws NotFound, Forbidden */
export async function proposeAward(
  actor: Actor,
  needId: string,
  { id, lotId, answerId, reasons, whyNotFirst }: AwardForm,
): Promise<Outcome<string, AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.write" }, async (awarding) => {
    const { tx, need } = awarding;
    const lots = await readLotsToAward(tx, need);
    const lot = lots.find((each) => each.lotId === lotId);
    if (!lot) throw new NotFound("lot");
    if (lot.award?.id === id) return id;
    const candidate = lot.candidates.find((each) => each.answerId === answerId);
    const lotsWon = lots.filter(({ award }) => award?.answerId === answerId).length;
    if (takesProposals(need) && lot.award) refuse("one_live_award");
    unless(objectionTo(need, candidate, { lotsWon, whyNotFirst }));
    const rank = candidate?.rank ?? null;
    await tx
      .insertInto("awards")
      .values({
        ...{ id, poleId: need.poleId, needId: need.id, lotId, answerId, reasons, rank },
        whyNotFirst: (rank ?? 1) > 1 ? whyNotFirst : "",
        proposedBy: actor.personId,
      })
      .execute();
    await settle(awarding);
    await note(tx, actor, need, "award_proposed");
    return id;
  });
}

/** Takes a proposal back, before the decision. @throws NotFound, Forbidden */
export async function dropProposal(
  actor: Actor,
  needId: string,
  awardId: string,
): Promise<Outcome<string, AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.write" }, async (awarding) => {
    const { tx, need } = awarding;
    const lots = await readLotsToAward(tx, need);
    const award = lots.find((lot) => lot.award?.id === awardId)?.award;
    if (!award) {
      if (isId(awardId)) refuse("changed_meanwhile");
      throw new NotFound("award");
    }
    await tx.updateTable("awards").set({ state: "dropped" }).where("id", "=", award.id).execute();
    await settle(awarding);
    await note(tx, actor, need, "proposal_dropped");
    return awardId;
  });
}

/** Leaves a lot without an award, for a reason that its bidders read; null: takes it up again. @throws NotFound, Forbidden */
export async function leaveLot(
  actor: Actor,
  needId: string,
  { lotId, reason }: { lotId: string; reason: string | null },
): Promise<Outcome<string, AwardProblem>> {
  return awardingOwn(actor, { needId, action: "needs.write" }, async (awarding) => {
    const { tx, need } = awarding;
    if (!need.lots.some(({ id }) => id === lotId)) throw new NotFound("lot");
    if (!takesProposals(need)) refuse("award_in_time");
    await tx.updateTable("needLots").set({ unsuccessfulReason: reason }).where("id", "=", lotId).execute();
    await settle(awarding);
    await note(tx, actor, need, reason === null ? "lot_taken_up" : "lot_left");
    return lotId;
  });
}

/** The state of the need follows its lots. */
async function settle({ tx, need, now }: Awarding): Promise<void> {
  const state = stateBeforeDecision(need.kind, await readLotsToAward(tx, await again(tx, need)));
  if (state !== need.state)
    await tx.updateTable("needs").set({ state, updatedAt: now }).where("id", "=", need.id).execute();
}

/** Why its lots are left is of the need, and was just written. */
async function again(tx: Awarding["tx"], need: Awarding["need"]): Promise<Awarding["need"]> {
  const rows = await tx
    .selectFrom("needLots")
    .select(["id", "unsuccessfulReason"])
    .where("needId", "=", need.id)
    .execute();
  return {
    ...need,
    lots: need.lots.map((lot) => {
      return { ...lot, unsuccessfulReason: rows.find(({ id }) => id === lot.id)?.unsuccessfulReason ?? null };
    }),
  };
}
