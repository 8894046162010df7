import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { apiRoute, endpoint, problem, type ApiRoute } from "../../app/http/api";
import { cursorOf, encodeCursor, Id, InstantInput, isoWithOffset, limit, listOf } from "../../app/http/api-shapes";
import routes from "../../app/routes";
import { described } from "../../app/routes/api/described";
import { loader as me } from "../../app/routes/api/me";
import { loader as notFound } from "../../app/routes/api/not-found";
import { loader as openapi } from "../../app/routes/api/openapi";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { SCOPES } from "../../server/kernel/scopes";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, REQUEST_ID, type ApiAsked } from "../support/api";
import { openWorld, type World } from "../support/world";

let world: World;
let token: string;
let colleagueToken: string;
beforeAll(async () => {
  world = await openWorld();
  token = await issueApiToken({ email: world.people.employee.email, structureSlug: world.structures.gue.slug });
  colleagueToken = await issueApiToken({
    email: world.people.colleague.email,
    structureSlug: world.structures.gue.slug,
  });
});
afterAll(() => world.close());

const ask = (route: ApiRoute, asked: ApiAsked = {}) =>
  askApi(route, { ...("Authorization" in (asked.headers ?? {}) ? {} : { token }), ...asked });

const json = { "Content-Type": "application/json" };
const post = (body: unknown, headers: Record<string, string> = {}) => posting("/things", body, headers);

/** A route of the tests' own, which counts what it does. */
function things({ pause = 0, fails = () => null as Error | null, refuses = false } = {}) {
  const made: { id: string; name: string }[] = [];
  const Thing = z.object({ id: Id, name: z.string(), at: z.string() }).meta({ id: "Thing" });
  const create = endpoint("POST", "/things", {
    summary: { fr: "Faire", en: "Make" },
    scope: "bookings:write",
    body: z.strictObject({ name: z.string().min(1).max(5), at: InstantInput.optional() }),
    response: Thing,
    success: 201,
    location: ({ id }) => `/api/v1/things/${id}`,
    problems: { too_bad: 409 },
    handle: async ({ body, idempotentId, actor }) => {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const fault = fails();
      if (fault) throw fault;
      made.push({ id: idempotentId, name: body.name });
      if (refuses) return problem(409, "too_bad", { detail: "Dommage.", suggestions: [made.length] });
      const at = isoWithOffset(body.at ?? new Date(0), actor.timeZone);
      return { id: idempotentId, name: body.name, at };
    },
  });
  const list = endpoint("GET", "/things", {
    summary: { fr: "Lister", en: "List" },
    scope: "bookings:read",
    query: z.strictObject({
      limit,
      tag: z.array(z.string()).default([]),
      mine: z.stringbool().optional(),
      cursor: cursorOf(z.tuple([z.iso.datetime(), Id])).optional(),
    }),
    response: listOf(z.unknown()),
    handle: ({ query }) => ({
      items: [query],
      nextCursor: encodeCursor(["2026-01-01T00:00:00Z", made[0]?.id ?? newId()]),
    }),
  });
  return { route: apiRoute(list, create), made };
}

const one = apiRoute(
  endpoint("GET", "/things/:thing", {
    summary: { fr: "Lire", en: "Read" },
    scope: "bookings:read",
    response: z.object({ id: Id }),
    handle: ({ params }) => {
      if (params.thing.startsWith("0")) throw new NotFound("thing");
      if (params.thing.startsWith("f")) throw new Forbidden("bookings.cancel");
      if (params.thing.startsWith("e")) throw new Error("broken, with a secret in the message");
      return { id: params.thing };
    },
  }),
);

