import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as baskets } from "../../app/routes/api/baskets";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  world = await openWorld();
  for (const [person, structure] of [
    ["employee", "gue"],
    ["observer", "curieux"],
  ] as const) {
    tokens[person] = await issueApiToken({
      email: world.people[person].email,
      structureSlug: world.structures[structure].slug,
    });
  }
}, 60_000);
afterAll(() => world.close());

const post = (body: object, { token = tokens.employee!, headers = {} } = {}) =>
  askApi(baskets, { token, ...posting("/baskets", body, headers) });
const item = (resourceId: string, n: number, more: object = {}) => ({
  resourceId,
  start: at(workday(n), "14:00").toISOString(),
  end: at(workday(n), "17:00").toISOString(),
  ...more,
});
const howMany = async () => Number((await world.owner`select count(*) from bookings`)[0]?.count);

test("POST /baskets books several things at once, and with the same key the same ones", async () => {
  const { pressoir, projectors } = world.rooms;
  const body = {
    title: "Conseil",
    items: [item(pressoir.id, 1, { attendees: 8 }), item(projectors.id, 1, { quantity: 2 })],
  };
  const headers = { "Idempotency-Key": "conseil-1" };
  const { status, json } = await post(body, { headers });
  expect(status).toBe(201);
  expect(json).toMatchObject({ bookings: [{ title: "Conseil", state: "confirmed" }, { state: "confirmed" }] });
  expect(await post(body, { headers })).toMatchObject({ status: 201, json });
  expect(await howMany()).toBe(2);
});

test("POST /baskets books nothing when one thing cannot be had, and says which", async () => {
  const { pressoir, etang, lagon } = world.rooms;
  const before = await howMany();
  const { status, json } = await post({ items: [item(etang.id, 1), item(pressoir.id, 1)] });
  expect(status).toBe(409);
  expect(json).toMatchObject({ code: "not_all", errors: [{ field: "items.1", code: "slot_taken" }] });
  expect((await post({ items: [item(etang.id, 1), item(lagon.id, 1)] })).status).toBe(404);
  expect((await post({ items: [] })).status).toBe(422);
  expect((await post({ items: [item(etang.id, 1)] }, { token: tokens.observer! })).status).toBe(403);
  expect(await howMany()).toBe(before);
});
