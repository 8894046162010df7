import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import {
  editIntroduction,
  hoursDoneInYear,
  impactOf,
  introductionOf,
  introductionsOfYear,
  needsOfYear,
  recordIntroduction,
  refuseNeed,
  removeIntroduction,
  wonInYear,
} from "../../server/tenders";
import { awardLot, deliver } from "../support/awards";
import { closeNeed, draftAnswer, openNeed, publishNeed, submitAnswer } from "../support/needs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let manager: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = await signedIn(server, world.people.manager.email);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(async () => {
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const tables = ["introductions", "deliveries", "contracts", "letters", "awards", "need_refusals", "openings"];
    const under = [
      "submission_prices",
      "answers",
      "submissions",
      "answer_members",
      "need_criteria",
      "need_lots",
      "needs",
    ];
    for (const table of [...tables, "opening_minutes", ...under]) await tx`delete from ${tx(table)}`;
  });
});

const YEAR = new Date().getUTCFullYear();
const page = "/poles/val-d-orme/besoins/bilan";
const plain = async (response: Response) =>
  (await response.text())
    .replace(/<script[^]*?<\/script>/g, "")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .replaceAll("’", "'");
const thisYear = async () => (await impactOf(world.actors.manager)).find(({ year }) => year === YEAR)!;

