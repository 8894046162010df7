import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type TestServer } from "../support/server";
import { tinyApplication, type Received } from "../support/tiny-application";

let server: TestServer;
let published: TestServer;
beforeAll(async () => {
  server = await serve({ build: tinyApplication() });
  published = await serve({ build: tinyApplication(), publicUrl: new URL("https://grappe.example") });
});
afterAll(async () => {
  await server.stop();
  await published.stop();
});

/** Every shape of address that reaches an action. */
const SHAPES = ["/page", "/page?index", "/page?_data=page", "/page.data", "/resource", "/resource?_data=resource"];

/** Sends exactly these headers: fetch() would add its own. */
function post(
  base: string,
  path: string,
  headers: Record<string, string>,
  method = "POST",
): Promise<{ status: number; body: string; type: string }> {
  const form = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": "3" };
  return new Promise((resolve, reject) => {
    const request = http.request(`${base}${path}`, { method, headers: { ...form, ...headers } }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body, type: response.headers["content-type"] ?? "" }),
      );
    });
    request.on("error", reject);
    request.end("a=1");
  });
}

describe.each(SHAPES)("a form posted to %s", (path) => {
  it.each([
    ["from another site", { Origin: "https://evil.example" }],
    ["from another port of the same host", { Origin: "http://127.0.0.1:1" }],
    ["from the same host by another scheme", { Origin: "https://127.0.0.1" }],
    ["without any origin", {}],
    ["without any origin but with a cookie", { Cookie: "grappe=secret" }],
    ["from a sandboxed frame", { Origin: "null" }],
    ["from a sandboxed frame that claims this host", { Origin: "null", "X-Forwarded-Host": "null" }],
    ["with a forged X-Forwarded-Host", { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" }],
    ["with a forged Forwarded", { Origin: "https://evil.example", Forwarded: "host=evil.example;proto=https" }],
    ["that the browser calls cross-site", { "Sec-Fetch-Site": "cross-site" }],
    ["that the browser calls same-site", { "Sec-Fetch-Site": "same-site" }],
    ["that the browser calls typed in", { "Sec-Fetch-Site": "none" }],
    ["that says two things at once", { "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example" }],
    ["with an origin that is no origin", { Origin: "evil" }],
  ])("%s is refused", async (_title, headers) => {
    const response = await post(server.url, path, headers);
    expect(response.status).toBe(403);
  });
});

describe("a form of our own pages", () => {
  it.each(["/page", "/page?index", "/page.data", "/resource"])("is let through to %s by its origin", async (path) => {
    expect((await post(server.url, path, { Origin: server.url })).status).toBe(200);
  });

  it("is let through when the browser vouches for it, even without Origin", async () => {
    expect((await post(server.url, "/page", { "Sec-Fetch-Site": "same-origin" })).status).toBe(200);
  });

  it.each(["PUT", "PATCH", "DELETE"])("needs the same proof with %s", async (method) => {
    expect((await post(server.url, "/resource", {}, method)).status).toBe(403);
    expect((await post(server.url, "/resource", { Origin: server.url }, method)).status).toBe(200);
  });

  it("does not pass by the obsolete door of ?_data=, origin or not", async () => {
    expect((await post(server.url, "/page?_data=page", { Origin: server.url })).status).toBe(400);
  });
});

describe("behind a public address", () => {
  const host = { Host: "grappe.example" };

  it("the expected origin is the public one", async () => {
    expect((await post(published.url, "/page", { ...host, Origin: "https://grappe.example" })).status).toBe(200);
    expect((await post(published.url, "/page", { ...host, Origin: "http://grappe.example" })).status).toBe(403);
    expect((await post(published.url, "/page", { ...host, Origin: published.url })).status).toBe(403);
  });

  it("another host is not served, whoever names it", async () => {
    const headers = { Host: "evil.example", Origin: "https://evil.example" };
    expect((await post(published.url, "/page", headers)).status).toBe(421);
    const forwarded = { ...host, Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" };
    expect((await post(published.url, "/page", forwarded)).status).toBe(403);
  });
});

describe("the application", () => {
  it("never sees what only a proxy may say", async () => {
    const { body } = await post(server.url, "/resource", {
      Origin: server.url,
      Forwarded: "for=203.0.113.9",
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-For": "203.0.113.9",
    });
    const seen = JSON.parse(body) as Received;
    expect(seen.url).toBe(`${server.url}/resource`);
    expect(seen.clientAddress).toBe("127.0.0.1");
    expect(Object.keys(seen.headers).filter((name) => name.includes("forwarded"))).toEqual([]);
  });

  it("is told the client's address by a proxy it trusts", async () => {
    const trusting = await serve({ build: tinyApplication(), trustProxy: true });
    const { body } = await post(trusting.url, "/resource", {
      Origin: trusting.url.replace("http:", "https:"),
      "X-Forwarded-Proto": "https",
      "X-Forwarded-For": "198.51.100.1, 203.0.113.9",
    });
    await trusting.stop();
    expect((JSON.parse(body) as Received).clientAddress).toBe("203.0.113.9");
  });

  it("gets API requests from anywhere, always without cookies", async () => {
    const { status, body } = await post(server.url, "/api/v1/thing", {
      Origin: "https://partner.example",
      Cookie: "grappe=secret",
      Authorization: "Bearer token",
    });
    expect(status).toBe(200);
    expect((JSON.parse(body) as Received).headers).not.toHaveProperty("cookie");
    expect((JSON.parse(body) as Received).headers).toHaveProperty("authorization");
  });

  it.each(["/api/../page", "/api/%2e%2e/page", "/api/./../page", "/%61pi/../page"])(
    "cannot be reached as the API by %s",
    async (path) => {
      const { port } = new URL(server.url);
      const status = await new Promise((resolve, reject) => {
        const request = http.request({ port, path, method: "POST", headers: { "Content-Length": "0" } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        request.on("error", reject);
        request.end();
      });
      expect(status).toBe(400);
    },
  );

  it("is not asked by another spelling of /api/ either", async () => {
    expect((await post(server.url, "/API/v1/thing", { Cookie: "grappe=secret" })).status).toBe(403);
    expect((await post(server.url, "/%61pi/v1/thing", { Cookie: "grappe=secret" })).status).toBe(403);
  });
});

describe("the refusal", () => {
  it("is a page in the language of the browser, French first", async () => {
    const french = await post(server.url, "/page", {});
    expect(french.type).toContain("text/html");
    expect(french.body).toContain('lang="fr"');
    expect(french.body).toContain("Demande refusée");
    const english = await post(server.url, "/page", { "Accept-Language": "en-GB,en;q=0.9" });
    expect(english.body).toContain("Request refused");
  });

  it("is problem+json for who asks for JSON", async () => {
    const refusal = await post(server.url, "/page", { Accept: "application/json" });
    expect(refusal.type).toContain("application/problem+json");
    expect(JSON.parse(refusal.body)).toMatchObject({ status: 403, code: "cross_site" });
  });
});
