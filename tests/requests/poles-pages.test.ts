import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";
import type { PersonKey } from "../support/world-data";

let world: World;
let server: TestServer;
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
}, 180_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

async function as(who: PersonKey): Promise<Visitor> {
  const visitor = visitors.get(who) ?? (await signedIn(server, world.people[who].email));
  visitors.set(who, visitor);
  return visitor;
}
const textOf = (html: string) =>
  html
    .replace(/<script[^]*?<\/script>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ");
const STRUCTURES = "/poles/val-d-orme/structures";

describe("for whom one acts", () => {
  it("is chosen in one gesture, and kept", async () => {
    await world.owner`insert into affiliations (structure_id, person_id, role)
      values (${world.structures.tablee.id}, ${world.people.treasurer.id}, 'administrator')`;
    const visitor = await signedIn(server, world.people.treasurer.email);
    expect(textOf(await visitor.read("/agir-pour"))).toMatch(/La Grande Tablée.*Les Jardins du Gué/);
    for (const structure of [world.structures.gue, world.structures.tablee]) {
      const acting = `${world.poles.orme.id}/${structure.id}`;
      expect((await visitor.post("/agir-pour", { acting })).headers.get("location")).toBe("/poles/val-d-orme");
      expect((await visitor.read("/poles/val-d-orme")).match(/Vous agissez pour<\/small> <b>([^<]+)/)?.[1]).toBe(
        structure.name,
      );
    }
  });

  it("is never somebody else's structure, nor another pôle", async () => {
    const visitor = await as("employee");
    for (const acting of [
      `${world.poles.orme.id}/${world.structures.tablee.id}`,
      `${world.poles.marais.id}/${world.structures.radeau.id}`,
      `${world.poles.marais.id}/${world.structures.gue.id}`,
      world.poles.orme.id,
      newId(),
    ]) {
      expect((await visitor.post("/agir-pour", { acting })).status).toBe(404);
    }
    for (const acting of ["", "x", "x/y/z", `${world.poles.orme.id}/x`]) {
      expect((await visitor.post("/agir-pour", { acting })).status).toBe(422);
    }
  });

  it("is nobody for the person of a structure of no pôle, who learns why and what to do", async () => {
    const page = textOf(await (await as("outsider")).read("/agir-pour"));
    expect(page).toContain("L'Isolée n’est dans aucun pôle");
    expect(page).toContain("outsider@test.example");
    expect((await (await as("outsider")).get("/poles/val-d-orme")).status).toBe(404);
  });

  it("is nobody for a person without a structure, who learns it likewise", async () => {
    await world.owner`update affiliations set ended_at = now() where person_id = ${world.people.partner.id}`;
    const page = textOf(await (await as("partner")).read("/agir-pour"));
    expect(page).toContain("Vous ne travaillez encore pour aucune structure");
    await world.owner`update affiliations set ended_at = null where person_id = ${world.people.partner.id}`;
  });
});

describe("a pôle", () => {
  it("of others is not found, whether it exists or not", async () => {
    const visitor = await as("employee");
    const bodies = await Promise.all(
      ["marais", "nulle-part"].map(async (slug) => {
        const response = await visitor.get(`/poles/${slug}/structures`);
        expect(response.status).toBe(404);
        return textOf(await response.text()).replace(/référence \S+/, "");
      }),
    );
    expect(bodies[0]).toBe(bodies[1]);
  });

  it("has pages and gestures that answer 404 for what belongs to another, whoever asks", async () => {
    const { radeau } = world.structures;
    const neighbour = world.people.neighbour.id;
    const [invitation] = await world.owner<{ id: string }[]>`
      insert into invitations (id, pole_id, structure_id, email, role, token_hash, invited_by, expires_at)
      values (${newId()}, ${world.poles.marais.id}, ${radeau.id}, 'x@new.example', 'employee', 'x', ${neighbour}, now() + interval '1 day')
      returning id`;
    const visitor = await as("managerAtGue");
    for (const structure of [radeau.id, "radeau"]) {
      for (const page of ["", "/invitation", "/fin", `/personnes/${neighbour}`, `/personnes/${neighbour}/fin`]) {
        expect((await visitor.get(`${STRUCTURES}/${structure}${page}`)).status, page).toBe(404);
      }
      const posts: [string, Record<string, string>][] = [
        ["/invitation", { email: "a@new.example", role: "employee" }],
        ["/fin", { endsOn: "2026-12-31" }],
        ["/reprise", {}],
        [`/personnes/${neighbour}`, { role: "employee" }],
        [`/personnes/${neighbour}/fin`, {}],
      ];
      for (const [page, form] of posts) {
        expect((await visitor.post(`${STRUCTURES}/${structure}${page}`, form)).status, page).toBe(404);
      }
    }
    for (const verb of ["retrait", "renvoi"]) {
      expect((await visitor.post(`/poles/val-d-orme/invitations/${invitation?.id}/${verb}`)).status).toBe(404);
    }
  });

  it("keeps from each role what is not theirs: 403, on the page and on the gesture", async () => {
    const colleague = world.people.colleague.id;
    const managers = [`${STRUCTURES}/invitation`, `${STRUCTURES}/gue/fin`];
    const administrators = [
      `${STRUCTURES}/gue/invitation`,
      `${STRUCTURES}/gue/personnes/${colleague}`,
      `${STRUCTURES}/gue/personnes/${colleague}/fin`,
    ];
    const form = { name: "X", kind: "member", email: "x@new.example", role: "employee", endsOn: "2027-01-01" };
    const refused: [PersonKey, string[]][] = [
      ["employee", [...managers, ...administrators]],
      ["owner", [...managers, ...administrators]],
      ["administrator", managers],
    ];
    for (const [who, paths] of refused) {
      const visitor = await as(who);
      for (const path of paths) {
        expect((await visitor.get(path)).status, `${who} ${path}`).toBe(403);
        expect((await visitor.post(path, form)).status, `${who} ${path}`).toBe(403);
      }
    }
    for (const path of administrators) expect((await (await as("administrator")).get(path)).status).toBe(200);
    for (const path of managers) expect((await (await as("manager")).get(path)).status).toBe(200);
    // A structure's people act in all its pôles: the manager of one does not choose them.
    for (const path of administrators) expect((await (await as("manager")).get(path)).status).toBe(403);
  });
});

describe("the structures page", () => {
  it("lists and finds the pôle's structures, and offers each what they may do", async () => {
    const employee = await (await as("employee")).read(STRUCTURES);
    expect(textOf(employee)).toContain("4 structures dans le pôle");
    expect(employee).not.toContain("Inviter une structure");
    expect(textOf(await (await as("employee")).read(`${STRUCTURES}?q=gue`))).toContain("Une structure dans le pôle");
    const html = await (await as("manager")).read(`${STRUCTURES}?q=${encodeURIComponent("<script>x")}`);
    expect(html).not.toContain("<script>x");
    expect(html).toContain("Inviter une structure");
  });

  it("takes a manager from an invitation to its withdrawal", async () => {
    const manager = await as("manager");
    const wrong = await manager.post(`${STRUCTURES}/invitation`, {
      name: "La Bobine",
      kind: "member",
      email: "bobine",
    });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="La Bobine"');
    const form = { name: "La Bobine", kind: "partner", email: "bobine@new.example" };
    expect((await manager.post(`${STRUCTURES}/invitation`, form)).headers.get("location")).toBe(STRUCTURES);
    const page = await manager.read(STRUCTURES);
    expect(textOf(page)).toMatch(/Invitations sans réponse.*La Bobine.*bobine@new.example · Partenaire/);
    expect(await (await as("employee")).read(STRUCTURES)).not.toContain("La Bobine");
    const id = /invitations\/([0-9a-f-]{36})\/retrait/.exec(page)?.[1];
    expect((await manager.post(`/poles/val-d-orme/invitations/${id}/renvoi`)).headers.get("location")).toBe(STRUCTURES);
    await manager.post(`/poles/val-d-orme/invitations/${id}/retrait`);
    expect(await manager.read(STRUCTURES)).not.toContain("bobine@new.example");
  });

  it("ends a membership and takes it back", async () => {
    const manager = await as("manager");
    const early = await manager.post(`${STRUCTURES}/curieux/fin`, { endsOn: "2019-01-01" });
    expect(early.status).toBe(422);
    expect(textOf(await early.text())).toContain("L’adhésion commence après ce jour.");
    expect((await manager.post(`${STRUCTURES}/curieux/fin`, { endsOn: "hier" })).status).toBe(422);
    await manager.post(`${STRUCTURES}/curieux/fin`, { endsOn: "2021-06-30" });
    expect(textOf(await manager.read(STRUCTURES))).toMatch(
      /Sorties du pôle.*Les Curieux.*Du 1er janvier 2020 au 30 juin 2021/,
    );
    expect((await (await as("observer")).get("/poles/val-d-orme")).status).toBe(404);
    expect((await manager.post(`${STRUCTURES}/curieux/reprise`)).headers.get("location")).toBe(`${STRUCTURES}/curieux`);
    expect((await (await as("observer")).get(STRUCTURES)).status).toBe(200);
  });
});

describe("a structure's people", () => {
  it("are invited, given a role and removed by its administrator, who is never the last to go", async () => {
    const administrator = await as("administrator");
    const { id } = world.people.administrator;
    const last = await administrator.post(`${STRUCTURES}/gue/personnes/${id}`, { role: "employee" });
    expect(last.status).toBe(422);
    expect(textOf(await last.text())).toContain("Nommez d’abord quelqu’un d’autre.");
    const gone = await administrator.post(`${STRUCTURES}/gue/personnes/${id}/fin`);
    expect(gone.status).toBe(409);
    const colleague = world.people.colleague.id;
    await administrator.post(`${STRUCTURES}/gue/personnes/${colleague}`, { role: "administrator" });
    expect(textOf(await administrator.read(`${STRUCTURES}/gue`))).toMatch(
      /Samir Haddad colleague@test.example Administration/,
    );
    await administrator.post(`${STRUCTURES}/gue/personnes/${colleague}/fin`);
    expect(await administrator.read(`${STRUCTURES}/gue`)).not.toContain("Samir Haddad");
  });
});
