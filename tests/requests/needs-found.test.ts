import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { actorIn, guestContextsOf } from "../../server/poles";
import {
  findNeeds,
  findPublicNeeds,
  readNeedFilters,
  refusalsOf,
  refuseNeed,
  takeRefusalBack,
  type NeedFilters,
} from "../../server/tenders";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { lastIdentityMail } from "../support/jobs";
import { pastTriggers } from "../support/needs";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(async () => {
  await pastTriggers(world, async (tx) => {
    for (const table of ["need_refusals", "need_searches", "need_lots", "needs"]) await tx`delete from ${tx(table)}`;
  });
});

type Given = {
  title?: string;
  openTo?: string;
  days?: number;
  kind?: string;
  trades?: string[];
  place?: string;
  state?: string;
  cents?: number;
  shown?: boolean;
  reservedTo?: string | null;
  by?: "owner" | "neighbour";
};

/** A need with one lot, of La Grande Tablée unless it is the neighbour's; closing in `days`. */
async function publish(given: Given = {}): Promise<string> {
  const { title = "Verdir la cour", openTo = "pole", days = 10, kind = "quotes", trades = [], place = "" } = given;
  const { state = "published", cents = null, shown = true, reservedTo = null, by = "owner" } = given;
  const actor = world.actors[by];
  const id = newId();
  await world.owner.begin(async (tx) => {
    await tx`insert into needs ${tx({ id, pole_id: actor.poleId, structure_id: actor.structureId, person_id: actor.personId, kind, title, open_to: openTo, trades, place })}`;
    await tx`insert into need_lots ${tx({ id: newId(), pole_id: actor.poleId, need_id: id, number: 1, title: "Lot", estimate_cents: cents, estimate_shown: shown, reserved_to: reservedTo })}`;
    if (state === "draft") return;
    await tx`update needs set state = ${state}, published_at = now() - interval '20 days',
      closes_at = date_trunc('milliseconds', now() + ${days} * interval '1 day') where id = ${id}`;
  });
  return id;
}

const filters = (asked: Partial<Record<keyof NeedFilters, unknown>> = {}) => readNeedFilters(asked);
const titles = async (actor: Actor, asked: Partial<Record<keyof NeedFilters, unknown>> = {}) =>
  (await findNeeds(actor, filters(asked))).items.map(({ title }) => title);

async function outsider(): Promise<Actor | null> {
  const { id, name } = world.people.outsider;
  const [context] = await guestContextsOf(id, "val-d-orme");
  return context ? actorIn(context, { personId: id, name }, "fr") : null;
}