describe("who calls", () => {
  test("a token stands for a person, a structure and a pôle", async () => {
    const { status, json: body, response } = await ask(me, { path: "/me" });
    expect(status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(body).toEqual({
      person: { id: world.people.employee.id, name: "Claire Morin" },
      pole: { id: world.poles.orme.id, slug: "val-d-orme", name: "Pôle du Val d'Orme", timeZone: "Europe/Paris" },
      structure: { id: world.structures.gue.id, name: "Les Jardins du Gué", membership: "member" },
      roles: ["employee"],
      scopes: null,
      locale: "fr",
    });
  });

  test.each([
    ["an empty header", { Authorization: "" }],
    ["another scheme", { Authorization: "Basic YTpi" }],
    ["an unknown token", { Authorization: "Bearer grappe_unknown" }],
    ["two tokens", { Authorization: "Bearer a b" }],
    ["a cookie", { Authorization: "", Cookie: "grappe=anything" }],
  ])("%s is answered 401, with how to show a token", async (_what, headers) => {
    const { status, response, json: body } = await ask(me, { headers });
    expect(status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toMatch(/^Bearer realm="Grappe"/);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
    expect(body.code).toBe("token_invalid");
  });

  test("nothing at all is answered 401 too", async () => {
    const { status, response, json: body } = await askApi(me, {});
    expect([status, body.code]).toEqual([401, "token_required"]);
    expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="Grappe"');
  });

  test("a revoked token opens nothing from that moment", async () => {
    const revoked = await issueApiToken({ email: world.people.employee.email, structureSlug: "gue" });
    const headers = { Authorization: `Bearer ${revoked}` };
    expect((await ask(me, { headers })).status).toBe(200);
    await world.owner`update api_tokens set revoked_at = now()
      where token_hash = ${createHash("sha256").update(revoked).digest()}`;
    expect((await ask(me, { headers })).status).toBe(401);
  });
});

describe("a refusal", () => {
  test("has the members of RFC 9457, a stable code and the request's reference", async () => {
    const { json: body, status } = await ask(one, { params: { thing: `0${newId().slice(1)}` } });
    expect(status).toBe(404);
    expect(body).toEqual({
      type: "urn:grappe:problem:not_found",
      title: "Introuvable",
      status: 404,
      code: "not_found",
      detail: "Cela n’existe pas, ou pas pour vous.",
      instance: `urn:uuid:${REQUEST_ID}`,
    });
  });

  test("speaks the language asked for, else the person's", async () => {
    const params = { thing: `0${newId().slice(1)}` };
    const english = await ask(one, { params, headers: { "Accept-Language": "en-GB, fr;q=0.5" } });
    expect(english.json.title).toBe("Not found");
    expect(english.response.headers.get("Content-Language")).toBe("en");
    expect((await ask(one, { params, headers: { "Accept-Language": "*" } })).json.title).toBe("Introuvable");
    await world.owner`update people set locale = 'en' where id = ${world.people.colleague.id}`;
    const hers = { Authorization: `Bearer ${colleagueToken}` };
    expect((await ask(one, { params, headers: hers })).json.title).toBe("Not found");
  });

  test("what the role forbids is 403, an id that is none is 404, a fault is 500 without its message", async () => {
    const forbidden = await ask(one, { params: { thing: `f${newId().slice(1)}` } });
    expect([forbidden.status, forbidden.json.code, forbidden.json.action]).toEqual([
      403,
      "forbidden",
      "bookings.cancel",
    ]);
    for (const thing of ["1", "me", newId().toUpperCase(), "../me"]) {
      expect((await ask(one, { params: { thing } })).status).toBe(404);
    }
    const fault = await ask(one, { params: { thing: `e${newId().slice(1)}` } });
    expect([fault.status, fault.json.code]).toEqual([500, "internal_error"]);
    expect(fault.text).not.toContain("secret");
  });

  test("a method that the address does not know is 405, with those it knows", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const { status, response, json: body } = await ask(me, { method, headers: json, body: "{}" });
      expect([status, body.code, response.headers.get("Allow")]).toEqual([405, "method_not_allowed", "GET, HEAD"]);
    }
    const { route } = things();
    expect((await ask(route, { method: "DELETE" })).response.headers.get("Allow")).toBe("GET, HEAD, POST");
    const options = await ask(route, { method: "OPTIONS" });
    expect([options.status, options.response.headers.get("Allow")]).toEqual([204, "GET, HEAD, POST"]);
    expect((await ask(me, { method: "HEAD" })).status).toBe(200);
  });

  test("an address that is none is 404, token or not", async () => {
    const { status, json: body } = await ask(notFound, { params: { "*": "nothing" }, headers: { Authorization: "" } });
    expect([status, body.code]).toEqual([404, "no_such_address"]);
  });

  test.each([
    ["not JSON", "{", json, 400, "invalid_json"],
    ["not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), json, 400, "invalid_json"],
    ["a text with U+0000", JSON.stringify({ name: "a\u0000" }), json, 400, "invalid_json"],
    ["nested without end", "[".repeat(200_000), json, 400, "invalid_json"],
    ["a form", "name=a", { "Content-Type": "application/x-www-form-urlencoded" }, 415, "json_expected"],
    ["a list", "[]", json, 422, "invalid_input"],
    ["null", "null", json, 422, "invalid_input"],
    ["nothing", "", json, 422, "invalid_input"],
  ])("a body that is %s is refused for what it is", async (_what, body, headers, status, code) => {
    const { route, made } = things();
    const answer = await ask(route, { method: "POST", path: "/things", headers, body });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(made).toEqual([]);
  });

  test("wrong fields are named one by one, in words", async () => {
    const { route } = things();
    const answer = await ask(route, post({ name: "trop long", at: "2026-11-26T14:00:00", colour: "red" }));
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toEqual([
      { field: "name", message: "5 caractères au plus." },
      { field: "at", message: "Instant attendu, avec son décalage\u00a0: 2026-11-26T14:00:00+01:00." },
      { field: "colour", message: "Ce champ est inconnu." },
    ]);
    const missing = await ask(route, post({ at: 5 }, { "Accept-Language": "en" }));
    expect(missing.json.errors).toEqual([
      { field: "name", message: "This field is needed." },
      { field: "at", message: "A value of type string is needed." },
    ]);
  });
});

describe("a list", () => {
  test("reads numbers, yes and no, repeated and empty parameters", async () => {
    const { route } = things();
    const { json: body } = await ask(route, { path: "/things?limit=3&tag=a&tag=b&mine=true&cursor=" });
    expect(body.items).toEqual([{ limit: 3, tag: ["a", "b"], mine: true }]);
    expect((await ask(route, { path: "/things" })).json.items).toEqual([{ limit: 50, tag: [] }]);
  });

  test("gives a cursor that leads on, and refuses any other", async () => {
    const { route } = things();
    const { json: body } = await ask(route);
    const next = await ask(route, { path: `/things?cursor=${String(body.nextCursor)}` });
    expect(next.status).toBe(200);
    for (const cursor of ["abc", "bnVsbA", encodeCursor([1, 2]), encodeCursor(["2026-01-01T00:00:00Z"])]) {
      const { status, json: refused } = await ask(route, { path: `/things?cursor=${cursor}` });
      expect(status).toBe(422);
      expect(refused.errors).toEqual([
        { field: "cursor", message: "Ce curseur ne vient pas de cette liste. Repartez de la première page." },
      ]);
    }
  });

  test("refuses parameters out of bounds or unknown", async () => {
    const { route } = things();
    for (const [query, field] of [
      ["limit=0", "limit"],
      ["limit=201", "limit"],
      ["limit=a", "limit"],
      ["mine=perhaps", "mine"],
      ["capcity=4", "capcity"],
    ] as const) {
      const { status, json: body } = await ask(route, { path: `/things?${query}` });
      expect([status, (body.errors as { field: string }[])[0]?.field]).toEqual([422, field]);
    }
  });
});

describe("a write with an Idempotency-Key", () => {
  const key = () => ({ "Idempotency-Key": newId() });

  test("is done once; its replay gets the same answer, to the letter", async () => {
    const { route, made } = things();
    const headers = key();
    const first = await ask(route, post({ name: "a" }, headers));
    const second = await ask(route, post({ name: "a" }, headers));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(second.response.headers.get("Location")).toBe(`/api/v1/things/${made[0]?.id ?? ""}`);
    expect(first.response.headers.has("Idempotent-Replayed")).toBe(false);
    expect(second.response.headers.get("Idempotent-Replayed")).toBe("true");
    expect(made).toHaveLength(1);
  });

  test("is refused with another body, and with the same body to another address", async () => {
    const { route, made } = things();
    const headers = key();
    await ask(route, post({ name: "a" }, headers));
    const other = await ask(route, post({ name: "b" }, headers));
    expect([other.status, other.json.code]).toEqual([422, "idempotency_key_reused"]);
    const elsewhere = await ask(route, { ...post({ name: "a" }, headers), path: "/things?x" });
    expect([elsewhere.status, elsewhere.json.code]).toEqual([422, "idempotency_key_reused"]);
    expect(made).toHaveLength(1);
  });

  test("does not mind the order of the body's members", async () => {
    const { route, made } = things();
    const headers = key();
    await ask(route, { ...post({}, headers), body: '{"name":"a","at":"2026-01-01T00:00:00Z"}' });
    const again = await ask(route, { ...post({}, headers), body: '{ "at":"2026-01-01T00:00:00Z", "name":"a" }' });
    expect(again.status).toBe(201);
    expect(made).toHaveLength(1);
  });

  test("asked twenty times at once is done once, and all get its answer", async () => {
    const { route, made } = things({ pause: 200 });
    const headers = key();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(route, post({ name: "a" }, headers))));
    expect(made).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("is one person's: the same key of a colleague is another", async () => {
    const { route, made } = things();
    const headers = key();
    await ask(route, post({ name: "a" }, headers));
    await ask(route, post({ name: "a" }, { ...headers, Authorization: `Bearer ${colleagueToken}` }));
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });

  test("keeps a refusal too, and lets wrong input be corrected under the same key", async () => {
    const { route, made } = things({ refuses: true });
    const headers = key();
    expect((await ask(route, post({ name: "far too long" }, headers))).status).toBe(422);
    const first = await ask(route, post({ name: "a" }, headers));
    const second = await ask(route, post({ name: "a" }, headers));
    expect([first.status, first.json.code, first.json.detail]).toEqual([409, "too_bad", "Dommage."]);
    expect(second.text).toBe(first.text);
    expect(second.response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
    expect(made).toHaveLength(1);
  });

  test("keeps no fault: the same key may be tried again at once, with the same id", async () => {
    let broken = true;
    const { route, made } = things({ fails: () => (broken ? new Error("broken") : null) });
    const headers = key();
    expect((await ask(route, post({ name: "a" }, headers))).status).toBe(500);
    broken = false;
    const started = Date.now();
    expect((await ask(route, post({ name: "a" }, headers))).status).toBe(201);
    expect(Date.now() - started).toBeLessThan(2000);
    expect(made).toHaveLength(1);
  });

  test("whose first attempt died is taken up again, under the same id", async () => {
    const { route, made } = things();
    const headers = key();
    await ask(route, post({ name: "a" }, headers));
    // The process died after the write and before its answer was kept, a minute ago.
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${headers["Idempotency-Key"]}`;
    expect((await ask(route, post({ name: "a" }, headers))).status).toBe(201);
    expect(made).toHaveLength(2);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test("says that the first attempt is under way when it lasts", { timeout: 30_000 }, async () => {
    const { route, made } = things();
    const headers = key();
    await ask(route, post({ name: "a" }, headers));
    await world.owner`update idempotency_keys set status = null, body = null where key = ${headers["Idempotency-Key"]}`;
    const second = await ask(route, post({ name: "a" }, headers));
    expect([second.status, second.json.code, second.response.headers.get("Retry-After")]).toEqual([
      409,
      "in_progress",
      "2",
    ]);
    expect(made).toHaveLength(1);
  });

  test("must be a key", async () => {
    const { route, made } = things();
    for (const wrong of ["", "a".repeat(201), "é", "a b"]) {
      const answer = await ask(route, post({ name: "a" }, { "Idempotency-Key": wrong }));
      expect([answer.status, answer.json.code]).toEqual([400, "bad_idempotency_key"]);
    }
    expect(made).toEqual([]);
  });

  test("may be left out: each request is then its own", async () => {
    const { route, made } = things();
    await ask(route, post({ name: "a" }));
    await ask(route, post({ name: "a" }));
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });
});

describe("instants", () => {
  test.each([
    ["2026-11-26T13:00:00Z", "Europe/Paris", "2026-11-26T14:00:00+01:00"],
    ["2026-07-14T13:00:30.999Z", "Europe/Paris", "2026-07-14T15:00:30+02:00"],
    ["2027-10-31T00:30:00Z", "Europe/Paris", "2027-10-31T02:30:00+02:00"],
    ["2027-10-31T01:30:00Z", "Europe/Paris", "2027-10-31T02:30:00+01:00"],
    ["2026-01-01T02:00:00Z", "America/St_Johns", "2025-12-31T22:30:00-03:30"],
    ["2026-01-01T20:00:00Z", "Indian/Reunion", "2026-01-02T00:00:00+04:00"],
    ["1969-12-31T23:59:59Z", "Europe/Paris", "1970-01-01T00:59:59+01:00"],
  ])("%s is said %s time: %s", (instant, zone, said) => {
    expect(isoWithOffset(new Date(instant), zone)).toBe(said);
    expect(new Date(said).getTime()).toBe(Math.floor(new Date(instant).getTime() / 1000) * 1000);
  });
});

describe("the OpenAPI document", () => {
  const all = () => [openapi, ...described()];

  test("describes every address of app/routes.ts under api/v1, and no other", () => {
    const addresses = routes
      .filter((route) => route.path?.startsWith("api/v1/"))
      .map((route) => route.path?.slice("api/v1".length))
      .filter((path) => path !== "/*");
    const told = [...new Set(all().flatMap((route) => route.endpoints.map(({ path }) => path)))];
    expect(told.sort()).toEqual(addresses.sort());
    for (const route of all()) {
      expect(route.endpoints.length).toBeGreaterThan(0);
      expect(new Set(route.endpoints.map(({ path }) => path)).size).toBe(1);
      expect(new Set(route.endpoints.map(({ method }) => method)).size).toBe(route.endpoints.length);
    }
  });

  test("is OpenAPI 3.1, open to all, with every reference leading somewhere", async () => {
    const { status, json: document, text } = await ask(openapi, { headers: { Authorization: "" } });
    expect(status).toBe(200);
    expect(document.openapi).toBe("3.1.0");
    expect(document.servers).toEqual([{ url: "https://grappe.example/api/v1" }]);
    const components = document.components as { schemas: Record<string, unknown> };
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(components.schemas).toHaveProperty(name ?? "");
    }
    expect(text).not.toContain("$defs");
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (item) => Object.values(item),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  test("tells the members of every answer and of every body, and none of a schema that is only itself again", async () => {
    const { json: document } = await ask(openapi);
    interface Schema {
      $ref?: string;
      type?: string;
      properties?: Record<string, Schema>;
      required?: string[];
    }
    type Content = Record<string, { schema: Schema }>;
    type Operation = { requestBody?: { content: Content }; responses: Record<string, { content: Content }> };
    const { schemas } = document.components as { schemas: Record<string, Schema> };
    const resolved = (schema: Schema, steps = 0): Schema => {
      expect(steps).toBeLessThan(5);
      const target = schema.$ref && schemas[schema.$ref.split("/").at(-1) ?? ""];
      return target ? resolved(target, steps + 1) : schema;
    };
    const operations = Object.values(document.paths as Record<string, Record<string, Operation>>).flatMap((item) =>
      Object.values(item),
    );
    for (const { requestBody, responses } of operations) {
      const answer = (responses["200"] ?? responses["201"])?.content["application/json"]?.schema;
      const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema);
      for (const schema of [...(answer ? [answer] : []), ...bodies]) {
        const { type, properties } = resolved(schema);
        expect(type).toBe("object");
        expect(Object.keys(properties ?? {})).not.toEqual([]);
      }
      expect(answer).toBeDefined();
    }
    for (const schema of Object.values(schemas)) expect(resolved(schema).$ref).toBeUndefined();
    // What may be left out of a body is there in each answer.
    expect(schemas.Rules?.properties?.closures).toBeDefined();
    expect([...(schemas.Rules?.required ?? [])].sort()).toEqual([...(schemas.RulesInput?.required ?? [])].sort());
  });

  test("speaks both languages", async () => {
    const { json: document } = await ask(openapi, { headers: { "Accept-Language": "en" } });
    expect((document.info as { title: string }).title).toBe("Grappe API");
  });

  test("and the table of docs/api.md tell of the same addresses, each with its scope", async () => {
    const page = await readFile(new URL("../../docs/api.md", import.meta.url), "utf8");
    const told = [...page.matchAll(/^\| `([A-Z]+) (\/[^ `]*)` +\| (`[a-z:]+`|any) +\| \S/gm)].map(
      ([, method, path, scope]) => `${method} ${path} ${scope?.replaceAll("`", "")}`,
    );
    const there = described().flatMap((route) =>
      route.endpoints.map(({ method, path, scope }) => `${method} ${path.replace(/:\w+/g, "{id}")} ${scope ?? "any"}`),
    );
    expect(told.sort()).toEqual(there.sort());
    const scopes = [...page.matchAll(/^\| `([a-z:]+)` +\| [a-z]/gm)].map(([, scope]) => scope);
    expect(scopes).toEqual([...SCOPES]);
  });

  test("tells the codes that each endpoint may refuse with", async () => {
    const { json: document } = await ask(openapi);
    const paths = document.paths as Record<
      string,
      Record<string, { responses: Record<string, { description: string }> }>
    >;
    expect(paths["/me"]?.get?.responses["401"]?.description).toBe("token_required, token_invalid");
  });
});
