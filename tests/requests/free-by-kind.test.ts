import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFree, findFreeByKind, requestBooking } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
/** A training with two sessions of three places, on the fourth and the fifth day. */
let training: string;
const KINDS = ["room", "vehicle", "equipment", "training"];
const PEOPLE = ["room", "vehicle"];
beforeAll(async () => {
  world = await openWorld();
  training = newId();
  const { owner } = world;
  const pole_id = world.poles.orme.id;
  await owner`insert into resources ${owner({ id: training, pole_id, kind: "training", structure_id: world.structures.tablee.id, name: "Premiers secours", takes_all_units: false, by_session: true })}`;
  for (const n of [1, 2, 3]) {
    const unit = newId();
    await owner`insert into units ${owner({ id: unit, pole_id, label: `Place ${n}` })}`;
    await owner`insert into resource_units ${owner({ pole_id, resource_id: training, unit_id: unit })}`;
  }
  await owner`insert into resource_sessions ${owner(
    [4, 5].map((n) => ({
      id: newId(),
      pole_id,
      resource_id: training,
      title: `Groupe ${n}`,
      starts_at: at(workday(n), "09:00"),
      ends_at: at(workday(n), "17:00"),
    })),
  )}`;
}, 60_000);
afterAll(() => world.close());

const search = (day: string, from: string, to: string, more: Partial<Parameters<typeof findFreeByKind>[1]> = {}) =>
  findFreeByKind(
    world.actors.employee,
    { start: at(day, from), end: at(day, to), attendeesOf: PEOPLE, ...more },
    { kinds: KINDS, each: 2 },
  );

describe("what is free of every kind", () => {
  test("is some of each kind, with how many there are, in the order asked", async () => {
    const { kinds, sessions } = await search(workday(1), "14:00", "17:00");
    expect(kinds.map(({ kind, count, offers }) => [kind, count, offers.length])).toEqual([
      ["room", 6, 2],
      ["equipment", 1, 1],
    ]);
    expect(sessions).toEqual([]);
    expect(kinds[0]!.offers[0]).toMatchObject({ name: "Studio de veille", price: { cents: 0 } });
  });

  test("counts people where capacity does, and units of what is given one by one", async () => {
    const day = workday(2);
    const twelve = await search(day, "14:00", "17:00", { attendees: 12, quantity: 3 });
    expect(twelve.kinds.map(({ kind, count }) => [kind, count])).toEqual([
      ["room", 4],
      ["equipment", 1],
    ]);
    const { projectors } = world.rooms;
    await requestBooking(world.actors.colleague, {
      id: newId(),
      resourceId: projectors.id,
      start: at(day, "14:00"),
      end: at(day, "15:00"),
      quantity: 1,
    });
    const { kinds, nearlyFree } = await search(day, "14:00", "17:00", { quantity: 3, attendees: 12 });
    expect(kinds.map(({ kind }) => kind)).toEqual(["room"]);
    // Two of the three that were asked for.
    expect(nearlyFree).toContainEqual(
      expect.objectContaining({ resourceId: projectors.id, how: "fewer", quantity: 2, start: at(day, "14:00") }),
    );
  });

  test("has the sessions that fall in the time asked for, while there are places", async () => {
    const day = workday(4);
    const { sessions } = await search(day, "14:00", "16:00", { quantity: 2 });
    expect(sessions).toMatchObject([
      {
        name: "Premiers secours",
        title: "Groupe 4",
        start: at(day, "09:00"),
        end: at(day, "17:00"),
        free: 3,
        places: 3,
      },
    ]);
    expect((await search(day, "17:00", "18:00")).sessions).toEqual([]);
    // At any other hour it cannot be had, so it is not among what is free.
    expect(
      (await findFree(world.actors.employee, { start: at(day, "14:00"), end: at(day, "16:00"), kind: "training" }))
        .offers,
    ).toEqual([]);
    const taken = await requestBooking(world.actors.employee, {
      id: newId(),
      resourceId: training,
      start: at(day, "09:00"),
      end: at(day, "17:00"),
      quantity: 2,
    });
    expect(taken.ok).toBe(true);
    expect((await search(day, "14:00", "16:00", { quantity: 2 })).sessions).toEqual([]);
    expect((await search(day, "14:00", "16:00", { quantity: 1 })).sessions).toMatchObject([{ free: 1 }]);
  });

  test("is nothing of another pôle", async () => {
    const { kinds, sessions } = await findFreeByKind(
      world.actors.neighbour,
      { start: at(workday(4), "14:00", "Indian/Reunion"), end: at(workday(4), "15:00", "Indian/Reunion") },
      { kinds: KINDS, each: 4 },
    );
    expect(kinds.flatMap(({ offers }) => offers.map(({ name }) => name))).toEqual(["Case du Lagon"]);
    expect(sessions).toEqual([]);
  });
});
