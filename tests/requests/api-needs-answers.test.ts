import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as one } from "../../app/routes/api/answer";
import { loader as departure } from "../../app/routes/api/answer-departure";
import { loader as file } from "../../app/routes/api/answer-file";
import { loader as files } from "../../app/routes/api/answer-files";
import { loader as form } from "../../app/routes/api/answer-form";
import { loader as invitation } from "../../app/routes/api/answer-invitation";
import { loader as member } from "../../app/routes/api/answer-member";
import { loader as members } from "../../app/routes/api/answer-members";
import { loader as partners } from "../../app/routes/api/answer-partners";
import { loader as receipt } from "../../app/routes/api/answer-receipt";
import { loader as shares } from "../../app/routes/api/answer-shares";
import { loader as signature } from "../../app/routes/api/answer-signature";
import { loader as submission } from "../../app/routes/api/answer-submission";
import { loader as withdrawal } from "../../app/routes/api/answer-withdrawal";
import { loader as answers } from "../../app/routes/api/answers";
import { loader as addenda } from "../../app/routes/api/need-addenda";
import { loader as begin } from "../../app/routes/api/need-answers";
import { loader as answering } from "../../app/routes/api/need-answering";
import { loader as partnerCall } from "../../app/routes/api/need-partner-call";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi } from "../support/api";
import { asking, fields, items, SHARERS, tokensOf, type Tokens } from "../support/api-people";
import { closeNeed, publishNeed, type Published } from "../support/needs";
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
// The administrator of Les Jardins du Gué answers needs of La Grande Tablée.
const { as, send, read } = asking(() => tokens, "administrator");

const SECRET = "Nous plantons en novembre";
const PRICE = 123_457;

async function begun(need: Published): Promise<string> {
  const made = await send(begin, {}, { params: { need: need.needId } });
  expect([made.status, made.json.code]).toEqual([201, undefined]);
  return String(made.json.id);
}

const whole = ({ lotId, qualityId }: Published) => ({
  presentation: SECRET,
  contact: { name: "Yves Cordier", email: "yves@gue.example" },
  lots: [{ lotId, priceCents: PRICE, hours: 12, words: "Tout compris" }],
  texts: [{ criterionId: qualityId, text: SECRET }],
});

/** An answer of the administrator's, written and whole. */
async function written(need: Published): Promise<string> {
  const answer = await begun(need);
  const { status, json } = await send(one, whole(need), { method: "PUT", params: { answer } });
  expect([status, json.ready]).toEqual([200, true]);
  return answer;
}

