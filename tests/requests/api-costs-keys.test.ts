import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as measures } from "../../app/routes/api/costs-measures";
import { loader as pool } from "../../app/routes/api/costs-pool";
import { loader as archived } from "../../app/routes/api/costs-pool-archived";
import { loader as key } from "../../app/routes/api/costs-pool-key";
import { loader as preview } from "../../app/routes/api/costs-pool-key-preview";
import { loader as keys } from "../../app/routes/api/costs-pool-keys";
import { loader as pools } from "../../app/routes/api/costs-pools";
import { loader as reading } from "../../app/routes/api/costs-reading";
import { loader as validation } from "../../app/routes/api/costs-reading-validation";
import { loader as readings } from "../../app/routes/api/costs-readings";
import type { ApiRoute } from "../../app/http/api";
import { newId } from "../../server/kernel/ids";
import { localDateOf, startOfMonth } from "../../server/kernel/time";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, type ApiAnswer } from "../support/api";
import { approvedCharge } from "../support/costs";
import { closeMonth } from "../support/ledger";
import { openWorld, type World } from "../support/world";

// Pools, their keys and what keys count, by the API.

let world: World;
let manager: string;
let treasurer: string;
let gue: string;
let tablee: string;
beforeAll(async () => {
  world = await openWorld();
  const of = (email: string, structureSlug: string) => issueApiToken({ email, structureSlug });
  manager = await of(world.people.managerAtGue.email, "gue");
  treasurer = await of(world.people.treasurer.email, "gue");
  [gue, tablee] = [world.structures.gue.id, world.structures.tablee.id];
}, 60_000);
afterAll(() => world.close());

type Sent = { token?: string; params?: Record<string, string>; method?: string; headers?: Record<string, string> };
const send = (route: ApiRoute, body: object, { token = manager, params = {}, method = "POST", headers }: Sent = {}) =>
  askApi(route, { ...posting("/", body, headers), method, token, params });
const thisMonth = startOfMonth(localDateOf(new Date(), "Europe/Paris"));
const fields = { name: "Fourgon", kind: "vehicle", legalMode: "out_of_scope", expenseAccount: "6135" };
const made = async (name: string): Promise<string> => String((await send(pools, { ...fields, name })).json.id);
const keysOf = ({ json }: ApiAnswer) =>
  json.keys as { id: string; startsOn: string; endsOn: string | null; definition: { type: string }; served: boolean }[];

test("a pool is begun once, changed over the version that was read, put away and back", async () => {
  const headers = { "Idempotency-Key": newId() };
  const begun = await send(pools, fields, { headers });
  expect([begun.status, begun.json.everyone, begun.json.keys]).toEqual([201, true, []]);
  expect((await send(pools, fields, { headers })).json.id).toBe(begun.json.id);
  expect((await send(pools, fields)).json.code).toBe("cost_pools_name");
  const params = { pool: String(begun.json.id) };
  const stay = { structureId: gue, startsOn: "2026-01-01", endsOn: null };
  const patch = (body: object) => send(pool, body, { method: "PATCH", params });
  const changed = await patch({ version: 1, everyone: false, participants: [stay], description: "Le blanc" });
  expect(changed.json).toMatchObject({ name: "Fourgon", version: 2, description: "Le blanc", everyone: false });
  expect(changed.json.participants).toMatchObject([{ structure: { id: gue }, startsOn: "2026-01-01" }]);
  // Another field alone: who takes part stays.
  expect((await patch({ version: 2, name: "Fourgon blanc" })).json.participants).toHaveLength(1);
  expect((await patch({ version: 2, name: "Fourgon bleu" })).json).toMatchObject({
    code: "changed_meanwhile",
    version: 3,
  });
  expect((await patch({ version: 3, participants: [] })).json.code).toBe("no_participants");
  const foreign = { ...stay, structureId: world.structures.radeau.id };
  expect((await patch({ version: 3, participants: [foreign] })).json.code).toBe("unknown_reference");
  expect((await patch({ version: 3, legalMode: "staff_loan" })).json.code).toBe("staff_loan_agreed");
  const put = (value: boolean) => send(archived, { archived: value }, { method: "PUT", params });
  expect([(await put(true)).json.archived, (await put(false)).json.archived]).toEqual([true, false]);
  expect((await send(pools, { ...fields, name: "À moi" }, { token: treasurer })).json.code).toBe("forbidden");
});

