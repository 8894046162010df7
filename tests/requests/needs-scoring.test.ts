import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseErrorCode, inTransaction, violatedConstraint, type Scope } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import {
  addToPanel,
  biddersToDeclare,
  declareForPanel,
  endEvaluation,
  finishScoring,
  judgingOf,
  needOf,
  openConsensus,
  panelCandidates,
  rankingOf,
  removeFromPanel,
  resumeScoring,
  writeConsensus,
  writeScores,
} from "../../server/tenders";
import {
  closeNeed,
  draftAnswer,
  judgeNeed,
  openNeed,
  publishNeed,
  sit,
  submitAnswer,
  type Published,
} from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Judged = Published & { readonly gue: string; readonly curieux: string };

/**
 * A need of La Grande Tablée that Les Jardins du Gué (1 000 €) and Les Curieux (1 250 €) answered; opened by two. Once its
 * group has handed in, the mairie leaves its draft.
 */
async function opened({ qualityFirst = false, withGroup = false } = {}): Promise<Judged> {
  const need = await publishNeed(world, { qualityFirst });
  const { administrator, observer, owner, manager, partner } = world.actors;
  const gue = await draftAnswer(administrator, need, { priceCents: 100_000 });
  const curieux = await draftAnswer(observer, need, {
    form: withGroup ? "conjoint" : "alone",
    priceCents: 125_000,
    hours: 0,
  });
  if (withGroup) await joined(need, curieux);
  await submitAnswer(administrator, need, gue);
  await submitAnswer(observer, need, curieux);
  if (withGroup)
    await inTransaction(partner, (tx) =>
      tx
        .updateTable("answerMembers")
        .set({ state: "refused", signedAt: null, signedBy: null })
        .where("answerId", "=", curieux)
        .where("structureId", "=", partner.structureId)
        .execute(),
    );
  await closeNeed(world, need);
  await openNeed(need, owner, manager);
  return { ...need, gue, curieux };
}

/** The Mairie de Brizac is of the group of Les Curieux. */
async function joined({ needId, lotId }: Published, answerId: string): Promise<void> {
  const { observer, partner } = world.actors;
  await inTransaction(observer, (tx) =>
    tx
      .insertInto("answerMembers")
      .values({ answerId, poleId: observer.poleId, needId, structureId: partner.structureId! })
      .execute(),
  );
  for (const [actor, amountCents] of [
    [partner, 25_000],
    [observer, 100_000],
  ] as const)
    await inTransaction(actor, async (tx) => {
      const own = tx
        .updateTable("answerMembers")
        .where("answerId", "=", answerId)
        .where("structureId", "=", actor.structureId);
      await own.set({ state: "accepted", answeredAt: new Date() }).execute();
      await tx
        .insertInto("answerShares")
        .values({ poleId: actor.poleId, answerId, structureId: actor.structureId!, lotId, amountCents, hours: 0 })
        .execute();
      await own.set({ signedAt: new Date(), signedBy: actor.personId }).execute();
    });
}

const codeOf = (work: Promise<{ ok: true } | { ok: false; problem: { code: string } }>) =>
  work.then(
    (outcome) => (outcome.ok ? "done" : outcome.problem.code),
    (error: Error) => error.name,
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? String(error),
  );

const give = (actor: Actor, { needId, qualityId }: Published, answerId: string, value: number, words = "") =>
  codeOf(writeScores(actor, needId, { answerId, entries: [{ criterionId: qualityId, value, words }] }));
const agree = (actor: Actor, { needId, qualityId }: Published, answerId: string, value: number, words = "") =>
  codeOf(writeConsensus(actor, needId, { answerId, entries: [{ criterionId: qualityId, value, words }] }));

/** By SQL as the application's role, a score of whoever is said. */
const insertScore = (
  scope: Scope,
  need: Published,
  answerId: string,
  {
    personId,
    value = 5,
    criterionId = need.qualityId,
  }: { personId: string | null; value?: number; criterionId?: string },
) =>
  inTransaction(scope, (tx) =>
    tx
      .insertInto("scores")
      .values({ id: newId(), poleId: scope.poleId!, needId: need.needId, answerId, criterionId, personId, value })
      .execute(),
  );