describe("the list of needs", () => {
  it("shows those of the pôle and those open elsewhere, the soonest closing first; no draft, nothing closed", async () => {
    await publish({ title: "Plus tard", days: 20 });
    await publish({ title: "Bientôt", days: 2 });
    await publish({ title: "Brouillon", state: "draft" });
    await publish({ title: "Clos", days: -1 });
    await publish({ title: "Du réseau", days: 5, openTo: "network", by: "neighbour" });
    await publish({ title: "De tous", days: 6, openTo: "public", by: "neighbour" });
    await publish({ title: "À eux", days: 7, by: "neighbour" });
    expect(await titles(world.actors.employee)).toEqual(["Bientôt", "Du réseau", "De tous", "Plus tard"]);
    expect(await titles(world.actors.employee, { where: "here" })).toEqual(["Bientôt", "Plus tard"]);
    expect(await titles(world.actors.employee, { where: "elsewhere" })).toEqual(["Du réseau", "De tous"]);
    expect(await titles(world.actors.employee, { list: "closed" })).toEqual(["Clos"]);
    const page = await findPublicNeeds(filters());
    expect(page.items.map(({ title, pole, buyer }) => [title, pole.slug, buyer.name])).toEqual([
      ["De tous", "marais", world.actors.neighbour.structureName],
    ]);
  });

  it("finds by everyday words what is filed under a trade, by place, by closing, by value, by whom it is kept for, by kind", async () => {
    const mine = world.actors.employee;
    await publish({ title: "Repas du forum", trades: ["55500000"], place: "Brizac", cents: 300_000, days: 3 });
    await publish({ title: "Verdir la cour", trades: ["77300000"], cents: 2_000_000, reservedTo: "integration" });
    await publish({ title: "Secret", cents: 2_000_000, shown: false, kind: "interest", days: 12 });
    expect(await titles(mine, { q: "traiteur" })).toEqual(["Repas du forum"]);
    expect(await titles(mine, { q: "Espaces verts" })).toEqual(["Verdir la cour"]);
    expect(await titles(mine, { q: "verdir" })).toEqual(["Verdir la cour"]);
    expect(await titles(mine, { q: "100%_" })).toEqual([]);
    expect(await titles(mine, { trade: "55000000" })).toEqual(["Repas du forum"]);
    expect(await titles(mine, { place: "brizac" })).toEqual(["Repas du forum"]);
    expect(await titles(mine, { within: "7" })).toEqual(["Repas du forum"]);
    expect(await titles(mine, { value: "small" })).toEqual(["Repas du forum"]);
    // What is hidden is not to be guessed by filtering.
    expect(await titles(mine, { value: "medium" })).toEqual(["Verdir la cour"]);
    expect(await titles(mine, { reserved: "integration" })).toEqual(["Verdir la cour"]);
    expect(await titles(mine, { reserved: "none" })).toEqual(["Repas du forum", "Secret"]);
    expect(await titles(mine, { kind: "interest" })).toEqual(["Secret"]);
    expect((await findNeeds(mine, filters())).trades).toEqual([
      { code: "55500000", count: 1 },
      { code: "77300000", count: 1 },
    ]);
  });

  it("goes by pages of twenty, none twice; a page that is no more is the first", async () => {
    for (let rank = 0; rank < 23; rank += 1) await publish({ title: `Besoin ${rank}`, days: 1 + rank });
    const [first, second] = [
      await findNeeds(world.actors.employee, filters(), 1),
      await findNeeds(world.actors.employee, filters(), 2),
    ];
    expect([first.total, first.pages, first.items.length, second.items.length]).toEqual([23, 2, 20, 3]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(23);
    expect((await findNeeds(world.actors.employee, filters(), 9)).page).toBe(1);
  });
});

describe("not for us", () => {
  it("takes a need out of the list of one structure, counts the reason for its buyer, and can be undone", async () => {
    const id = await publish();
    const { employee, owner, partner } = world.actors;
    expect(await refuseNeed(employee, { id, reason: "trade" })).toMatchObject({ ok: true });
    expect(await refuseNeed(employee, { id, reason: "place" })).toMatchObject({ ok: true });
    expect(await titles(employee)).toEqual([]);
    expect((await findNeeds(employee, filters({ list: "refused" }))).items.map(({ refused }) => refused)).toEqual([
      "place",
    ]);
    expect(await titles(partner)).toEqual(["Verdir la cour"]);
    expect(await refusalsOf(owner, id)).toEqual([{ reason: "place", count: 1 }]);
    expect(await refusalsOf(partner, id)).toEqual([]);
    expect(await refuseNeed(owner, { id, reason: "trade" })).toEqual({ ok: false, problem: { code: "own_need" } });
    await takeRefusalBack(employee, id);
    expect(await titles(employee)).toEqual(["Verdir la cour"]);
    expect(await refusalsOf(owner, id)).toEqual([]);
  });

  it("is said of needs of elsewhere too, as a guest there, and is not found for what is not open to them", async () => {
    const theirs = await publish({ openTo: "network", by: "neighbour", title: "Du réseau" });
    const closed = await publish({ by: "neighbour", title: "À eux" });
    const visitor = await signedIn(server, world.people.employee.email);
    const back = "/poles/val-d-orme/besoins?q=r%C3%A9seau";
    const answer = await visitor.post(`/poles/marais/besoins/${theirs}/pas-pour-nous`, {
      reason: "place",
      retour: back,
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, back]);
    expect(await titles(world.actors.employee)).toEqual([]);
    expect(await titles(world.actors.employee, { list: "refused" })).toEqual(["Du réseau"]);
    const again = await visitor.post(
      `/poles/marais/besoins/${theirs}/pas-pour-nous?retablir=${encodeURIComponent(back)}`,
    );
    expect(again.headers.get("location")).toBe(back);
    expect(await titles(world.actors.employee)).toEqual(["Du réseau"]);
    expect((await visitor.post(`/poles/marais/besoins/${closed}/pas-pour-nous`, { reason: "place" })).status).toBe(404);
    expect((await visitor.post(`/poles/marais/besoins/${theirs}/pas-pour-nous`, { reason: "?" })).status).toBe(422);
  });
});

describe("a structure of no pôle", () => {
  it("comes in by the public door where a need is open to anybody, and reads that alone", async () => {
    await publish({ title: "Du réseau", openTo: "network" });
    expect(await outsider()).toBeNull();
    await publish({ title: "De tous", openTo: "public", days: 4 });
    const guest = await outsider();
    expect(guest).toMatchObject({ guest: "outsider", structureName: "L'Isolée" });
    expect(await titles(guest!)).toEqual(["De tous"]);
    const visitor = await signedIn(server, world.people.outsider.email);
    const page = await (await visitor.get("/poles/val-d-orme/besoins")).text();
    expect(page).toContain("De tous");
    expect(page).not.toContain("Du réseau");
  });
});

describe("the page of the list", () => {
  it("keeps what is asked in its address, without empty fields, and says what to do when nothing is found", async () => {
    await publish({ title: "Verdir la cour", trades: ["77300000"] });
    const visitor = await signedIn(server, world.people.employee.email);
    const answer = await visitor.get("/poles/val-d-orme/besoins?q=jardin&metier=&lieu=&sous=");
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/poles/val-d-orme/besoins?q=jardin"]);
    expect(await (await visitor.get("/poles/val-d-orme/besoins?q=jardin")).text()).toContain("Verdir la cour");
    expect(await (await visitor.get("/poles/val-d-orme/besoins?q=zzz")).text()).toContain("Aucun besoin ne correspond");
    const stranger = await new Visitor(server).get("/poles/val-d-orme/besoins");
    expect(stranger.headers.get("location")).toContain("/connexion");
  });
});

describe("registering to answer", () => {
  it("takes a declaration for the social economy, by right for an association, and comes back to the need as a guest", async () => {
    const id = await publish({ title: "De tous", openTo: "public" });
    const back = `/poles/val-d-orme/besoins/${id}`;
    for (const [structureName, legalForm, declared, ess] of [
      ["Fanfare du Marché", "Association", {}, true],
      ["Toits Verts", "Société commerciale", { ess: "oui" }, true],
      ["Négoce Plus", "Société commerciale", {}, false],
    ] as const) {
      const stranger = new Visitor(server);
      const email = `${newId()}@answers.example`;
      const fields = { who: "structure", structureName, legalForm, siret: "", name: "Zoé Lambert", email };
      const address = `/inscription?${new URLSearchParams({ retour: back })}`;
      expect(await stranger.read(address)).toContain("Le besoin auquel vous voulez répondre");
      await stranger.post(address, { ...fields, telephone: "06 12 34 56 78", ...declared });
      const { secret } = await lastIdentityMail(world);
      const answer = await stranger.post(`/inscription/${secret}`, {});
      expect(answer.headers.get("location")).toBe(back);
      const [row] = await world.owner`select ess from structures where name = ${structureName}`;
      expect([structureName, row]).toEqual([structureName, { ess }]);
      expect(await stranger.read(back)).toContain("De tous");
    }
  });
});

describe("whoever passes by", () => {
  it("lists public needs of all pôles, reads one, and is sent to register and back; other needs are not found", async () => {
    const open = await publish({ title: "De tous", openTo: "public", trades: ["55500000"] });
    const others = [
      await publish({ title: "Du réseau", openTo: "network" }),
      await publish({ title: "Du pôle" }),
      await publish({ title: "Brouillon", openTo: "public", state: "draft" }),
    ];
    const closed = await publish({ title: "Clos", openTo: "public", days: -1 });
    const stranger = new Visitor(server);
    const list = await (await stranger.get("/besoins?q=traiteur")).text();
    expect(list).toContain("De tous");
    expect(list).not.toMatch(/Du réseau|Du pôle|Brouillon|Clos/);
    const page = await (await stranger.get(`/besoins/${open}`)).text();
    expect(page).toContain(`/inscription?retour=${encodeURIComponent(`/poles/val-d-orme/besoins/${open}`)}`);
    expect(await (await stranger.get(`/besoins/${closed}`)).text()).toContain("Il n’est plus temps de répondre");
    for (const id of [...others, newId(), "x"]) expect((await stranger.get(`/besoins/${id}`)).status).toBe(404);
    const member = await signedIn(server, world.people.employee.email);
    expect(await (await member.get(`/besoins/${open}`)).text()).toContain("Répondre dans le");
  });

  it("follows them by Atom and JSON feeds, with the filters of the list, and is told when nothing changed", async () => {
    const id = await publish({ title: "Repas <du> forum & co", openTo: "public", trades: ["55500000"] });
    await publish({ title: "Ailleurs", openTo: "public" });
    await publish({ title: "Du réseau", openTo: "network" });
    const stranger = new Visitor(server);
    const atom = await stranger.get("/besoins.atom?q=traiteur");
    expect(atom.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    const text = await atom.text();
    expect(text.match(/<entry>/g)).toHaveLength(1);
    expect(text).toContain("<title>Repas &lt;du&gt; forum &amp; co</title>");
    expect(text).toContain(`/besoins/${id}</id>`);
    const json = await stranger.get("/besoins.json");
    const feed = (await json.json()) as { version: string; items: { title: string }[] };
    expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
    expect(feed.items.map(({ title }) => title).sort()).toEqual(["Ailleurs", "Repas <du> forum & co"]);
    const same = await stranger.get("/besoins.json", { "If-None-Match": json.headers.get("etag") ?? "" });
    expect(same.status).toBe(304);
  });
});
