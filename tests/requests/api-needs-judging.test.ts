import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as clarification } from "../../app/routes/api/answer-clarification";
import { loader as asked } from "../../app/routes/api/answer-clarifications";
import { loader as consensus } from "../../app/routes/api/need-consensus";
import { loader as evaluation } from "../../app/routes/api/need-evaluation";
import { loader as minutes } from "../../app/routes/api/need-minutes";
import { loader as opening } from "../../app/routes/api/need-opening";
import { loader as second } from "../../app/routes/api/need-opening-second";
import { loader as panel } from "../../app/routes/api/need-panel";
import { loader as declaration } from "../../app/routes/api/need-panel-declaration";
import { loader as panelMember } from "../../app/routes/api/need-panel-member";
import { loader as ranking } from "../../app/routes/api/need-ranking";
import { loader as scores } from "../../app/routes/api/need-scores";
import { loader as finished } from "../../app/routes/api/need-scores-finished";
import { loader as opened } from "../../app/routes/api/opened-answer";
import { loader as admission } from "../../app/routes/api/opened-answer-admission";
import { loader as clarifications } from "../../app/routes/api/opened-answer-clarifications";
import { loader as openedAnswers } from "../../app/routes/api/opened-answers";
import { issueApiToken } from "../../server/poles";
import { asking, items, SHARERS, tokensOf, type Tokens } from "../support/api-people";
import { closeNeed, draftAnswer, publishNeed, submitAnswer, type Published } from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, SHARERS);
  tokens.manager = await issueApiToken({ email: world.people.manager.email, structureSlug: "val-d-orme" });
}, 60_000);
afterAll(() => world.close());
// La Grande Tablée buys; Les Jardins du Gué and Les Curieux answer.
const { send, read } = asking(() => tokens, "owner");

interface Closed extends Published {
  readonly gue: string;
  readonly curieux: string;
}

/** A need that is closed with two answers in. */
async function closed(options: { qualityFirst?: boolean } = {}): Promise<Closed> {
  const need = await publishNeed(world, options);
  const { administrator, observer } = world.actors;
  const gue = await draftAnswer(administrator, need, { words: "Notre méthode", priceCents: 120_000 });
  const curieux = await draftAnswer(observer, need, { words: "La leur", priceCents: 100_000 });
  await submitAnswer(administrator, need, gue);
  await submitAnswer(observer, need, curieux);
  await closeNeed(world, need);
  return { ...need, gue, curieux };
}

/** The same, opened by two. */
async function openedByTwo(options: { qualityFirst?: boolean } = {}): Promise<Closed> {
  const need = await closed(options);
  const params = { need: need.needId };
  expect((await send(opening, {}, { params })).status).toBe(201);
  expect((await send(second, {}, { by: "manager", params })).json.stage).toBe("opened");
  return need;
}

describe("opening by the API", () => {
  test("takes two persons, neither of whom answers; then its minutes and its register are read", async () => {
    const need = await closed();
    const params = { need: need.needId };
    for (const route of [minutes, openedAnswers]) expect((await read(route, params)).status).toBe(404);
    expect((await send(second, {}, { by: "manager", params })).json.code).toBe("not_asked");
    const first = await send(opening, {}, { params });
    expect([first.status, first.json.askedBy]).toMatchObject([201, { name: "Inès Lacombe" }]);
    const same = await send(second, {}, { params });
    expect([same.status, same.json.code]).toEqual([409, "two_persons"]);
    expect((await send(opening, {}, { method: "DELETE", params })).json.askedBy).toBeNull();
    await send(opening, {}, { params });
    expect((await send(second, {}, { by: "administrator", params })).status).toBe(403);
    // Who runs the pôle and works for a bidder does not open.
    expect((await send(second, {}, { by: "managerAtGue", params })).json.code).toBe("opener_answers");
    expect((await send(second, {}, { by: "manager", params })).json.stage).toBe("opened");
    const written = await read(minutes, params);
    expect(written.json).toMatchObject({
      askedBy: "Inès Lacombe",
      openedBy: "Maud Teyssier",
      answers: [{ number: 1, name: "Les Jardins du Gué" }, { prices: [{ price: { amountCents: 100_000 } }] }],
      register: [{ number: 1, fate: "counts", intact: true }, { number: 2 }],
    });
    expect((await read(minutes, params, "employee")).status).toBe(403);
    expect((await send(opening, {}, { params })).json.code).toBe("need_is_opened");
  });

  test("waits for the closing", async () => {
    const need = await publishNeed(world);
    const early = await send(opening, {}, { params: { need: need.needId } });
    expect([early.status, early.json.code]).toEqual([409, "need_is_sealed"]);
  });
});

