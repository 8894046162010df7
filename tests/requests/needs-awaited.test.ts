import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { answerInvitation, askQuestion, awaitedOf, inviteMember, signShare, writeShares } from "../../server/tenders";
import { closeNeed, draftAnswer, openNeed, publishNeed, submitAnswer } from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What waits for them of this need, in a few words. */
const waits = async (actor: Actor, { needId }: { needId: string }) =>
  (await awaitedOf(actor))
    .filter((each) => each.needId === needId)
    .map(({ kind, who }) => (who === null ? kind : `${kind}: ${who}`));

describe("what waits for somebody, of needs and answers", () => {
  it("follows an answer in a group: the invitation, the signatures, an addendum; nothing once it is in", async () => {
    const { administrator, employee, owner, partner } = world.actors;
    const mayor: Actor = { ...partner, roles: ["administrator"] };
    const need = await publishNeed(world);
    const answerId = await draftAnswer(administrator, need, { form: "conjoint", priceCents: 900, hours: 0 });
    const key = { needId: need.needId, answerId };
    expect(await waits(administrator, need)).toEqual(["finish"]);
    await inviteMember(administrator, key, { structureId: mayor.structureId!, task: "Planter", message: "" });
    expect(await waits(partner, need)).toEqual(["invited: Les Jardins du Gué"]);
    await answerInvitation(mayor, key, true);
    expect(await waits(mayor, need)).toEqual([]);
    const share = (structureId: string, amountCents: number) => ({
      structureId,
      lotId: need.lotId,
      amountCents,
      hours: 0,
    });
    await writeShares(administrator, key, {
      tasks: {},
      shares: [share(administrator.structureId!, 600), share(mayor.structureId!, 300)],
    });
    expect(await waits(mayor, need)).toEqual(["sign: Les Jardins du Gué"]);
    // Its employees do not sign.
    expect(await waits(partner, need)).toEqual([]);
    expect(await waits(administrator, need)).toEqual(["sign: Les Jardins du Gué", "signatures: Mairie de Brizac"]);
    expect(await waits(employee, need)).toEqual(["signatures: Mairie de Brizac"]);
    for (const actor of [mayor, administrator]) await signShare(actor, key);
    expect(await waits(administrator, need)).toEqual(["finish"]);
    await submitAnswer(administrator, need, answerId);
    expect(await waits(administrator, need)).toEqual([]);
    await inTransaction(owner, (tx) =>
      tx
        .insertInto("needAddenda")
        .values({
          ...{
            id: newId(),
            poleId: owner.poleId,
            needId: need.needId,
            number: 0,
            words: "Deux cours",
            personId: owner.personId,
          },
          ...{ changesSubstance: true, closesAtBefore: new Date(), closesAt: new Date(Date.now() + 120_000) },
        })
        .execute(),
    );
    expect(await waits(administrator, need)).toEqual(["reconfirm"]);
    for (const actor of [owner, world.actors.manager, world.actors.observer])
      expect(await waits(actor, need)).toEqual([]);
  });

  it("follows a need: a question, the opening by two, who judges", async () => {
    const { administrator, owner, manager, neighbour } = world.actors;
    const need = await publishNeed(world);
    await askQuestion(administrator, need.needId, { id: newId(), question: "Combien de bacs ?" });
    expect(await waits(owner, need)).toEqual(["questions"]);
    await closeNeed(world, need);
    expect(await waits(owner, need)).toEqual(["open"]);
    expect(await waits(manager, need)).toEqual([]);
    await inTransaction(owner, (tx) =>
      tx
        .insertInto("openings")
        .values({ needId: need.needId, poleId: owner.poleId, firstBy: owner.personId })
        .execute(),
    );
    expect(await waits(owner, need)).toEqual([]);
    expect(await waits(manager, need)).toEqual(["open_second: Inès Lacombe"]);
    for (const actor of [administrator, neighbour]) expect(await waits(actor, need)).toEqual([]);

    const judged = await publishNeed(world);
    await closeNeed(world, judged);
    await openNeed(judged, owner, manager);
    await world.owner`insert into panel_members (need_id, pole_id, person_id) values (${judged.needId}, ${owner.poleId}, ${manager.personId})`;
    expect(await waits(manager, judged)).toEqual(["declare"]);
    const says = (word: { declared?: string; finishedAt?: Date }) =>
      inTransaction(manager, (tx) =>
        tx.updateTable("panelMembers").set(word).where("needId", "=", judged.needId).execute(),
      );
    await says({ declared: "none" });
    expect(await waits(manager, judged)).toEqual(["score"]);
    await says({ finishedAt: new Date() });
    expect(await waits(manager, judged)).toEqual([]);
  });
});
