import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asIdentity, enqueue } from "../../db/transaction";
import type { Actor } from "../../server/kernel/actor";
import { NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import {
  cancelNeed,
  editSearch,
  keepSearch,
  MOST_SEARCHES,
  publishNeed,
  readNeedFilters,
  refuseNeed,
  removeSearch,
  searchesOf,
  searchOfOwn,
  type Frequency,
  type NeedFilters,
} from "../../server/tenders";
import { guestOf } from "../support/guests";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { pastTriggers } from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  process.env.PUBLIC_URL = "https://grappe.example";
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(async () => {
  await world.owner`delete from graphile_worker._private_jobs`;
  await world.owner`delete from emails`;
  await world.owner`delete from news_told`;
  await world.owner`delete from need_searches`;
  await pastTriggers(world, async (tx) => {
    for (const table of ["need_refusals", "need_events", "need_lots", "needs"]) await tx`delete from ${tx(table)}`;
  });
});

/** A need as a draft of La Grande Tablée, then published by its buyer. */
async function publish({
  title = "Un buffet pour 80",
  openTo = "pole",
  place = "Brizac",
  by = world.actors.owner,
} = {}) {
  const id = newId();
  await world.owner`insert into needs ${world.owner({ id, pole_id: by.poleId, structure_id: by.structureId, person_id: by.personId, kind: "interest", title, summary: "Chaud et froid.", description: "Un buffet.", place, open_to: openTo, closes_at: new Date("2031-03-03T11:00Z") })}`;
  await world.owner`insert into need_lots ${world.owner({ id: newId(), pole_id: by.poleId, need_id: id, number: 1, title: "Repas" })}`;
  const outcome = await publishNeed(by, id);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return id;
}

async function keep(
  actor: Actor,
  asked: Partial<Record<keyof NeedFilters, unknown>> = {},
  frequency: Frequency = "immediate",
  name = "Repas",
): Promise<string> {
  const id = newId();
  const outcome = await keepSearch(actor, { id, name, frequency, filters: readNeedFilters(asked) });
  if (!outcome.ok) throw new Error(outcome.problem);
  return id;
}

/** All that is due, by a real worker. */
async function work(): Promise<void> {
  const logger = new Logger(() => () => {});
  await runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger });
}

async function mails() {
  return world.owner<
    { to_address: string; subject: string; text_body: string; html_body: string; pole_id: string | null }[]
  >`
    select to_address, subject, text_body, html_body, pole_id from emails order by to_address, created_at`;
}

const monday = () => asIdentity((tx) => enqueue(tx, "need-alerts", { often: "weekly" }));

describe("a search that is kept", () => {
  it("is its owner's alone, is changed and forgotten by them, and kept once however often the form is sent", async () => {
    const { employee, colleague, neighbour } = world.actors;
    const id = await keep(employee, { q: "traiteur", trade: "55000000", within: "7", list: "closed" });
    const again = await keepSearch(employee, { id, name: "Autre", frequency: "never", filters: readNeedFilters({}) });
    expect(again).toEqual({ ok: true, value: id });
    expect(await searchesOf(employee)).toMatchObject([
      // Within how many days, and in which list, is of the day one looks.
      { id, name: "Repas", filters: { q: "traiteur", trade: "55000000", within: null, list: "open" } },
    ]);
    expect(await searchesOf(colleague)).toEqual([]);
    for (const other of [colleague, neighbour]) {
      const filters = readNeedFilters({});
      await expect(searchOfOwn(other, id)).rejects.toThrow(NotFound);
      await expect(editSearch(other, id, { name: "À moi", filters, frequency: "never" })).rejects.toThrow(NotFound);
      await expect(removeSearch(other, id)).rejects.toThrow(NotFound);
    }
    await editSearch(employee, id, { name: "Fleurs", filters: readNeedFilters({ q: "fleurs" }), frequency: "weekly" });
    expect(await searchesOf(employee)).toMatchObject([
      { name: "Fleurs", frequency: "weekly", filters: { q: "fleurs" } },
    ]);
    await removeSearch(employee, id);
    expect(await searchesOf(employee)).toEqual([]);
  });

  it("is refused with a reason beyond twenty, however many forms come at once", async () => {
    const form = () => ({ id: newId(), name: "Repas", frequency: "never" as const, filters: readNeedFilters({}) });
    const outcomes = await Promise.all(
      Array.from({ length: MOST_SEARCHES + 5 }, () => keepSearch(world.actors.employee, form())),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(MOST_SEARCHES);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.problem === "too_many_searches")).toHaveLength(5);
  });
});

