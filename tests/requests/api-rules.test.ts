import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as rates } from "../../app/routes/api/resource-rates";
import { loader as rules } from "../../app/routes/api/resource-rules";
import { kindOf, KIND_KEYS } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
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
