import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as addenda } from "../../app/routes/api/need-addenda";
import { loader as cancellation } from "../../app/routes/api/need-cancellation";
import { loader as document } from "../../app/routes/api/need-document";
import { loader as documents } from "../../app/routes/api/need-documents";
import { loader as lots } from "../../app/routes/api/need-lots";
import { loader as publication } from "../../app/routes/api/need-publication";
import { loader as questionAnswer } from "../../app/routes/api/need-question-answer";
import { loader as questions } from "../../app/routes/api/need-questions";
import { loader as refusal } from "../../app/routes/api/need-refusal";
import { loader as refusals } from "../../app/routes/api/need-refusals";
import { loader as one } from "../../app/routes/api/need";
import { loader as needs } from "../../app/routes/api/needs";
import { loader as ours } from "../../app/routes/api/needs-ours";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { asking, fields, items, SHARERS, tokensOf, type Tokens } from "../support/api-people";
import { closeNeed, publishNeed } from "../support/needs";
import { startServer, type TestServer } from "../support/server";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, SHARERS);
  server = await startServer();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
const { as, send, read } = asking(() => tokens, "owner");

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const JUDGED = [
  { kind: "price", weight: 60 },
  { kind: "quality", weight: 40, label: "Méthode", scale: 10, minimum: 4.5 },
];

/** A draft of the owner's, with what is sent. */
async function begun(body: object = {}): Promise<string> {
  const made = await send(needs, { title: "Verdir la cour", ...body });
  expect([made.status, made.json.code]).toEqual([201, undefined]);
  return String(made.json.id);
}

/** One that is out, which closes in three weeks. */
async function out(body: object = {}): Promise<string> {
  const need = await begun();
  expect((await send(one, body, { method: "PATCH", params: { need } })).status).toBe(200);
  expect((await send(publication, {}, { params: { need } })).json.stage).toBe("published");
  return need;
}

