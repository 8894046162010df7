import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiRoute } from "../../app/http/api";
import { loader as baskets } from "../../app/routes/api/baskets";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as display } from "../../app/routes/api/display";
import { loader as displays } from "../../app/routes/api/displays";
import { loader as orders } from "../../app/routes/api/orders";
import { loader as addons } from "../../app/routes/api/resource-addons";
import { loader as resources } from "../../app/routes/api/resources";
import { loader as statistics } from "../../app/routes/api/statistics";
import { loader as behind } from "../../app/routes/api/statistics-bookings";
import { NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { displayedDoor } from "../../server/use";
import { askApi, posting } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let owner: string;
let employee: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await issueApiToken({ email: world.people.owner.email, structureSlug: "tablee" });
  employee = await issueApiToken({ email: world.people.employee.email, structureSlug: "gue" });
}, 60_000);
afterAll(() => world.close());

const period = (n: number, from: string, to: string) => ({
  start: at(workday(n), from).toISOString(),
  end: at(workday(n), to).toISOString(),
});
const read = (route: ApiRoute, query: Record<string, string>, token = owner, params = {}) =>
  askApi(route, { path: `/?${new URLSearchParams(query).toString()}`, token, params });

async function post(route: ApiRoute, body: object, token: string, params = {}, headers = {}, method = "POST") {
  const { status, json } = await askApi(route, { ...posting("/", body, headers), method, token, params });
  expect([json.code, status < 300]).toEqual([undefined, true]);
  return json;
}

test("statistics tell the use by hour of the week, and the bookings behind each figure", async () => {
  const { pressoir, etang } = world.rooms;
  for (const [room, from, to] of [
    [pressoir, "09:00", "11:30"],
    [pressoir, "14:00", "15:00"],
    [etang, "09:00", "10:00"],
  ] as const) {
    await post(bookings, { resourceId: room.id, ...period(2, from, to) }, employee);
  }
  const days = { firstDay: workday(2), lastDay: workday(2) };
  const { json } = await read(statistics, days);
  expect(json).toMatchObject({ of: "structure", bookings: 3, minutes: 270, amount: { amountCents: 2600 } });
  type Hour = { weekday: number; hour: number; takenMinutes: number; openMinutes: number };
  const hours = json.byHour as Hour[];
  const sum = (of: "takenMinutes" | "openMinutes") => hours.reduce((total, hour) => total + hour[of], 0);
  expect([sum("takenMinutes"), sum("openMinutes")]).toEqual([json.minutes, json.openMinutes]);
  expect(new Set(hours.map(({ weekday }) => weekday)).size).toBe(1);
  expect(hours.find(({ hour }) => hour === 9)).toMatchObject({ takenMinutes: 120 });
  expect(json.before).toMatchObject({ bookings: 0 });

  type Counted = { id: string; minutes: number; amount: { amountCents: number }; resource: { id: string } };
  const counted = async (query: Record<string, string>) => (await read(behind, { ...days, ...query })).json;
  const all = (await counted({})).items as Counted[];
  expect(all.reduce((total, { minutes }) => total + minutes, 0)).toBe(json.minutes);
  expect(all.reduce((total, { amount }) => total + amount.amountCents, 0)).toBe(2600);
  const seen: Counted[] = [];
  for (let cursor = ""; seen.length < 10;) {
    const page = await counted({ limit: "1", cursor });
    seen.push(...(page.items as Counted[]));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor as string;
  }
  expect(seen).toEqual(all);
  const { weekday } = hours[0]!;
  const cell = (await counted({ weekday: String(weekday), hour: "10" })).items as Counted[];
  expect(cell.map(({ resource }) => resource.id)).toEqual([pressoir.id]);
  expect(await counted({ hour: "10" })).toMatchObject({ code: "invalid_input", errors: [{ field: "weekday" }] });
  expect((await counted({ resourceId: etang.id })).items).toHaveLength(1);
  expect((await counted({ what: "cancelled" })).items).toEqual([]);
  expect((await read(behind, { firstDay: workday(2), lastDay: "2020-01-01" })).json.code).toBe("ends_before_start");
  expect((await read(behind, days, employee)).status).toBe(403);
});

test("orders tell who provides a service what to prepare, and where to bring it", async () => {
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "20:00" }));
  const service = {
    kind: "service",
    name: "Café d'accueil",
    units: 50,
    openingHours: hours,
    rules: { noticeMinutes: 0 },
  };
  const coffee = String((await post(resources, service, owner)).id);
  const { pressoir } = world.rooms;
  await post(addons, { addonIds: [coffee] }, owner, { resource: pressoir.id }, {}, "PUT");
  const item = {
    resourceId: pressoir.id,
    ...period(3, "14:00", "17:00"),
    addons: [{ resourceId: coffee, quantity: 12, message: "Deux thés" }],
  };
  await post(baskets, { items: [item] }, employee);
  const { json } = await read(orders, { firstDay: workday(3), days: "1" });
  expect(json.items).toMatchObject([
    {
      quantity: 12,
      message: "Deux thés",
      state: "confirmed",
      service: { id: coffee, name: service.name },
      structureName: "Les Jardins du Gué",
      personName: "Claire Morin",
      goesWith: { name: "Salle du Pressoir", place: "Ancienne Filature" },
    },
  ]);
  expect((await read(orders, { firstDay: workday(4), days: "1" })).json.items).toEqual([]);
  // Those of one's own structure.
  expect((await read(orders, { firstDay: workday(3), days: "1" }, employee)).json.items).toEqual([]);
  expect((await read(orders, { firstDay: "2026-02-31" })).status).toBe(422);
});

test("a tablet's address is shown once, to who shares the thing, and opens nothing once withdrawn", async () => {
  const params = { resource: world.rooms.pressoir.id };
  const headers = { "Idempotency-Key": newId() };
  const made = await post(displays, { label: "Entrée" }, owner, params, headers);
  expect(made).toMatchObject({ label: "Entrée", lastUsedAt: null });
  const secret = String(made.url).split("/affichage/")[1] ?? "";
  expect((await displayedDoor(secret)).poleSlug).toBe("val-d-orme");
  const again = await askApi(displays, { ...posting("/", { label: "Entrée" }, headers), token: owner, params });
  expect([again.status, again.json.code]).toEqual([409, "already_shown"]);
  const list = await read(displays, {}, owner, params);
  expect(list.text).not.toContain(secret);
  expect(list.json.items).toMatchObject([{ id: made.id, label: "Entrée" }]);
  expect((await read(displays, {}, employee, params)).status).toBe(403);
  const long = await askApi(displays, { ...posting("/", { label: "x".repeat(121) }), token: owner, params });
  expect([long.status, (long.json.errors as { field: string }[])[0]?.field]).toEqual([422, "label"]);
  const end = { method: "DELETE", token: owner, params: { ...params, display: String(made.id) } };
  expect((await askApi(display, end)).json).toEqual({ id: made.id, ended: true });
  await expect(displayedDoor(secret)).rejects.toThrow(NotFound);
});
