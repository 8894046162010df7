import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../app/paths";
import { addToPanel, declareForPanel } from "../../server/tenders";
import { closeNeed, draftAnswer, openNeed, publishNeed, sit, submitAnswer } from "../support/needs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
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

const visit = (who: "owner" | "partner" | "administrator" | "manager" | "employee") =>
  signedIn(server, world.people[who].email);
const pagesOf = (needId: string) => [
  paths.needPanel(POLE, needId),
  paths.needScores(POLE, needId),
  paths.needComparison(POLE, needId),
];
const statuses = (visitor: Visitor, needId: string) =>
  Promise.all(pagesOf(needId).map(async (path) => (await visitor.get(path)).status));
const read = async (visitor: Visitor, path: string) => plain(await visitor.read(path));
const everyPage = async (visitor: Visitor, needId: string) =>
  (await Promise.all(pagesOf(needId).map((path) => read(visitor, path)))).join("\n");

const SECRET = "Des plants élevés au pied du beffroi";
/** A need of La Grande Tablée that Les Jardins du Gué answered for 4 321 €, and that was opened. */
async function opened({ qualityFirst = false } = {}) {
  const need = await publishNeed(world, { qualityFirst });
  const { administrator, owner, manager } = world.actors;
  const answerId = await draftAnswer(administrator, need, { priceCents: 432_100, words: SECRET });
  await submitAnswer(administrator, need, answerId);
  await closeNeed(world, need);
  await openNeed(need, owner, manager);
  return { ...need, answerId };
}

describe("the pages of judging", () => {
  it("are the buyer's, the pôle's manager's and the panel's: who answers, and anybody else, finds nothing there", async () => {
    const { needId } = await opened();
    expect(await statuses(await visit("owner"), needId)).toEqual([200, 200, 200]);
    expect(await statuses(await visit("manager"), needId)).toEqual([200, 200, 200]);
    for (const who of ["administrator", "employee", "partner"] as const)
      expect(await statuses(await visit(who), needId)).toEqual([404, 404, 404]);
    await addToPanel(world.actors.owner, needId, world.actors.partner);
    expect(await statuses(await visit("partner"), needId)).toEqual([200, 200, 200]);
  });

  it("say nothing of an answer before the opening, nor to who sits before they have declared, or with a conflict", async () => {
    const { owner, partner } = world.actors;
    const sealed = await publishNeed(world);
    await submitAnswer(
      world.actors.administrator,
      sealed,
      await draftAnswer(world.actors.administrator, sealed, { words: SECRET }),
    );
    const buyer = await visit("owner");
    const before = await everyPage(buyer, sealed.needId);
    expect(before).toContain("Rien n'est encore ouvert");
    expect(before).not.toContain(SECRET);

    const { needId } = await opened();
    await addToPanel(owner, needId, partner);
    const judge = await visit("partner");
    const undeclared = await everyPage(judge, needId);
    expect(undeclared).toContain("Les Jardins du Gué");
    expect(undeclared).not.toContain(SECRET);
    expect(await read(judge, paths.need(POLE, needId))).toContain("Vous êtes du jury");
    await declareForPanel(partner, needId, { conflict: true, words: "" });
    const conflicted = await everyPage(judge, needId);
    expect(conflicted).toContain("Vous avez déclaré un lien");
    expect(conflicted).not.toContain(SECRET);
  });

  it("shut prices until quality is judged, where it comes first", async () => {
    const { needId, answerId, qualityId } = await opened({ qualityFirst: true });
    const { owner } = world.actors;
    await sit({ needId }, owner, owner);
    const buyer = await visit("owner");
    const send = (fields: Record<string, string>) =>
      buyer.post(paths.needScores(POLE, needId), { answer: answerId, ...fields });
    const shut = await everyPage(buyer, needId);
    expect(shut).toContain(SECRET);
    expect(shut).not.toMatch(/4 321,00|\b432100\b/);
    expect((await send({ intent: "mine", [`note-${qualityId}`]: "7,5" })).status).toBe(302);
    expect((await send({ intent: "finish" })).status).toBe(302);
    expect((await send({ intent: "open" })).status).toBe(302);
    // Alone, one's own score is where the consensus starts from.
    expect(await read(buyer, paths.needScores(POLE, needId))).toContain('value="7,5"');
    expect(
      (await send({ intent: "common", [`note-${qualityId}`]: "7,5", [`mots-${qualityId}`]: "Précis." })).status,
    ).toBe(302);
    expect(await everyPage(buyer, needId)).not.toMatch(/4 321,00|\b432100\b/);
    const ends = await send({ intent: "end" });
    expect(ends.headers.get("location")).toBe(paths.needComparison(POLE, needId));
    const page = await read(buyer, paths.needComparison(POLE, needId));
    expect(page).toContain("4 321,00 €");
    // 40 + 60 × 7,5 ÷ 10.
    expect(page).toContain("85,00");
  });

  it("give back what was typed with what is wrong beside it, and keep the rest", async () => {
    const { needId, answerId, qualityId } = await opened();
    await sit({ needId }, world.actors.owner, world.actors.owner);
    const buyer = await visit("owner");
    for (const [typed, said] of [
      ["11", "La note va de 0 à 10."],
      ["bien", "Écrivez la note en chiffres"],
    ] as const) {
      const answer = await buyer.post(paths.needScores(POLE, needId), {
        ...{ intent: "mine", answer: answerId, [`note-${qualityId}`]: typed, [`mots-${qualityId}`]: "Un peu court." },
      });
      const page = plain(await answer.text());
      expect([answer.status, page.includes(said), page.includes("Un peu court.")]).toEqual([422, true, true]);
      expect(page).toContain(`value="${typed}"`);
    }
    const early = await buyer.post(paths.needScores(POLE, needId), { intent: "open" });
    expect([early.status, plain(await early.text()).includes("Tout le jury n'a pas terminé")]).toEqual([409, true]);
    const nobody = await buyer.post(paths.needPanel(POLE, needId), { intent: "add" });
    expect([nobody.status, plain(await nobody.text()).includes("Choisissez une personne.")]).toEqual([422, true]);
  });
});