describe("examining by the API", () => {
  test("reads what was opened, asks, is answered in time, and says what cannot be judged", async () => {
    const need = await openedByTwo();
    const params = { need: need.needId };
    const all = items(await read(openedAnswers, params));
    expect(all).toMatchObject([
      {
        id: need.gue,
        pricesOpen: true,
        content: { presentation: "Notre méthode", lots: [{ price: { amountCents: 120_000 } }] },
      },
      { id: need.curieux, lead: { name: "Les Curieux" }, admission: null },
    ]);
    // What bidders read is their own answer, from their own addresses.
    for (const by of ["administrator", "observer", "employee"] as const)
      expect((await read(openedAnswers, params, by)).status).toBe(403);
    const of = { ...params, openedAnswer: need.gue };
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    const past = { question: "Quand ?", dueAt: "2020-01-01T00:00:00Z" };
    expect((await send(clarifications, past, { params: of })).json.code).toBe("due_in_the_past");
    const question = await send(clarifications, { question: "En combien de jours ?", dueAt }, { params: of });
    expect([question.status, question.json.answer]).toEqual([201, null]);
    const mine = { answer: need.gue };
    expect(items(await read(asked, mine, "administrator"))).toEqual([question.json]);
    const at = { ...mine, clarification: String(question.json.id) };
    const reply = await send(clarification, { answer: "Douze" }, { method: "PUT", by: "administrator", params: at });
    expect(reply.json).toEqual({ id: question.json.id, answered: true });
    expect((await read(opened, of)).json.clarifications).toMatchObject([{ answer: "Douze" }]);
    const foreign = { ...at, answer: need.curieux };
    expect(
      (await send(clarification, { answer: "x" }, { method: "PUT", by: "observer", params: foreign })).status,
    ).toBe(404);
    const irregular = { ...params, openedAnswer: need.curieux };
    const put = (body: object) => send(admission, body, { method: "PUT", params: irregular });
    expect((await put({ decision: "irregular" })).json.code).toBe("reason_missing");
    expect((await put({ decision: "irregular", reason: "Sans attestation" })).status).toBe(200);
    expect((await read(opened, irregular)).json.admission).toMatchObject({ reason: "Sans attestation" });
  });
});

describe("judging by the API", () => {
  test("goes from the panel to the ranking, each alone first, prices after quality where it comes first", async () => {
    const need = await openedByTwo({ qualityFirst: true });
    const params = { need: need.needId };
    expect(items(await read(openedAnswers, params))).toMatchObject([
      { pricesOpen: false, content: { lots: [{ price: null }] } },
      {},
    ]);
    const { owner, partner } = world.people;
    const { tablee, mairie } = world.structures;
    const sit = (personId: string, structureId: string) => send(panel, { personId, structureId }, { params });
    expect((await sit(owner.id, tablee.id)).json).toMatchObject({ step: "score" });
    await sit(partner.id, mairie.id);
    const alone = { reason: "En congé" };
    const left = await send(panelMember, alone, { method: "DELETE", params: { ...params, person: partner.id } });
    expect(left.status).toBe(200);
    const members = (await read(panel, params)).json.members as { removedReason: string }[];
    expect(members.map(({ removedReason }) => removedReason)).toEqual(["", "En congé"]);
    expect((await send(declaration, { conflict: false }, { method: "PUT", params })).status).toBe(200);
    const score = (route: typeof scores, answerId: string, value: number) => {
      const entries = [{ criterionId: need.qualityId, value, words: "Clair" }];
      return send(route, { answerId, entries }, { method: "PUT", params });
    };
    expect((await score(scores, need.gue, 11)).json.code).toBe("score_in_scale");
    await score(scores, need.gue, 9);
    const early = await send(finished, { finished: true }, { method: "PUT", params });
    expect([early.status, early.json.code]).toEqual([409, "scores_are_missing"]);
    expect((await send(consensus, {}, { params })).json.code).toBe("panel_has_finished");
    const last = await score(scores, need.curieux, 5);
    // What is kept of a write with its key says where judging stands, and no score.
    expect(last.json).toEqual({ needId: need.needId, step: "score", left: { mine: 0, consensus: 2 } });
    await send(finished, { finished: true }, { method: "PUT", params });
    expect((await send(consensus, {}, { params })).json.step).toBe("agree");
    await score(consensus, need.gue, 8);
    expect((await score(consensus, need.curieux, 6)).json.step).toBe("open_prices");
    expect((await read(ranking, params)).json).toMatchObject({ lots: [{ complete: false, lowest: null }] });
    expect((await send(evaluation, {}, { params })).json.step).toBe("ranked");
    // 60 points of quality out of 10, 40 of price: 48 + 33,33 against 36 + 40.
    expect((await read(ranking, params)).json).toMatchObject({
      lots: [
        {
          complete: true,
          lowest: { amountCents: 100_000 },
          offers: [
            { answerId: need.gue, rank: 1, total: 8133, price: { amountCents: 120_000 } },
            { answerId: need.curieux, rank: 2, total: 7600 },
          ],
        },
      ],
    });
    expect((await read(scores, params)).json.scores).toHaveLength(4);
    for (const by of ["administrator", "observer"] as const) expect((await read(ranking, params, by)).status).toBe(404);
  });
});