describe("an alert", () => {
  it("tells at once of a need that a search asks for, with its words, its page and the link that stops it", async () => {
    await keep(world.actors.employee, { q: "buffet", place: "brizac" }, "immediate", "Nos repas");
    await keep(world.actors.partner, { q: "jardin" });
    const id = await publish();
    expect(await mails()).toEqual([]);
    await work();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to_address: "employee@test.example",
      subject: "Un besoin pour vous\u00a0: Un buffet pour 80",
    });
    expect(mail?.text_body).toContain(`https://grappe.example/poles/val-d-orme/besoins/${id}`);
    expect(mail?.text_body).toContain("La Grande Tablée, Brizac");
    expect(mail?.text_body).toContain("Répondre avant le lundi 3\u00a0mars 2031 à 12\u00a0h");
    expect(mail?.text_body).toMatch(
      /«\sNos repas\s» par courriel\u00a0:\nhttps:\/\/grappe\.example\/alertes\/[0-9a-f-]{36}/,
    );
    expect(mail?.html_body).toContain(`href="https://grappe.example/poles/val-d-orme/besoins/${id}"`);
  });

  it("groups in one mail a person all that their searches find, each need once", async () => {
    await keep(world.actors.employee, { q: "buffet" }, "immediate", "Repas");
    await keep(world.actors.employee, { place: "brizac" }, "immediate", "Près de chez nous");
    await publish();
    await publish({ title: "Tondre la pelouse" });
    await work();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("2 besoins pour vous");
    expect(mail?.text_body.match(/Un buffet pour 80/g)).toHaveLength(1);
    expect(mail?.text_body).toContain("Repas");
    expect(mail?.text_body).toContain("Près de chez nous");
  });

  it("is not sent twice, whatever runs again, at once or by several workers", async () => {
    await keep(world.actors.employee);
    await keep(world.actors.colleague);
    await publish();
    const again = () => asIdentity((tx) => enqueue(tx, "need-alerts", { often: "immediate" }));
    await again();
    await Promise.all([work(), work(), work()]);
    await again();
    await work();
    await editSearch(world.actors.employee, (await searchesOf(world.actors.employee))[0]?.id ?? "", {
      ...{ name: "Autrement", filters: readNeedFilters({ q: "buffet" }), frequency: "immediate" },
    });
    await again();
    await work();
    expect((await mails()).map(({ to_address }) => to_address)).toEqual([
      "colleague@test.example",
      "employee@test.example",
    ]);
  });

  it("finds a need whose publishing ended after a later one was told", async () => {
    await keep(world.actors.employee);
    await world.owner`update need_searches set told_until = now() - interval '1 hour'`;
    await publish({ title: "Le second" });
    await work();
    // Dated before that look, which could not see it yet.
    const id = await publish({ title: "Le premier" });
    await pastTriggers(world, (tx) => tx`update needs set published_at = now() - interval '1 minute' where id = ${id}`);
    await work();
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      "Un besoin pour vous\u00a0: Le second",
      "Un besoin pour vous\u00a0: Le premier",
    ]);
  });

  it("comes on Mondays for who prefers it, and never for who wants none", async () => {
    await keep(world.actors.employee, {}, "weekly");
    await keep(world.actors.colleague, {}, "never");
    await publish();
    await work();
    expect(await mails()).toEqual([]);
    await monday();
    await work();
    await monday();
    await work();
    expect((await mails()).map(({ to_address }) => to_address)).toEqual(["employee@test.example"]);
  });

  it("leaves out what was there before, one's own needs, what is not for one's structure, and what is over", async () => {
    await publish({ title: "D'avant" });
    await keep(world.actors.employee, {}, "weekly");
    await keep(world.actors.owner, {}, "weekly");
    await refuseNeed(world.actors.administrator, { id: await publish({ title: "Pas pour nous" }), reason: "trade" });
    await cancelNeed(world.actors.owner, await publish({ title: "Annulé" }), "Plus de budget");
    await monday();
    await work();
    expect(await mails()).toEqual([]);
  });

  it("tells of other pôles what is open to them, and an outside structure what its door shows", async () => {
    await publish({ openTo: "public", title: "La porte" });
    const outsider = await guestOf(world, "outsider");
    await keep(outsider);
    await keep(world.actors.neighbour);
    const forNetwork = await publish({ openTo: "network", title: "Réseau" });
    const forAll = await publish({ openTo: "public", title: "À tous" });
    await publish({ title: "Entre nous" });
    await work();
    const [near, out, ...others] = await mails();
    expect(others).toEqual([]);
    expect(near).toMatchObject({ to_address: "neighbour@test.example", subject: "2 besoins pour vous" });
    for (const id of [forNetwork, forAll]) expect(near?.text_body).toContain(`/poles/val-d-orme/besoins/${id}`);
    expect(out).toMatchObject({ to_address: "outsider@test.example", subject: "Un besoin pour vous\u00a0: À tous" });
  });

  it("is no longer for who left, nor in a language that they did not choose", async () => {
    await keep(world.actors.employee);
    await keep(world.actors.colleague);
    await world.owner`update affiliations set ended_at = now() where person_id = ${world.people.employee.id}`;
    await world.owner`update people set locale = 'en' where id = ${world.people.colleague.id}`;
    await publish();
    await work();
    await world.owner`update affiliations set ended_at = null where person_id = ${world.people.employee.id}`;
    await world.owner`update people set locale = 'fr' where id = ${world.people.colleague.id}`;
    expect((await mails()).map(({ to_address, subject }) => [to_address, subject])).toEqual([
      ["colleague@test.example", "A need for you: Un buffet pour 80"],
    ]);
  });
});