describe("a need", () => {
  test("is begun once for one key, written, judged, and put out", async () => {
    const headers = { "Idempotency-Key": newId() };
    const twice = await Promise.all([1, 2].map(() => send(needs, { title: "Verdir la cour" }, { headers })));
    expect(new Set(twice.map(({ json }) => json.id)).size).toBe(1);
    const { json: draft, response } = twice[0]!;
    expect(response.headers.get("Location")).toBe(`/api/v1/needs/${String(draft.id)}`);
    expect(draft).toMatchObject({ stage: "draft", kind: "call", ours: true, answersIn: 0, openTo: "pole" });
    const params = { need: String(draft.id) };
    const written = {
      summary: "Deux cents mètres carrés",
      trades: ["77300000"],
      wantedFrom: "2031-04-01",
      wantedUntil: "2031-04-30",
      openTo: "network",
      closesAt: inDays(30),
      questionsUntil: inDays(20),
      maxLots: 1,
    };
    const { closesAt, questionsUntil, ...plain } = written;
    const changed = await send(one, written, { method: "PATCH", params });
    expect([changed.status, changed.json]).toMatchObject([200, plain]);
    expect(new Date(String(changed.json.closesAt)).toISOString()).toBe(closesAt);
    expect(Math.floor(Date.parse(String(changed.json.questionsUntil)) / 1000)).toBe(
      Math.floor(Date.parse(questionsUntil) / 1000),
    );
    const two = await send(
      lots,
      {
        lots: [
          { title: "Plantations", estimateCents: 780_000, minimumHours: 40, reservedTo: "ess", criteria: JUDGED },
          { title: "Mobilier", estimateCents: 300_000, estimateShown: false, criteria: JUDGED },
        ],
      },
      { method: "PUT", params },
    );
    const written2 = two.json.lots as { id: string; number: number; estimate: unknown; criteria: unknown[] }[];
    expect(written2).toMatchObject([
      { number: 1, title: "Plantations", estimate: { amountCents: 780_000, currency: "EUR" }, reservedTo: "ess" },
      { number: 2, title: "Mobilier", estimateShown: false, criteria: [{ kind: "price" }, { minimum: 4.5 }] },
    ]);
    // Those that are named stay who they are; the others leave.
    const kept = { id: written2[1]?.id, title: "Mobilier en bois", criteria: JUDGED };
    const after = await send(lots, { lots: [kept, { title: "Arrosage" }] }, { method: "PUT", params });
    expect(after.json.lots).toMatchObject([
      { id: kept.id, number: 1 },
      { number: 2, title: "Arrosage" },
    ]);
    // Their number is the last one's to say: the second is not judged yet.
    const lacking = await askApi(publication, { token: as("owner"), params });
    expect(lacking.json).toMatchObject({ ready: false, guard: "free", missing: [{ code: "weights", lot: 2 }] });
    const refused = await send(publication, {}, { params });
    expect([refused.status, refused.json.code, refused.json.missing]).toEqual([
      409,
      "incomplete",
      lacking.json.missing,
    ]);
    await send(lots, { lots: [kept] }, { method: "PUT", params });
    const published = await send(publication, {}, { params });
    expect([published.status, published.json.stage]).toEqual([200, "published"]);
    // Others see it, but not what is hidden of it; a draft, they do not.
    const seen = await read(one, params, "employee");
    expect([seen.status, seen.json.ours, seen.json.answersIn]).toEqual([200, false, null]);
    expect((await read(one, { need: await begun() }, "employee")).status).toBe(404);
  });

  test("is refused field by field, and in the order of its dates", async () => {
    const params = { need: await begun() };
    const wrong = { title: "", trades: ["12"], maxLots: 0, closesAt: "demain", wantedFrom: "31 mars" };
    const first = await send(one, wrong, { method: "PATCH", params });
    expect([first.status, fields(first).sort()]).toEqual([
      422,
      ["closesAt", "maxLots", "title", "trades.0", "wantedFrom"],
    ]);
    const dates = { wantedFrom: "2031-04-02", wantedUntil: "2031-04-01", questionsUntil: inDays(400) };
    const second = await send(one, dates, { method: "PATCH", params });
    expect([second.status, fields(second)]).toEqual([422, ["wantedUntil", "questionsUntil"]]);
    const judged = [
      { criteria: [JUDGED[0], JUDGED[0]] },
      { criteria: [{ kind: "quality", weight: 10, scale: 5, minimum: 6 }] },
    ];
    const third = await send(lots, { lots: judged }, { method: "PUT", params });
    expect([third.status, fields(third).sort()]).toEqual([422, ["lots.0.criteria", "lots.1.criteria.0.minimum"]]);
    expect(third.text).toContain("Le prix est déjà un critère de ce lot.");
    const strange = await send(lots, { lots: [{ id: newId() }] }, { method: "PUT", params });
    expect([strange.status, fields(strange)]).toEqual([422, ["lots.0.id"]]);
  });

  test("that is out changes by addenda alone, its closing later and never sooner", async () => {
    const params = { need: await out() };
    for (const [route, method, body] of [
      [one, "PATCH", { title: "Autre" }],
      [lots, "PUT", { lots: [{ title: "Autre" }] }],
    ] as const) {
      const { status, json } = await send(route, body, { method, params });
      expect([status, json.code]).toEqual([409, "need_is_published"]);
    }
    const headers = { "Idempotency-Key": newId() };
    const asked = { words: "Deux bancs de plus", changesSubstance: true, closesAt: inDays(60) };
    const [added, again] = [
      await send(addenda, asked, { headers, params }),
      await send(addenda, asked, { headers, params }),
    ];
    expect([added.status, added.json.addenda]).toMatchObject([201, [{ number: 1, changesSubstance: true }]]);
    expect(again.text).toBe(added.text);
    const sooner = await send(addenda, { ...asked, closesAt: inDays(1) }, { params });
    expect([sooner.status, sooner.json.code]).toEqual([422, "addendum_never_shortens"]);
    expect((await send(addenda, asked, { by: "employee", params })).status).toBe(403);
  });

  test("is cancelled with a reason that all read; a draft is given up", async () => {
    const params = { need: await out() };
    const mute = await send(cancellation, {}, { params });
    expect([mute.status, fields(mute)]).toEqual([422, ["reason"]]);
    expect((await send(cancellation, { reason: "Plus de budget" }, { by: "employee", params })).status).toBe(403);
    const { json } = await send(cancellation, { reason: "Plus de budget" }, { params });
    expect([json.stage, json.endReason]).toEqual(["cancelled", "Plus de budget"]);
    expect((await read(one, params, "employee")).json.endReason).toBe("Plus de budget");
    const draft = { need: await begun() };
    expect((await send(cancellation, {}, { params: draft })).json.stage).toBe("cancelled");
    expect((await read(one, draft, "employee")).status).toBe(404);
    expect(items(await read(ours, {})).map(({ id }) => id)).not.toContain(draft.need);
  });

  test("is posted by who may post: not by an observer, nor put out by an employee", async () => {
    const observer = await send(needs, { title: "Des tables" }, { by: "observer" });
    expect([observer.status, observer.json.action]).toEqual([403, "needs.write"]);
    const { json } = await send(needs, { title: "Des tables" }, { by: "employee" });
    const refused = await send(publication, {}, { by: "employee", params: { need: String(json.id) } });
    expect([refused.status, refused.json.action]).toEqual([403, "needs.publish"]);
  });
});

