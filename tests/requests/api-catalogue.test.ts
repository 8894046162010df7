import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as one } from "../../app/routes/api/resource";
import { loader as list } from "../../app/routes/api/resources";
import { kindOf, KIND_KEYS } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import type { ApiAnswer } from "../support/api";
import { fields, SHARERS, sharing, tokensOf, type Tokens } from "../support/api-people";
import { openWorld, type World } from "../support/world";

let world: World;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, SHARERS);
}, 60_000);
afterAll(() => world.close());
const { send, read, added } = sharing(() => tokens);

describe("POST /resources", () => {
  test("shares something of each kind, with what that kind usually has", async () => {
    for (const kind of KIND_KEYS) {
      const { status, json, response } = await send(list, "POST", { kind, name: `Essai ${kind}` });
      expect([kind, status, json.code]).toEqual([kind, 201, undefined]);
      expect(response.headers.get("Location")).toBe(`/api/v1/resources/${String(json.id)}`);
      const { defaults, startSteps } = kindOf(kind);
      expect(json).toMatchObject({
        kind,
        structure: { id: world.structures.tablee.id },
        place: null,
        rules: defaults.rules,
        units: defaults.units,
        startStep: startSteps[0],
        rates: [],
        can: { edit: true },
        version: 1,
      });
    }
  });

  test("keeps all that is said of it", async () => {
    const body = {
      kind: "vehicle",
      name: " Le Kangoo ",
      description: "Garé dans la cour",
      newPlace: { name: "La remise", town: "Brizac", access: "Code 12B" },
      capacity: 3,
      features: ["tow-bar"],
      attributes: { energy: "electric", volume: 3.5, range: 230, notes: { "tow-bar": "sept broches" } },
      startStep: "keys",
      noShowMinutes: 30,
      instructions: "Clés au crochet n° 3",
      units: 2,
      openingHours: [
        { weekday: 6, opens: "14:00", closes: "24:00" },
        { weekday: 6, opens: "08:00", closes: "12:00" },
      ],
      rules: { noticeMinutes: 60 },
    };
    const { json } = await send(list, "POST", body);
    const { newPlace: _, name: __, rules: ___, ...told } = body;
    expect(json).toMatchObject({
      ...told,
      name: "Le Kangoo",
      place: { name: "La remise", town: "Brizac" },
      access: "Code 12B",
      openingHours: [body.openingHours[1], body.openingHours[0]],
      rules: { ...kindOf("vehicle").defaults.rules, noticeMinutes: 60 },
    });
    expect((await read(one, String(json.id))).json).toEqual(json);
    // Nobody else reads the instructions.
    expect((await read(one, String(json.id), tokens.employee)).json.instructions).toBeNull();
  });

  test("is done once for one Idempotency-Key, a server that died before answering included", async () => {
    const headers = { "Idempotency-Key": newId() };
    const body = { kind: "room", name: "Salle unique" };
    const first = await send(list, "POST", body, { headers });
    const second = await send(list, "POST", body, { headers });
    expect([second.text, second.response.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${headers["Idempotency-Key"]}`;
    expect((await send(list, "POST", body, { headers })).json.id).toBe(first.json.id);
    expect((await send(list, "POST", { ...body, name: "Autre" }, { headers })).json.code).toBe(
      "idempotency_key_reused",
    );
    const [row] = await world.owner`select count(*)::int as n from resources where name = 'Salle unique'`;
    expect(row?.n).toBe(1);
  });

  test("lets what its form finds wrong be corrected under the same Idempotency-Key, which is then that of what was done", async () => {
    const headers = { "Idempotency-Key": newId() };
    for (const name of ["", ""]) {
      const { json, response } = await send(list, "POST", { kind: "room", name }, { headers });
      expect([json.code, response.headers.get("Idempotent-Replayed")]).toEqual(["invalid_input", null]);
    }
    const corrected = { kind: "room", name: "Corrigée" };
    const { status, text } = await send(list, "POST", corrected, { headers });
    expect(status).toBe(201);
    expect((await send(list, "POST", corrected, { headers })).text).toBe(text);
    const reused = await send(list, "POST", { ...corrected, name: "Autre" }, { headers });
    expect(reused.json.code).toBe("idempotency_key_reused");
  });

  test("names each wrong field as it was sent, in the language asked for, and writes nothing", async () => {
    const wrong = {
      kind: "room",
      name: "  ",
      newPlace: { name: "", town: "Brizac" },
      capacity: 0,
      features: ["screen", "jacuzzi"],
      attributes: { surface: -4 },
      noShowMinutes: 7,
      openingHours: [
        { weekday: 1, opens: "18:00", closes: "08:00" },
        { weekday: 2, opens: "08:00", closes: "12:00" },
        { weekday: 2, opens: "10:00", closes: "18:00" },
        { weekday: 3, opens: "8 heures", closes: "12:00" },
      ],
      rules: { stepMinutes: 7 },
    };
    const before = await world.owner`select count(*)::int as n from resources`;
    const answer = await send(list, "POST", wrong);
    expect([answer.status, answer.json.code]).toEqual([422, "invalid_input"]);
    expect(fields(answer).sort()).toEqual(
      [
        "name",
        "newPlace.name",
        "capacity",
        "features.1",
        "attributes.surface",
        "noShowMinutes",
        "openingHours.0.closes",
        "openingHours.2.opens",
        "openingHours.3.opens",
        "rules.minMinutes",
        "rules.stepMinutes",
      ].sort(),
    );
    const message = ({ json }: ApiAnswer) => (json.errors as { field: string; message: string }[])[0]?.message;
    expect(message(await send(list, "POST", { kind: "room", name: "" }))).toBe("Ce champ est à remplir.");
    const english = { headers: { "Accept-Language": "en" } };
    expect(message(await send(list, "POST", { kind: "room", name: "" }, english))).toBe("Please fill in this field.");
    expect(await world.owner`select count(*)::int as n from resources`).toEqual(before);
  });

  test("refuses what its kind does not have, what is not known, and a third opening of a day", async () => {
    const day = { weekday: 1, opens: "08:00", closes: "09:00" };
    for (const [body, field] of [
      [{ attributes: { gearbox: "manual" } }, "attributes.gearbox"],
      [{ attributes: { notes: { "tow-bar": "?" } } }, "attributes.notes.tow-bar"],
      [{ colour: "red" }, "colour"],
      [{ kind: "boat" }, "kind"],
      [{ openingHours: [day, day, day] }, "openingHours.2.weekday"],
    ] as const) {
      expect(fields(await send(list, "POST", { kind: "room", name: "Salle", ...body }))).toEqual([field]);
    }
  });

  test("is for who may share things of that structure, with places and structures of the pôle", async () => {
    const body = { kind: "room", name: "Salle" };
    for (const person of ["employee", "observer"] as const) {
      const { status, json } = await send(list, "POST", body, { token: tokens[person]! });
      expect([person, status, json.code, json.action]).toEqual([person, 403, "forbidden", "catalogue.edit"]);
    }
    const structureId = world.structures.gue.id;
    expect((await send(list, "POST", { ...body, structureId })).status).toBe(403);
    const manager = { token: tokens.managerAtGue! };
    expect((await send(list, "POST", { ...body, structureId: world.structures.tablee.id }, manager)).status).toBe(201);
    const [place] = await world.owner`select id from places where name = 'Le Lagon'`;
    for (const foreign of [{ placeId: String(place?.id) }, { structureId: world.structures.radeau.id }]) {
      const { status, json } = await send(list, "POST", { ...body, ...foreign }, manager);
      expect([status, json.code]).toEqual([422, "unknown_reference"]);
    }
  });
});

describe("PATCH /resources/{id}", () => {
  test("changes what is sent, and leaves the rest", async () => {
    const resource = await added({ description: "Sous les toits", capacity: 12, features: ["wifi"] });
    const before = (await read(one, resource)).json;
    const { status, json } = await send(one, "PATCH", { capacity: 8, features: [] }, { params: { resource } });
    expect(status).toBe(200);
    expect(json).toEqual({ ...before, capacity: 8, features: [], version: 2 });
    // Nothing sent is nothing changed.
    const after = await send(one, "PATCH", {}, { params: { resource } });
    expect(after.json).toEqual({ ...json, version: 3 });
  });

  test("loses nothing of what somebody else saved meanwhile", async () => {
    const resource = await added();
    expect((await send(one, "PATCH", { name: "A", version: 1 }, { params: { resource } })).status).toBe(200);
    const { status, json } = await send(one, "PATCH", { name: "B", version: 1 }, { params: { resource } });
    expect([status, json.code, json.version]).toEqual([409, "changed_meanwhile", 2]);
    expect((await read(one, resource)).json.name).toBe("A");
  });

  test("is refused to others, and finds nothing in another pôle", async () => {
    const resource = await added();
    for (const person of ["employee", "administrator", "observer"] as const) {
      const { status, json } = await send(
        one,
        "PATCH",
        { name: "X" },
        { params: { resource }, token: tokens[person]! },
      );
      expect([person, status, json.action]).toEqual([person, 403, "catalogue.edit"]);
    }
    const neighbour = { params: { resource }, token: tokens.neighbour! };
    expect((await send(one, "PATCH", { name: "X" }, neighbour)).status).toBe(404);
    // Giving it to another structure needs both.
    const given = await send(one, "PATCH", { structureId: world.structures.gue.id }, { params: { resource } });
    expect(given.status).toBe(403);
    expect(fields(await send(one, "PATCH", { name: "" }, { params: { resource } }))).toEqual(["name"]);
  });
});
