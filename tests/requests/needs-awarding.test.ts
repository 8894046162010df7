import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint, databaseErrorCode } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { paths } from "../../app/paths";
import { newId } from "../../server/kernel/ids";
import {
  awardingOf,
  answersOf,
  decideAward,
  decideDelivery,
  declareDelivery,
  dropProposal,
  endContract,
  endInterest,
  endWithoutAward,
  leaveLot,
  letterFor,
  lettersOf,
  marketOf,
  needOf,
  proposeAward,
  rateAward,
  recordContract,
  sayWhetherMet,
} from "../../server/tenders";
import { guestOf } from "../support/guests";
import { publishNeed } from "../support/needs";
import { judgedNeed, openedNeed, type Judged } from "../support/judged-needs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
/** A colleague of the buyer who prepares, and does not decide. */
let helper: Actor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  const { owner, observer } = world.actors;
  await world.owner`insert into affiliations ${world.owner({ structure_id: owner.structureId, person_id: observer.personId, role: "employee" })}`;
  helper = { ...owner, personId: observer.personId, personName: observer.personName, roles: ["employee"] };
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const REASONS = "La méthode la plus claire, et des heures d’insertion.";
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => violatedConstraint(error) ?? databaseErrorCode(error) ?? String(error),
  );
const code = (outcome: { ok: boolean; problem?: { code: string } }) => (outcome.ok ? "done" : outcome.problem?.code);

/** Les Jardins du Gué first with 97,14, the town hall second with 76. */
const judged = (options = {}) =>
  judgedNeed(
    world,
    [
      { actor: world.actors.administrator, priceCents: 107_700, score: 10 },
      { actor: world.actors.partner, priceCents: 100_000, score: 6 },
    ],
    options,
  );
const choice = (need: Judged, rank = 0, more = {}) => ({
  ...{ id: newId(), lotId: need.lotId, answerId: need.answerIds[rank]!, reasons: REASONS, whyNotFirst: "" },
  ...more,
});
async function decided() {
  const need = await judged();
  const form = choice(need);
  await proposeAward(helper, need.needId, form);
  expect(code(await decideAward(world.actors.owner, need.needId, [form.id]))).toBe("done");
  return { ...need, awardId: form.id, key: { needId: need.needId, awardId: form.id } };
}
const stateOf = async (needId: string) => (await needOf(world.actors.owner, needId)).state;

