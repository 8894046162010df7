import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as one } from "../../app/routes/api/resource";
import { loader as rates } from "../../app/routes/api/resource-rates";
import { loader as rules } from "../../app/routes/api/resource-rules";
import { loader as list } from "../../app/routes/api/resources";
import type { ApiRoute } from "../../app/http/api";
import { kindOf, KIND_KEYS } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, type ApiAnswer } from "../support/api";
import { openWorld, type World } from "../support/world";

let world: World;
let owner: string;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  world = await openWorld();
  for (const [person, structure] of [
    ["owner", "tablee"],
    ["employee", "gue"],
    ["administrator", "gue"],
    ["observer", "curieux"],
    ["managerAtGue", "gue"],
    ["neighbour", "radeau"],
  ] as const) {
    tokens[person] = await issueApiToken({ email: world.people[person].email, structureSlug: structure });
  }
  owner = tokens.owner!;
}, 60_000);
afterAll(() => world.close());

interface Sent {
  token?: string;
  headers?: Record<string, string>;
  params?: Record<string, string>;
}
const send = (
  route: ApiRoute,
  method: string,
  body: unknown,
  { token = owner, headers = {}, params = {} }: Sent = {},
) => askApi(route, { ...posting("/", body, headers), method, token, params });
const read = (route: ApiRoute, resource: string, token = owner) => askApi(route, { token, params: { resource } });
const fields = ({ json }: ApiAnswer) => (json.errors as { field: string }[]).map(({ field }) => field);

