import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import { paths } from "../../app/paths";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import {
  addAnswerFile,
  answerFile,
  answerInvitation,
  answeringOf,
  answersOf,
  beginAnswer,
  callForPartner,
  chooseForm,
  inviteMember,
  leaveGroup,
  missingIn,
  receiptOf,
  removeAnswerFile,
  refuseNeed,
  signingMark,
  signShare,
  submitAnswer,
  withdrawAnswer,
  writeAnswer,
  writeShares,
} from "../../server/tenders";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
const POLE = "val-d-orme";
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** Words and a price that appear nowhere else, anew for each test. */
let SECRET: string;
let PRICE = 4_321_000;
beforeEach(() => {
  SECRET = `Notre méthode ${newId()}`;
  PRICE += 100;
});

/** A need of La Grande Tablée with one lot, published. */
async function publish({ groups = true, openTo = "pole" } = {}) {
  const [needId, lotId, qualityId] = [newId(), newId(), newId()];
  const { poleId, structureId, personId } = world.actors.owner;
  const at = { pole_id: poleId, need_id: needId };
  await world.owner.begin(async (tx) => {
    await tx`insert into needs ${tx({ id: needId, pole_id: poleId, structure_id: structureId, person_id: personId, kind: "call", title: "Verdir la cour", groups_allowed: groups, open_to: openTo })}`;
    await tx`insert into need_lots ${tx({ ...at, id: lotId, number: 1, title: "Plantations", minimum_hours: 10 })}`;
    await tx`insert into need_criteria ${tx([
      { ...at, id: newId(), lot_id: lotId, position: 1, kind: "price", weight: 40 },
      { ...at, id: qualityId, lot_id: lotId, position: 2, kind: "quality", weight: 60 },
    ])}`;
    await tx`update needs set state = 'published', published_at = now(),
      closes_at = date_trunc('milliseconds', now() + interval '9 days') where id = ${needId}`;
  });
  return { needId, lotId, qualityId };
}
type Published = Awaited<ReturnType<typeof publish>>;

