import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { refuseNeed } from "../../server/tenders";
import { awardLot, deliver } from "../support/awards";
import { closeNeed, draftAnswer, openNeed, publishNeed, submitAnswer, type Published } from "../support/needs";
import { ocdsComplaints } from "../support/ocds";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let visitors: Record<"owner" | "manager" | "administrator" | "employee" | "partner" | "neighbour", Visitor>;
let stranger: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  stranger = new Visitor(server);
  const keys = ["owner", "manager", "administrator", "employee", "partner", "neighbour"] as const;
  const signed = await Promise.all(keys.map(async (key) => [key, await signedIn(server, world.people[key].email)]));
  visitors = Object.fromEntries(signed) as typeof visitors;
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** Words and a price that appear nowhere else. */
let secret: string;
let priceCents = 3_210_987;
beforeEach(() => {
  secret = `Notre méthode ${newId()}`;
  priceCents += 100;
});

/** A public need with an answer in. */
async function answered(actor: Actor = world.actors.administrator): Promise<{ need: Published; answer: string }> {
  const need = await publishNeed(world, { openTo: "public" });
  const answer = await draftAnswer(actor, need, { words: secret, priceCents, hours: 33 });
  await submitAnswer(actor, need, answer);
  return { need, answer };
}
const addresses = ({ needId }: Published) => ({
  inside: `/poles/val-d-orme/besoins/${needId}/ocds.json`,
  outside: `/besoins/${needId}/ocds.json`,
});

type Package = { releases: Record<string, never>[] };
async function release(visitor: Visitor, path: string): Promise<{ text: string; content: Record<string, unknown> }> {
  const response = await visitor.get(path);
  const text = await response.text();
  expect([response.status, ocdsComplaints(text)]).toEqual([200, []]);
  return { text, content: (JSON.parse(text) as Package).releases[0] ?? {} };
}

/** What everybody who may look is given. */
async function everyRelease(need: Published): Promise<string[]> {
  const { inside, outside } = addresses(need);
  const asked = [stranger, ...Object.values(visitors)].map((visitor) => release(visitor, outside));
  const from = (["owner", "manager", "administrator", "employee", "partner"] as const).map((key) => visitors[key]);
  const within = from.map((visitor) => release(visitor, inside));
  return (await Promise.all([...asked, ...within])).map(({ text }) => text);
}