describe("the pages of alerts", () => {
  it("keep the search of the list, change it, forget it", async () => {
    const visitor = await signedIn(server, world.people.employee.email);
    const list = await (await visitor.get("/poles/val-d-orme/besoins?q=buffet&lieu=Brizac")).text();
    expect(list).toContain("/poles/val-d-orme/besoins/alertes/nouvelle?q=buffet&amp;lieu=Brizac");
    const form = await (await visitor.get("/poles/val-d-orme/besoins/alertes/nouvelle?q=buffet&lieu=Brizac")).text();
    expect(form).toContain('value="buffet, Brizac"');
    const id = newId();
    const typed = { id, q: "buffet", lieu: "Brizac", frequency: "weekly" };
    const wrong = await visitor.post("/poles/val-d-orme/besoins/alertes/nouvelle", { ...typed, name: " " });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("Donnez un nom à cette alerte.");
    const kept = await visitor.post("/poles/val-d-orme/besoins/alertes/nouvelle", { ...typed, name: "Repas" });
    expect(kept.headers.get("location")).toBe("/poles/val-d-orme/besoins/alertes");
    const page = await (await visitor.get("/poles/val-d-orme/besoins/alertes")).text();
    for (const words of ["Repas", "« buffet »", "Brizac", "Courriel le lundi"])
      expect(page.replaceAll("\u00a0", " ")).toContain(words);
    await visitor.post(`/poles/val-d-orme/besoins/alertes/${id}`, { intent: "remove" });
    expect(await searchesOf(world.actors.employee)).toEqual([]);
  });

  it("choose what else one is written about", async () => {
    const visitor = await signedIn(server, world.people.employee.email);
    const path = "/poles/val-d-orme/besoins/alertes";
    const wanted = async () =>
      [...(await (await visitor.get(path)).text()).matchAll(/<input[^>]*name="topic"[^>]*>/g)].filter(([input]) =>
        /checked/.test(input),
      ).length;
    expect(await wanted()).toBe(4);
    await visitor.post(path, { topic: "receipts" });
    expect(await wanted()).toBe(1);
    await visitor.post(path, { topic: "everything" });
    expect(await wanted()).toBe(0);
    await world.owner`delete from mail_refusals`;
  });

  it("stop from the mail without signing in: reading the link does nothing, its button does, once for all", async () => {
    const id = await keep(world.actors.employee);
    await publish();
    await work();
    const path = /\/alertes\/[0-9a-f-]{36}/.exec((await mails())[0]?.text_body ?? "")?.[0] ?? "";
    const stranger = new Visitor(server);
    const asked = await stranger.get(path);
    expect(asked.status).toBe(200);
    expect(await asked.text()).toContain("Ne plus recevoir ces courriels");
    expect(await searchOfOwn(world.actors.employee, id)).toMatchObject({ frequency: "immediate" });
    expect((await stranger.post(path)).headers.get("location")).toBe(path);
    await stranger.post(path);
    expect(await (await stranger.get(path)).text()).toContain("C’est arrêté");
    expect(await searchOfOwn(world.actors.employee, id)).toMatchObject({ frequency: "never" });
    expect((await stranger.get(`/alertes/${newId()}`)).status).toBe(404);
    await publish({ title: "Un autre" });
    await work();
    expect(await mails()).toHaveLength(1);
  });
});