/** When a need was published, as if. */
const publishedAt = (id: string, at: string) =>
  world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update needs set published_at = ${at} where id = ${id}`;
  });

describe("what needs brought to the pôle", () => {
  it("is for its manager alone", async () => {
    const { administrator, owner, treasurer, employee, partner, neighbour } = world.actors;
    for (const actor of [administrator, owner, treasurer, employee, partner]) {
      await expect(impactOf(actor)).rejects.toThrow(Forbidden);
      await expect(needsOfYear(actor, YEAR)).rejects.toThrow(Forbidden);
      await expect(wonInYear(actor, YEAR)).rejects.toThrow(Forbidden);
      await expect(hoursDoneInYear(actor, YEAR)).rejects.toThrow(Forbidden);
      await expect(introductionsOfYear(actor, YEAR)).rejects.toThrow(Forbidden);
    }
    await publishNeed(world);
    expect((await impactOf(neighbour)).map(({ needs }) => needs)).toEqual([0]);
    const visitor = await signedIn(server, world.people.owner.email);
    for (const path of ["", "/details", "/besoins.csv", "/attributions.csv"])
      expect([path, (await visitor.get(page + path)).status]).toEqual([path, 403]);
  });

  it("counts introductions, needs, answers, awards, euros and hours, and each figure is the sum of its list", async () => {
    const { administrator, partner, owner, manager: runs } = world.actors;
    const [won, other] = [await publishNeed(world), await publishNeed(world)];
    const answer = await draftAnswer(administrator, won, { priceCents: 1_234_567, hours: 40 });
    await submitAnswer(administrator, won, answer);
    await submitAnswer(partner, won, await draftAnswer(partner, won));
    await submitAnswer(partner, other, await draftAnswer(partner, other));
    await refuseNeed(administrator, { id: other.needId, reason: "place" });
    await closeNeed(world, won);
    await openNeed(won, owner, runs);
    const award = await awardLot(world, won, answer, { priceCents: 1_234_567, hours: 40 });
    await deliver(world, won, award, { hours: 7, on: `${YEAR}-01-02` });
    await deliver(world, won, award, { hours: 5, on: `${YEAR}-01-03`, accepted: false });
    const ids = { structureId: administrator.structureId!, otherId: owner.structureId! };
    for (const needId of [null, won.needId])
      await recordIntroduction(runs, { id: newId(), ...ids, metOn: `${YEAR}-01-01`, about: "La cour", needId });

    expect(await thisYear()).toMatchObject({
      ...{ introductions: 2, fruitful: 1, needs: 2, cancelled: 0, answers: 3, refusals: 1 },
      ...{ awards: 1, cents: 1_234_567, hours: 40, hoursDone: 7 },
    });
    const needs = await needsOfYear(runs, YEAR);
    expect(needs.map(({ answers }) => answers).sort()).toEqual([1, 2]);
    expect(needs.flatMap(({ refusals }) => refusals)).toEqual([{ reason: "place", count: 1 }]);
    expect(await wonInYear(runs, YEAR)).toMatchObject([
      { cents: 1_234_567, hours: 40, hoursDone: 7, winners: ["Les Jardins du Gué"], buyer: "La Grande Tablée" },
    ]);
    expect((await hoursDoneInYear(runs, YEAR)).map(({ hours }) => hours)).toEqual([7]);

    const html = await plain(await manager.get(page));
    expect(html).toContain("12 345,67 €");
    expect(html).toContain("C'est trop loin");
    for (const voir of [
      "besoins",
      "reponses",
      "attributions",
      "montants",
      "heures-promises",
      "heures-faites",
      "refus",
    ]) {
      const details = await plain(await manager.get(`${page}/details?annee=${YEAR}&voir=${voir}`));
      expect([voir, details.includes("Verdir la cour"), details.includes("Total")]).toEqual([voir, true, true]);
    }
  });

  it("counts a thing in the year of the pôle's clock, and shows every year in which something happened", async () => {
    const [eve, day] = [await publishNeed(world), await publishNeed(world)];
    // In Paris it is half past midnight already.
    await publishedAt(eve.needId, "2024-12-31T22:59:59Z");
    await publishedAt(day.needId, "2024-12-31T23:30:00Z");
    const years = await impactOf(world.actors.manager);
    expect(years.map(({ year, needs }) => [year, needs])).toEqual([
      [YEAR, 0],
      [2025, 1],
      [2024, 1],
    ]);
    expect((await needsOfYear(world.actors.manager, 2024)).map(({ id }) => id)).toEqual([eve.needId]);
    expect((await needsOfYear(world.actors.manager, 2025)).map(({ id }) => id)).toEqual([day.needId]);
  });

  it("names nobody who won before bidders were told, and tells the manager nothing else of an answer", async () => {
    const { administrator, owner, manager: runs } = world.actors;
    const need = await publishNeed(world);
    const secret = `Notre méthode ${newId()}`;
    const answer = await draftAnswer(administrator, need, { words: secret, priceCents: 7_654_321 });
    await submitAnswer(administrator, need, answer);
    await closeNeed(world, need);
    for (const path of [
      "",
      "/details?voir=reponses",
      "/details?voir=attributions",
      "/besoins.csv",
      "/attributions.csv",
    ]) {
      const text = await plain(await manager.get(page + path));
      for (const word of [secret, "76 543,21", "76543,21", answer])
        expect([path, text.includes(word)]).toEqual([path, false]);
    }
    await openNeed(need, owner, runs);
    await awardLot(world, need, answer, { told: false });
    expect((await wonInYear(runs, YEAR)).map(({ winners }) => winners)).toEqual([[]]);
    expect(await plain(await manager.get(`${page}/details?voir=attributions`))).toContain("Les courriers ne sont pas");
  });

  it("gives the same as files that spreadsheets open", async () => {
    const { administrator, owner, manager: runs } = world.actors;
    const need = await publishNeed(world);
    const answer = await draftAnswer(administrator, need);
    await submitAnswer(administrator, need, answer);
    await closeNeed(world, need);
    await openNeed(need, owner, runs);
    await awardLot(world, need, answer, { priceCents: 123_456 });
    const needs = await (await manager.get(`${page}/besoins.csv?annee=${YEAR}`)).text();
    expect(needs.split("\r\n")[1]).toMatch(/;Verdir la cour;Appel à réponses;La Grande Tablée;.*;Attribué;1;1;0;;$/);
    const won = await (await manager.get(`${page}/attributions.csv?annee=${YEAR}`)).text();
    expect(won.split("\r\n")[1]).toContain(
      ";Verdir la cour;1;Plantations;La Grande Tablée;Les Jardins du Gué;;1234,56;10;",
    );
  });
});

describe("introductions", () => {
  const form = () => ({
    id: newId(),
    structureId: world.structures.gue.id,
    otherId: world.structures.tablee.id,
    metOn: "2026-01-05",
    about: "Des repas de chantier",
    needId: null,
  });

  it("are written down once, put right, and taken off", async () => {
    const runs = world.actors.manager;
    const first = form();
    expect(await recordIntroduction(runs, first)).toEqual({ ok: true, value: first.id });
    expect(await recordIntroduction(runs, first)).toEqual({ ok: true, value: first.id });
    const need = await publishNeed(world);
    await editIntroduction(runs, first.id, { about: "La cour", needId: need.needId });
    expect(await introductionsOfYear(runs, 2026)).toMatchObject([
      { about: "La cour", need: { title: "Verdir la cour" }, structure: { name: "Les Jardins du Gué" } },
    ]);
    await removeIntroduction(runs, first.id);
    await expect(introductionOf(runs, first.id)).rejects.toThrow(NotFound);
  });

  it("are refused with two times the same, a stranger, a day to come, a need that is none", async () => {
    const runs = world.actors.manager;
    const draft = newId();
    const { poleId, structureId, personId } = world.actors.owner;
    await world.owner`insert into needs ${world.owner({ id: draft, pole_id: poleId, structure_id: structureId, person_id: personId, kind: "quotes", title: "Brouillon" })}`;
    const refusals = [
      [{ otherId: world.structures.gue.id }, "same_structure", "other"],
      [{ otherId: world.structures.isolee.id }, "not_a_structure", "other"],
      [{ structureId: "x" }, "not_a_structure", "structure"],
      [{ metOn: "2999-01-01" }, "not_yet", "metOn"],
      [{ needId: draft }, "not_a_need", "need"],
      [{ needId: newId() }, "not_a_need", "need"],
    ] as const;
    for (const [wrong, code, field] of refusals)
      expect(await recordIntroduction(runs, { ...form(), ...wrong })).toEqual({ ok: false, problem: { code, field } });
  });

  it("are typed on their page, which keeps what was typed and says what is wrong beside it", async () => {
    const path = "/poles/val-d-orme/besoins/mises-en-relation";
    const { structureId, otherId, id } = form();
    const wrong = await manager.post(path, { id, structure: structureId, other: "", metOn: "", about: "Des repas" });
    expect(wrong.status).toBe(422);
    const html = await plain(wrong);
    expect(html).toContain("Choisissez l'autre structure.");
    expect(html).toContain("Indiquez un jour.");
    expect(html).toContain("Des repas</textarea>");
    const right = await manager.post(path, {
      id,
      structure: structureId,
      other: otherId,
      metOn: "2026-02-03",
      about: "Des repas",
    });
    expect([right.status, right.headers.get("location")]).toEqual([302, `${path}?annee=2026`]);
    expect(await plain(await manager.get(`${path}?annee=2026`))).toContain("Les Jardins du Gué et La Grande Tablée");
    await manager.post(`${path}/${id}`, { intent: "remove" });
    expect(await introductionsOfYear(world.actors.manager, 2026)).toEqual([]);
  });
});