describe("a need as open data", () => {
  it("holds nothing of an answer before the opening, nor until bidders were told, for whoever asks", async () => {
    const { need, answer } = await answered();
    const { owner, manager } = world.actors;
    const leaks = async () => {
      const words = [
        secret,
        String(priceCents),
        String(priceCents / 100),
        answer,
        "Jardins du Gué",
        '"bids"',
        '"awards"',
      ];
      return (await everyRelease(need)).flatMap((text) => words.filter((word) => text.includes(word)));
    };
    expect(await leaks()).toEqual([]);
    await closeNeed(world, need);
    expect(await leaks()).toEqual([]);
    await openNeed(need, owner, manager);
    expect(await leaks()).toEqual([]);
    await awardLot(world, need, answer, { priceCents, told: false });
    expect(await leaks()).toEqual([]);
  });

  it("tells who won to whoever sees it once bidders were told; bids to its buyer; contracts to who reads them", async () => {
    const { need, answer } = await answered();
    const { partner, owner, manager } = world.actors;
    await submitAnswer(partner, need, await draftAnswer(partner, need, { words: secret, priceCents: 9_876_543 }));
    await closeNeed(world, need);
    await openNeed(need, owner, manager);
    await deliver(world, need, await awardLot(world, need, answer, { priceCents }));
    const { inside, outside } = addresses(need);

    const seen = await release(stranger, outside);
    expect(seen.content.awards).toMatchObject([
      { status: "active", value: { amount: priceCents / 100 }, suppliers: [{ name: "Les Jardins du Gué" }] },
    ]);
    expect(seen.content).not.toHaveProperty("bids");
    expect(seen.content).not.toHaveProperty("contracts");
    expect(seen.text).not.toContain("98765.43");
    expect(seen.text).not.toContain("Mairie de Brizac");

    const bought = await release(visitors.owner, inside);
    expect(bought.content.tag).toEqual(["tender", "award", "contract"]);
    expect(bought.content.bids).toMatchObject({
      statistics: [{ measure: "bids", value: 2 }],
      details: [
        { id: "1-1", value: { amount: priceCents / 100 }, tenderers: [{ name: "Les Jardins du Gué" }] },
        { id: "2-1", value: { amount: 98_765.43 }, tenderers: [{ name: "Mairie de Brizac" }] },
      ],
    });
    for (const { text } of [seen, bought]) expect(text).not.toContain(secret);

    // Another bidder, and who works nowhere near it, know of the awards and nothing else.
    for (const visitor of [visitors.partner, visitors.employee]) {
      const { content, text } = await release(visitor, inside);
      expect(content).not.toHaveProperty("bids");
      expect(text.includes("98765.43")).toBe(false);
    }
    // Who won reads its contract.
    expect((await release(visitors.administrator, inside)).content.contracts).toMatchObject([
      { value: { amount: 1000 } },
    ]);
  });

  it("is not found where the need is not: a draft, another pôle's, one that is not public", async () => {
    const need = await publishNeed(world);
    const { inside, outside } = addresses(need);
    expect((await stranger.get(outside)).status).toBe(404);
    expect((await stranger.get(inside)).status).toBe(302);
    expect((await visitors.neighbour.get(inside)).status).toBe(404);
    expect((await stranger.get(`/besoins/${newId()}/ocds.json`)).status).toBe(404);
    expect((await stranger.get("/besoins/x/ocds.json")).status).toBe(404);
    const { poleId, structureId, personId } = world.actors.owner;
    const draft = newId();
    await world.owner`insert into needs ${world.owner({ id: draft, pole_id: poleId, structure_id: structureId, person_id: personId, kind: "quotes", title: "Brouillon", open_to: "public" })}`;
    expect((await visitors.owner.get(`/poles/val-d-orme/besoins/${draft}/ocds.json`)).status).toBe(404);
    expect((await stranger.get(`/besoins/${draft}/ocds.json`)).status).toBe(404);
  });
});

describe("a need beside its page", () => {
  const plain = async (response: Response) =>
    (await response.text())
      .replace(/<script[^]*?<\/script>/g, "")
      .replace(/[\s\u00a0\u202f]+/g, " ")
      .replaceAll("’", "'");

  it("is printed by whoever sees it, with all that is published and nothing of an answer", async () => {
    const { need } = await answered();
    const path = `/besoins/${need.needId}/impression`;
    for (const [visitor, address] of [
      [stranger, path],
      [visitors.partner, `/poles/val-d-orme${path}`],
      [visitors.owner, `/poles/val-d-orme${path}`],
    ] as const) {
      const response = await visitor.get(address);
      const html = await plain(response);
      expect([address, response.status]).toEqual([address, 200]);
      for (const word of ["Verdir la cour", "La Grande Tablée", "Imprimé le", "Prix"]) expect(html).toContain(word);
      expect(html).not.toContain(secret);
    }
    const shut = await publishNeed(world);
    expect((await stranger.get(`/besoins/${shut.needId}/impression`)).status).toBe(404);
  });

  it("tells its buyer why it was put aside, counted, without a name, and nobody else", async () => {
    const need = await publishNeed(world);
    await refuseNeed(world.actors.partner, { id: need.needId, reason: "size" });
    const page = `/poles/val-d-orme/besoins/${need.needId}`;
    const bought = await plain(await visitors.owner.get(page));
    expect(bought).toContain("Une structure a écarté ce besoin.");
    expect(bought).toContain("Trop grand ou trop petit");
    expect(bought).not.toContain("Mairie de Brizac");
    // Others find the reasons in the form that puts it aside, never counted.
    expect(await plain(await visitors.employee.get(page))).not.toContain("a écarté ce besoin");
  });
});
