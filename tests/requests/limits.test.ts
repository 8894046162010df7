import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../server/http/app";
import { isPhotoUpload } from "../../server/http/limits";
import { serve, type TestServer } from "../support/server";
import { tinyApplication, type Received } from "../support/tiny-application";

let server: TestServer;
beforeAll(async () => {
  server = await serve({ build: tinyApplication() });
});
afterAll(() => server.stop());

/** Posts so many bytes, announced or streamed. */
async function send(path: string, bytes: number, { announced = true } = {}) {
  const piece = Buffer.alloc(Math.min(bytes, 50_000), "x");
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let sent = 0; sent < bytes; sent += piece.length) {
        controller.enqueue(piece.subarray(0, Math.min(piece.length, bytes - sent)));
      }
      controller.close();
    },
  });
  const body = announced ? Buffer.alloc(bytes, "x") : stream;
  return fetch(server.url + path, { method: "POST", headers: { Origin: server.url }, duplex: "half", body });
}

/** The status line that a hand-written request gets. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.write(`${text}\r\n\r\n`));
    socket.once("data", (data) => {
      resolve(data.toString("latin1").split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

describe("a body", () => {
  it.each([true, false])("up to 1 MB is read whole (announced: %s)", async (announced) => {
    const response = await send("/resource", LIMITS.bodyBytes, { announced });
    expect(((await response.json()) as Received).bodyBytes).toBe(LIMITS.bodyBytes);
  });

  it.each([true, false])("over 1 MB is refused with 413 (announced: %s)", async (announced) => {
    const response = await send("/resource", LIMITS.bodyBytes + 1, { announced });
    expect(response.status).toBe(413);
    expect(response.headers.get("connection")).toBe("close");
  });

  it("of photographs may be large, up to 30 MB", async () => {
    const fits = await send("/rooms/blue/photos", 12_000_000);
    expect(((await fits.json()) as Received).bodyBytes).toBe(12_000_000);
    expect((await send("/rooms/blue/photos", LIMITS.photoBodyBytes + 1)).status).toBe(413);
    // So may what proves a funding.
    expect(isPhotoUpload("POST", "/poles/orme/comptes/financements/caf")).toBe(true);
  });

  it("of tables that the API is sent may have 5 MB, and of what it is sent else 1", async () => {
    for (const path of ["/api/v1/imports", "/api/v1/resources/blue/calendar-imports"]) {
      expect((await send(path, 5_000_000)).status).not.toBe(413);
    }
    expect((await send("/api/v1/imports", LIMITS.importBodyBytes + 1)).status).toBe(413);
    expect((await send("/api/v1/bookings", LIMITS.bodyBytes + 1)).status).toBe(413);
  });

  it("is not large because an address says photos somewhere", async () => {
    expect((await send("/resource?x=/photos", LIMITS.bodyBytes + 1)).status).toBe(413);
    expect((await send("/photos/../resource", LIMITS.bodyBytes + 1)).status).toBe(413);
  });
});

describe("too many requests", () => {
  it("of one address are refused with the time to wait", async () => {
    const strict = await serve({ build: tinyApplication(), requestsPerMinute: 5 });
    const answers = [];
    for (let i = 0; i < 7; i += 1) answers.push(await fetch(`${strict.url}/page.data`));
    const health = await fetch(`${strict.url}/healthz`);
    await strict.stop();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const wait = Number(answers[5]?.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(health.status).toBe(200);
  });

  it("of one API token are refused, wherever they come from", async () => {
    const strict = await serve({ build: tinyApplication(), requestsPerMinute: 4, trustProxy: true });
    const ask = async (token: string, address: string) => {
      const headers = { Authorization: `Bearer ${token}`, "X-Forwarded-For": address };
      const response = await fetch(`${strict.url}/api/v1/thing`, { headers });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    for (let i = 0; i < 4; i += 1) expect((await ask("one", `203.0.113.${i}`)).status).toBe(200);
    expect(await ask("one", "203.0.113.100")).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
    expect((await ask("two", "203.0.113.101")).status).toBe(200);
    await strict.stop();
  });

  it("of a whole IPv6 network count as one client", async () => {
    const strict = await serve({ build: tinyApplication(), requestsPerMinute: 1, trustProxy: true });
    const from = async (address: string) =>
      (await fetch(`${strict.url}/page.data`, { headers: { "X-Forwarded-For": address } })).status;
    expect(await from("2001:db8:1:2::1")).toBe(200);
    expect(await from("2001:db8:1:2:aaaa:bbbb:cccc:dddd")).toBe(429);
    expect(await from("2001:db8:1:3::1")).toBe(200);
    await strict.stop();
  });
});

describe("an address that makes no sense", () => {
  it.each(["/%E0%A4%A", "/page/%ff", "/page%00", "/page?q=%00"])("like %s is a bad request", async (path) => {
    expect((await fetch(server.url + path)).status).toBe(400);
  });

  it("with repeated slashes leads to the one without, never to another site", async () => {
    const response = await fetch(`${server.url}//evil.example//page?x=1`, { redirect: "manual" });
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe("/evil.example/page?x=1");
  });

  it.each([
    ["a path of dots", "GET /a/../page HTTP/1.1\r\nHost: localhost", 400],
    ["a whole URL", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost", 400],
    ["a star", "OPTIONS * HTTP/1.1\r\nHost: localhost", 400],
    ["no host", "GET /page HTTP/1.0", 400],
    ["an impossible host", "GET /page HTTP/1.1\r\nHost: a@b", 400],
    ["a backslash", "GET /\\evil.example HTTP/1.1\r\nHost: localhost", 400],
    ["an unknown method", "BREW /page HTTP/1.1\r\nHost: localhost", 400],
    ["TRACE", "TRACE /page HTTP/1.1\r\nHost: localhost", 405],
    ["a long address", `GET /${"a".repeat(5000)} HTTP/1.1\r\nHost: localhost`, 414],
    ["a huge header", `GET /page HTTP/1.1\r\nHost: localhost\r\nX-Huge: ${"a".repeat(20_000)}`, 431],
  ])("with %s is never a 500", async (_title, request, status) => {
    expect(await raw(request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

describe("a file that does not exist", () => {
  it.each(["/assets/entry-1234.js", "/fonts/none.woff2", "/favicon.png", "/wp-login.php", "/.env", "/.git/config"])(
    "like %s is a short 404",
    async (path) => {
      const response = await fetch(server.url + path);
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toContain("text/plain");
    },
  );
});
