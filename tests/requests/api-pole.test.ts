import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiRoute } from "../../app/http/api";
import { loader as one } from "../../app/routes/api/import";
import { loader as confirmation } from "../../app/routes/api/import-confirmation";
import { loader as lines } from "../../app/routes/api/import-lines";
import { loader as imports } from "../../app/routes/api/imports";
import { loader as use } from "../../app/routes/api/resource-use";
import { loader as resources } from "../../app/routes/api/resources";
import { loader as settings } from "../../app/routes/api/settings";
import { loader as structure } from "../../app/routes/api/structure";
import { loader as people } from "../../app/routes/api/structure-people";
import { loader as structures } from "../../app/routes/api/structures";
import { tasks } from "../../server/imports";
import { newId } from "../../server/kernel/ids";
import { askApi, posting } from "../support/api";
import { asking, fields, items, SHARERS, tokensOf, type Tokens } from "../support/api-people";
import { openWorld, type World } from "../support/world";
import type { PersonKey } from "../support/world-data";

let world: World;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, SHARERS);
}, 60_000);
afterAll(() => world.close());
const { as } = asking(() => tokens, "managerAtGue");

type Params = Record<string, string>;
const read = (route: ApiRoute, person: PersonKey, params: Params = {}, search = "") =>
  askApi(route, { path: `/${search}`, token: as(person), params });
const put = (route: ApiRoute, person: PersonKey, params: Params, body: object) =>
  askApi(route, { ...posting("/", body), method: "PUT", token: as(person), params });

describe("the structures of the pôle", () => {
  test("are read by everybody of it, page by page, those of other pôles by none", async () => {
    const all = items(await read(structures, "employee"));
    expect(all.map(({ name }) => name)).toEqual([
      "La Grande Tablée",
      "Les Curieux",
      "Les Jardins du Gué",
      "Mairie de Brizac",
    ]);
    expect(all[3]).toMatchObject({ membership: "partner", people: 1, startsOn: "2020-01-01", endsOn: null });
    const first = await read(structures, "employee", {}, "?limit=3");
    const rest = await read(structures, "employee", {}, `?limit=3&cursor=${String(first.json.nextCursor)}`);
    expect([...items(first), ...items(rest)]).toEqual(all);
    expect(items(await read(structures, "employee", {}, "?q=gue")).map(({ name }) => name)).toEqual([
      "Les Jardins du Gué",
    ]);
    expect(items(await read(structures, "neighbour")).map(({ name }) => name)).toEqual(["Le Radeau"]);
    const { tablee, radeau } = world.structures;
    expect((await read(structure, "employee", { structure: tablee.id })).json).toEqual(all[0]);
    expect((await read(structure, "employee", { structure: radeau.id })).status).toBe(404);
  });

  test("tell who works for them to themselves, and to who runs the pôle", async () => {
    const params = { structure: world.structures.tablee.id };
    const told = items(await read(people, "managerAtGue", params));
    expect(told).toMatchObject([{ id: world.people.owner.id, email: "owner@test.example", role: "administrator" }]);
    expect(items(await read(people, "owner", params))).toEqual(told);
    const refused = await read(people, "employee", params);
    expect([refused.status, refused.json.action]).toEqual([403, "structure.view"]);
    expect((await read(people, "neighbour", params)).status).toBe(404);
  });
});

describe("the settings of the pôle", () => {
  test("are read and changed by who runs it", async () => {
    const changed = await put(settings, "managerAtGue", {}, { holidayZone: "alsace-moselle", schoolZone: "B" });
    expect([changed.status, changed.json]).toMatchObject([
      200,
      { timeZone: "Europe/Paris", holidayZone: "alsace-moselle", schoolZone: "B", followers: { bank: 0 } },
    ]);
    expect((await read(settings, "managerAtGue")).json).toEqual(changed.json);
    const none = await put(settings, "managerAtGue", {}, { holidayZone: "metropole", schoolZone: null });
    expect(none.json.schoolZone).toBeNull();
    const wrong = await put(settings, "managerAtGue", {}, { holidayZone: "mars", schoolZone: "D" });
    expect([wrong.status, fields(wrong).sort()]).toEqual([422, ["holidayZone", "schoolZone"]]);
    for (const person of ["owner", "employee", "observer"] as const) {
      expect((await read(settings, person)).json.action).toBe("pole.edit-settings");
      expect((await put(settings, person, {}, { holidayZone: "metropole", schoolZone: "A" })).status).toBe(403);
    }
  });
});

describe("what a resource asks of who takes it", () => {
  test("is read by all, changed by who shares it, on the version that was read", async () => {
    const params = { resource: world.rooms.pressoir.id };
    const seen = await read(use, "employee", params);
    expect(seen.json).toMatchObject({ startStep: "none", instructions: null, doorCode: null });
    const { version } = seen.json;
    const body = { version, startStep: "keys", noShowMinutes: 30, instructions: "Clé au crochet" };
    const { status, json } = await put(use, "owner", params, body);
    expect([status, json]).toMatchObject([200, { ...body, version: Number(version) + 1 }]);
    expect(json.doorCode).toEqual(expect.any(String));
    const late = await put(use, "owner", params, body);
    expect([late.status, late.json.code, late.json.version]).toEqual([409, "changed_meanwhile", json.version]);
    const wrong = { version: json.version, startStep: "odometer", noShowMinutes: 2, instructions: "" };
    const refused = await put(use, "owner", params, wrong);
    expect([refused.status, fields(refused).sort()]).toEqual([422, ["noShowMinutes", "startStep"]]);
    expect(refused.text).toContain("De 5 à 1 440 minutes");
    expect((await put(use, "administrator", params, { ...body, version: json.version })).status).toBe(403);
    expect((await put(use, "neighbour", params, body)).status).toBe(404);
  });
});

