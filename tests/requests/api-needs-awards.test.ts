import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as contract } from "../../app/routes/api/award-contract";
import { loader as contractEnd } from "../../app/routes/api/award-contract-end";
import { loader as deliveries } from "../../app/routes/api/award-deliveries";
import { loader as delivery } from "../../app/routes/api/award-delivery";
import { loader as rating } from "../../app/routes/api/award-rating";
import { loader as award } from "../../app/routes/api/need-award";
import { loader as awards } from "../../app/routes/api/need-awards";
import { loader as decision } from "../../app/routes/api/need-decision";
import { loader as ending } from "../../app/routes/api/need-ending";
import { loader as letters } from "../../app/routes/api/need-letters";
import { loader as left } from "../../app/routes/api/need-lot-left";
import { loader as satisfaction } from "../../app/routes/api/need-satisfaction";
import { newId } from "../../server/kernel/ids";
import { localDateOf } from "../../server/kernel/time";
import { asking, items, SHARERS, tokensOf, type Tokens } from "../support/api-people";
import { closeNeed, draftAnswer, judgeNeed, openNeed, publishNeed, submitAnswer } from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, SHARERS);
}, 60_000);
afterAll(() => world.close());
const { send, read } = asking(() => tokens, "owner");

/** A need of La Grande Tablée, judged: Les Jardins du Gué come first, Les Curieux second. */
async function judged() {
  const need = await publishNeed(world);
  const { owner, manager, administrator, observer } = world.actors;
  const gue = await draftAnswer(administrator, need, { priceCents: 100_000, hours: 12 });
  const curieux = await draftAnswer(observer, need, { priceCents: 110_000 });
  await submitAnswer(administrator, need, gue);
  await submitAnswer(observer, need, curieux);
  await closeNeed(world, need);
  await openNeed(need, owner, manager);
  await judgeNeed(need, owner, { [gue]: 9, [curieux]: 6 });
  return { ...need, gue, curieux };
}

const today = () => localDateOf(new Date(), "Europe/Paris");

describe("awarding by the API", () => {
  test("goes from a proposal to letters, a contract, a delivery and what each says of the other", async () => {
    const need = await judged();
    const params = { need: need.needId };
    const propose = (answerId: string, more: object = {}) =>
      send(awards, { lotId: need.lotId, answerId, reasons: "Le meilleur total", ...more }, { params });
    const second = await propose(need.curieux);
    expect([second.status, second.json.code]).toEqual([422, "explained_choice"]);
    const proposed = await propose(need.gue);
    expect([proposed.status, proposed.json.stage]).toEqual([201, "proposed"]);
    const [lot] = proposed.json.lots as { award: { id: string; state: string; price: unknown } }[];
    expect(lot?.award).toMatchObject({ state: "proposed", rank: 1, price: { amountCents: 100_000 }, hours: 12 });
    expect((await propose(need.curieux, { whyNotFirst: "Plus près" })).json.code).toBe("one_live_award");
    const unseen = await send(decision, { awardIds: [newId()] }, { params });
    expect([unseen.status, unseen.json.code]).toEqual([409, "changed_meanwhile"]);
    const awardId = lot?.award.id ?? "";
    expect((await read(awards, params, "employee")).status).toBe(403);
    // Nothing of what is only proposed is told to bidders.
    expect((await read(award, { ...params, award: awardId }, "administrator")).status).toBe(404);
    const decided = await send(decision, { awardIds: [awardId] }, { params });
    expect([decided.status, decided.json.stage]).toEqual([200, "awarded"]);
    expect(items(await read(letters, params))).toHaveLength(2);
    expect(items(await read(letters, params, "observer"))).toMatchObject([
      {
        retained: false,
        ours: true,
        bidder: "Les Curieux",
        rank: 2,
        winner: { name: "Les Jardins du Gué", reasons: "Le meilleur total" },
      },
    ]);
    expect(items(await read(letters, params, "administrator"))).toMatchObject([{ retained: true, awardId }]);
    const at = { ...params, award: awardId };
    const signed = { signedOn: today(), amountCents: 100_000, hoursPromised: 12 };
    expect(
      (await send(contract, { ...signed, startsOn: "2031-02-01", endsOn: "2031-01-01" }, { method: "PUT", params: at }))
        .status,
    ).toBe(422);
    const recorded = await send(contract, signed, { method: "PUT", params: at });
    expect(recorded.json).toMatchObject({ side: "buyer", contract: { amount: { amountCents: 100_000 } } });
    const what = { deliveredOn: today(), what: "Les arbres", amountCents: 60_000, hours: 12 };
    expect((await send(deliveries, what, { params: at })).status).toBe(403);
    const headers = { "Idempotency-Key": newId() };
    const declare = () => send(deliveries, what, { by: "administrator", headers, params: at });
    const [declared, again] = [await declare(), await declare()];
    expect([declared.status, again.text]).toEqual([201, declared.text]);
    expect((await send(contractEnd, {}, { params: at })).json.code).toBe("deliveries_wait");
    const [one] = declared.json.deliveries as { id: string }[];
    const accepted = await send(
      delivery,
      { refusal: null },
      { method: "PUT", params: { ...at, delivery: one?.id ?? "" } },
    );
    expect(accepted.json.deliveries).toMatchObject([{ what: "Les arbres", refusedReason: null }]);
    expect((await send(rating, { stars: 5 }, { params: at })).json.code).toBe("not_ended_yet");
    await send(contractEnd, {}, { params: at });
    await send(rating, { stars: 5, words: "Soigné" }, { params: at });
    expect((await read(award, at, "administrator")).json.ratings).toEqual([]);
    const both = await send(rating, { stars: 4, words: "Clair" }, { by: "administrator", params: at });
    expect((both.json.ratings as unknown[]).length).toBe(2);
    const met = await send(satisfaction, { met: "yes" }, { method: "PUT", params });
    expect([met.json.met, met.json.stage]).toEqual(["yes", "done"]);
    expect((await read(award, at, "observer")).status).toBe(404);
  });

  test("leaves a lot with a reason, takes a proposal back, ends without anybody", async () => {
    const need = await judged();
    const params = { need: need.needId };
    const leave = (reason: string | null) =>
      send(left, { reason }, { method: "PUT", params: { ...params, lot: need.lotId } });
    expect((await leave("Trop cher")).json.lots).toMatchObject([{ unsuccessfulReason: "Trop cher" }]);
    const form = { lotId: need.lotId, answerId: need.gue, reasons: "Le meilleur" };
    expect((await send(awards, form, { params })).json.code).toBe("lot_is_left");
    await leave(null);
    const proposed = await send(awards, form, { params });
    const [lot] = proposed.json.lots as { award: { id: string } }[];
    const dropped = await send(award, {}, { method: "DELETE", params: { ...params, award: lot?.award.id ?? "" } });
    expect(dropped.json.lots).toMatchObject([{ award: null }]);
    const ended = await send(ending, { reason: "Plus de budget" }, { params });
    expect([ended.json.stage, ended.json.endReason]).toEqual(["unsuccessful", "Plus de budget"]);
    expect(items(await read(letters, params, "observer"))).toMatchObject([{ winner: null, noAward: "Plus de budget" }]);
  });
});
