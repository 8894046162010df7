import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type TestServer } from "../support/server";
import { tinyApplication } from "../support/tiny-application";

let server: TestServer;
beforeAll(async () => {
  server = await serve({ build: tinyApplication() });
});
afterAll(() => server.stop());

const nonceOf = (response: Response) =>
  /script-src [^;]*'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];

describe("every answer", () => {
  it.each(["/page", "/page.data", "/resource", "/nowhere", "/assets/nothing.js", "/broken", "/%E0%A4%A"])(
    "to %s carries the headers that close doors",
    async (path) => {
      const { headers } = await fetch(server.url + path);
      const policy = headers.get("content-security-policy") ?? "";
      for (const directive of [
        "default-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "script-src-attr 'none'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
      ]) {
        expect(policy.split(";")).toContain(directive);
      }
      expect(policy).not.toMatch(/unsafe-eval|script-src [^;]*unsafe-inline/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("geolocation=()");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.has("x-powered-by")).toBe(false);
    },
  );

  it("has its own nonce", async () => {
    const nonces = await Promise.all([1, 2, 3].map(async () => nonceOf(await fetch(`${server.url}/page`))));
    expect(nonces.every((nonce) => nonce !== undefined && nonce.length >= 22)).toBe(true);
    expect(new Set(nonces).size).toBe(3);
  });

  it("is compressed when that is worth it", async () => {
    const long = `${server.url}/resource?x=${"long".repeat(500)}`;
    for (const coding of ["br", "gzip"]) {
      const { headers } = await fetch(long, { headers: { "Accept-Encoding": coding } });
      expect(headers.get("content-encoding")).toBe(coding);
    }
  });
});

describe("transport security", () => {
  it("is not promised over http", async () => {
    expect((await fetch(`${server.url}/page`)).headers.has("strict-transport-security")).toBe(false);
  });

  it("is promised for a year when the public address is https", async () => {
    const published = await serve({
      build: tinyApplication(),
      publicUrl: new URL(server.url.replace("http:", "https:")),
    });
    const { headers } = await fetch(`${published.url}/nowhere`);
    await published.stop();
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  });
});

describe("an error nobody expected", () => {
  it.each(["/broken", "/broken.data"])("shows nothing of itself on %s", async (path) => {
    const response = await fetch(server.url + path);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret of the stack|\bat .*:\d+:\d+/);
  });
});
