import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as budgets } from "../../app/routes/api/costs-budgets";
import { loader as calls } from "../../app/routes/api/costs-calls";
import { loader as callsPreview } from "../../app/routes/api/costs-calls-preview";
import { loader as declared } from "../../app/routes/api/costs-declared-budgets";
import { loader as fees } from "../../app/routes/api/costs-fees";
import { loader as feesCall } from "../../app/routes/api/costs-fees-call";
import { loader as scale } from "../../app/routes/api/costs-fees-scale";
import { loader as funding } from "../../app/routes/api/costs-funding";
import { loader as decision } from "../../app/routes/api/costs-funding-decision";
import { loader as payment } from "../../app/routes/api/costs-funding-payment";
import { loader as fundings } from "../../app/routes/api/costs-fundings";
import { loader as entries } from "../../app/routes/api/ledger-entries";
import type { ApiRoute } from "../../app/http/api";
import { newId } from "../../server/kernel/ids";
import { localDateOf } from "../../server/kernel/time";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { makePool } from "../support/costs";
import { openWorld, type World } from "../support/world";

// Budgets, calls, fundings and fees by the API.

let world: World;
let manager: string;
let treasurer: string;
let poolId: string;
beforeAll(async () => {
  world = await openWorld();
  const of = (email: string, structureSlug: string) => issueApiToken({ email, structureSlug });
  manager = await of(world.people.managerAtGue.email, "gue");
  treasurer = await of(world.people.treasurer.email, "gue");
  poolId = (await makePool(world)).id;
}, 60_000);
afterAll(() => world.close());

type Sent = { token?: string; params?: Record<string, string>; method?: string; headers?: Record<string, string> };
const send = (route: ApiRoute, body: object, { token = manager, params = {}, method = "POST", headers }: Sent = {}) =>
  askApi(route, { ...posting("/", body, headers), method, token, params });
const read = (route: ApiRoute, path = "/", token = manager, params: Record<string, string> = {}) =>
  askApi(route, { path, token, params });
const today = localDateOf(new Date(), "Europe/Paris");
const year = Number(today.slice(0, 4));
const month = today.slice(0, 7);
const items = (json: Record<string, unknown>) => json.items as Record<string, unknown>[];

describe("budgets and calls", () => {
  test("a budget is decided, its calls are looked at, sent once as they were seen, and each reads its own", async () => {
    const set = (body: object) => send(budgets, { year, budgets: [body] }, { method: "PUT" });
    const decided = await set({ poolId, budgetCents: 1_200_002, calls: 12 });
    expect(items(decided.json)).toMatchObject([
      { pool: { id: poolId }, budget: { amountCents: 1_200_002 }, calls: 12, callsMade: 0 },
    ]);
    expect((await set({ poolId, budgetCents: null, calls: 4 })).json.code).toBe("invalid_input");
    const seen = await send(callsPreview, { month });
    const [due] = seen.json.due as { total: { amountCents: number }; shares: { asked: { amountCents: number } }[] }[];
    expect(due?.shares.reduce((all, { asked }) => all + asked.amountCents, 0)).toBe(due?.total.amountCents);
    const dueOn = `${year + 1}-12-31`;
    expect((await send(calls, { month, dueOn, seen: "else" })).json.code).toBe("calls_moved");
    expect((await send(calls, { month, dueOn: "2020-01-01" })).json.code).toBe("due_too_early");
    const headers = { "Idempotency-Key": newId() };
    const sent = await send(calls, { month, dueOn, seen: seen.json.fingerprint }, { headers });
    expect([sent.status, sent.json.total]).toEqual([201, due?.total]);
    expect((await send(calls, { month, dueOn, seen: seen.json.fingerprint }, { headers })).text).toBe(sent.text);
    expect((await send(calls, { month, dueOn })).json.code).toBe("nothing_due");
    expect((await set({ poolId, budgetCents: 1_200_002, calls: 4 })).json).toMatchObject({
      ...{ code: "calls_made", poolIds: [poolId] },
    });
    expect(items((await read(calls)).json)).toMatchObject([{ total: due?.total, asked: null, adjusted: false }]);
    const own = items((await read(calls, "/", treasurer)).json);
    expect(own).toMatchObject([{ total: due?.total, structures: null, asked: due?.shares[0]?.asked }]);
    expect(items((await read(entries, `/?journal=VT&year=${year}`)).json)).toHaveLength(1);
    expect((await send(callsPreview, { month }, { token: treasurer })).json.code).toBe("forbidden");
    expect(
      (await send(budgets, { year, budgets: [{ poolId, budgetCents: 1 }] }, { method: "PUT", token: treasurer }))
        .status,
    ).toBe(403);
  });
});

