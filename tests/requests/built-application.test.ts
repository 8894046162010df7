import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "../support/server";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

describe("a page", () => {
  it.each(["/", "/connexion", "/nulle-part"])(
    "like %s lets no script run without the nonce of its answer",
    async (path) => {
      const response = await get(path);
      const html = await response.text();
      const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
      const tags = html.match(/<(script|style)\b[^>]*>/g) ?? [];
      expect(tags.length).toBeGreaterThan(0);
      expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(html).not.toMatch(/<[^>]+\son\w+=/);
    },
  );

  it("is in the language of the browser, and says so", async () => {
    expect(await (await get("/connexion")).text()).toContain('<html lang="fr"');
    expect(await (await get("/connexion", { "Accept-Language": "en-IE" })).text()).toContain('<html lang="en"');
  });

  it("is kept by nobody", async () => {
    expect((await get("/connexion")).headers.get("cache-control")).toBe("private, no-store");
    expect((await get("/connexion.data")).headers.get("cache-control")).toBe("private, no-store");
  });

  it("comes whole to a robot", async () => {
    const html = await (await get("/", { "User-Agent": "Googlebot/2.1" })).text();
    expect(html).toContain("</html>");
  });
});

describe("the bundle", () => {
  it("is kept a year, other files an hour", async () => {
    const asset = /\/assets\/[\w.-]+\.js/.exec(await (await get("/connexion")).text())?.[0] ?? "";
    const script = await get(asset);
    expect(script.status).toBe(200);
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await get("/robots.txt")).headers.get("cache-control")).toBe("public, max-age=3600");
  });

  it("says nothing of how it was built", async () => {
    expect((await get("/.vite/manifest.json")).status).toBe(404);
  });
});

describe("signing in, signing out and the language", () => {
  it.each(["/connexion", "/connexion.data", "/connexion?_data=routes%2Fidentity%2Fsign-in", "/deconnexion", "/langue"])(
    "cannot be done from another site by %s",
    async (path) => {
      const forged: Record<string, string>[] = [
        {},
        { Origin: "null" },
        { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
      ];
      for (const headers of forged) {
        const body = new URLSearchParams({ a: "1" });
        const response = await fetch(server.url + path, { method: "POST", headers, body });
        expect(response.status).toBe(403);
      }
    },
  );
});
