import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiRoute } from "../../app/http/api";
import { loader as approvals } from "../../app/routes/api/approvals";
import { loader as availability } from "../../app/routes/api/availability";
import { loader as allBlockings } from "../../app/routes/api/blockings";
import { loader as blocking } from "../../app/routes/api/blocking";
import { loader as approval } from "../../app/routes/api/booking-approval";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as links } from "../../app/routes/api/calendar-links";
import { loader as places } from "../../app/routes/api/places";
import { loader as blockings } from "../../app/routes/api/resource-blockings";
import { loader as sessions } from "../../app/routes/api/resource-sessions";
import { loader as resources } from "../../app/routes/api/resources";
import { loader as waiting } from "../../app/routes/api/waiting";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let owner: string;
let employee: string;
let neighbour: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await issueApiToken({ email: world.people.owner.email, structureSlug: "tablee" });
  employee = await issueApiToken({ email: world.people.employee.email, structureSlug: "gue" });
  neighbour = await issueApiToken({ email: world.people.neighbour.email, structureSlug: "radeau" });
}, 60_000);
afterAll(() => world.close());

type Item = Record<string, unknown> & { id: string };
const period = (n: number, from = "14:00", to = "16:00") => ({
  start: at(workday(n), from).toISOString(),
  end: at(workday(n), to).toISOString(),
});

async function post(route: ApiRoute, body: object, token = owner, params: Record<string, string> = {}) {
  const { status, json } = await askApi(route, { ...posting("/", body), token, params });
  expect([status, json.code]).toEqual([201, undefined]);
  return json as Item;
}

/** Every item, one page of one after another. */
async function oneByOne(route: ApiRoute, token: string, query: Record<string, string> = {}, params = {}) {
  const seen: Item[] = [];
  for (let cursor = ""; seen.length < 50;) {
    const search = new URLSearchParams({ ...query, limit: "1", cursor }).toString();
    const { status, json } = await askApi(route, { path: `/?${search}`, token, params });
    expect([status, json.code]).toEqual([200, undefined]);
    const items = json.items as Item[];
    expect(items.length).toBeLessThanOrEqual(1);
    seen.push(...items);
    if (json.nextCursor === null) return seen;
    cursor = json.nextCursor as string;
  }
  return seen;
}

async function whole(route: ApiRoute, token: string, query: Record<string, string> = {}, params = {}) {
  const { json } = await askApi(route, { path: `/?${new URLSearchParams(query).toString()}`, token, params });
  return json.items as Item[];
}

test("blockings of a resource and of the pôle go page by page, those of the same moment too", async () => {
  const { pressoir, etang } = world.rooms;
  const block = (resource: string, n: number) =>
    post(blockings, { kind: "maintenance", reason: "Peinture", ...period(n) }, owner, { resource });
  const made = [await block(pressoir.id, 3), await block(etang.id, 3), await block(pressoir.id, 2)];
  expect(made[0]).toMatchObject({ resource: { id: pressoir.id, name: "Salle du Pressoir" }, affected: [] });
  const all = await oneByOne(allBlockings, employee);
  expect(all).toEqual(await whole(allBlockings, employee));
  expect(all.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  expect(all[0]?.id).toBe(made[2]?.id);
  const of = await oneByOne(blockings, employee, {}, { resource: pressoir.id });
  expect(of.map(({ id }) => id)).toEqual([made[2]?.id, made[0]?.id]);
  const before = { from: period(2).start, to: period(2).end };
  expect((await whole(allBlockings, employee, before)).map(({ id }) => id)).toEqual([made[2]?.id]);
  expect(await whole(allBlockings, neighbour)).toEqual([]);
  await askApi(blocking, { method: "DELETE", token: owner, params: { blocking: made[2]!.id } });
  expect(await whole(allBlockings, employee)).toHaveLength(2);
});

test("sessions with places left are told with what is free, on the first page", async () => {
  const training = {
    kind: "training",
    name: "Premiers secours",
    units: 2,
    rules: { noticeMinutes: 0, horizonDays: 365 },
  };
  const course = await post(resources, training);
  const session = await post(sessions, { ...period(4, "13:00", "17:00"), title: "Groupe A" }, owner, {
    resource: course.id,
  });
  const free = async (query: Record<string, string> = {}) => {
    const search = new URLSearchParams({ from: period(4).start, to: period(4).end, ...query }).toString();
    return (await askApi(availability, { path: `/?${search}`, token: employee })).json;
  };
  expect((await free()).sessions).toEqual([
    {
      id: session.id,
      start: session.start,
      end: session.end,
      title: "Groupe A",
      left: 2,
      places: 2,
      resource: { id: course.id, kind: "training", name: "Premiers secours" },
      structure: { id: world.structures.tablee.id, name: "La Grande Tablée" },
      price: { amountCents: 0, currency: "EUR" },
    },
  ]);
  expect((await free({ kind: "training" })).items).toEqual([]);
  expect((await free({ kind: "training" })).sessions).toHaveLength(1);
  expect((await free({ kind: "room" })).sessions).toEqual([]);
  expect((await free({ quantity: "3" })).sessions).toEqual([]);
  const first = await free({ limit: "1" });
  expect([(first.sessions as Item[]).length, first.nextCursor === null]).toEqual([1, false]);
  expect((await free({ limit: "1", cursor: String(first.nextCursor) })).sessions).toEqual([]);
  await post(bookings, { resourceId: course.id, start: session.start, end: session.end, quantity: 2 }, employee);
  expect((await free()).sessions).toEqual([]);
});

test("requests, places in waiting lists, links and places go page by page", async () => {
  const { pressoir, etang } = world.rooms;
  await world.owner`update resources set approval = 'owner' where id = ${etang.id}`;
  for (const n of [5, 6, 7]) await post(bookings, { resourceId: etang.id, ...period(n) }, employee);
  for (const n of [5, 6, 7]) {
    await post(bookings, { resourceId: pressoir.id, ...period(n) }, owner);
    await post(waiting, { resourceId: pressoir.id, ...period(n) }, employee);
  }
  for (const label of ["Un", "Deux", "Trois"]) await post(links, { subject: { kind: "mine" }, label }, employee);
  await world.owner`insert into places ${world.owner(
    ["Alpha", "Beta"].map((name) => ({ id: crypto.randomUUID(), pole_id: world.poles.orme.id, name })),
  )}`;
  for (const [route, token] of [
    [approvals, owner],
    [waiting, employee],
    [links, employee],
    [places, employee],
  ] as const) {
    const all = await whole(route, token);
    expect(all).toHaveLength(3);
    expect(await oneByOne(route, token)).toEqual(all);
    const wrong = await askApi(route, { path: "/?cursor=W10", token });
    expect([wrong.status, wrong.json.code]).toEqual([422, "invalid_input"]);
  }
});

test("a page goes on where it stopped, whatever came or went before it", async () => {
  const asked = (token: string, search = "") => askApi(approvals, { path: `/?limit=1${search}`, token });
  const [first, second, third] = await whole(approvals, owner);
  const { json } = await asked(owner, "");
  expect((json.items as Item[])[0]?.id).toBe(first?.id);
  // The first has its answer: what was second is not skipped.
  const params = { booking: String(first?.id) };
  const answered = await askApi(approval, { ...posting("/", { answer: "decline" }), token: owner, params });
  expect(answered.json.state).toBe("declined");
  const after = await whole(approvals, owner);
  expect(after.map(({ id }) => id)).toEqual([second?.id, third?.id]);
  const seen = await asked(owner, `&cursor=${String(json.nextCursor)}`);
  expect((seen.json.items as Item[])[0]?.id).toBe(second?.id);
});