describe("a funding", () => {
  const asked = {
    ...{ funder: "Région", label: "Accueil", ratePoints: 4_000, ceilingCents: 500_000 },
    ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31` },
  };
  const made = async (label: string) => {
    const { json } = await send(fundings, { ...asked, poolId, label });
    return { id: String(json.id), params: { funding: String(json.id) } };
  };

  test("is asked for, changed over the version that was read, granted, paid; each step once", async () => {
    const headers = { "Idempotency-Key": newId() };
    const first = await send(fundings, { ...asked, poolId }, { headers });
    expect([first.status, first.json.state, first.json.publicMoney]).toEqual([201, "requested", true]);
    expect((await send(fundings, { ...asked, poolId }, { headers })).json.id).toBe(first.json.id);
    const params = { funding: String(first.json.id) };
    const patch = (body: object) => send(funding, body, { method: "PATCH", params });
    expect((await patch({ version: 1, label: "Accueil partagé" })).json).toMatchObject({
      ...{ label: "Accueil partagé", funder: "Région", version: 2 },
    });
    expect((await patch({ version: 1, label: "Autre" })).json).toMatchObject({ code: "changed_meanwhile", version: 2 });
    expect((await patch({ version: 2, endsOn: "2001-01-01" })).json.code).toBe("ends_before_start");
    const pay = (body: object) => send(payment, body, { params });
    expect((await pay({ on: today, amountCents: 1 })).json.code).toBe("decided_meanwhile");
    const decide = (body: object) => send(decision, body, { params });
    expect((await decide({ granted: true, on: "2999-01-01" })).json.code).toBe("day_to_come");
    expect((await decide({ granted: true, on: today, reference: "CP 12" })).json).toMatchObject({
      ...{ state: "notified", notifiedOn: today, notifiedReference: "CP 12" },
    });
    expect((await decide({ granted: false })).json.code).toBe("decided_meanwhile");
    expect((await patch({ version: 3, label: "Trop tard" })).json.code).toBe("decided_meanwhile");
    expect((await pay({ on: "2020-01-01", amountCents: 1 })).json.code).toBe("paid_before_notified");
    expect((await pay({ on: today, amountCents: 450_000 })).json).toMatchObject({
      ...{ state: "paid", paid: { amountCents: 450_000 }, paidOn: today },
    });
    const { json } = await read(fundings, `/?year=${year}`, treasurer);
    expect([items(json), json.plans]).toMatchObject([[{ id: params.funding }], [{ pool: { id: poolId } }]]);
  });

  test("refused stays so, the same decision is not entered twice, and it is the manager's", async () => {
    const [one, two] = [await made("Un"), await made("Deux")];
    const decide = ({ params }: typeof one, body: object, token = manager) => send(decision, body, { params, token });
    expect((await decide(one, { granted: false }, treasurer)).json.code).toBe("forbidden");
    expect((await decide(one, { granted: false })).json.state).toBe("refused");
    expect((await decide(two, { granted: true, on: today, reference: "CP 12" })).json.code).toBe("notified_already");
    expect((await send(fundings, { ...asked, poolId: newId() })).json.code).toBe("not_found");
    expect((await send(fundings, { ...asked, poolId, endsOn: "2001-01-01" })).json.code).toBe("invalid_input");
  });
});

describe("fees", () => {
  test("are called by the scale once it is decided, for whom it is known; a member reads its own", async () => {
    expect((await send(feesCall, { year })).json.code).toBe("not_found");
    const bands = [
      { upTo: 10_000_000, cents: 15_000 },
      { upTo: null, cents: 40_000 },
    ];
    const put = (body: object) =>
      send(scale, { year, basis: "budget", bands, dueOn: `${year}-12-31`, ...body }, { method: "PUT" });
    expect((await put({ bands: bands.slice(0, 1) })).json.code).toBe("last_band_open");
    expect((await put({ basis: "flat" })).json.code).toBe("flat_has_one_band");
    expect((await put({ decided: "Assemblée" })).json).toMatchObject({ year, scale: { decided: "Assemblée", bands } });
    const own = await send(declared, { year, budgetCents: 20_000_000 }, { method: "PUT", token: treasurer });
    expect(own.json).toMatchObject({ structureId: world.structures.gue.id, budget: { amountCents: 20_000_000 } });
    expect(items((await read(declared, "/", treasurer)).json)).toMatchObject([{ year }]);
    const other = { structureId: world.structures.tablee.id, year, budgetCents: 1 };
    expect((await send(declared, other, { method: "PUT", token: treasurer })).json.code).toBe("forbidden");
    const seen = await read(fees, `/?year=${year}`);
    expect(items(seen.json).length).toBeGreaterThan(1);
    expect((await send(feesCall, { year, seen: "else" })).json.code).toBe("fees_moved");
    const called = await send(feesCall, { year, seen: seen.json.fingerprint });
    expect([called.status, called.json.structures]).toEqual([201, 1]);
    expect((await send(feesCall, { year })).json.code).toBe("fees_called");
    expect((await put({ bands: [{ upTo: null, cents: 1 }] })).json.code).toBe("scale_called");
    const mine = items((await read(fees, `/?year=${year}`, treasurer)).json);
    expect(mine).toMatchObject([
      { structure: { id: world.structures.gue.id }, called: true, amount: called.json.total },
    ]);
  });
});