describe("an import", () => {
  const send = (kind: string, text: string | Uint8Array, person: PersonKey = "managerAtGue", key = newId()) => {
    const form = new FormData();
    form.set("kind", kind);
    form.set("file", new File([text as BlobPart], "salles.csv"));
    const headers = { "Idempotency-Key": key };
    return askApi(imports, { method: "POST", body: form, token: as(person), headers });
  };
  const confirm = (id: string, person: PersonKey = "managerAtGue") =>
    askApi(confirmation, { ...posting("/", {}), token: as(person), params: { import: id } });

  /** Carries out what waits in the queue. */
  async function carryOut(): Promise<void> {
    const jobs = await world.owner<{ id: string; payload: unknown }[]>`
      select j.id, j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'run-import'`;
    for (const { id, payload } of jobs) {
      await tasks["run-import"](payload);
      await world.owner`delete from graphile_worker._private_jobs where id = ${id}`;
    }
  }

  test("is previewed once for one key, looked at line by line, confirmed, carried out", async () => {
    const table =
      "Genre;Nom;Structure;Capacité\nSalle;Le Grenier;La Grande Tablée;8\nSalle;La Cave;La Grande Tablée;12\n";
    const key = newId();
    const { status, json, text, response } = await send("resources", table, "managerAtGue", key);
    expect([status, json.code]).toEqual([201, undefined]);
    expect(json).toMatchObject({
      kind: "resources",
      fileName: "salles.csv",
      state: "preview",
      total: 2,
      preview: { ready: true, counts: { create: 2, error: 0 }, invitations: 0 },
    });
    expect((await send("resources", table, "managerAtGue", key)).text).toBe(text);
    // A server that died before answering has read it all the same.
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${key}`;
    expect((await send("resources", table, "managerAtGue", key)).json.id).toBe(json.id);
    const id = String(json.id);
    expect(response.headers.get("Location")).toBe(`/api/v1/imports/${id}`);
    const first = await read(lines, "managerAtGue", { import: id }, "?limit=1");
    expect(items(first)).toMatchObject([
      { number: 2, action: "create", cells: { name: "Le Grenier", capacity: "8" }, problems: [], changes: [] },
    ]);
    const rest = await read(lines, "managerAtGue", { import: id }, `?limit=1&cursor=${String(first.json.nextCursor)}`);
    expect([items(rest).map(({ number }) => number), rest.json.nextCursor]).toEqual([[3], null]);
    expect(items(await read(resources, "employee", {}, "?q=Grenier"))).toEqual([]);

    expect((await confirm(id)).json).toMatchObject({ id, state: "running", preview: null });
    await carryOut();
    expect((await read(one, "managerAtGue", { import: id })).json).toMatchObject({
      state: "done",
      done: 2,
      result: { created: 2 },
    });
    expect(items(await read(resources, "employee", {}, "?q=Grenier"))).toHaveLength(1);
    expect(items(await read(imports, "managerAtGue"))).toMatchObject([{ id, state: "done" }]);
    expect(items(await read(lines, "managerAtGue", { import: id }))).toEqual([]);
    // Confirmed twice is confirmed once.
    expect((await confirm(id)).json.state).toBe("done");
  });

  test("with a wrong line is told why, and cannot be confirmed", async () => {
    const { json } = await send("people", "Nom;Courriel;Structure\nAna;ana@;La Grande Tablée\n");
    expect(json.preview).toMatchObject({ ready: false, counts: { error: 1 } });
    const params = { import: String(json.id) };
    const [line] = items(await read(lines, "managerAtGue", params, "?action=error"));
    expect(line).toMatchObject({ action: "error", problems: [{ field: "email", code: "email" }] });
    expect((line?.problems as { message: string }[])[0]?.message.length).toBeGreaterThan(10);
    expect(items(await read(lines, "managerAtGue", params, "?action=create"))).toEqual([]);
    const refused = await confirm(params.import);
    expect([refused.status, refused.json.code]).toEqual([409, "not_ready"]);
  });

  test("that is no table is refused with a sentence, and keeps no address in the answers kept", async () => {
    const refused = await send("people", "Nom\nAna\n");
    expect([refused.status, refused.json.code]).toEqual([422, "headings_missing"]);
    expect(refused.json.detail).toContain("Structure");
    expect((await send("people", new Uint8Array([0, 1, 2, 255, 254, 7]))).status).toBe(422);
    expect(fields(await send("boats", "Nom\nAna\n"))).toEqual(["kind"]);
    await send("people", "Nom;Courriel;Structure\nAna;ana@secret.example;La Grande Tablée\n");
    const [{ n = -1 } = {}] = await world.owner`
      select count(*)::int as n from idempotency_keys where body::text like '%secret.example%'`;
    expect(n).toBe(0);
  });

  test("is for who runs the pôle, and for that pôle", async () => {
    const { json } = await send("structures", "Nom\nLa Fabrique\n");
    const params = { import: String(json.id) };
    for (const person of ["owner", "employee", "observer"] as const) {
      expect((await send("structures", "Nom\nX\n", person)).json.action).toBe("pole.import");
      expect((await read(imports, person)).status).toBe(403);
      expect((await read(one, person, params)).status).toBe(403);
      expect((await read(lines, person, params)).status).toBe(403);
      expect((await confirm(params.import, person)).status).toBe(403);
    }
    expect((await read(one, "neighbour", params)).status).toBe(404);
    expect((await read(lines, "neighbour", params)).status).toBe(404);
    expect((await confirm(params.import, "neighbour")).status).toBe(404);
  });
});