const close = ({ needId }: Published) =>
  world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update needs set closes_at = date_trunc('milliseconds', clock_timestamp() - interval '1 second') where id = ${needId}`;
  });

const typed = ({ lotId, qualityId }: Published, priceCents = PRICE) => ({
  presentation: SECRET,
  contactName: "Claire Morin",
  contactEmail: "claire@gue.example",
  contactTelephone: "",
  lots: [{ lotId, priceCents, hours: 40, words: "" }],
  texts: { [qualityId]: SECRET },
});

async function begun(actor: Actor, need: Published) {
  const begins = await beginAnswer(actor, need.needId);
  if (!begins.ok) throw new Error(begins.problem.code);
  const key = { needId: need.needId, answerId: begins.value };
  expect(await writeAnswer(actor, key, typed(need))).toMatchObject({ ok: true });
  return key;
}

const codeOf = async (work: Promise<{ ok: true } | { ok: false; problem: { code: string } }>) =>
  work.then(
    (outcome) => (outcome.ok ? "done" : outcome.problem.code),
    (error: Error) => error.name,
  );

async function addendum(needId: string) {
  const { owner } = world.actors;
  await inTransaction(owner, (tx) =>
    tx
      .insertInto("needAddenda")
      .values({
        ...{ id: newId(), poleId: owner.poleId, needId, words: "Deux bancs de plus.", changesSubstance: true },
        ...{
          number: 0,
          closesAtBefore: new Date(0),
          closesAt: new Date(Date.now() + 20 * 86_400_000),
          personId: owner.personId,
        },
      })
      .execute(),
  );
}

describe("an answer", () => {
  it("is begun once, written by whoever is of the structure, and handed in by its administrator alone", async () => {
    const { employee, administrator, owner, manager } = world.actors;
    const need = await publish();
    const key = await begun(employee, need);
    expect(await beginAnswer(administrator, need.needId)).toEqual({ ok: true, value: key.answerId });
    expect(await codeOf(beginAnswer(owner, need.needId))).toBe("buyer_answers");
    expect(await codeOf(beginAnswer(manager, need.needId))).toBe("Forbidden");
    expect(await codeOf(submitAnswer(employee, key))).toBe("Forbidden");
    expect(await submitAnswer(administrator, key)).toMatchObject({ ok: true, value: { number: 1, kind: "submitted" } });
  });

  it("keeps what is typed about a lot whose box was not ticked; a lot that is in is taken out by its box", async () => {
    const { employee } = world.actors;
    const need = await publish();
    const begins = await beginAnswer(employee, need.needId);
    if (!begins.ok) throw new Error(begins.problem.code);
    const visitor = await signedIn(server, world.people.employee.email);
    const page = paths.writeAnswer(POLE, need.needId);
    const lots = async () => (await answeringOf(employee, need.needId)).answer?.lots ?? [];
    await visitor.post(page, { [`prix-${need.lotId}`]: "1 500" });
    expect(await lots()).toMatchObject([{ lotId: need.lotId, priceCents: 150_000 }]);
    await visitor.post(page, { [`prix-${need.lotId}`]: "1 500" });
    expect(await lots()).toEqual([]);
    const wrong = await visitor.post(page, { telephone: "0".repeat(40) });
    expect([wrong.status, plain(await wrong.text()).includes("30 caractères")]).toEqual([422, true]);
  });

  it("is told in the list of needs in place of « not for us », which beginning it takes back", async () => {
    const { employee } = world.actors;
    const need = await publish({ openTo: "public" });
    await refuseNeed(employee, { id: need.needId, reason: "dates" });
    await beginAnswer(employee, need.needId);
    const html = plain(await (await signedIn(server, world.people.employee.email)).read(paths.needs(POLE)));
    const row = html.split('class="need-row"').find((each) => each.includes(need.needId)) ?? "";
    expect([row.includes("brouillon"), row.includes("pas-pour-nous")]).toEqual([true, false]);
  });

  it("tells the second of two people who write at once, with what each typed", async () => {
    const { administrator } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    const visitor = await signedIn(server, world.people.employee.email);
    const page = paths.writeAnswer(POLE, need.needId);
    const markIn = (html: string) => /name="lu" value="(\w+)"/.exec(html)?.[1] ?? "";
    const [before, presentation] = [markIn(await visitor.read(page)), `Ce que Nadia tape ${newId()}`];
    await writeAnswer(administrator, key, typed(need, PRICE + 7));
    const told = await visitor.post(page, { lu: before, presentation });
    const html = await told.text();
    expect([told.status, html.includes(presentation)]).toEqual([409, true]);
    const kept = async () => (await answeringOf(administrator, need.needId)).answer;
    expect((await kept())?.lots).toMatchObject([{ priceCents: PRICE + 7 }]);
    expect((await visitor.post(page, { lu: markIn(html), presentation })).status).toBe(302);
    expect((await kept())?.presentation).toBe(presentation);
  });

  it("is of structures: a private person who came by the public door is asked to register one", async () => {
    const { employee } = world.actors;
    const need = await publish({ openTo: "public" });
    const person: Actor = { ...employee, guest: "public" };
    expect(await codeOf(beginAnswer(person, need.needId))).toBe("person_answers");
    expect(await codeOf(callForPartner(person, need.needId, "Qui veut ?"))).toBe("person_answers");
  });

  it("is refused as long as something is missing, and says what", async () => {
    const { administrator } = world.actors;
    const need = await publish();
    const { value: answerId } = (await beginAnswer(administrator, need.needId)) as { value: string };
    const key = { needId: need.needId, answerId };
    const outcome = await submitAnswer(administrator, key);
    expect(outcome).toMatchObject({ ok: false, problem: { code: "incomplete" } });
    await writeAnswer(administrator, key, {
      ...typed(need),
      lots: [{ lotId: need.lotId, priceCents: null, hours: 9, words: "" }],
    });
    const { answer, need: read } = await answeringOf(administrator, need.needId);
    expect(missingIn(read, answer!).map(({ code }) => code)).toEqual(["price", "hours"]);
  });

  it("is replaced, is withdrawn, is handed in again, each with its number, its time and its fingerprint", async () => {
    const { administrator } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    expect(await codeOf(withdrawAnswer(administrator, key))).toBe("nothing_submitted");
    const first = await submitAnswer(administrator, key);
    expect((await answeringOf(administrator, need.needId)).answer!.differs).toBe(false);
    // A button pressed twice, with nothing changed: one line.
    expect(await Promise.all([1, 2].map(() => submitAnswer(administrator, key)))).toEqual([first, first]);
    await writeAnswer(administrator, key, typed(need, PRICE + 1));
    const { answer } = await answeringOf(administrator, need.needId);
    expect(answer).toMatchObject({ state: "submitted", differs: true });
    // As it was handed in, whatever the draft is now.
    const receipt = await receiptOf(administrator, need.needId, answer!.submissionId!);
    expect(receipt).toMatchObject({ number: 1, counts: true, prices: { [need.lotId]: { cents: PRICE } } });
    const second = await submitAnswer(administrator, key);
    const taken = await withdrawAnswer(administrator, key);
    const third = await submitAnswer(administrator, key);
    expect([first, second, taken, third]).toMatchObject([
      { value: { number: 1, kind: "submitted", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } },
      { value: { number: 2, kind: "replaced" } },
      { value: { number: 3, kind: "withdrawn" } },
      { value: { number: 4, kind: "submitted" } },
    ]);
  });

  it("comes too late at the closing, is changed no more, and says so", async () => {
    const { administrator } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    await close(need);
    expect(await codeOf(submitAnswer(administrator, key))).toBe("need_is_closed");
    expect(await codeOf(writeAnswer(administrator, key, typed(need)))).toBe("need_is_closed");
    expect(await codeOf(chooseForm(administrator, key, "solidaire"))).toBe("need_is_closed");
    const visitor = await signedIn(server, world.people.administrator.email);
    const response = await visitor.post(paths.answer(POLE, need.needId), { intent: "submit", reponse: key.answerId });
    expect(response.status).toBe(409);
    expect(plain(await response.text())).toContain("La date limite est passée : les réponses ne sont plus reçues");
  });

  it("is invalidated by an addendum, which shows what changed, and confirmed again", async () => {
    const { administrator } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    await submitAnswer(administrator, key);
    await addendum(need.needId);
    const visitor = await signedIn(server, world.people.administrator.email);
    const page = plain(await visitor.read(paths.answer(POLE, need.needId)));
    for (const words of ["À confirmer à nouveau", "Deux bancs de plus.", "Confirmer à nouveau"])
      expect(page).toContain(words);
    const response = await visitor.post(paths.answer(POLE, need.needId), { intent: "submit", reponse: key.answerId });
    expect(response.headers.get("location")).toMatch(/\/reponse\/recus\//);
    expect((await answeringOf(administrator, need.needId)).answer).toMatchObject({ state: "submitted" });
  });

  it("takes files of any content, cleans their names, gives them back to be saved, and changes none", async () => {
    const { administrator, partner } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    const bytes = new TextEncoder().encode("<script>alert(1)</script>");
    const added = await addAnswerFile(administrator, key, { name: "../../mé\u202emoire?.html", bytes, priced: true });
    if (!added.ok) throw new Error(added.problem.code);
    expect(
      await codeOf(
        addAnswerFile(administrator, key, { name: "x", bytes: new Uint8Array(10 * 1024 * 1024 + 1), priced: false }),
      ),
    ).toBe("file_too_large");
    const visitor = await signedIn(server, world.people.employee.email);
    const response = await visitor.get(paths.answerFile(POLE, need.needId, added.value));
    expect(await response.text()).toBe("<script>alert(1)</script>");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="memoire.html"; .*m%C3%A9moire.html$/,
    );
    expect(response.headers.get("x-content-type-options")).toContain("nosniff");
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    await expect(answerFile(partner, need.needId, added.value)).rejects.toThrow("file");
    await expect(
      inTransaction(administrator, (tx) =>
        tx
          .updateTable("answerFiles")
          .set({ bytes: Buffer.from("!") })
          .where("id", "=", added.value)
          .execute(),
      ),
    ).rejects.toThrow("permission denied");
    await submitAnswer(administrator, key);
    await removeAnswerFile(administrator, key, added.value);
    // The register names it: it stays.
    expect((await answerFile(administrator, need.needId, added.value)).bytes.byteLength).toBe(bytes.byteLength);
  });
});

describe("a group of three", () => {
  it("is asked, accepts, shares what must sum, signs each for itself, and what changes undoes the signature", async () => {
    const { administrator, observer, partner } = world.actors;
    const mayor: Actor = { ...partner, roles: ["administrator"] };
    const need = await publish();
    const key = await begun(administrator, need);
    for (const { structureId } of [observer, mayor])
      expect(
        await inviteMember(administrator, key, { structureId: structureId!, task: "Planter", message: SECRET }),
      ).toEqual({ ok: true, value: null });
    expect(
      await codeOf(inviteMember(administrator, key, { structureId: mayor.structureId!, task: "", message: "" })),
    ).toBe("already_in");
    expect(
      await codeOf(
        inviteMember(administrator, key, { structureId: world.structures.tablee.id, task: "", message: "" }),
      ),
    ).toBe("buyer_answers");
    // Invited, they see who asks and nothing of the answer.
    const asked = await answeringOf(observer, need.needId);
    expect(asked).toMatchObject({ answer: null, invitations: [{ from: "Les Jardins du Gué", task: "Planter" }] });
    expect(await codeOf(signShare(observer, key))).toBe("NotFound");
    for (const actor of [observer, mayor]) expect(await codeOf(answerInvitation(actor, key, true))).toBe("done");
    const shares = (mine: number, theirs: number, last: number) =>
      ([administrator, observer, mayor] as const).map(({ structureId }, n) => ({
        ...{ structureId: structureId!, lotId: need.lotId, hours: [20, 15, 5][n]! },
        amountCents: [mine, theirs, last][n]!,
      }));
    const tasks = Object.fromEntries(
      [administrator, observer, mayor].map(({ structureId }) => [structureId!, "Planter"]),
    );
    await writeShares(administrator, key, { tasks, shares: shares(PRICE - 300, 200, 99) });
    for (const actor of [administrator, observer, mayor]) expect(await codeOf(signShare(actor, key))).toBe("done");
    const outcome = await submitAnswer(administrator, key);
    expect(outcome).toMatchObject({ problem: { missing: [{ code: "shares", lot: 1, cents: 1, hours: 0 }] } });
    await writeShares(administrator, key, { tasks, shares: shares(PRICE - 300, 200, 100) });
    const signed = async () =>
      (await answeringOf(administrator, need.needId)).answer!.members.map(({ signedAt }) => signedAt !== null);
    expect(await signed()).toEqual([true, true, false]);
    // Nobody signs for another, nor writes another's share.
    await writeShares(observer, key, { tasks: {}, shares: shares(0, 200, 0) });
    expect(await signed()).toEqual([true, true, false]);
    expect(await codeOf(signShare({ ...mayor, roles: ["employee"] }, key))).toBe("Forbidden");
    expect(await codeOf(signShare(mayor, key))).toBe("done");
    const { answer: read } = await answeringOf(observer, need.needId);
    await chooseForm(administrator, key, "solidaire");
    expect(await signed()).toEqual([false, false, false]);
    // One signs what one has read, not what the lead has made of it since.
    expect(await codeOf(signShare(observer, key, signingMark(read!, observer.structureId!)))).toBe("share_changed");
    for (const actor of [administrator, observer, mayor]) await signShare(actor, key);
    expect(await codeOf(submitAnswer(observer, key))).toBe("Forbidden");
    expect(await codeOf(submitAnswer(administrator, key))).toBe("done");
    expect(await codeOf(leaveGroup(observer, key))).toBe("handed_in");
    expect(
      (await receiptOf(mayor, need.needId, (await answeringOf(mayor, need.needId)).answer!.submissionId!)).content
        ?.members,
    ).toHaveLength(3);
  });

  it("is left with one's share, refused, and never where the buyer takes none", async () => {
    const { administrator, observer } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    await inviteMember(administrator, key, { structureId: observer.structureId!, task: "Planter", message: "" });
    expect(await codeOf(chooseForm(administrator, key, "alone"))).toBe("alone_with_others");
    await answerInvitation(observer, key, true);
    await writeShares(observer, key, {
      tasks: {},
      shares: [{ structureId: observer.structureId!, lotId: need.lotId, amountCents: 500, hours: 1 }],
    });
    expect(await codeOf(leaveGroup(observer, key))).toBe("done");
    const { answer } = await answeringOf(administrator, need.needId);
    expect([answer!.shares, answer!.members[1]!.state]).toEqual([[], "refused"]);
    expect(await codeOf(chooseForm(administrator, key, "alone"))).toBe("done");
    const alone = await publish({ groups: false });
    const own = await begun(administrator, alone);
    expect(await codeOf(chooseForm(administrator, own, "conjoint"))).toBe("groups_not_allowed");
    expect(await codeOf(callForPartner(administrator, alone.needId, "Un menuisier"))).toBe("groups_not_allowed");
  });

  it("begins by a call for a partner that everybody who sees the need reads, without a price", async () => {
    const { administrator, observer } = world.actors;
    const need = await publish();
    await begun(administrator, need);
    expect(await codeOf(callForPartner(administrator, need.needId, "Un menuisier"))).toBe("done");
    const { calls } = await answeringOf(observer, need.needId);
    expect(calls).toMatchObject([{ name: "Les Jardins du Gué", words: "Un menuisier", ours: false }]);
    await callForPartner(administrator, need.needId, "");
    expect((await answeringOf(observer, need.needId)).calls).toEqual([]);
  });
});

describe("nobody but its authors", () => {
  it("sees anything of an answer on any page: another structure, the buyer, the manager", async () => {
    const { administrator } = world.actors;
    const need = await publish();
    const key = await begun(administrator, need);
    const file = await addAnswerFile(administrator, key, {
      name: "memoire.txt",
      bytes: Buffer.from(SECRET),
      priced: false,
    });
    const submitted = await submitAnswer(administrator, key);
    if (!submitted.ok || !file.ok) throw new Error("not in");
    const pages = [
      paths.answers(POLE),
      paths.answer(POLE, need.needId),
      paths.answer(POLE, need.needId, { reponse: key.answerId }),
      paths.writeAnswer(POLE, need.needId, { reponse: key.answerId }),
      paths.answerFiles(POLE, need.needId, { reponse: key.answerId }),
      paths.answerFile(POLE, need.needId, file.value),
      paths.answerGroup(POLE, need.needId, { reponse: key.answerId }),
      paths.answerReceipt(POLE, need.needId, submitted.value.id),
    ];
    const said = (page: string) =>
      [SECRET, submitted.value.sha256, "claire@gue.example"].filter((word) => page.includes(word));
    for (const person of ["owner", "manager", "partner", "observer"] as const) {
      const visitor = await signedIn(server, world.people[person].email);
      for (const page of pages) {
        const response = await visitor.get(page);
        expect([person, page, said(await response.text())]).toEqual([person, page, []]);
        if (/\/(recus|fichiers)\/./.test(page)) expect([403, 404]).toContain(response.status);
      }
      for (const intent of ["submit", "withdraw", "leave", "accept"])
        expect(
          (await visitor.post(paths.answer(POLE, need.needId), { intent, reponse: key.answerId })).status,
        ).toBeGreaterThanOrEqual(400);
    }
    // Its authors do.
    const visitor = await signedIn(server, world.people.employee.email);
    expect(said(await visitor.read(paths.answerReceipt(POLE, need.needId, submitted.value.id)))).toHaveLength(3);
    expect((await answersOf(administrator)).lines).toContainEqual(
      expect.objectContaining({ needId: need.needId, state: "submitted" }),
    );
  });
});