describe("documents of a need", () => {
  const add = (need: string, file: File, headers: Record<string, string> = {}) => {
    const body = new FormData();
    body.set("file", file);
    return askApi(documents, { method: "POST", body, headers, token: as("owner"), params: { need } });
  };

  test("are added once, read by programs with the scope for it, removed", async () => {
    const need = await begun();
    const headers = { "Idempotency-Key": newId() };
    const added = await add(need, new File(["le plan"], "plan <1>.pdf"), headers);
    expect([added.status, added.json.size]).toEqual([201, 7]);
    expect((await add(need, new File(["le plan"], "plan <1>.pdf"), headers)).text).toBe(added.text);
    expect((await read(one, { need })).json.documents).toEqual([added.json]);
    const at = `${server.url}${String(added.json.path)}`;
    const get = (token: string) => fetch(at, { headers: { Authorization: `Bearer ${token}` }, redirect: "manual" });
    const file = await get(as("owner"));
    expect([file.status, await file.text(), file.headers.get("Content-Type")]).toEqual([
      200,
      "le plan",
      "application/octet-stream",
    ]);
    expect(file.headers.get("Content-Disposition")).toContain("attachment");
    const held = await issueApiToken({
      email: world.people.owner.email,
      structureSlug: "tablee",
      scopes: ["needs:write"],
    });
    for (const other of [held, as("employee"), as("neighbour"), "nothing"]) expect((await get(other)).status).toBe(404);
    const params = { need, document: String(added.json.id) };
    expect((await send(document, {}, { method: "DELETE", params })).json).toEqual({ id: params.document, ended: true });
    expect((await get(as("owner"))).status).toBe(404);
    const large = await add(need, new File([new Uint8Array(10_485_761)], "grand.zip"));
    expect([large.status, large.json.code]).toEqual([422, "document_too_large"]);
  });
});

