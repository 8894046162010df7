import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { described } from "../../app/routes/api/described";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as me } from "../../app/routes/api/me";
import { loader as openapi } from "../../app/routes/api/openapi";
import { loader as resources } from "../../app/routes/api/resources";
import { newId } from "../../server/kernel/ids";
import { SCOPES, type Scope } from "../../server/kernel/scopes";
import { actorOfToken, apiTokenForm, apiTokensOf, createApiToken, issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const tokenFor = (scopes: readonly Scope[] | null) =>
  issueApiToken({ email: world.people.employee.email, structureSlug: "gue", scopes });

describe("a token held to some scopes", () => {
  test("is refused by every address that asks for another, which it names", async () => {
    const tokens = new Map<Scope, string>();
    for (const scope of SCOPES) tokens.set(scope, await tokenFor(SCOPES.filter((other) => other !== scope)));
    const asking = described().flatMap((route) =>
      route.endpoints.flatMap((endpoint) => (endpoint.scope ? [{ route, endpoint, scope: endpoint.scope }] : [])),
    );
    expect(new Set(asking.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)).size).toBe(asking.length);
    for (const { route, endpoint, scope } of asking) {
      const params = Object.fromEntries([...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => [name, newId()]));
      const token = tokens.get(scope) ?? "";
      const { status, json, response } = await askApi(route, { method: endpoint.method, params, token });
      expect([endpoint.path, status, json.code, json.scope]).toEqual([endpoint.path, 403, "insufficient_scope", scope]);
      expect(response.headers.get("WWW-Authenticate")).toBe(
        `Bearer realm="Grappe", error="insufficient_scope", scope="${scope}"`,
      );
    }
  });

  test("does what its scopes say, reads who it is, and has nothing done by what is refused", async () => {
    const token = await tokenFor(["catalogue:read", "bookings:read"]);
    expect((await askApi(resources, { token })).status).toBe(200);
    expect((await askApi(bookings, { token })).status).toBe(200);
    expect((await askApi(me, { token })).json.scopes).toEqual(["catalogue:read", "bookings:read"]);
    const date = workday(3);
    const [start, end] = [at(date, "14:00"), at(date, "15:00")];
    const asked = posting(
      "/bookings",
      { resourceId: world.rooms.pressoir.id, start, end },
      { "Idempotency-Key": newId() },
    );
    expect((await askApi(bookings, { ...asked, token })).json.code).toBe("insufficient_scope");
    const [row] = await world.owner`select count(*)::int as n from bookings where starts_at = ${start}`;
    expect(row?.n).toBe(0);
    // A token that may takes the same key up: the refusal was not kept for it.
    expect((await askApi(bookings, { ...asked, token: await tokenFor(["bookings:write"]) })).status).toBe(201);
    expect((await askApi(bookings, { ...asked, token })).json.code).toBe("insufficient_scope");
  });

  test("never lets do more than its person may", async () => {
    const token = await issueApiToken({
      email: world.people.observer.email,
      structureSlug: "curieux",
      scopes: ["bookings:write"],
    });
    const date = workday(4);
    const body = { resourceId: world.rooms.pressoir.id, start: at(date, "14:00"), end: at(date, "15:00") };
    const { status, json } = await askApi(bookings, { ...posting("/bookings", body), token });
    expect([status, json.code]).toEqual([403, "not_allowed"]);
  });

  test("without any scope opens nothing but who it is", async () => {
    const token = await tokenFor([]);
    expect((await askApi(me, { token })).status).toBe(200);
    expect((await askApi(resources, { token })).json.code).toBe("insufficient_scope");
  });

  test("loses a scope that this version does not know, and gains none", async () => {
    const token = await tokenFor(["catalogue:read"]);
    await world.owner`update api_tokens set scopes = '{catalogue:read,everything}'
      where person_id = ${world.people.employee.id} and scopes = '{catalogue:read}'`;
    expect((await actorOfToken(token))?.scopes).toEqual(["catalogue:read"]);
  });
});

describe("a token held to nothing", () => {
  test("may all that its person may, and says so", async () => {
    const token = await tokenFor(null);
    expect((await askApi(me, { token })).json.scopes).toBeNull();
    expect((await askApi(bookings, { token })).status).toBe(200);
  });
});

describe("the form of a token", () => {
  const read = (scopes: unknown) =>
    apiTokenForm.safeParse({ id: newId(), name: "Écran", acting: world.poles.orme.id, scopes });

  test("takes every box ticked for no limit, some for those, and none for a mistake", () => {
    expect(read([...SCOPES]).data?.scopes).toBeNull();
    expect(read(["use", "catalogue:read"]).data?.scopes).toEqual(["catalogue:read", "use"]);
    expect(read([]).error?.issues.map(({ message }) => message)).toEqual(["choose_scope"]);
    expect(read(["root"]).success).toBe(false);
  });

  test("makes a token that keeps its scopes, shown to its owner", async () => {
    const { poleId, structureId } = world.actors.treasurer;
    const form = {
      id: newId(),
      name: "Bilan",
      acting: { poleId, structureId },
      scopes: ["statistics"] as const,
    };
    const made = await createApiToken(world.people.treasurer.id, form);
    expect(made.ok && (await actorOfToken(made.value))?.scopes).toEqual(["statistics"]);
    expect((await apiTokensOf(world.people.treasurer.id)).map(({ scopes }) => scopes)).toEqual([["statistics"]]);
  });
});

test("the OpenAPI document tells the scope of each address", async () => {
  const { json } = await askApi(openapi);
  const paths = json.paths as Record<string, Record<string, { security: unknown }>>;
  expect(paths["/bookings"]?.post?.security).toEqual([{ token: ["bookings:write"] }]);
  expect(paths["/me"]?.get?.security).toEqual([{ token: [] }]);
  expect(paths["/openapi.json"]?.get?.security).toEqual([]);
});
