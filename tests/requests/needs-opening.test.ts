import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, violatedConstraint } from "../../db/transaction";
import { paths } from "../../app/paths";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import {
  addAnswerFile,
  admitAnswer,
  answerClarification,
  answeringOf,
  askClarification,
  askedOfUs,
  askOpening,
  clarificationsOf,
  minutesOf,
  openedFile,
  openedOf,
  openNeed,
  registerOf,
  takeOpeningBack,
} from "../../server/tenders";
import {
  closeNeed,
  draftAnswer,
  openNeed as openByTwo,
  publishNeed,
  submitAnswer,
  type Published,
} from "../support/needs";
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

const codeOf = (work: Promise<{ ok: true } | { ok: false; problem: string }>) =>
  work.then(
    (outcome) => (outcome.ok ? "done" : outcome.problem),
    (error: Error) => error.name,
  );
const bySql = (work: Promise<{ numUpdatedRows: bigint } | undefined>) =>
  work.then(
    (done) => done?.numUpdatedRows ?? "done",
    (error: Error & { code?: string }) => violatedConstraint(error) ?? error.code,
  );

/** A need with an answer of Les Jardins du Gué that is in, closed. */
async function closed(options: Parameters<typeof publishNeed>[1] = {}) {
  const need = await publishNeed(world, options);
  const answerId = await draftAnswer(world.actors.administrator, need);
  await submitAnswer(world.actors.administrator, need, answerId);
  await closeNeed(world, need);
  return { ...need, answerId };
}

async function opened(options: Parameters<typeof publishNeed>[1] = {}) {
  const need = await closed(options);
  await openByTwo(need, world.actors.owner, world.actors.manager);
  return need;
}

/** An addendum of substance: what is in is to be confirmed. */
const change = (need: Published) =>
  inTransaction(world.actors.owner, (tx) =>
    tx
      .insertInto("needAddenda")
      .values({
        ...{
          id: newId(),
          poleId: world.actors.owner.poleId,
          needId: need.needId,
          words: "Un banc de plus.",
          number: 0,
        },
        ...{ changesSubstance: true, personId: world.actors.owner.personId },
        ...{ closesAtBefore: new Date(0), closesAt: new Date(Date.now() + 3_600_000) },
      })
      .execute(),
  );

