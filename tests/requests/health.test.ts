import { afterAll, beforeAll, expect, it } from "vitest";
import type { NotReady } from "../../server/http/app";
import { serve, type TestServer } from "../support/server";
import { tinyApplication } from "../support/tiny-application";

let why: () => Promise<NotReady | null>;
let server: TestServer;
beforeAll(async () => {
  server = await serve({
    build: tinyApplication(),
    health: { whyNotReady: () => why() },
    requestsPerMinute: 1,
    publicUrl: new URL("https://grappe.example"),
  });
});
afterAll(() => server.stop());

const ready = async () => {
  const response = await fetch(`${server.url}/readyz`);
  return { status: response.status, body: (await response.json()) as unknown };
};

it("the process says that it is alive whatever the database does", async () => {
  why = () => Promise.reject(new Error("connection refused"));
  const response = await fetch(`${server.url}/healthz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: "ok" });
});

it("the server is ready when nothing prevents it, whatever name it is asked by and however often", async () => {
  why = () => Promise.resolve(null);
  for (let i = 0; i < 3; i += 1) expect(await ready()).toEqual({ status: 200, body: { status: "ok" } });
});

it.each(["not_migrated", "stopping", "database_unreachable"] as const)("it says %s when that is so", async (reason) => {
  why = () => Promise.resolve(reason);
  expect(await ready()).toEqual({ status: 503, body: { status: "unavailable", reason } });
});

it("a database that refuses is unreachable", async () => {
  why = () => Promise.reject(new Error("connection refused"));
  expect(await ready()).toMatchObject({ status: 503, body: { reason: "database_unreachable" } });
});

it("a database that does not answer is unreachable within three seconds", async () => {
  why = () => new Promise(() => undefined);
  const started = performance.now();
  expect(await ready()).toMatchObject({ status: 503, body: { reason: "database_unreachable" } });
  expect(performance.now() - started).toBeLessThan(3_000);
});