const readBy = (scope: Scope, { needId }: Published) =>
  inTransaction(scope, (tx) =>
    tx.selectFrom("scores").select(["personId", "value"]).where("needId", "=", needId).execute(),
  );
const setNeed = (actor: Actor, { needId }: Published, set: Record<string, unknown>) =>
  refusal(inTransaction(actor, (tx) => tx.updateTable("needs").set(set).where("id", "=", needId).execute()));

describe("the panel", () => {
  it("is chosen by who decides for the buyer, among the people of the pôle", async () => {
    const need = await publishNeed(world);
    const { owner, partner, manager, administrator, neighbour } = world.actors;
    const names = (await panelCandidates(owner, need.needId)).map(({ name }) => name);
    expect(names[0]).toBe("Inès Lacombe");
    expect(names).toEqual(expect.arrayContaining(["Paul Besson", "Maud Teyssier"]));
    expect(names).not.toContain("Joël Payet");
    const add = (actor: Actor, { personId, structureId }: Actor) =>
      codeOf(addToPanel(actor, need.needId, { personId, structureId }));
    expect(await add(owner, partner)).toBe("done");
    expect(await add(owner, partner)).toBe("done");
    expect(await add(owner, neighbour)).toBe("panel_is_of_the_pole");
    expect(await add(manager, manager)).toBe("Forbidden");
    expect(await add(administrator, administrator)).toBe("Forbidden");
    expect((await judgingOf(owner, need.needId)).members.map(({ name }) => name)).toEqual(["Paul Besson"]);
    await expect(judgingOf(administrator, need.needId)).rejects.toThrow("need");
    await expect(judgingOf(neighbour, need.needId)).rejects.toThrow("need");
  });

  it("declares once it is known who answered, and reads nothing before; a conflict is for good", async () => {
    const sealed = await publishNeed(world);
    const { owner, partner, manager } = world.actors;
    await addToPanel(owner, sealed.needId, partner);
    expect(await codeOf(declareForPanel(partner, sealed.needId, { conflict: false, words: "" }))).toBe(
      "need_is_sealed",
    );
    expect(await biddersToDeclare(partner, sealed.needId)).toEqual([]);

    const need = await opened();
    await addToPanel(owner, need.needId, partner);
    expect(await biddersToDeclare(partner, need.needId)).toEqual([
      { name: "Les Curieux", own: false },
      { name: "Les Jardins du Gué", own: false },
    ]);
    expect(await biddersToDeclare(owner, need.needId)).toEqual([]);
    expect((await judgingOf(partner, need.needId)).answers).toEqual([]);
    await declareForPanel(partner, need.needId, { conflict: true, words: "Ma sœur y travaille." });
    expect((await judgingOf(partner, need.needId)).reads).toBe(false);
    expect(await codeOf(declareForPanel(partner, need.needId, { conflict: false, words: "" }))).toBe("conflict_stays");
    expect(await give(partner, need, need.gue, 9)).toBe("Forbidden");
    expect(await codeOf(declareForPanel(manager, need.needId, { conflict: false, words: "" }))).toBe("NotFound");
  });

  it("has nobody who works for a bidder, alone or in a group, whatever the draft became", async () => {
    const need = await opened({ withGroup: true });
    const { owner, employee, partner } = world.actors;
    for (const judge of [employee, partner]) {
      await addToPanel(owner, need.needId, judge);
      expect(await codeOf(declareForPanel(judge, need.needId, { conflict: false, words: "" }))).toBe("score_of_others");
      expect((await judgingOf(judge, need.needId)).answers).toEqual([]);
      expect(await refusal(insertScore(judge, need, need.gue, { personId: judge.personId }))).toBe("score_of_others");
    }
    expect(await biddersToDeclare(employee, need.needId)).toEqual([{ name: "Les Jardins du Gué", own: true }]);
    expect(await biddersToDeclare(partner, need.needId)).toEqual([{ name: "Mairie de Brizac", own: true }]);
    // Hired by a bidder after having declared: the score itself is refused.
    await sit(need, owner, owner);
    await world.owner`insert into affiliations (structure_id, person_id, role) values (${world.structures.gue.id}, ${owner.personId}, 'employee')`;
    try {
      expect(await give(owner, need, need.curieux, 1)).toBe("score_of_others");
    } finally {
      await world.owner`delete from affiliations where structure_id = ${world.structures.gue.id} and person_id = ${owner.personId}`;
    }
  });

  it("speaks for itself: nobody declares, finishes or is put aside by another's hand", async () => {
    const need = await opened();
    const { owner, partner } = world.actors;
    await sit(need, owner, owner);
    await addToPanel(owner, need.needId, partner);
    const change = (actor: Actor, set: Record<string, unknown>) =>
      refusal(
        inTransaction(actor, (tx) =>
          tx
            .updateTable("panelMembers")
            .set(set)
            .where("needId", "=", need.needId)
            .where("personId", "=", partner.personId)
            .execute(),
        ),
      );
    expect(await change(owner, { declared: "none" })).toBe("own_word");
    expect(await change(owner, { finishedAt: new Date() })).toBe("own_word");
    expect(await change(owner, { personId: owner.personId })).toBe("42501");
    expect(await change(partner, { removedAt: new Date(), removedReason: "Je pars" })).toBe("own_word");
    expect(await change(owner, { removedAt: new Date() })).toBe("reason_is_said");
    await declareForPanel(partner, need.needId, { conflict: false, words: "" });
    expect(await change(partner, { finishedAt: new Date() })).toBe("scores_are_missing");
    expect(await change(partner, { declared: null })).toBe("conflict_stays");
  });
});