describe("choosing", () => {
  it("ranks the candidates of a call by the consensus, and shows whoever buys what each has", async () => {
    const need = await judged();
    const { lots } = await awardingOf(helper, need.needId);
    expect(lots[0]?.candidates).toMatchObject([
      { name: "Les Jardins du Gué", rank: 1, total: 9714, priceCents: 107_700, hours: 40 },
      { name: "Mairie de Brizac", rank: 2, total: 7600, priceCents: 100_000 },
    ]);
    for (const actor of [world.actors.manager, world.actors.administrator, world.actors.partner])
      await expect(awardingOf(actor, need.needId)).rejects.toMatchObject({ status: 403 });
  });

  it("proposes one bidder for a lot at the price of the register, says who did, and takes it back", async () => {
    const need = await judged();
    const form = choice(need);
    expect(code(await proposeAward(helper, need.needId, form))).toBe("done");
    expect(code(await proposeAward(helper, need.needId, form))).toBe("done");
    expect(await stateOf(need.needId)).toBe("proposed");
    const { lots } = await awardingOf(world.actors.owner, need.needId);
    expect(lots[0]?.award).toMatchObject({ priceCents: 107_700, hours: 40, proposedBy: "Lise Aubry", rank: 1 });
    expect(code(await proposeAward(helper, need.needId, choice(need, 1, { whyNotFirst: "Plus près." })))).toBe(
      "one_live_award",
    );
    expect(code(await dropProposal(helper, need.needId, form.id))).toBe("done");
    expect(await stateOf(need.needId)).toBe("evaluated");
    expect(code(await dropProposal(helper, need.needId, form.id))).toBe("changed_meanwhile");
  });

  it("asks why, where it is not the first ranked; the database too", async () => {
    const need = await judged();
    expect(code(await proposeAward(helper, need.needId, choice(need, 1)))).toBe("explained_choice");
    const unexplained = inTransaction(helper, (tx) =>
      tx
        .insertInto("awards")
        .values({
          ...{ id: newId(), poleId: helper.poleId, needId: need.needId, lotId: need.lotId, rank: 2 },
          ...{ answerId: need.answerIds[1]!, reasons: REASONS, proposedBy: helper.personId },
        })
        .execute(),
    );
    expect(await refusal(unexplained)).toBe("explained_choice");
    const explained = choice(need, 1, { whyNotFirst: "La première n’est plus disponible au printemps." });
    expect(code(await proposeAward(helper, need.needId, explained))).toBe("done");
  });

  it("has one live award a lot when two propose at once, whoever they propose", async () => {
    const need = await judged();
    const outcomes = await Promise.all(
      [0, 1, 0, 1, 0, 1].map((rank) =>
        proposeAward(
          rank ? world.actors.owner : helper,
          need.needId,
          choice(need, rank, { whyNotFirst: "Plus près." }),
        ),
      ),
    );
    expect(outcomes.map(code).sort()).toEqual(["done", ...Array<string>(5).fill("one_live_award")]);
    const [row] = await world.owner<{ count: number }[]>`
      select count(*)::int as count from awards where lot_id = ${need.lotId} and state <> 'dropped'`;
    expect(row?.count).toBe(1);
  });

  it("leaves a lot without an award with a reason, or somebody is proposed for it: never both, even at once", async () => {
    const need = await judged();
    const outcomes = await Promise.all([
      leaveLot(helper, need.needId, { lotId: need.lotId, reason: "Trop cher." }),
      proposeAward(world.actors.owner, need.needId, choice(need)),
    ]);
    expect(outcomes.map(code).filter((each) => each === "done")).toHaveLength(1);
    expect(["lot_is_left", "one_live_award"]).toContain(outcomes.map(code).find((each) => each !== "done"));
  });

  it("refuses what was not judged: before the evaluation, what is irregular, a price or a date of one's own", async () => {
    const early = await openedNeed(world, [{ actor: world.actors.administrator, priceCents: 5_000 }]);
    expect(code(await proposeAward(helper, early.needId, choice(early)))).toBe("award_in_time");
    const need = await judged();
    await world.owner`insert into admissions ${world.owner({ answer_id: need.answerIds[0]!, pole_id: helper.poleId, need_id: need.needId, decision: "irregular", reason: "Pas d’assurance.", person_id: helper.personId })}`;
    expect(code(await proposeAward(helper, need.needId, choice(need)))).toBe("award_of_an_answer");
    const insert = (answerId: string) =>
      inTransaction(helper, (tx) =>
        tx
          .insertInto("awards")
          .values({
            ...{ id: newId(), poleId: helper.poleId, needId: need.needId, lotId: need.lotId, answerId },
            ...{ reasons: REASONS, priceCents: 1, hours: 9999, state: "awarded", proposedBy: world.people.owner.id },
          })
          .returning(["priceCents", "hours", "state", "proposedBy"])
          .executeTakeFirst(),
      );
    expect(await refusal(insert(need.answerIds[0]!))).toBe("award_of_an_answer");
    expect(await insert(need.answerIds[1]!)).toEqual({
      ...{ priceCents: 100_000, hours: 40, state: "proposed", proposedBy: helper.personId },
    });
  });

  it("of a public buyer stays under the threshold, whatever was estimated; at it, the lot is left here", async () => {
    const dear = (priceCents: number) =>
      judgedNeed(world, [{ actor: world.actors.administrator, priceCents, score: 10 }]);
    const [at, under] = [await dear(6_000_000), await dear(5_999_999)];
    const buyer = world.structures.tablee.id;
    await world.owner`update structures set public_buyer = true where id = ${buyer}`;
    try {
      expect(code(await proposeAward(helper, at.needId, choice(at)))).toBe("public_buyer_threshold");
      expect(code(await proposeAward(helper, under.needId, choice(under)))).toBe("done");
    } finally {
      await world.owner`update structures set public_buyer = false where id = ${buyer}`;
    }
    expect(code(await proposeAward(helper, at.needId, choice(at)))).toBe("done");
  });

  it("is not for who works for a bidder, nor for who declared a conflict", async () => {
    const need = await judged();
    await world.owner`insert into affiliations ${world.owner({ structure_id: world.actors.administrator.structureId, person_id: helper.personId, role: "employee" })}`;
    expect(code(await proposeAward(helper, need.needId, choice(need)))).toBe("chooser_answers");
    await world.owner`delete from affiliations where person_id = ${helper.personId} and structure_id = ${world.actors.administrator.structureId}`;
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into panel_members ${tx({ need_id: need.needId, pole_id: helper.poleId, person_id: helper.personId, declared: "conflict", declared_at: new Date() })}`;
    });
    await expect(proposeAward(helper, need.needId, choice(need))).rejects.toMatchObject({ status: 403 });
  });
});

describe("deciding", () => {
  it("is for the administrator of the buyer, on what was read, and writes to every bidder at once", async () => {
    const need = await judged();
    const form = choice(need);
    await proposeAward(helper, need.needId, form);
    await expect(decideAward(helper, need.needId, [form.id])).rejects.toMatchObject({ status: 403 });
    expect(code(await decideAward(world.actors.owner, need.needId, []))).toBe("changed_meanwhile");
    expect(await decideAward(world.actors.owner, need.needId, [form.id])).toEqual({ ok: true, value: "awarded" });
    expect(code(await decideAward(world.actors.owner, need.needId, [form.id]))).toBe("award_in_time");
    const { letters } = await lettersOf(world.actors.owner, need.needId);
    expect(letters).toMatchObject([
      { retained: true, content: { rank: 1, total: 9714, bidder: "Les Jardins du Gué" } },
      {
        retained: false,
        content: { rank: 2, total: 7600, winner: { name: "Les Jardins du Gué", priceCents: 107_700 } },
      },
    ]);
  });

  it("gives each bidder its own letter and no other, the manager all of them, and nobody else any", async () => {
    const need = await decided();
    const own = async (actor: Actor) =>
      (await lettersOf(actor, need.needId)).letters.map(({ content }) => content.bidder);
    expect(await own(world.actors.employee)).toEqual(["Les Jardins du Gué"]);
    expect(await own(world.actors.partner)).toEqual(["Mairie de Brizac"]);
    expect(await own(world.actors.manager)).toHaveLength(2);
    expect(await own(world.actors.observer)).toEqual([]);
    const [, other] = (await lettersOf(world.actors.owner, need.needId)).letters;
    const key = { needId: need.needId, letterId: other!.id };
    await expect(letterFor(world.actors.administrator, key)).rejects.toMatchObject({ status: 404 });
    expect((await letterFor(world.actors.partner, key)).letter.ours).toBe(true);
    // In the list of one's own answers, too.
    const became = async (actor: Actor) =>
      (await answersOf(actor)).lines.find(({ needId }) => needId === need.needId)?.retained;
    expect(await became(world.actors.employee)).toBe(true);
    expect(await became(world.actors.partner)).toBe(false);
  });

  it("is refused by the database where a bidder has no letter, or a letter says otherwise; letters stay", async () => {
    const need = await judged();
    const form = choice(need);
    await proposeAward(helper, need.needId, form);
    const write = (told: readonly number[], retained: number) =>
      inTransaction(world.actors.owner, async (tx) => {
        await tx.updateTable("awards").set({ state: "awarded" }).where("id", "=", form.id).execute();
        for (const rank of told)
          await tx
            .insertInto("letters")
            .values({
              ...{ id: newId(), poleId: helper.poleId, needId: need.needId, lotId: need.lotId, content: {} },
              ...{ answerId: need.answerIds[rank]!, retained: rank === retained },
            })
            .execute();
        await tx.updateTable("needs").set({ state: "awarded" }).where("id", "=", need.needId).execute();
      });
    expect(await refusal(write([0], 0))).toBe("every_bidder_is_told");
    expect(await refusal(write([0, 1], 1))).toBe("letter_says_so");
    expect(await refusal(write([0, 1], 0))).toBe("done");
    expect(await refusal(world.owner`update letters set retained = true where need_id = ${need.needId}`)).toBe("23001");
    expect(
      await refusal(
        inTransaction(world.actors.owner, (tx) =>
          tx.updateTable("awards").set({ state: "dropped" }).where("id", "=", form.id).execute(),
        ),
      ),
    ).toBe("award_is_kept");
  });

  it("ends without an award, for a reason that each bidder reads; also where nothing came", async () => {
    const need = await judged();
    await proposeAward(helper, need.needId, choice(need));
    expect(code(await endWithoutAward(world.actors.owner, need.needId, "Le budget n’est pas voté."))).toBe("done");
    expect(await stateOf(need.needId)).toBe("unsuccessful");
    const { letters } = await lettersOf(world.actors.partner, need.needId);
    expect(letters).toMatchObject([
      { retained: false, content: { noAward: "Le budget n’est pas voté.", winner: null } },
    ]);
    expect(code(await endWithoutAward(world.actors.owner, need.needId, "Encore."))).toBe("award_in_time");
  });

  it("gives one bidder no more lots than one may have, the database too, and says so of a lot that is left", async () => {
    const need = await judged();
    const other = newId();
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update needs set max_lots = 1 where id = ${need.needId}`;
      await tx`insert into need_lots ${tx({ id: other, pole_id: helper.poleId, need_id: need.needId, number: 2, title: "Bancs" })}`;
      await tx`insert into need_criteria ${tx({ id: newId(), pole_id: helper.poleId, need_id: need.needId, lot_id: other, position: 1, kind: "price", weight: 100 })}`;
      await tx`update submissions set content = jsonb_set(content, '{lots}', content -> 'lots' ||
        jsonb_build_array(jsonb_build_object('lotId', ${other}::text, 'hours', 0, 'words', ''))) where need_id = ${need.needId}`;
      await tx`update submission_prices set prices = prices || jsonb_build_object(${other}::text,
        '{"cents": 5000, "shares": []}'::jsonb) where need_id = ${need.needId}`;
    });
    const form = choice(need);
    expect(code(await proposeAward(helper, need.needId, form))).toBe("done");
    expect(await stateOf(need.needId)).toBe("evaluated");
    expect(code(await proposeAward(helper, need.needId, choice(need, 0, { lotId: other })))).toBe("max_lots_won");
    const unasked = inTransaction(helper, (tx) =>
      tx
        .insertInto("awards")
        .values({
          ...{ id: newId(), poleId: helper.poleId, needId: need.needId, lotId: other, reasons: REASONS },
          ...{ answerId: need.answerIds[0]!, proposedBy: helper.personId },
        })
        .execute(),
    );
    expect(await refusal(unasked)).toBe("max_lots_won");
    expect(code(await decideAward(world.actors.owner, need.needId, [form.id]))).toBe("lots_are_open");
    await leaveLot(helper, need.needId, { lotId: other, reason: "Les bancs sont trop chers." });
    expect(await stateOf(need.needId)).toBe("proposed");
    expect(code(await decideAward(world.actors.owner, need.needId, [form.id]))).toBe("done");
    const { letters } = await lettersOf(world.actors.partner, need.needId);
    expect(letters.map(({ content }) => [content.lot.number, content.winner?.name, content.noAward])).toEqual([
      [1, "Les Jardins du Gué", null],
      [2, undefined, "Les bancs sont trop chers."],
    ]);
  });

  it("tells each member of a group, who reads the contract too, and whose lead alone speaks for it", async () => {
    const need = await judged();
    const { partner, observer, owner } = world.actors;
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into answer_members ${tx({ answer_id: need.answerIds[0]!, pole_id: owner.poleId, need_id: need.needId, structure_id: observer.structureId, state: "accepted" })}`;
    });
    const form = choice(need);
    const key = { needId: need.needId, awardId: form.id };
    await proposeAward(owner, need.needId, form);
    await decideAward(owner, need.needId, [form.id]);
    expect((await lettersOf(observer, need.needId)).letters).toMatchObject([{ retained: true, ours: true }]);
    expect((await marketOf(observer, key)).side).toBe("reader");
    await expect(marketOf(partner, key)).rejects.toMatchObject({ status: 404 });
    const done = { id: newId(), deliveredOn: "2026-02-01", what: "La haie.", amountCents: null, hours: 0 };
    await expect(declareDelivery(observer, key, done)).rejects.toMatchObject({ status: 403 });
  });

  it("tells a structure of no pôle, which declares what it delivers like a member", async () => {
    // A public need opens the door of the pôle.
    await publishNeed(world, { openTo: "public" });
    const outsider = await guestOf(world, "outsider");
    const need = await openedNeed(world, [{ actor: outsider, priceCents: 4_000 }], {
      kind: "quotes",
      openTo: "public",
    });
    const form = choice(need);
    const key = { needId: need.needId, awardId: form.id };
    expect(code(await proposeAward(helper, need.needId, form))).toBe("done");
    expect(code(await decideAward(world.actors.owner, need.needId, [form.id]))).toBe("done");
    const [letter] = (await lettersOf(outsider, need.needId)).letters;
    expect(letter).toMatchObject({ retained: true, ours: true, awardId: form.id });
    const signed = {
      signedOn: "2026-01-05",
      startsOn: null,
      endsOn: null,
      amountCents: 4_000,
      hoursPromised: 0,
      words: "",
    };
    expect(code(await recordContract(world.actors.owner, key, signed))).toBe("done");
    const done = { id: newId(), deliveredOn: "2026-02-01", what: "Le dessin.", amountCents: 4_000, hours: 0 };
    expect(code(await declareDelivery(outsider, key, done))).toBe("done");
    expect((await marketOf(outsider, key)).deliveries).toMatchObject([{ what: "Le dessin." }]);
    const visitor = await signedIn(server, world.people.outsider.email);
    for (const page of [
      paths.needMarket("val-d-orme", need.needId, form.id),
      paths.needLetters("val-d-orme", need.needId),
    ])
      expect((await visitor.get(page)).status).toBe(200);
  });

  it("takes quotes as soon as they are opened, the lowest first, without a panel", async () => {
    const need = await openedNeed(
      world,
      [
        { actor: world.actors.administrator, priceCents: 9_000 },
        { actor: world.actors.partner, priceCents: 8_000 },
      ],
      { kind: "quotes" },
    );
    const { lots } = await awardingOf(helper, need.needId);
    expect(lots[0]?.candidates.map(({ name, rank }) => [name, rank])).toEqual([
      ["Mairie de Brizac", null],
      ["Les Jardins du Gué", null],
    ]);
    const form = choice(need);
    expect(code(await proposeAward(helper, need.needId, form))).toBe("done");
    expect(code(await decideAward(world.actors.owner, need.needId, [form.id]))).toBe("done");
  });

  it("retains nobody of an expression of interest, which ends once it is opened", async () => {
    const need = await openedNeed(world, [{ actor: world.actors.administrator, priceCents: 1 }], { kind: "interest" });
    expect(code(await proposeAward(helper, need.needId, choice(need)))).toBe("award_in_time");
    expect(code(await endInterest(world.actors.owner, need.needId))).toBe("done");
    expect(await stateOf(need.needId)).toBe("done");
  });
});

describe("what follows", () => {
  const contract = {
    signedOn: "2026-01-05",
    startsOn: null,
    endsOn: null,
    amountCents: 107_700,
    hoursPromised: 40,
    words: "",
  };
  const delivery = (more = {}) => ({
    ...{ id: newId(), deliveredOn: "2026-02-01", what: "La haie est plantée.", amountCents: 107_700, hours: 38 },
    ...more,
  });

  it("goes from the contract to deliveries declared and accepted, to the end, to what each says of the other", async () => {
    const { key, needId } = await decided();
    const { owner, administrator, employee, manager } = world.actors;
    expect(code(await declareDelivery(administrator, key, delivery()))).toBe("before_signature");
    expect(code(await recordContract(owner, key, contract))).toBe("done");
    expect(await stateOf(needId)).toBe("contracted");
    expect(code(await declareDelivery(employee, key, delivery({ deliveredOn: "2026-01-04" })))).toBe(
      "before_signature",
    );
    const done = delivery();
    const wrong = delivery({ what: "Le banc.", hours: 9 });
    for (const form of [done, done, wrong]) expect(code(await declareDelivery(employee, key, form))).toBe("done");
    expect(code(await recordContract(owner, key, contract))).toBe("contract_has_deliveries");
    expect(code(await endContract(owner, key))).toBe("deliveries_wait");
    expect(code(await decideDelivery(helper, key, { deliveryId: done.id, refusal: null }))).toBe("done");
    expect(code(await decideDelivery(helper, key, { deliveryId: done.id, refusal: "Non." }))).toBe(
      "delivery_is_decided",
    );
    expect(code(await decideDelivery(helper, key, { deliveryId: wrong.id, refusal: "Il n’y est pas." }))).toBe("done");
    expect(code(await rateAward(owner, key, { stars: 5, words: "Parfait." }))).toBe("not_ended_yet");
    expect(code(await endContract(owner, key))).toBe("done");
    expect(await stateOf(needId)).toBe("done");
    expect(code(await rateAward(owner, key, { stars: 5, words: "Parfait." }))).toBe("done");
    expect(code(await rateAward(owner, key, { stars: 1, words: "" }))).toBe("rated_already");
    expect((await marketOf(administrator, key)).ratings).toEqual([]);
    expect(code(await rateAward(administrator, key, { stars: 4, words: "Payé à temps." }))).toBe("done");
    expect((await marketOf(administrator, key)).ratings.map(({ stars, ours }) => [stars, ours])).toEqual([
      [5, false],
      [4, true],
    ]);
    expect((await marketOf(manager, key)).winner.name).toBe("Les Jardins du Gué");
    expect(code(await sayWhetherMet(helper, needId, { met: "yes", words: "" }))).toBe("done");
    expect((await awardingOf(owner, needId)).met).toBe("yes");
  });

  it("is for its parties alone, each on its own side; by SQL too", async () => {
    const { key } = await decided();
    const { owner, administrator, employee, partner, observer, manager } = world.actors;
    await recordContract(owner, key, contract);
    for (const actor of [partner, observer]) await expect(marketOf(actor, key)).rejects.toMatchObject({ status: 404 });
    await expect(recordContract(administrator, key, contract)).rejects.toMatchObject({ status: 403 });
    await expect(declareDelivery(owner, key, delivery())).rejects.toMatchObject({ status: 403 });
    await expect(endContract(manager, key)).rejects.toMatchObject({ status: 403 });
    const declared = delivery();
    await declareDelivery(administrator, key, declared);
    const accept = (actor: Actor) =>
      inTransaction(actor, (tx) =>
        sql`update deliveries set accepted_by = ${actor.personId}, accepted_at = now() where id = ${declared.id}`.execute(
          tx,
        ),
      ).then(({ numAffectedRows }) => numAffectedRows);
    expect(await accept(administrator)).toBe(0n);
    expect(await accept(manager)).toBe(0n);
    expect(await accept(owner)).toBe(1n);
    expect(await accept(owner)).toBe(0n);
    const rate = (actor: Actor, structureId: string) =>
      inTransaction(actor, (tx) =>
        tx
          .insertInto("ratings")
          .values({ awardId: key.awardId, poleId: actor.poleId, structureId, stars: 5, personId: actor.personId })
          .execute(),
      );
    expect(await refusal(rate(administrator, owner.structureId!))).toBe("42501");
    expect(await refusal(rate(manager, owner.structureId!))).toBe("42501");
    expect(await refusal(rate(employee, employee.structureId!))).toBe("done");
  });
});

describe("the pages", () => {
  const POLE = "val-d-orme";

  it("carry the whole: the choice is proposed, refused beside its field, decided, read in letters, followed", async () => {
    const need = await judged();
    const buyer = await signedIn(server, world.people.owner.email);
    const page = paths.awardNeed(POLE, need.needId);
    expect(plain(await buyer.read(paths.need(POLE, need.needId)))).toContain("une proposition pour chaque lot");
    expect(plain(await buyer.read(page))).toMatch(/Rang 1. Les Jardins du Gué[^]*97,14 points, 1 077,00 €/);
    const form = { intent: "propose", id: newId(), lot: need.lotId, answer: need.answerIds[1]!, whyNotFirst: "" };
    const empty = await buyer.post(page, { ...form, reasons: " " });
    expect(empty.status).toBe(422);
    expect(plain(await empty.text())).toContain("Écrivez quelques mots.");
    const unexplained = await buyer.post(page, { ...form, reasons: "Plus près de chez nous." });
    expect(unexplained.status).toBe(422);
    const again = plain(await unexplained.text());
    expect(again).toContain("Ce n'est pas la première du classement : dites pourquoi.");
    expect(again).toContain("Plus près de chez nous.");
    expect((await buyer.post(page, { ...form, answer: need.answerIds[0]!, reasons: REASONS })).status).toBe(302);
    expect((await buyer.post(page, { intent: "decide", seen: newId() })).status).toBe(422);
    expect((await buyer.post(page, { intent: "decide", seen: form.id })).status).toBe(302);

    const winner = await signedIn(server, world.people.administrator.email);
    const loser = await signedIn(server, world.people.partner.email);
    expect(plain(await loser.read(paths.need(POLE, need.needId)))).toContain("Votre réponse n'est pas retenue");
    const link = /href="([^"]*courriers\/[^"]*)"/.exec(await loser.read(paths.needLetters(POLE, need.needId)))?.[1];
    const letter = plain(await loser.read(link!));
    for (const told of [
      "rang 2 sur 2, avec 76 points sur 100",
      "Les Jardins du Gué",
      "1 077,00 €",
      "97,14",
      "Inès Lacombe",
    ])
      expect(letter).toContain(told);
    expect((await winner.get(link!)).status).toBe(404);

    const market = paths.needMarket(POLE, need.needId, form.id);
    expect((await loser.get(market)).status).toBe(404);
    const wrong = await buyer.post(market, {
      intent: "contract",
      signedOn: "2099-01-01",
      amount: "mille",
      hours: "40",
    });
    expect(plain(await wrong.text())).toMatch(/Ce jour n'est pas encore venu[^]*Écrivez un montant en euros/);
    const contract = { intent: "contract", signedOn: "2026-01-05", amount: "1 077,00", hours: "40", words: "" };
    expect((await buyer.post(market, contract)).status).toBe(302);
    const done = { intent: "declare", id: newId(), deliveredOn: "2026-02-01", what: "La haie.", deliveryHours: "38" };
    expect((await winner.post(market, done)).status).toBe(302);
    expect(plain(await buyer.read(market))).toContain("La haie.");
    expect((await buyer.post(market, { intent: "accept", delivery: done.id })).status).toBe(302);
    expect((await buyer.post(market, { intent: "end" })).status).toBe(302);
    expect((await winner.post(market, { intent: "rate", stars: "5", ratingWords: "" })).status).toBe(302);
    expect((await buyer.post(market, { intent: "rate", stars: "9" })).status).toBe(422);
  });

  it("are of the buyer for the choice, and of nobody who has no part in it for the rest", async () => {
    const { needId, awardId } = await decided();
    for (const person of ["manager", "administrator", "partner"] as const) {
      const visitor = await signedIn(server, world.people[person].email);
      expect([person, (await visitor.get(paths.awardNeed(POLE, needId))).status]).toEqual([person, 403]);
    }
    for (const [person, status] of [
      ["manager", 200],
      ["employee", 200],
      ["partner", 404],
      ["neighbour", 404],
    ] as const) {
      const visitor = await signedIn(server, world.people[person].email);
      expect([person, (await visitor.get(paths.needMarket(POLE, needId, awardId))).status]).toEqual([person, status]);
    }
  });
});