async function added(body: object = {}): Promise<string> {
  const { status, json } = await send(list, "POST", { kind: "room", name: "Atelier", ...body });
  expect([status, json.code]).toEqual([201, undefined]);
  return String(json.id);
}

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
    for (const person of ["employee", "observer"]) {
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
    for (const person of ["employee", "administrator", "observer"]) {
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

/** Rules with something of everything. */
const allRules = () => ({
  version: 1,
  openingHours: [
    { weekday: 1, opens: "08:00", closes: "12:00" },
    { weekday: 1, opens: "14:00", closes: "24:00" },
  ],
  seasons: [
    {
      name: "Été",
      firstDay: "07-01",
      lastDay: "08-31",
      openingHours: [{ weekday: 2, opens: "09:00", closes: "12:00" }],
    },
  ],
  closures: [{ firstDay: "2027-02-01", lastDay: "2027-02-05", label: "Peinture" }],
  closesBankHolidays: true,
  closesSchoolHolidays: true,
  rules: { ...kindOf("room").defaults.rules, bufferAfterMinutes: 15 },
  changeNoticeMinutes: 120,
  lateCancelPercent: 50,
  prime: { weekdays: [1, 2], from: "17:00", to: "20:00" },
  quotas: {
    weekMinutes: { member: 600, network: 100, primeOnly: true },
    simultaneous: { outsider: 2, primeOnly: false },
  },
  openTo: "named",
  namedStructureIds: [world.structures.gue.id],
  approval: {
    mode: "owner",
    minutes: 1440,
    freeCustomers: ["member"],
    trustedStructureIds: [world.structures.mairie.id],
  },
});

describe("the rules of a resource", () => {
  test("are replaced whole, and read as they were written", async () => {
    const params = { resource: await added() };
    const { status, json } = await send(rules, "PUT", allRules(), { params });
    expect([status, json.code]).toEqual([200, undefined]);
    expect(json).toEqual({ ...allRules(), version: 2 });
    expect((await read(rules, params.resource)).json).toEqual(json);
    expect((await send(rules, "PUT", json, { params })).json).toEqual({ ...json, version: 3 });
    const again = await send(rules, "PUT", allRules(), { params });
    expect([again.status, again.json.code, again.json.version]).toEqual([409, "changed_meanwhile", 3]);
  });

  test("of every kind can be sent back as they are", async () => {
    for (const kind of KIND_KEYS) {
      const resource = await added({ kind, name: `Règles ${kind}` });
      const { json } = await read(rules, resource);
      expect((await send(rules, "PUT", json, { params: { resource } })).json).toEqual({ ...json, version: 2 });
    }
  });

  test("name each wrong field as it was sent, and change nothing", async () => {
    const params = { resource: await added() };
    const good = allRules();
    const wrong = {
      ...good,
      openingHours: [{ weekday: 1, opens: "12:00", closes: "08:00" }],
      seasons: [
        { ...good.seasons[0], firstDay: "02-30", openingHours: [{ weekday: 2, opens: "x", closes: "12:00" }] },
        { ...good.seasons[0], name: "" },
      ],
      closures: [{ firstDay: "2027-02-05", lastDay: "2027-02-01" }],
      rules: { ...good.rules, minMinutes: 120, maxMinutes: 60 },
      lateCancelPercent: 130,
      prime: { weekdays: [], from: "17:00", to: "20:00" },
      quotas: { weekMinutes: { member: -60 } },
    };
    const answer = await send(rules, "PUT", wrong, { params });
    expect(answer.status).toBe(422);
    expect(fields(answer).sort()).toEqual(
      [
        "openingHours.0.closes",
        "seasons.0.firstDay",
        "seasons.0.openingHours.0.opens",
        "seasons.1.name",
        "closures.0.lastDay",
        "rules.maxMinutes",
        "lateCancelPercent",
        "prime.weekdays",
        "quotas.weekMinutes.member",
      ].sort(),
    );
    expect((await read(rules, params.resource)).json.version).toBe(1);
    const primeless = await send(rules, "PUT", { ...good, prime: null }, { params });
    expect(fields(primeless)).toEqual(["prime.from"]);
    const { approval: _, ...incomplete } = good;
    expect(fields(await send(rules, "PUT", incomplete, { params }))).toEqual(["approval"]);
    const foreign = { ...good, namedStructureIds: [newId()] };
    expect((await send(rules, "PUT", foreign, { params })).json.code).toBe("unknown_reference");
  });

  test("are read and changed by who shares it, and by managers", async () => {
    const params = { resource: await added() };
    expect((await read(rules, params.resource, tokens.employee)).status).toBe(403);
    expect((await send(rules, "PUT", allRules(), { params, token: tokens.administrator! })).status).toBe(403);
    expect((await send(rules, "PUT", allRules(), { params, token: tokens.neighbour! })).status).toBe(404);
    expect((await send(rules, "PUT", allRules(), { params, token: tokens.managerAtGue! })).status).toBe(200);
  });
});

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" });
const aRate = (customer: string) => ({
  customer,
  hour: euros(650),
  halfDay: euros(1800),
  dayCap: euros(3050),
  week: euros(9900),
  kilometre: null,
  kilometresIncluded: 0,
  unit: null,
  freeMinutesMonth: 80,
  deposit: euros(15_000),
  atCost: false,
  steps: [{ afterMinutes: 100, hour: euros(400) }],
  periods: [{ weekdays: [6, 7], from: "08:00", to: "24:00", hour: euros(900) }],
});

describe("the prices of a resource", () => {
  test("are replaced whole, and read as they were written", async () => {
    const params = { resource: await added() };
    const body = { version: 1, rates: [aRate("member"), { customer: "outsider", atCost: true }] };
    const { status, json } = await send(rates, "PUT", body, { params });
    expect([status, json.code]).toEqual([200, undefined]);
    expect(json).toMatchObject({ version: 2, rates: [aRate("member"), { customer: "outsider", atCost: true }] });
    expect((await read(rates, params.resource)).json).toEqual(json);
    expect((await send(rates, "PUT", json, { params })).json).toEqual({ ...json, version: 3 });
    expect((await send(rates, "PUT", { version: 3, rates: [] }, { params })).json).toEqual({ version: 4, rates: [] });
    expect((await send(rates, "PUT", body, { params })).json).toMatchObject({ code: "changed_meanwhile", version: 4 });
  });

  test("of a vehicle go by the kilometre, of a service by the unit, whatever else is sent", async () => {
    const sent = { ...aRate("member"), kilometre: euros(25), kilometresIncluded: 50, unit: euros(950) };
    for (const [kind, kept] of [
      ["vehicle", { kilometre: euros(25), kilometresIncluded: 50, unit: null }],
      ["service", { kilometre: null, unit: euros(950), hour: null, steps: [], periods: [] }],
    ] as const) {
      const params = { resource: await added({ kind, name: `Prix ${kind}` }) };
      const { json } = await send(rates, "PUT", { version: 1, rates: [sent] }, { params });
      expect(json.rates).toMatchObject([kept]);
    }
  });

  test("name each wrong field as it was sent, and change nothing", async () => {
    const params = { resource: await added() };
    const wrong = [
      { customer: "member" },
      {
        ...aRate("outsider"),
        hour: euros(-1),
        dayCap: euros(100),
        steps: [{ afterMinutes: 0, hour: euros(400) }],
        periods: [
          { weekdays: [], from: "08:00", to: "12:00", hour: euros(900) },
          { weekdays: [1], from: "14:00", to: "12:00", hour: euros(900) },
        ],
      },
    ];
    const answer = await send(rates, "PUT", { version: 1, rates: wrong }, { params });
    expect(answer.status).toBe(422);
    expect(fields(answer).sort()).toEqual([
      "rates.0",
      "rates.1.hour",
      "rates.1.periods.0.weekdays",
      "rates.1.periods.1.to",
      "rates.1.steps.0.afterMinutes",
    ]);
    const meeting = [0, 1].map((n) => ({ weekdays: [1], from: "08:00", to: `1${n}:00`, hour: euros(900) }));
    for (const [given, field] of [
      [[{ ...aRate("member"), dayCap: euros(100) }], "rates.0.dayCap"],
      [[{ ...aRate("member"), periods: meeting }], "rates.0.periods.1.from"],
      [[aRate("member"), aRate("member")], "rates.1.customer"],
      [[{ ...aRate("member"), hour: 6 }], "rates.0.hour"],
    ] as const) {
      expect(fields(await send(rates, "PUT", { version: 1, rates: given }, { params }))).toEqual([field]);
    }
    expect((await read(rates, params.resource)).json).toEqual({ version: 1, rates: [] });
  });

  test("are read by all of the pôle, and changed by who shares it", async () => {
    const params = { resource: await added() };
    const body = { version: 1, rates: [] };
    expect((await read(rates, params.resource, tokens.employee)).status).toBe(200);
    expect((await read(rates, params.resource, tokens.neighbour)).status).toBe(404);
    expect((await send(rates, "PUT", body, { params, token: tokens.employee! })).status).toBe(403);
    expect((await send(rates, "PUT", body, { params, token: tokens.neighbour! })).status).toBe(404);
  });
});