describe("scores", () => {
  it("are each one's own until the consensus opens, by SQL as the application's role too", async () => {
    const need = await opened();
    const { owner, partner, manager, administrator } = world.actors;
    await sit(need, owner, owner);
    await sit(need, owner, partner);
    expect(await give(owner, need, need.gue, 8, "Solide")).toBe("done");
    expect(await give(partner, need, need.gue, 3)).toBe("done");
    expect(await give(partner, need, need.gue, 4)).toBe("done");
    expect(await readBy(owner, need)).toEqual([{ personId: owner.personId, value: "8.00" }]);
    expect(await readBy(partner, need)).toEqual([{ personId: partner.personId, value: "4.00" }]);
    for (const other of [manager, administrator, {}]) expect(await readBy(other, need)).toEqual([]);
    expect((await judgingOf(owner, need.needId)).scores).toHaveLength(1);
    // Nor are they written for another, moved to another, or given as the panel's.
    expect(await refusal(insertScore(owner, need, need.curieux, { personId: partner.personId }))).toBe("42501");
    expect(await refusal(insertScore(owner, need, need.curieux, { personId: null }))).toBe("score_in_time");
    expect(await refusal(insertScore(manager, need, need.gue, { personId: manager.personId }))).toBe("42501");
    const steal = inTransaction(owner, (tx) =>
      tx.updateTable("scores").set({ personId: null }).where("needId", "=", need.needId).execute(),
    );
    expect(await refusal(steal)).toBe("42501");
    const { numUpdatedRows } = await inTransaction(owner, (tx) =>
      tx
        .updateTable("scores")
        .set({ value: 0 })
        .where("needId", "=", need.needId)
        .where("personId", "=", partner.personId)
        .executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
  });

  it("are in their scale, of what is judged, given once and changed until one has finished", async () => {
    const need = await opened();
    const { owner } = world.actors;
    await sit(need, owner, owner);
    const mine = (values: { criterionId?: string; value?: number }) =>
      refusal(insertScore(owner, need, need.gue, { personId: owner.personId, ...values }));
    expect(await mine({ value: 10.5 })).toBe("score_in_scale");
    expect(await mine({ criterionId: need.priceId })).toBe("score_of_the_answer");
    expect(await codeOf(finishScoring(owner, need.needId))).toBe("scores_are_missing");
    expect(await give(owner, need, need.gue, 8)).toBe("done");
    const entry = { criterionId: need.qualityId, value: null, words: "" };
    expect(await codeOf(writeScores(owner, need.needId, { answerId: need.gue, entries: [entry] }))).toBe(
      "score_is_missing",
    );
    expect(await give(owner, need, need.curieux, 6)).toBe("done");
    expect(await codeOf(finishScoring(owner, need.needId))).toBe("done");
    expect(await give(owner, need, need.gue, 9)).toBe("score_in_time");
    expect(await codeOf(resumeScoring(owner, need.needId))).toBe("done");
    expect(await give(owner, need, need.gue, 9)).toBe("done");
    expect(await readBy(owner, need)).toEqual(
      expect.arrayContaining([
        { personId: owner.personId, value: "9.00" },
        { personId: owner.personId, value: "6.00" },
      ]),
    );
  });

  it("are not asked of an answer that was put aside", async () => {
    const need = await opened();
    const { owner } = world.actors;
    await sit(need, owner, owner);
    await give(owner, need, need.gue, 8);
    await inTransaction(owner, (tx) =>
      tx
        .insertInto("admissions")
        .values({
          ...{ answerId: need.curieux, poleId: owner.poleId, needId: need.needId, decision: "irregular" },
          ...{ reason: "Sans attestation.", personId: owner.personId },
        })
        .execute(),
    );
    expect(await refusal(insertScore(owner, need, need.curieux, { personId: owner.personId }))).toBe(
      "score_of_the_answer",
    );
    expect(await codeOf(finishScoring(owner, need.needId))).toBe("done");
    const [lot] = await inTransaction(owner, async (tx) => rankingOf(tx, await needOf(owner, need.needId)));
    expect(lot!.irregular.map(({ admission }) => admission?.reason)).toEqual(["Sans attestation."]);
    expect(lot!.offers).toHaveLength(1);
  });
});

describe("the consensus", () => {
  it("opens when all who sit have finished, or the buyer says why it goes on without somebody", async () => {
    const need = await opened();
    const { owner, partner, manager, administrator } = world.actors;
    expect(await setNeed(owner, need, { consensusAt: new Date() })).toBe("panel_has_finished");
    for (const judge of [owner, partner]) await sit(need, owner, judge);
    await addToPanel(owner, need.needId, manager);
    for (const answerId of [need.gue, need.curieux]) await give(owner, need, answerId, 7);
    await finishScoring(owner, need.needId);
    await declareForPanel(manager, need.needId, { conflict: true, words: "" });
    expect(await codeOf(openConsensus(owner, need.needId))).toBe("panel_has_finished");
    expect(await setNeed(owner, need, { consensusAt: new Date() })).toBe("panel_has_finished");
    expect(await codeOf(openConsensus(partner, need.needId))).toBe("Forbidden");
    expect(await codeOf(openConsensus(administrator, need.needId))).toBe("NotFound");
    const { personId } = partner;
    expect(await codeOf(removeFromPanel(owner, need.needId, { personId, reason: "" }))).toBe("reason_is_said");
    expect(await codeOf(removeFromPanel(owner, need.needId, { personId, reason: "En congé maladie" }))).toBe("done");
    expect(await codeOf(openConsensus(owner, need.needId))).toBe("done");
    expect(await codeOf(openConsensus(owner, need.needId))).toBe("done");
    expect(await setNeed(owner, need, { consensusAt: null })).toBe("score_in_time");
    // From then on the panel is what it is, and nobody scores alone.
    expect(await codeOf(addToPanel(owner, need.needId, partner))).toBe("panel_is_fixed");
    expect(await give(owner, need, need.gue, 1)).toBe("score_in_time");
    const { members } = await judgingOf(owner, need.needId);
    expect(members.find(({ name }) => name === "Paul Besson")).toMatchObject({ removedReason: "En congé maladie" });
  });

  it("shows the panel all scores, is written by it alone, and is what the ranking counts", async () => {
    const need = await opened();
    const { owner, partner, manager } = world.actors;
    for (const judge of [owner, partner]) {
      await sit(need, owner, judge);
      await give(judge, need, need.gue, judge === owner ? 9 : 3);
      await give(judge, need, need.curieux, 8);
      await finishScoring(judge, need.needId);
    }
    await openConsensus(owner, need.needId);
    expect(await readBy(partner, need)).toHaveLength(4);
    expect(await agree(manager, need, need.gue, 5)).toBe("Forbidden");
    expect(await refusal(insertScore(manager, need, need.gue, { personId: null }))).toBe("42501");
    expect(await agree(partner, need, need.gue, 5, "Méthode à préciser.")).toBe("done");
    expect(await codeOf(endEvaluation(owner, need.needId))).toBe("scores_are_missing");
    for (const state of ["evaluated", "proposed", "awarded"])
      expect(await setNeed(owner, need, { state })).toBe("scores_are_missing");
    expect(await agree(owner, need, need.curieux, 8)).toBe("done");
    expect(await setNeed(owner, need, { state: "proposed" })).toBe("scores_are_missing");
    expect(await codeOf(endEvaluation(owner, need.needId))).toBe("done");
    expect(await setNeed(owner, need, { state: "opened" })).toBe("score_in_time");
    expect(await agree(owner, need, need.curieux, 2)).toBe("score_in_time");
    const [lot] = await inTransaction(owner, async (tx) => rankingOf(tx, await needOf(owner, need.needId)));
    // 40 × 1 000 ÷ 1 250 + 60 × 8 ÷ 10 = 80; 40 + 60 × 5 ÷ 10 = 70.
    expect(lot!.offers.map(({ answer, rank, total }) => [answer.lead.name, rank, total])).toEqual([
      ["Les Curieux", 1, 8000],
      ["Les Jardins du Gué", 2, 7000],
    ]);
    expect([lot!.complete, lot!.lowestCents, lot!.offers[1]!.words.get(need.qualityId)]).toEqual([
      ...[true, 100_000, "Méthode à préciser."],
    ]);
    for (const actor of [world.actors.administrator, world.actors.employee]) {
      const [theirs] = await inTransaction(actor, async (tx) => rankingOf(tx, await needOf(actor, need.needId)));
      expect(theirs!.offers).toEqual([]);
    }
  });

  it("comes before the prices where quality is judged first", async () => {
    const need = await opened({ qualityFirst: true });
    const { owner } = world.actors;
    const prices = async () => (await judgingOf(owner, need.needId)).answers.map((answer) => answer.prices !== null);
    await sit(need, owner, owner);
    for (const answerId of [need.gue, need.curieux]) await give(owner, need, answerId, 7);
    await finishScoring(owner, need.needId);
    expect(await setNeed(owner, need, { consensusAt: new Date(), pricesOpenedAt: new Date() })).toBe(
      "scores_are_missing",
    );
    await openConsensus(owner, need.needId);
    await agree(owner, need, need.gue, 7);
    expect(await setNeed(owner, need, { pricesOpenedAt: new Date() })).toBe("scores_are_missing");
    expect(await prices()).toEqual([false, false]);
    await agree(owner, need, need.curieux, 7);
    expect((await judgingOf(owner, need.needId)).step).toBe("open_prices");
    expect(await setNeed(owner, need, { state: "evaluated" })).toBe("scores_are_missing");
    expect(await codeOf(endEvaluation(owner, need.needId))).toBe("done");
    expect(await prices()).toEqual([true, true]);
    // Seeing prices changes no score.
    expect(await agree(owner, need, need.gue, 10)).toBe("score_in_time");
    expect(await setNeed(owner, need, { pricesOpenedAt: null })).toBe("score_in_time");
  });

  it("may be of one person alone, and two who open it at once open it once", async () => {
    const need = await opened();
    const { owner } = world.actors;
    await judgeNeed(need, owner, { [need.gue]: 6, [need.curieux]: 6 });
    expect((await judgingOf(owner, need.needId)).step).toBe("ranked");
    const other = await opened();
    await sit(other, owner, owner);
    for (const answerId of [other.gue, other.curieux]) await give(owner, other, answerId, 7);
    await finishScoring(owner, other.needId);
    expect(await Promise.all([1, 2, 3].map(() => codeOf(openConsensus(owner, other.needId))))).toEqual([
      ...["done", "done", "done"],
    ]);
    const { rows } = await inTransaction(owner, (tx) =>
      sql`select from need_events where need_id = ${other.needId} and kind = 'consensus_opened'`.execute(tx),
    );
    expect(rows).toHaveLength(1);
  });
});