test("a key is given from a day on, previewed over past months, changed and taken back", async () => {
  const params = { pool: await made("Atelier") };
  const equal = { type: "equal" };
  const first = await send(keys, { definition: equal, startsOn: "2026-01-01", decided: "Conseil" }, { params });
  expect([first.status, keysOf(first)]).toMatchObject([201, [{ startsOn: "2026-01-01", endsOn: null, served: false }]]);
  await approvedCharge(world, { poolId: params.pool, cents: 9_000, from: thisMonth });
  const weights = { type: "weights", weights: { [gue]: 2, [tablee]: 1 } };
  const seen = await send(preview, { definition: weights }, { params });
  const month = (
    seen.json.months as { total: object; shares: { structure: { id: string }; was: object; would: object }[] }[]
  )[0];
  const share = (id: string) => month?.shares.find(({ structure }) => structure.id === id);
  expect(month?.total).toMatchObject({ amountCents: 9_000 });
  expect(share(gue)).toMatchObject({ was: { amountCents: 4_500 }, would: { amountCents: 6_000 } });
  // Nothing is written by looking.
  expect(keysOf(await askApi(pool, { token: manager, params }))).toHaveLength(1);
  const second = await send(keys, { definition: weights, startsOn: "2026-02-01" }, { params });
  expect(keysOf(second).map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
    ["2026-02-01", null],
    ["2026-01-01", "2026-01-31"],
  ]);
  expect((await send(keys, { definition: equal, startsOn: "2026-02-01" }, { params })).json.code).toBe(
    "key_begins_that_day",
  );
  const id = keysOf(second)[0]?.id ?? "";
  const put = (body: object) => send(key, body, { method: "PUT", params: { ...params, key: id } });
  const measured = {
    type: "product",
    of: [
      { type: "measure", measure: "surface" },
      { type: "measure", measure: "fte" },
    ],
  };
  expect(keysOf(await put({ definition: measured, startsOn: "2026-03-01" }))[0]).toMatchObject({
    ...{ id, startsOn: "2026-03-01", definition: measured },
  });
  const none = { type: "weights", weights: { [gue]: 0 } };
  expect((await put({ definition: none, startsOn: "2026-03-01" })).json).toMatchObject({
    ...{ code: "key_cannot_share", reasons: "no_weights" },
  });
  const foreign = { type: "weights", weights: { [world.structures.radeau.id]: 1 } };
  expect((await put({ definition: foreign, startsOn: "2026-03-01" })).json.code).toBe("unknown_reference");
  expect((await put({ definition: { type: "dice" }, startsOn: "2026-03-01" })).json.code).toBe("invalid_input");
  expect((await send(key, {}, { method: "DELETE", params: { ...params, key: newId() } })).status).toBe(404);
  const back = await send(key, {}, { method: "DELETE", params: { ...params, key: id } });
  expect(keysOf(back)).toMatchObject([{ startsOn: "2026-01-01", endsOn: null }]);
});

test("measures hold from a day on, the same again is no change; a member reads those that explain its own", async () => {
  const put = (values: object[], startsOn = "2026-01-01") => send(measures, { startsOn, values }, { method: "PUT" });
  const fte = { structureId: gue, measure: "fte", value: 25_000 };
  expect((await put([fte, { ...fte, structureId: tablee, value: 10_000 }])).json).toEqual({ changed: 2 });
  expect((await put([fte])).json).toEqual({ changed: 0 });
  expect((await put([{ ...fte, structureId: world.structures.radeau.id }])).json.code).toBe("not_found");
  expect((await put([fte, fte])).json.code).toBe("invalid_input");
  const { json } = await askApi(measures, { token: treasurer });
  const own = (json.items as { id: string; now: object; history: object[] }[]).find(({ id }) => id === gue);
  expect([own?.now, own?.history]).toMatchObject([{ fte: 25_000 }, [{ startsOn: "2026-01-01", value: 25_000 }]]);
  expect(
    (await send(measures, { startsOn: "2026-01-01", values: [fte] }, { method: "PUT", token: treasurer })).status,
  ).toBe(403);
});

test("readings are noted once for one key, hours count once they are validated, and a locked month keeps them", async () => {
  const poolId = await made("Emploi partagé");
  const definition = { type: "measure", measure: "hours" };
  await send(keys, { definition, startsOn: "2025-01-01" }, { params: { pool: poolId } });
  const hours = { structureId: gue, measure: "hours", quantity: 450, usedOn: "2026-02-12", about: "Compta" };
  const headers = { "Idempotency-Key": newId() };
  const noted = await send(readings, { poolId, readings: [hours, { ...hours, structureId: tablee }] }, { headers });
  const [id = "", other = ""] = noted.json.ids as string[];
  // As if the server had died before it kept its answer: asked again, nothing is noted twice.
  await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
    where key = ${headers["Idempotency-Key"]}`;
  await send(readings, { poolId, readings: [hours, { ...hours, structureId: tablee }] }, { headers });
  const list = (token: string) => askApi(readings, { token, path: `/?month=2026-02&poolId=${poolId}` });
  expect((await list(manager)).json.items).toHaveLength(2);
  expect((await list(treasurer)).json.items).toMatchObject([{ id, quantity: 450 }]);
  // Noted by the manager, who acts for the Gué: its own hours count, the Tablée's wait for it.
  const waiting = ((await list(manager)).json.items as { id: string; waiting: boolean }[]).find(
    (one) => one.id === other,
  );
  expect(waiting?.waiting).toBe(true);
  expect((await send(validation, {}, { params: { useReading: other } })).json.code).toBe("forbidden");
  const owner = await issueApiToken({ email: world.people.owner.email, structureSlug: "tablee" });
  const validated = await send(validation, {}, { params: { useReading: other }, token: owner });
  expect([validated.status, validated.json.validated]).toEqual([200, true]);
  expect((await send(reading, {}, { method: "DELETE", params: { useReading: other } })).json).toEqual({
    id: other,
    ended: true,
  });
  expect((await send(reading, {}, { method: "DELETE", params: { useReading: other } })).status).toBe(404);
  for (const month of ["2026-01-01", "2026-02-01"]) await closeMonth(world.actors.manager, month);
  expect((await send(reading, {}, { method: "DELETE", params: { useReading: id } })).json.code).toBe(
    "reading_month_locked",
  );
  expect((await send(readings, { poolId, readings: [hours] })).json.code).toBe("reading_month_locked");
  expect((await list(manager)).json).toMatchObject({ locked: true, month: "2026-02", poolId });
});