describe("an answer", () => {
  test("is begun once, written, read by those who write it alone", async () => {
    const need = await publishNeed(world);
    const answer = await begun(need);
    expect(await begun(need)).toBe(answer);
    const params = { answer };
    const empty = await read(one, params);
    expect(empty.json).toMatchObject({ state: "draft", ready: false, leads: true, form: "alone", lots: [] });
    expect((empty.json.missing as { code: string }[]).map(({ code }) => code)).toContain("lots");
    const put = await send(one, whole(need), { method: "PUT", params });
    // What writes says where it stands, and nothing of what it holds.
    expect(put.json).toEqual({ id: answer, needId: need.needId, state: "draft", ready: true, differs: false });
    expect((await read(one, params, "employee")).json).toMatchObject({
      presentation: SECRET,
      lots: [{ lotId: need.lotId, price: { amountCents: PRICE, currency: "EUR" }, hours: 12 }],
      texts: [{ criterionId: need.qualityId, text: SECRET }],
      contact: { name: "Yves Cordier", email: "yves@gue.example", telephone: "" },
    });
    for (const other of ["owner", "observer", "neighbour"] as const)
      expect((await read(one, params, other)).status).toBe(404);
    // Who runs the pôle reads it as somebody of the structure, never as its manager.
    expect((await read(one, params, "managerAtGue")).status).toBe(200);
    const manager = await issueApiToken({ email: world.people.manager.email, structureSlug: "val-d-orme" });
    expect((await askApi(one, { token: manager, params })).status).toBe(403);
    expect(items(await read(answers, {}))).toMatchObject([{ id: answer, leads: true, state: "draft" }]);
    expect((await read(answering, { need: need.needId })).json).toMatchObject({
      answers: [{ id: answer, lead: "Les Jardins du Gué" }],
    });
    expect((await send(begin, {}, { by: "owner", params: { need: need.needId } })).json.code).toBe("buyer_answers");
  });

  test("is refused where it names what is not of its need, or of itself", async () => {
    const [need, other] = [await publishNeed(world), await publishNeed(world)];
    const params = { answer: await begun(need) };
    const wrong = {
      ...whole(need),
      lots: [...whole(need).lots, { lotId: other.lotId, priceCents: 1 }],
      texts: [
        { criterionId: need.priceId, text: "x" },
        { criterionId: other.qualityId, text: "y" },
      ],
    };
    const refused = await send(one, wrong, { method: "PUT", params });
    expect([refused.status, fields(refused)]).toEqual([
      422,
      ["lots.1.lotId", "texts.0.criterionId", "texts.1.criterionId"],
    ]);
    const { lots } = whole(need);
    const badly = { ...whole(need), lots: [...lots, ...lots], contact: { email: "yves" } };
    const second = await send(one, badly, { method: "PUT", params });
    expect([second.status, fields(second).sort()]).toEqual([422, ["contact.email", "lots"]]);
  });

  test("is handed in once for one key, replaced, taken back; each line has its receipt", async () => {
    const need = await publishNeed(world);
    const answer = await written(need);
    const params = { answer };
    expect((await send(submission, {}, { by: "employee", params })).json.action).toBe("answers.submit");
    const headers = { "Idempotency-Key": newId() };
    const first = await send(submission, {}, { headers, params });
    expect([first.status, first.json]).toMatchObject([201, { number: 1, kind: "submitted", answerId: answer }]);
    expect(first.json.at).toMatch(/\.\d{3}[+-]/);
    expect((await send(submission, {}, { headers, params })).text).toBe(first.text);
    // A server that died before it kept what it answered writes no second line.
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${headers["Idempotency-Key"]}`;
    expect((await send(submission, {}, { headers, params })).json).toEqual(first.json);
    await send(one, { ...whole(need), presentation: "Autrement" }, { method: "PUT", params });
    expect((await read(one, params)).json).toMatchObject({ state: "submitted", differs: true });
    const at = { answer, submission: String(first.json.id) };
    expect(first.response.headers.get("Location")).toBe(`/api/v1/answers/${at.answer}/receipts/${at.submission}`);
    const kept = await read(receipt, at, "employee");
    expect(kept.json).toMatchObject({
      number: 1,
      counts: true,
      by: "Les Jardins du Gué",
      content: { presentation: SECRET, lots: [{ price: { amountCents: PRICE } }], texts: [{ text: SECRET }] },
    });
    expect((await read(receipt, at, "owner")).status).toBe(404);
    const other = await begun(await publishNeed(world));
    expect((await read(receipt, { ...at, answer: other })).status).toBe(404);
    const second = await send(submission, {}, { params });
    expect(second.json).toMatchObject({ number: 2, kind: "replaced" });
    const back = await send(withdrawal, {}, { params });
    expect(back.json).toMatchObject({ number: 3, kind: "withdrawn" });
    expect((await read(receipt, { answer, submission: String(back.json.id) })).json.content).toBeNull();
    const twice = await send(withdrawal, {}, { params });
    expect([twice.status, twice.json.code]).toEqual([409, "nothing_submitted"]);
    expect((await read(one, params)).json.submissions).toHaveLength(3);
  });

  test("says what it lacks by codes alone, and is late after the closing", async () => {
    const need = await publishNeed(world);
    const params = { answer: await begun(need) };
    const lacking = await send(submission, {}, { params });
    expect([lacking.status, lacking.json.code]).toEqual([409, "incomplete"]);
    expect(lacking.json.missing).toContainEqual({ code: "lots", lot: null });
    await send(one, whole(need), { method: "PUT", params });
    await closeNeed(world, need);
    for (const [route, method, body] of [
      [one, "PUT", whole(need)],
      [form, "PUT", { form: "solidaire" }],
      [submission, "POST", {}],
    ] as const) {
      const { status, json } = await send(route, body, { method, params });
      expect([status, json.code]).toEqual([409, "need_is_closed"]);
    }
  });

  test("that an addendum of substance invalidates is handed in again", async () => {
    const need = await publishNeed(world);
    const params = { answer: await written(need) };
    await send(submission, {}, { params });
    const changed = { words: "Un banc de plus", changesSubstance: true };
    await send(addenda, changed, { by: "owner", params: { need: need.needId } });
    expect((await read(one, params)).json.state).toBe("invalidated");
    expect((await send(submission, {}, { params })).json.kind).toBe("reconfirmed");
  });
});

describe("files of an answer", () => {
  test("are added once, read with the scope for it by its authors, taken off", async () => {
    const need = await publishNeed(world);
    const answer = await begun(need);
    const add = (priced: string, headers = {}) => {
      const body = new FormData();
      body.set("file", new File([SECRET], "../prix.pdf"));
      body.set("priced", priced);
      return askApi(files, { method: "POST", body, headers, token: as("administrator"), params: { answer } });
    };
    const headers = { "Idempotency-Key": newId() };
    const added = await add("true", headers);
    expect([added.status, added.json.code]).toEqual([201, undefined]);
    expect((await add("true", headers)).text).toBe(added.text);
    expect(added.text).not.toContain("prix");
    const seen = (await read(one, { answer })).json.files;
    expect(seen).toMatchObject([{ id: added.json.id, name: "prix.pdf", priced: true, path: added.json.path }]);
    const get = (token: string) =>
      fetch(`${server.url}${String(added.json.path)}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(await (await get(as("employee"))).text()).toBe(SECRET);
    const held = await issueApiToken({
      email: world.people.administrator.email,
      structureSlug: "gue",
      scopes: ["answers:write", "needs:read"],
    });
    for (const other of [held, as("owner"), as("observer"), as("neighbour")]) {
      const refused = await get(other);
      expect([refused.status, (await refused.text()).includes(SECRET)]).toEqual([404, false]);
    }
    const params = { answer, answerFile: String(added.json.id) };
    expect((await send(file, {}, { method: "DELETE", params })).json).toEqual({ id: params.answerFile, ended: true });
    expect((await read(one, { answer })).json.files).toEqual([]);
  });
});