describe("an opening", () => {
  it("is asked by an administrator of the buyer and done by another person, the pôle's manager or a colleague", async () => {
    const { owner, manager, administrator, partner } = world.actors;
    const { needId } = await closed();
    for (const actor of [administrator, partner, { ...owner, roles: ["employee"] } satisfies Actor, manager])
      expect(await codeOf(askOpening(actor, needId))).toBe("Forbidden");
    expect(await codeOf(openNeed(manager, needId))).toBe("not_asked");
    expect(await codeOf(askOpening(owner, needId))).toBe("done");
    expect(await codeOf(askOpening(owner, needId))).toBe("done");
    expect(await codeOf(openNeed(owner, needId))).toBe("two_persons");
    expect(await codeOf(openNeed(partner, needId))).toBe("Forbidden");
    const colleague: Actor = { ...owner, personId: world.people.treasurer.id };
    expect(await codeOf(askOpening(colleague, needId))).toBe("opener_answers");
    expect(await codeOf(openNeed(manager, needId))).toBe("done");
    expect(await codeOf(openNeed(manager, needId))).toBe("need_is_opened");
    expect(await codeOf(askOpening(owner, needId))).toBe("need_is_opened");
    expect(await minutesOf(owner, needId)).toMatchObject({
      opening: { first: { name: "Inès Lacombe" }, second: { name: "Maud Teyssier" } },
      lines: [{ number: 1, name: "Les Jardins du Gué", members: ["Les Jardins du Gué"] }],
    });
  });

  it("is not done before the closing, nor of a need that was cancelled", async () => {
    const { owner } = world.actors;
    const need = await publishNeed(world);
    expect(await codeOf(askOpening(owner, need.needId))).toBe("need_is_sealed");
    await world.owner`update needs set state = 'cancelled' where id = ${need.needId}`;
    expect(await codeOf(askOpening(owner, need.needId))).toBe("need_is_sealed");
  });

  it("is taken back by who asked, until somebody has opened", async () => {
    const { owner, manager } = world.actors;
    const { needId } = await closed();
    await askOpening(owner, needId);
    expect(await codeOf(takeOpeningBack(manager, needId))).toBe("not_yours");
    expect(await codeOf(takeOpeningBack(owner, needId))).toBe("done");
    expect(await codeOf(openNeed(manager, needId))).toBe("not_asked");
    await askOpening(owner, needId);
    await openNeed(manager, needId);
    expect(await codeOf(takeOpeningBack(owner, needId))).toBe("need_is_opened");
  });

  it("is either taken back or done when both happen at once", async () => {
    const { owner, manager } = world.actors;
    const { needId } = await closed();
    await askOpening(owner, needId);
    const outcomes = await Promise.all([
      codeOf(openNeed(manager, needId)),
      codeOf(takeOpeningBack(owner, needId)),
      codeOf(openNeed(manager, needId)),
    ]);
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
  });

  it("is refused to who works for a structure that answers, by the database too", async () => {
    const { owner, managerAtGue } = world.actors;
    const need = await closed();
    await askOpening(owner, need.needId);
    expect(await codeOf(openNeed(managerAtGue, need.needId))).toBe("opener_answers");
    expect(
      await bySql(
        inTransaction(managerAtGue, (tx) =>
          tx
            .updateTable("openings")
            .set({ secondBy: managerAtGue.personId })
            .where("needId", "=", need.needId)
            .executeTakeFirst(),
        ),
      ),
    ).toBe("opener_answers");
    // What is not in any more does not count.
    const other = await publishNeed(world);
    const answerId = await draftAnswer(world.actors.administrator, other);
    await submitAnswer(world.actors.administrator, other, answerId);
    await submitAnswer(world.actors.administrator, other, answerId, "withdrawn");
    await closeNeed(world, other);
    await askOpening(owner, other.needId);
    expect(await codeOf(openNeed(managerAtGue, other.needId))).toBe("done");
  });

  it("states that nobody answered", async () => {
    const { owner, manager } = world.actors;
    const need = await publishNeed(world);
    await closeNeed(world, need);
    await openByTwo(need, owner, manager);
    expect(await minutesOf(owner, need.needId)).toMatchObject({ lines: [], register: [] });
    const visitor = await signedIn(server, world.people.owner.email);
    expect(plain(await visitor.read(paths.needMinutes(POLE, need.needId)))).toContain(
      "Aucune réponse n'était déposée.",
    );
    expect(plain(await visitor.read(paths.openedAnswers(POLE, need.needId)))).toContain("Personne n'a répondu");
  });

  it("keeps in the register what was replaced, taken back or not confirmed, and opens none of it, by SQL neither", async () => {
    const { owner, manager, administrator, partner, observer } = world.actors;
    const need = await publishNeed(world);
    const words = ["Retirée", "Non confirmée", "Remplacée"].map((word) => `${word} ${newId()}`);
    const withdrawn = await draftAnswer(administrator, need, { words: words[0]!, priceCents: 7_001_001 });
    await submitAnswer(administrator, need, withdrawn);
    await submitAnswer(administrator, need, withdrawn, "withdrawn");
    const unconfirmed = await draftAnswer(partner, need, { words: words[1]!, priceCents: 7_001_002 });
    await submitAnswer(partner, need, unconfirmed);
    await change(need);
    const counts = await draftAnswer(observer, need, { words: words[2]!, priceCents: 7_001_003 });
    await submitAnswer(observer, need, counts);
    await inTransaction(observer, (tx) =>
      tx.updateTable("answers").set({ presentation: "Telle qu'ouverte" }).where("id", "=", counts).execute(),
    );
    await inTransaction(observer, (tx) => tx.updateTable("answerTexts").set({ text: "Telle" }).execute());
    await submitAnswer(observer, need, counts);
    await closeNeed(world, need);
    await openByTwo(need, owner, manager);
    const { register, lines } = await minutesOf(owner, need.needId);
    expect(register.map(({ number, fate, intact }) => [number, fate, intact])).toEqual([
      [1, "withdrawn", true],
      [2, "withdrawal", true],
      [3, "unconfirmed", true],
      [4, "replaced", true],
      [5, "counts", true],
    ]);
    expect(lines.map(({ answerId }) => answerId)).toEqual([counts]);
    expect((await openedOf(owner, need.needId)).answers).toMatchObject([
      { id: counts, number: 5, content: { presentation: "Telle qu'ouverte" } },
    ]);
    const read = await inTransaction(owner, async (tx) => ({
      submissions: await tx.selectFrom("submissions").selectAll().where("needId", "=", need.needId).execute(),
      prices: await tx.selectFrom("submissionPrices").selectAll().where("needId", "=", need.needId).execute(),
      answers: await tx
        .selectFrom("answers")
        .select(["id", "state", "form"])
        .where("needId", "=", need.needId)
        .execute(),
      files: await tx
        .selectFrom("answerFiles")
        .selectAll()
        .where("answerId", "in", [withdrawn, unconfirmed, counts])
        .execute(),
    }));
    expect([read.submissions.length, read.prices.length, read.answers.length, read.files.length]).toEqual([1, 1, 1, 1]);
    const all = JSON.stringify(read);
    for (const secret of [words[0]!, words[1]!, "7001001", "7001002"]) expect(all).not.toContain(secret);
  });

  it("shows what was handed in, and by SQL neither what its authors typed since nor what they wrote to each other", async () => {
    const { owner, manager, administrator, partner } = world.actors;
    const need = await publishNeed(world);
    const answerId = await draftAnswer(administrator, need);
    await submitAnswer(administrator, need, answerId);
    const later = `Plus tard ${newId()}`;
    await inTransaction(administrator, async (tx) => {
      await tx.updateTable("answers").set({ presentation: later }).where("id", "=", answerId).execute();
      const at = { poleId: administrator.poleId, needId: need.needId, answerId };
      await tx
        .insertInto("answerMembers")
        .values({ ...at, structureId: partner.structureId!, message: later })
        .execute();
    });
    await closeNeed(world, need);
    await openByTwo(need, owner, manager);
    expect(JSON.stringify(await openedOf(owner, need.needId))).not.toContain(later);
    for (const actor of [owner, manager]) {
      const typed = inTransaction(actor, (tx) =>
        tx.selectFrom("answers").select("presentation").where("id", "=", answerId).execute(),
      );
      await expect(typed).rejects.toMatchObject({ code: "42501" });
      const read = await inTransaction(actor, async (tx) => [
        await tx.selectFrom("answerMembers").selectAll().where("answerId", "=", answerId).execute(),
        await tx.selectFrom("answerTexts").selectAll().where("answerId", "=", answerId).execute(),
        await sql`select * from app.typed_of(${answerId})`.execute(tx).then(({ rows }) => rows),
      ]);
      expect(read).toEqual([[], [], []]);
    }
    expect((await answeringOf(administrator, need.needId)).answer?.presentation).toBe(later);
  });

  it("shows the register and the minutes to who reads the answers, and to nobody else", async () => {
    const { owner, manager, managerAtGue, administrator, partner, neighbour } = world.actors;
    const { needId } = await opened();
    for (const actor of [owner, manager]) expect((await registerOf(actor, needId)).register).toHaveLength(1);
    for (const actor of [managerAtGue, administrator, partner])
      await expect(registerOf(actor, needId)).rejects.toMatchObject({ name: "Forbidden" });
    await expect(minutesOf(neighbour, needId)).rejects.toMatchObject({ name: "NotFound" });
    const rows = await inTransaction(partner, (tx) =>
      tx.selectFrom("openingMinutes").selectAll().where("needId", "=", needId).execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe("where quality comes first", () => {
  it("keeps prices and the files that hold some shut, then gives them", async () => {
    const { owner, manager, administrator } = world.actors;
    const need = await publishNeed(world, { qualityFirst: true });
    const answerId = await draftAnswer(administrator, need, { priceCents: 7_002_000 });
    const key = { needId: need.needId, answerId };
    const file = await addAnswerFile(administrator, key, {
      name: "prix.pdf",
      bytes: Buffer.from("prix"),
      priced: true,
    });
    if (!file.ok) throw new Error(file.problem.code);
    await submitAnswer(administrator, need, answerId);
    await closeNeed(world, need);
    await openByTwo(need, owner, manager);
    const before = await openedOf(owner, need.needId);
    expect([before.pricesOpen, before.answers[0]?.prices]).toEqual([false, null]);
    const [plan] = before.answers[0]!.content.files;
    expect((await openedFile(owner, key, plan!.id)).name).toBe("memoire.pdf");
    await expect(openedFile(owner, key, file.value)).rejects.toMatchObject({ name: "NotFound" });
    const visitor = await signedIn(server, world.people.owner.email);
    const page = plain(await visitor.read(paths.openedAnswer(POLE, need.needId, answerId)));
    expect(page).toContain("prix.pdf, ouvert avec les prix");
    for (const address of [paths.openedAnswers, paths.needMinutes].map((to) => to(POLE, need.needId)))
      expect(plain(await visitor.read(address))).not.toContain("70 020");
    await world.owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update needs set state = 'evaluated', consensus_at = now(), prices_opened_at = now() where id = ${need.needId}`;
    });
    expect((await openedOf(owner, need.needId)).answers[0]?.prices?.[need.lotId]?.cents).toBe(7_002_000);
    expect((await openedFile(owner, key, file.value)).bytes.toString()).toBe("prix");
    expect(plain(await visitor.read(paths.openedAnswers(POLE, need.needId)))).toContain("70 020,00 €");
  });
});

describe("an answer that was opened", () => {
  it("is said to be admissible or irregular by the buyer alone, with a reason, until somebody is proposed", async () => {
    const { owner, manager, administrator } = world.actors;
    const { needId, answerId } = await opened();
    const key = { needId, answerId };
    const irregular = { decision: "irregular", reason: " " } as const;
    expect(await codeOf(admitAnswer(owner, key, irregular))).toBe("reason_missing");
    for (const actor of [manager, administrator])
      expect(await codeOf(admitAnswer(actor, key, { decision: "admissible", reason: "" }))).toBe("Forbidden");
    expect(await codeOf(admitAnswer(owner, { needId, answerId: newId() }, irregular))).toBe("NotFound");
    expect(await codeOf(admitAnswer(owner, key, { ...irregular, reason: "Sans attestation" }))).toBe("done");
    expect((await openedOf(manager, needId)).answers[0]?.admission).toMatchObject({ reason: "Sans attestation" });
    expect(await codeOf(admitAnswer(owner, key, { decision: "admissible", reason: "" }))).toBe("done");
    expect(
      await bySql(
        inTransaction(manager, (tx) =>
          tx
            .updateTable("admissions")
            .set({ decision: "irregular", reason: "Non" })
            .where("answerId", "=", answerId)
            .executeTakeFirst(),
        ),
      ),
    ).toBe(0n);
    // Once scores were given without it, it does not come back; a price may still put it aside.
    const set = (state: string, consensus: Date | null) =>
      world.owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update needs set state = ${state}, consensus_at = ${consensus} where id = ${needId}`;
      });
    await set("evaluated", new Date());
    expect(await codeOf(admitAnswer(owner, key, { ...irregular, reason: "Le prix ne couvre rien" }))).toBe("done");
    expect(await codeOf(admitAnswer(owner, key, { decision: "admissible", reason: "" }))).toBe("scored_without_it");
    await set("proposed", new Date());
    expect(await codeOf(admitAnswer(owner, key, irregular))).toBe("decision_taken");
  });

  it("is examined on a page that keeps what was typed and says beside the field what is wrong", async () => {
    const { needId, answerId } = await opened();
    const visitor = await signedIn(server, world.people.owner.email);
    const address = paths.openedAnswer(POLE, needId, answerId);
    expect(plain(await visitor.read(address))).toContain("Notre méthode");
    const wrong = await visitor.post(address, { intent: "admit", decision: "irregular", reason: "" });
    expect([wrong.status, plain(await wrong.text())]).toEqual([
      422,
      expect.stringContaining("Écrivez pourquoi : la structure lira cette raison.") as string,
    ]);
    const late = await visitor.post(address, {
      ...{ intent: "clarify", id: newId(), question: "Et l'eau ?", day: "2020-01-01" },
    });
    expect(late.status).toBe(422);
    const page = plain(await late.text());
    expect(page).toContain("Choisissez un jour à venir.");
    expect(page).toContain("Et l'eau ?");
    expect((await visitor.post(address, { intent: "admit", decision: "admissible" })).status).toBe(302);
    const manager = await signedIn(server, world.people.manager.email);
    expect((await manager.post(address, { intent: "admit", decision: "irregular", reason: "Non" })).status).toBe(403);
    for (const person of ["administrator", "partner", "managerAtGue"] as const)
      expect((await (await signedIn(server, world.people[person].email)).get(address)).status).toBe(403);
  });
});

describe("a clarification", () => {
  const ask = (key: { needId: string; answerId: string }, over = {}) =>
    askClarification(world.actors.owner, key, {
      ...{ id: newId(), question: "Avec quelle eau ?", dueAt: new Date(Date.now() + 86_400_000), ...over },
    });

  it("is asked by the buyer, read by the authors, answered by the lead in time, and changes nothing else", async () => {
    const { owner, administrator, employee, manager, partner } = world.actors;
    const { needId, answerId } = await opened();
    const key = { needId, answerId };
    const id = newId();
    expect(await codeOf(ask(key, { id }))).toBe("done");
    expect(await codeOf(ask(key, { id }))).toBe("done");
    expect(await codeOf(ask(key, { dueAt: new Date(Date.now() - 1000) }))).toBe("due_in_the_past");
    expect(
      await codeOf(
        askClarification(manager, key, { id: newId(), question: "Et ?", dueAt: new Date(Date.now() + 60_000) }),
      ),
    ).toBe("Forbidden");
    const mine = { needId, clarificationId: id };
    expect((await askedOfUs(employee, needId, id)).clarification.question).toBe("Avec quelle eau ?");
    expect(await codeOf(answerClarification(partner, mine, "De pluie"))).toBe("NotFound");
    expect(await codeOf(answerClarification(owner, mine, "De pluie"))).toBe("NotFound");
    expect(await codeOf(answerClarification(employee, mine, "De pluie"))).toBe("done");
    expect(await codeOf(answerClarification(administrator, mine, "De pluie, l'été"))).toBe("done");
    expect(await clarificationsOf(owner, answerId)).toMatchObject([{ answer: "De pluie, l'été" }]);
    expect(await clarificationsOf(partner, answerId)).toEqual([]);
    // The buyer does not answer in the bidder's place, nor does the bidder move its time.
    const write = (actor: Actor, set: object) =>
      bySql(
        inTransaction(actor, (tx) => tx.updateTable("clarifications").set(set).where("id", "=", id).executeTakeFirst()),
      );
    expect(await write(owner, { answer: "Du robinet" })).toBe(0n);
    expect(await write(administrator, { dueAt: new Date(Date.now() + 1e9) })).toBe("42501");
    expect(await write(owner, { question: "Autre" })).toBe("42501");
  });

  it("is not answered once its time is over, and is asked again", async () => {
    const { administrator } = world.actors;
    const { needId, answerId } = await opened();
    const id = newId();
    await ask({ needId, answerId }, { id });
    await world.owner`update clarifications set due_at = now() - interval '1 second' where id = ${id}`;
    expect(await codeOf(answerClarification(administrator, { needId, clarificationId: id }, "De pluie"))).toBe(
      "clarification_is_over",
    );
    const visitor = await signedIn(server, world.people.administrator.email);
    const address = paths.answerClarification(POLE, needId, id);
    expect(plain(await visitor.read(address))).toContain("Le délai est passé");
    expect((await visitor.post(address, { answer: "De pluie" })).status).toBe(409);
    expect(await codeOf(ask({ needId, answerId }))).toBe("done");
    const need = plain(await visitor.read(paths.need(POLE, needId)));
    expect(need).toContain("Une précision à donner");
  });

  it("is asked of a guest like of a member", async () => {
    const { owner, manager, neighbour } = world.actors;
    const guest: Actor = { ...neighbour, poleId: owner.poleId, poleSlug: owner.poleSlug, guest: "network" };
    const need = await publishNeed(world, { openTo: "network" });
    const answerId = await draftAnswer(guest, need);
    await submitAnswer(guest, need, answerId);
    await closeNeed(world, need);
    await openByTwo(need, owner, manager);
    const id = newId();
    await ask({ needId: need.needId, answerId }, { id });
    expect(await codeOf(answerClarification(guest, { needId: need.needId, clarificationId: id }, "De pluie"))).toBe(
      "done",
    );
    expect((await openedOf(owner, need.needId)).answers).toMatchObject([{ lead: { name: "Le Radeau" } }]);
  });
});

describe("the need's page", () => {
  it("says to the buyer and to the manager what waits for whom, and to others nothing of it", async () => {
    const { needId } = await closed();
    const owner = await signedIn(server, world.people.owner.email);
    const manager = await signedIn(server, world.people.manager.email);
    const address = paths.needOpening(POLE, needId);
    expect(plain(await owner.read(paths.need(POLE, needId)))).toContain("Demander l'ouverture");
    expect((await owner.get(paths.needMinutes(POLE, needId))).headers.get("location")).toBe(address);
    expect(plain(await manager.read(address))).toContain("Un administrateur de La Grande Tablée demande l'ouverture");
    expect((await owner.post(address, { intent: "ask" })).status).toBe(302);
    expect(plain(await owner.read(address))).toContain("Au tour de la seconde personne");
    const refused = await owner.post(address, { intent: "open" });
    expect([refused.status, plain(await refused.text())]).toEqual([
      409,
      expect.stringContaining("Il faut deux personnes") as string,
    ]);
    expect(plain(await manager.read(paths.need(POLE, needId)))).toContain("Une seconde personne est attendue");
    const done = await manager.post(address, { intent: "open" });
    expect(done.headers.get("location")).toBe(paths.needMinutes(POLE, needId));
    const minutes = plain(await manager.read(paths.needMinutes(POLE, needId)));
    for (const words of ["Inès Lacombe", "Maud Teyssier", "Les Jardins du Gué", "1 000,00 €"])
      expect(minutes).toContain(words);
    const partner = await signedIn(server, world.people.partner.email);
    const page = plain(await partner.read(paths.need(POLE, needId)));
    for (const words of ["Recevabilité", "Inès Lacombe", "Jardins du Gué"]) expect(page).not.toContain(words);
    expect((await partner.get(address)).status).toBe(403);
  });

  it("says to who did not confirm that nobody reads its answer", async () => {
    const { administrator } = world.actors;
    const need = await publishNeed(world);
    await submitAnswer(administrator, need, await draftAnswer(administrator, need));
    await change(need);
    await closeNeed(world, need);
    const visitor = await signedIn(server, world.people.administrator.email);
    expect(plain(await visitor.read(paths.need(POLE, need.needId)))).toContain("Elle n'a pas été confirmée");
    expect((await answeringOf(administrator, need.needId)).answer?.state).toBe("invalidated");
  });
});
