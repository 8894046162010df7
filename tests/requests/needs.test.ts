import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { needOf, stageOf, takesQuestions, type Onlooker } from "../../server/tenders";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A need of La Grande Tablée, of two lots, with a document and a question of the Jardins du Gué. */
async function publish({ openTo = "pole", state = "published" } = {}): Promise<string> {
  const { owner, employee } = world.actors;
  const [needId, lotIds, questionId] = [newId(), [newId(), newId()], newId()];
  const at = { pole_id: owner.poleId, need_id: needId };
  await world.owner.begin(async (tx) => {
    await tx`insert into needs ${tx({ id: needId, pole_id: owner.poleId, structure_id: owner.structureId, person_id: owner.personId, kind: "call", title: "Verdir la cour", open_to: openTo })}`;
    await tx`insert into need_lots ${tx(
      lotIds.map((id, n) => ({
        ...at,
        id,
        number: n + 1,
        title: `Lot ${n + 1}`,
        estimate_cents: 780_000,
        estimate_shown: n === 0,
      })),
    )}`;
    await tx`insert into need_criteria ${tx(
      lotIds.flatMap((lot_id) =>
        (["quality", "price"] as const).map((kind, n) => ({
          ...at,
          id: newId(),
          lot_id,
          position: 2 - n,
          kind,
          weight: [65, 35][n]!,
        })),
      ),
    )}`;
    await tx`insert into need_files ${tx({ ...at, id: newId(), name: "plan.pdf", type: "application/pdf", bytes: Buffer.from("%PDF") })}`;
    await tx`insert into need_questions ${tx({ ...at, id: questionId, question: "Peut-on décaper ?" })}`;
    await tx`insert into question_askers ${tx({ question_id: questionId, pole_id: owner.poleId, structure_id: employee.structureId, person_id: employee.personId })}`;
    await tx`update needs set published_at = now(), closes_at = date_trunc('milliseconds', now() + interval '9 days'),
      questions_until = now() + interval '5 days', state = ${state} where id = ${needId} and ${state} <> 'draft'`;
  });
  return needId;
}

const see = (onlooker: Onlooker, id: string) =>
  needOf(onlooker, id).then(
    ({ title }) => title,
    (error: Error) => error.name,
  );

describe("a need", () => {
  it("is told with its lots in order, their criteria, its documents and its questions", async () => {
    const need = await needOf(world.actors.employee, await publish());
    expect(need).toMatchObject({
      kind: "call",
      buyer: { name: "La Grande Tablée", publicBuyer: false },
      ours: false,
      lots: [
        {
          number: 1,
          estimateCents: 780_000,
          criteria: [
            { kind: "price", weight: 35 },
            { kind: "quality", weight: 65 },
          ],
        },
        { number: 2, estimateCents: null, estimateShown: false },
      ],
      files: [{ name: "plan.pdf", size: 4 }],
      questions: [{ question: "Peut-on décaper ?", answer: null, ours: true }],
      addenda: [],
    });
    expect(stageOf(need, new Date())).toBe("published");
    expect(stageOf(need, need.closesAt!)).toBe("closed");
    expect(takesQuestions(need, need.questionsUntil!)).toBe(false);
  });

  it("tells its hidden estimate to its buyer, and how many answers are in to the pôle's manager too", async () => {
    const id = await publish();
    const { owner, manager, employee, partner } = world.actors;
    const answerId = newId();
    await inTransaction(world.actors.administrator, async (tx) => {
      const { structureId, personId, poleId } = world.actors.administrator;
      await tx
        .insertInto("answers")
        .values({ id: answerId, poleId, needId: id, structureId: structureId!, personId })
        .execute();
    });
    const seen = await Promise.all([owner, manager, employee, partner].map((actor) => needOf(actor, id)));
    expect(seen.map(({ lots }) => lots[1]!.estimateCents)).toEqual([780_000, null, null, null]);
    expect(seen.map(({ answersIn }) => answersIn)).toEqual([0, 0, null, null]);
    // Who asked is known to them alone.
    expect(seen.map(({ questions }) => questions[0]!.ours)).toEqual([false, false, true, false]);
  });

  it("is seen by its pôle, the network or anybody, as its buyer chose; a draft, by the buyer and the manager", async () => {
    const { owner, manager, employee, neighbour } = world.actors;
    const { poleId } = owner;
    const fromNetwork: Actor = { ...neighbour, poleId, guest: "network", homePoleId: neighbour.poleId };
    const passerBy: Onlooker = { poleId, personId: null, structureId: null, guest: "outsider" };
    const onlookers = [owner, employee, manager, fromNetwork, passerBy, neighbour];
    const told = async (id: string) => Promise.all(onlookers.map((onlooker) => see(onlooker, id)));
    const [yes, no] = ["Verdir la cour", "NotFound"];
    expect(await told(await publish())).toEqual([yes, yes, yes, no, no, no]);
    expect(await told(await publish({ openTo: "network" }))).toEqual([yes, yes, yes, yes, no, no]);
    expect(await told(await publish({ openTo: "public" }))).toEqual([yes, yes, yes, yes, yes, no]);
    expect(await told(await publish({ openTo: "public", state: "draft" }))).toEqual([yes, no, yes, no, no, no]);
  });
});
