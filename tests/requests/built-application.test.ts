import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let stranger: Visitor;
let employee: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  stranger = new Visitor(server);
  employee = await signedIn(server, world.people.employee.email);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const get = (path: string, headers: Record<string, string> = {}) => stranger.get(path, headers);

/** The nonce that an answer's policy allows, and the scripts and styles of its page that lack it. */
async function scriptsOf(response: Response) {
  const html = await response.text();
  const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
  const tags = html.match(/<(script|style)\b[^>]*>/g) ?? [];
  return { html, tags, bare: tags.filter((tag) => !tag.includes(`nonce="${nonce}"`)) };
}

describe("a page", () => {
  it.each(["/", "/connexion", "/aide", "/nulle-part", "/poles/ailleurs"])(
    "like %s lets nothing run without the nonce of its answer",
    async (path) => {
      const { html, bare } = await scriptsOf(await get(path));
      expect(bare).toEqual([]);
      expect(html).not.toMatch(/<[^>]+\son[a-z]+=/);
    },
  );

  it("with scripts gives each of them the nonce", async () => {
    const { tags, bare } = await scriptsOf(await employee.get(`/poles/${world.poles.orme.slug}`));
    expect(tags.length).toBeGreaterThan(2);
    expect(bare).toEqual([]);
  });

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
    const [asset] = /\/assets\/[\w.-]+\.css/.exec(await stranger.read("/connexion")) ?? [];
    const styles = await get(asset ?? "");
    expect(styles.status).toBe(200);
    expect(styles.headers.get("content-type")).toContain("text/css");
    expect(styles.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
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
