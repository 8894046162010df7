import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestBooking } from "../../server/bookings";
import { archiveResource } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let employee: Visitor;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  employee = await signedIn(server, world.people.employee.email);
  token = await issueApiToken({ email: world.people.employee.email, structureSlug: "gue" });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const api = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}/api/v1${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  });
const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("what no text, number or day can be", () => {
  it.each([
    "/bookings?from=0000-01-01T00:00:00Z",
    "/bookings?to=9999-12-31T23:59:00-12:00",
    "/availability?from=0000-01-01T00:00:00Z&to=2026-11-26T16:00:00Z",
    `/bookings?cursor=${cursor(["0000-01-01T00:00:00Z", newId()])}`,
  ])("is refused by the API, not a fault of ours: %s", async (path) => {
    expect((await api(path)).status).toBeGreaterThanOrEqual(400);
    expect((await api(path)).status).toBeLessThan(500);
  });

  it("is refused in a form", async () => {
    const page = `/poles/${world.poles.orme.slug}/reservations/nouvelle`;
    const form = { demande: newId(), ressource: world.rooms.pressoir.id, objet: "a\u0000b", jour: "2031-01-06" };
    const answer = await employee.post(page, { ...form, de: "10:00", a: "11:00" });
    expect(answer.status).toBeLessThan(500);
  });

  it("is refused where a form is expected", async () => {
    const headers = { "Content-Type": "application/json" };
    const answer = await employee.post(`/poles/${world.poles.orme.slug}/reservations/nouvelle`, {}, headers);
    expect(answer.status).toBe(422);
  });
});

describe("a room archived while somebody waits for it", () => {
  it("is not booked by the rules of before", async () => {
    const { etang } = world.rooms;
    const day = new Date(Date.now() + 7 * 86_400_000);
    while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1);
    const date = day.toISOString().slice(0, 10);
    const period = { start: new Date(`${date}T10:00:00Z`), end: new Date(`${date}T11:00:00Z`) };
    let booking: ReturnType<typeof requestBooking> | undefined;
    await world.owner.begin(async (tx) => {
      await tx`select id from units where id = ${etang.unitIds[0]!} for update`;
      booking = requestBooking(world.actors.employee, { id: newId(), resourceId: etang.id, ...period });
      // It now waits for the unit, with the rules it has just read.
      for (let waits = false; !waits;) {
        const [row] = await world.owner`
          select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as waits`;
        waits = Boolean(row?.waits);
      }
      await archiveResource(world.actors.owner, etang.id);
    });
    expect(await booking).toMatchObject({ ok: false, problem: { code: "archived" } });
  });
});