describe("a group", () => {
  test("is asked, joined, shared to the cent, signed by each, handed in by its lead", async () => {
    const need = await publishNeed(world);
    const answer = await written(need);
    const params = { answer };
    const { gue, curieux, mairie, tablee } = world.structures;
    const possible = items(await read(partners, params)).map(({ id }) => id);
    expect([possible.includes(curieux.id), possible.includes(tablee.id)]).toEqual([true, false]);
    const ask = (structureId: string) => send(members, { structureId, task: "Arroser" }, { params });
    expect((await ask(curieux.id)).status).toBe(201);
    expect((await ask(curieux.id)).json.code).toBe("already_in");
    expect((await ask(mairie.id)).status).toBe(201);
    await send(member, {}, { method: "DELETE", params: { answer, structure: mairie.id } });
    // Who is asked knows by whom, and reads nothing before it accepts.
    expect((await read(answering, { need: need.needId }, "observer")).json).toMatchObject({
      answers: [],
      invitations: [{ answerId: answer, from: "Les Jardins du Gué", task: "Arroser" }],
    });
    expect((await read(one, params, "observer")).status).toBe(404);
    const join = await send(invitation, { answer: "accept" }, { by: "observer", params });
    expect(join.json).toEqual({ id: answer, joined: true });
    expect((await read(one, params, "observer")).json).toMatchObject({ leads: false, form: "conjoint" });
    const share = (structureId: string, amountCents: number, hours: number) => ({
      ...{ structureId, amountCents, hours },
      lotId: need.lotId,
    });
    const put = (body: object, by: "administrator" | "observer" = "administrator") =>
      send(shares, body, { method: "PUT", by, params });
    const strange = await put({ shares: [share(mairie.id, 1, 0)], tasks: [{ structureId: tablee.id, task: "x" }] });
    expect([strange.status, fields(strange)]).toEqual([422, ["tasks.0.structureId", "shares.0.structureId"]]);
    const others = await put({ shares: [share(gue.id, 1, 0)] }, "observer");
    expect([others.status, others.json.action]).toEqual([403, "answers.write"]);
    await put({ tasks: [{ structureId: gue.id, task: "Planter" }], shares: [share(gue.id, PRICE - 23_457, 12)] });
    expect((await put({ shares: [share(curieux.id, 23_000, 0)] }, "observer")).json.ready).toBe(false);
    expect((await read(one, params)).json.left).toEqual([
      { lotId: need.lotId, hours: 0, amount: { amountCents: 457, currency: "EUR" } },
    ]);
    await put({ shares: [share(curieux.id, 23_457, 0)] }, "observer");
    const early = await send(submission, {}, { params });
    expect([early.status, early.json.code]).toEqual([409, "incomplete"]);
    expect((await send(signature, {}, { by: "employee", params })).json.action).toBe("answers.submit");
    await send(signature, {}, { params });
    expect((await send(signature, {}, { by: "observer", params })).json.ready).toBe(true);
    expect((await send(submission, {}, { by: "observer", params })).json.action).toBe("answers.submit");
    const line = await send(submission, {}, { params });
    expect([line.status, line.json.kind]).toEqual([201, "submitted"]);
    const handed = await read(receipt, { answer, submission: String(line.json.id) }, "observer");
    expect(handed.json.content).toMatchObject({ form: "conjoint", members: [{ lead: true }, { task: "Arroser" }] });
    const leaving = await send(departure, {}, { by: "observer", params });
    expect([leaving.status, leaving.json.code]).toEqual([409, "handed_in"]);
  });

  test("is refused and left, and its form goes back to one alone", async () => {
    const need = await publishNeed(world);
    const answer = await written(need);
    const params = { answer };
    const ask = () => send(members, { structureId: world.structures.curieux.id }, { params });
    await ask();
    expect((await send(form, { form: "alone" }, { method: "PUT", params })).json.code).toBe("alone_with_others");
    expect((await send(invitation, { answer: "refuse" }, { by: "observer", params })).json.joined).toBe(false);
    expect((await send(invitation, { answer: "accept" }, { by: "observer", params })).status).toBe(404);
    expect((await send(form, { form: "alone" }, { method: "PUT", params })).status).toBe(200);
    await ask();
    await send(invitation, { answer: "accept" }, { by: "observer", params });
    expect((await send(departure, {}, { params })).json.code).toBe("lead_stays");
    expect((await send(departure, {}, { by: "observer", params })).json).toEqual({ id: answer, ended: true });
    expect((await read(one, params, "observer")).status).toBe(404);
  });

  test("is looked for aloud, without a price", async () => {
    const need = await publishNeed(world);
    const params = { need: need.needId };
    const words = "Nous cherchons qui arrose";
    const said = await send(partnerCall, { words }, { method: "PUT", by: "employee", params });
    expect(said.json).toEqual({ id: need.needId, words });
    const heard = (await read(answering, params, "observer")).json.partnerCalls;
    expect(heard).toEqual([
      { structure: { id: world.structures.gue.id, name: "Les Jardins du Gué" }, words, ours: false },
    ]);
    await send(partnerCall, {}, { method: "DELETE", by: "employee", params });
    expect((await read(answering, params, "observer")).json.partnerCalls).toEqual([]);
    expect((await send(partnerCall, { words }, { method: "PUT", by: "owner", params })).json.code).toBe(
      "buyer_answers",
    );
  });
});

test("what an Idempotency-Key keeps holds nothing of an answer, its refusals neither", async () => {
  const need = await publishNeed(world);
  const headers = () => ({ "Idempotency-Key": newId() });
  const made = await send(begin, {}, { headers: headers(), params: { need: need.needId } });
  const params = { answer: String(made.json.id) };
  await send(one, whole(need), { method: "PUT", headers: headers(), params });
  await send(members, { structureId: world.structures.curieux.id, task: SECRET }, { headers: headers(), params });
  await send(submission, {}, { headers: headers(), params });
  const kept = await world.owner<{ body: unknown }[]>`select body from idempotency_keys`;
  expect(kept.length).toBeGreaterThan(3);
  const text = JSON.stringify(kept);
  for (const secret of [SECRET, String(PRICE), "1 234", "yves@gue.example", "Les Curieux"]) {
    expect(text).not.toContain(secret);
  }
});
