import { beforeEach, describe, expect, it, vi } from "vitest";

const held = globalThis as typeof globalThis & { grappeConfig?: unknown };

/** The module as a server at that address loads it. */
async function at(publicUrl: string) {
  vi.resetModules();
  delete held.grappeConfig;
  vi.stubEnv("PUBLIC_URL", publicUrl);
  return import("./session-cookie");
}

const carrying = (cookie: string) =>
  new Request("http://localhost/", { headers: { Cookie: cookie.split(";")[0] ?? "" } });

describe("the session's cookie", () => {
  beforeEach(() => vi.unstubAllEnvs());

  it("is bound to this host, and to https, where the site is reached by https", async () => {
    const { sessionCookie, sessionSecret } = await at("https://grappe.example");
    const cookie = await sessionCookie("a-secret", null);
    expect(cookie).toMatch(/^__Host-grappe=/);
    expect(cookie.split("; ").slice(1).sort()).toEqual(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    expect(await sessionSecret(carrying(cookie))).toBe("a-secret");
  });

  it("does without in a demonstration by http", async () => {
    const { sessionCookie, sessionSecret } = await at("");
    const cookie = await sessionCookie("a-secret", null);
    expect(cookie).toMatch(/^grappe=/);
    expect(cookie.split("; ").slice(1).sort()).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"]);
    expect(await sessionSecret(carrying(cookie))).toBe("a-secret");
  });

  it("lasts as long as the session that is to be remembered, and no longer than the browser otherwise", async () => {
    const { sessionCookie, noSessionCookie } = await at("");
    expect(await sessionCookie("x", new Date("2027-02-20T10:00:00Z"))).toContain(
      "Expires=Sat, 20 Feb 2027 10:00:00 GMT",
    );
    expect(await sessionCookie("x", null)).not.toMatch(/expires|max-age/i);
    expect(await noSessionCookie()).toMatch(/Max-Age=0/);
  });

  it.each(["grappe=", "grappe=%00", `grappe=${"a".repeat(5000)}`, "grappe=e30=", "other=1", ""])(
    "that is garbage opens nothing: %j",
    async (cookie) => {
      const { sessionSecret } = await at("");
      expect(await sessionSecret(carrying(cookie))).toBeNull();
    },
  );
});