describe("questions about a need", () => {
  test("are asked without a name, answered to all before the closing", async () => {
    const need = await out();
    const headers = { "Idempotency-Key": newId() };
    const ask = () => send(questions, { question: "Faut-il évacuer ?" }, { by: "employee", headers, params: { need } });
    const [asked, again] = [await ask(), await ask()];
    expect([asked.status, asked.json]).toMatchObject([
      201,
      { question: "Faut-il évacuer ?", ours: true, answer: null },
    ]);
    expect(again.json.id).toBe(asked.json.id);
    const seen = await read(one, { need });
    expect(seen.json.questions).toMatchObject([{ id: asked.json.id, ours: false }]);
    expect(seen.text).not.toContain(world.structures.gue.id);
    const params = { need, question: String(asked.json.id) };
    const reply = (by: "owner" | "employee", answer = "Oui") =>
      send(questionAnswer, { answer }, { method: "PUT", by, params });
    expect((await reply("employee")).status).toBe(403);
    expect((await reply("owner")).json).toMatchObject({ answer: "Oui" });
    expect((await reply("owner", "Oui, tout")).json).toMatchObject({ answer: "Oui, tout" });
    const own = await send(questions, { question: "Et moi ?" }, { params: { need } });
    expect([own.status, own.json.code]).toEqual([409, "own_need"]);
    const closed = await publishNeed(world, { closesIn: 60_000 });
    await closeNeed(world, closed);
    const late = await send(
      questions,
      { question: "Trop tard ?" },
      { by: "employee", params: { need: closed.needId } },
    );
    expect([late.status, late.json.code]).toEqual([409, "questions_are_over"]);
  });
});

describe("the list of needs", () => {
  const listed = (person: "employee" | "neighbour" | "owner", search = "") =>
    askApi(needs, { path: `/?${search}`, token: as(person) });

  test("goes page by page, by their closing, and tells what is of elsewhere", async () => {
    await out({ title: "Repas partagés", openTo: "network", closesAt: inDays(40) });
    const whole = items<{ id: string; closesAt: string; here: boolean }>(await listed("employee"));
    expect(whole.length).toBeGreaterThan(2);
    expect(whole.map(({ closesAt }) => closesAt)).toEqual(whole.map(({ closesAt }) => closesAt).sort());
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const { json } = await listed("employee", `limit=1&cursor=${cursor}`);
      seen.push(...(json.items as unknown[]));
      cursor = (json.nextCursor as string | null) ?? "";
    } while (cursor && seen.length < 50);
    expect(seen).toEqual(whole);
    expect(items(await listed("employee", "q=repas")).map(({ title }) => title)).toEqual(["Repas partagés"]);
    const elsewhere = items(await listed("neighbour", "q=repas"));
    expect(elsewhere).toMatchObject([{ title: "Repas partagés", here: false, pole: { slug: "val-d-orme" } }]);
    // It is read on its page: a token is of its own pôle.
    expect((await read(one, { need: String(elsewhere[0]?.id) }, "neighbour")).status).toBe(404);
    expect(items(await listed("neighbour", "where=here"))).toEqual([]);
  });

  test("leaves out what is not for one, and its buyer reads why, counted", async () => {
    const need = await out({ title: "Une fresque" });
    const params = { need };
    const aside = (reason: string) => send(refusal, { reason }, { method: "PUT", by: "employee", params });
    expect((await aside("boredom")).status).toBe(422);
    expect((await aside("size")).json).toEqual({ id: need, reason: "size" });
    const ids = async (search = "") => items(await listed("employee", search)).map(({ id }) => id);
    expect(await ids()).not.toContain(need);
    expect(await ids("list=refused")).toEqual([need]);
    expect((await read(refusals, params)).json).toEqual({ reasons: [{ reason: "size", structures: 1 }] });
    expect((await read(refusals, params, "employee")).json).toEqual({ reasons: [] });
    expect((await send(refusal, { reason: "size" }, { method: "PUT", params })).json.code).toBe("own_need");
    await askApi(refusal, { ...posting("/", {}), method: "DELETE", token: as("employee"), params });
    expect(await ids()).toContain(need);
  });

  test("of one's own has drafts first, with what waits", async () => {
    const need = await out();
    await send(questions, { question: "Quand ?" }, { by: "employee", params: { need } });
    const draft = await begun();
    const own = items(await read(ours, {}));
    expect(own[0]).toMatchObject({ id: draft, stage: "draft", answersIn: 0 });
    expect(own.find(({ id }) => id === need)).toMatchObject({ stage: "published", unanswered: 1 });
    expect(items(await read(ours, {}, "employee")).map(({ id }) => id)).not.toContain(need);
  });
});
