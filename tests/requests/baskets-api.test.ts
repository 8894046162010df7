import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as baskets } from "../../app/routes/api/baskets";
import { setAddons } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
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

/** Coffee, brought at the start for half an hour at least, which goes with the Pressoir and the projectors. */
async function coffeeWithPressoir(): Promise<string> {
  const [coffee, unit, pole_id] = [newId(), newId(), world.poles.orme.id];
  const { owner, rooms, structures } = world;
  await owner`insert into resources ${owner({ id: coffee, pole_id, kind: "service", structure_id: structures.tablee.id, name: "Café d'accueil", takes_all_units: false, unlimited: true })}`;
  await owner`insert into units ${owner({ id: unit, pole_id, label: "Café" })}`;
  await owner`insert into resource_units ${owner({ pole_id, resource_id: coffee, unit_id: unit })}`;
  await owner`insert into opening_hours ${owner([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ pole_id, resource_id: coffee, weekday, opens: 0, closes: 1440 })))}`;
  await setAddons(world.actors.owner, rooms.pressoir.id, [coffee, rooms.projectors.id]);
  return coffee;
}

test("POST /baskets books what goes with a thing, at its usual time unless told, all or nothing", async () => {
  const { pressoir, projectors, etang, cour } = world.rooms;
  const coffee = await coffeeWithPressoir();
  const [shortest] = await world.owner`select min_minutes from resources where id = ${coffee}`;
  const later = { start: at(workday(5), "15:00").toISOString(), end: at(workday(5), "16:00").toISOString() };
  const addons = [
    { resourceId: coffee, quantity: 12, message: "Deux thés" },
    { resourceId: projectors.id, ...later },
  ];
  const { status, json } = await post({ items: [item(pressoir.id, 5, { addons }), item(etang.id, 5)] });
  expect([status, json.code]).toEqual([201, undefined]);
  const rows = await world.owner`
    select b.resource_id, b.parent_id, p.resource_id as parent, b.quantity, b.starts_at, b.ends_at
      from bookings b left join bookings p on p.id = b.parent_id where b.basket_id = ${String(json.id)}`;
  const of = (resourceId: string) => rows.find((row) => row.resource_id === resourceId);
  const start = at(workday(5), "14:00");
  expect(rows).toHaveLength(4);
  expect(of(coffee)).toMatchObject({
    parent: pressoir.id,
    quantity: 12,
    starts_at: start,
    ends_at: new Date(start.getTime() + Number(shortest?.min_minutes) * 60_000),
  });
  expect(of(projectors.id)).toMatchObject({ parent: pressoir.id, starts_at: new Date(later.start) });
  expect(of(etang.id)?.parent_id).toBeNull();

  const before = await howMany();
  const four = item(pressoir.id, 6, { addons: [{ resourceId: projectors.id, quantity: 4 }] });
  const refused = await post({ items: [item(cour.id, 6), four] });
  expect([refused.status, refused.json]).toMatchObject([
    409,
    { code: "not_all", errors: [{ field: "items.1.addons.0", code: "not_enough_units" }] },
  ]);
  // What does not go with it is not found, be it there.
  expect((await post({ items: [item(etang.id, 6, { addons: [{ resourceId: coffee }] })] })).status).toBe(404);
  const many = Array.from({ length: 40 }, () => ({ resourceId: coffee }));
  const full = await post({ items: [item(pressoir.id, 6, { addons: many })] });
  expect([full.status, full.json.code, full.json.most]).toEqual([422, "basket_full", 40]);
  expect(await howMany()).toBe(before);
});
