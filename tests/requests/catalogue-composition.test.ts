import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  bookingTasks,
  callOffSession,
  cancelBooking,
  joinWaiting,
  requestBooking,
  restoreBooking,
  waitingOf,
} from "../../server/bookings";
import {
  addonChoices,
  addResource,
  addSession,
  addUnits,
  cancelSession,
  compositionOf,
  kindOf,
  labelUnits,
  partSources,
  resourceOf,
  restoreUnit,
  retireUnit,
  setAddons,
  setParts,
  unitsFor,
  type KindKey,
  type ResourceForm,
} from "../../server/catalogue";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

/** Shares a new thing of the structure of `owner`, always open, with so many units. */
async function share(kind: KindKey, name: string, units = 1, use: Partial<ResourceForm["use"]> = {}): Promise<string> {
  const { defaults, startSteps } = kindOf(kind);
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
  return addResource(world.actors.owner, kind, {
    id: newId(),
    version: undefined,
    structureId: world.structures.tablee.id,
    name,
    description: "",
    place: { choice: "none" },
    capacity: 1,
    accessible: false,
    features: [],
    attributes: {},
    hours: always,
    rules: { ...defaults.rules, noticeMinutes: 0, horizonDays: 730 },
    rates: [],
    use: { units, unlimited: false, startStep: startSteps[0], noShowMinutes: null, instructions: "", ...use },
  });
}

async function book(resourceId: string, from = "14:00", to = "16:00", quantity = 1) {
  const form = { id: newId(), resourceId, start: at(day, from), end: at(day, to), quantity };
  const outcome = await requestBooking(world.actors.employee, form);
  return outcome.ok ? outcome.value.id : outcome.problem.code;
}

describe("units", () => {
  test("are as many as were said, and one can be added, named, taken out of service and put back", async () => {
    const { owner, employee } = world.actors;
    const id = await share("equipment", "Tables", 3);
    expect(await resourceOf(employee, id)).toMatchObject({ units: 3, unitsFree: 3, takesAllUnits: false });
    expect(await addUnits(owner, id, 2)).toEqual({ ok: true, value: null });
    const [first] = await unitsFor(owner, id);
    await labelUnits(owner, id, [{ id: first!.id, label: "La rouge" }]);
    expect(await retireUnit(owner, id, first!.id)).toEqual({ ok: true, value: null });
    expect((await resourceOf(employee, id)).units).toBe(4);
    expect((await unitsFor(owner, id)).at(-1)).toMatchObject({
      label: "La rouge",
      retiredAt: expect.any(Date) as Date,
    });
    await restoreUnit(owner, id, first!.id);
    expect((await resourceOf(employee, id)).units).toBe(5);
  });

  test("stay in service while they are promised, and say to whom", async () => {
    const { owner } = world.actors;
    const id = await share("equipment", "Chaises", 2);
    const booking = await book(id, "10:00", "12:00", 2);
    const [first] = await unitsFor(owner, id);
    expect(first?.coming).toBe(1);
    expect(await retireUnit(owner, id, first!.id)).toEqual({
      ok: false,
      problem: {
        code: "unit_has_bookings",
        bookings: [{ id: booking, start: at(day, "10:00"), end: at(day, "12:00"), structure: "Les Jardins du Gué" }],
      },
    });
    expect((await resourceOf(owner, id)).units).toBe(2);
  });

  test("the last one stays: there would be nothing left to book", async () => {
    const id = await share("vehicle", "Voiture");
    const [only] = await unitsFor(world.actors.owner, id);
    expect(await retireUnit(world.actors.owner, id, only!.id)).toMatchObject({ problem: { code: "last_unit" } });
  });

  test("retiring and booking at once never leaves a promise on what is gone", async () => {
    const id = await share("equipment", "Barnums", 4);
    const units = await unitsFor(world.actors.owner, id);
    const results = await Promise.all([
      ...units.slice(0, 3).map((unit) => retireUnit(world.actors.owner, id, unit.id)),
      ...["08:00", "10:00", "12:00"].map((from) => book(id, from, `${Number(from.slice(0, 2)) + 2}:00`, 2)),
    ]);
    expect(results).toHaveLength(6);
    const [promised] = await world.owner<{ count: number }[]>`
      select count(*)::int as count from claims c join units u on u.id = c.unit_id
       where u.retired_at is not null and c.released_at is null
         and u.id in (select unit_id from resource_units where resource_id = ${id})`;
    expect(promised?.count).toBe(0);
  });

  test("are for whoever may edit the thing alone", async () => {
    const id = await share("equipment", "Lampes", 2);
    const [unit] = await unitsFor(world.actors.owner, id);
    await expect(retireUnit(world.actors.employee, id, unit!.id)).rejects.toThrow(Forbidden);
    await expect(unitsFor(world.actors.neighbour, id)).rejects.toThrow(NotFound);
    const other = await share("equipment", "Autres lampes", 2);
    await expect(retireUnit(world.actors.owner, other, unit!.id)).rejects.toThrow(NotFound);
  });
});

describe("parts", () => {
  test("a hall made of two halves keeps them while it is booked, and gives way to each of them", async () => {
    const { owner } = world.actors;
    const [hall, left, right] = [
      await share("room", "Halle"),
      await share("room", "Gauche"),
      await share("room", "Droite"),
    ];
    const halves = [left, right].map((sourceId) => ({ sourceId, takes: null }));
    expect(await setParts(owner, hall, halves)).toEqual({ ok: true, value: null });
    expect((await compositionOf(owner, hall)).parts.map(({ name }) => name)).toEqual(["Gauche", "Droite"]);
    expect((await compositionOf(owner, left)).partOf.map(({ name }) => name)).toEqual(["Halle"]);
    await book(hall, "09:00", "10:00");
    expect(await book(left, "09:00", "10:00")).toBe("slot_taken");
    await book(right, "11:00", "12:00");
    expect(await book(hall, "11:00", "12:00")).toBe("slot_taken");
  });

  test("a kit takes some of several alike; a thing of several alike is no kit itself", async () => {
    const { owner } = world.actors;
    const [kit, tools] = [await share("equipment", "Lot"), await share("equipment", "Visseuses", 3)];
    expect(await setParts(owner, kit, [{ sourceId: tools, takes: 4 }])).toMatchObject({
      problem: { code: "takes_too_many", units: 3 },
    });
    await setParts(owner, kit, [{ sourceId: tools, takes: 2 }]);
    await book(kit, "09:00", "10:00");
    expect(await book(tools, "09:00", "10:00", 2)).toBe("not_enough_units");
    expect(await setParts(owner, tools, [{ sourceId: world.rooms.pressoir.id, takes: null }])).toMatchObject({
      problem: { code: "is_a_part", names: ["Lot"] },
    });
    const other = await share("equipment", "Ponceuses", 2);
    expect(await setParts(owner, other, [{ sourceId: world.rooms.pressoir.id, takes: null }])).toMatchObject({
      problem: { code: "has_several_units", units: 2 },
    });
    expect((await partSources(owner, other)).map(({ name }) => name)).not.toContain("Lot");
    expect(await setParts(owner, await share("room", "Grand tout"), [{ sourceId: kit, takes: null }])).toMatchObject({
      problem: { code: "part_of_a_part" },
    });
  });

  test("none is added under bookings that do not count on it; one can always go", async () => {
    const { owner } = world.actors;
    const [hall, left] = [await share("room", "Grange"), await share("room", "Grenier")];
    await book(hall);
    expect(await setParts(owner, hall, [{ sourceId: left, takes: null }])).toMatchObject({
      problem: { code: "has_bookings", count: 1, until: at(day, "16:00") },
    });
    expect((await compositionOf(owner, hall)).parts).toEqual([]);
    const [whole, half] = [await share("room", "Préau"), await share("room", "Moitié")];
    await setParts(owner, whole, [{ sourceId: half, takes: null }]);
    await book(whole);
    expect(await setParts(owner, whole, [])).toEqual({ ok: true, value: null });
    expect(await book(half)).toBe("slot_taken");
  });

  test("somebody else's thing is no part of mine", async () => {
    const hall = await share("room", "Remise");
    const studio = world.rooms.projectors.id;
    await expect(setParts(world.actors.owner, hall, [{ sourceId: studio, takes: 1 }])).rejects.toThrow(Forbidden);
    await expect(setParts(world.actors.owner, hall, [{ sourceId: world.rooms.lagon.id, takes: null }])).rejects.toThrow(
      NotFound,
    );
    expect((await partSources(world.actors.owner, hall)).map(({ id }) => id)).not.toContain(studio);
  });
});

describe("sessions of a course", () => {
  const session = (from: string, to: string) => ({ id: newId(), start: at(day, from), end: at(day, to), title: "" });

  test("are the only times at which it is booked, and count their places", async () => {
    const { owner, employee } = world.actors;
    const course = await share("training", "Tableur", 3);
    expect(await book(course, "09:00", "12:00")).toBe("not_a_session");
    const first = session("09:00", "12:00");
    await addSession(owner, course, first);
    expect(await addSession(owner, course, first)).toEqual({ ok: true, value: null });
    await book(course, "09:00", "12:00", 2);
    expect((await compositionOf(employee, course)).sessions).toMatchObject([{ places: 3, left: 1, cancelledAt: null }]);
    expect(await book(course, "09:00", "12:00", 2)).toBe("not_enough_units");
  });

  test("never share their places with another at the same time, nor lie in the past", async () => {
    const course = await share("training", "Secours", 2);
    await addSession(world.actors.owner, course, session("09:00", "12:00"));
    expect(await addSession(world.actors.owner, course, session("11:00", "13:00"))).toMatchObject({
      problem: { code: "session_overlaps" },
    });
    expect(await addSession(world.actors.owner, course, session("12:00", "13:00"))).toMatchObject({ ok: true });
    const past = {
      ...session("09:00", "10:00"),
      start: new Date("2020-01-01T09:00Z"),
      end: new Date("2020-01-01T10:00Z"),
    };
    expect(await addSession(world.actors.owner, course, past)).toMatchObject({ problem: { code: "session_past" } });
  });

  test("one with places taken is not cancelled unheard; an empty one is, and is booked no more", async () => {
    const course = await share("training", "Cuisine", 2);
    const [taken, empty] = [session("09:00", "10:00"), session("14:00", "15:00")];
    await addSession(world.actors.owner, course, taken);
    await addSession(world.actors.owner, course, empty);
    const booking = await book(course, "09:00", "10:00");
    expect(await cancelSession(world.actors.owner, course, taken.id)).toMatchObject({
      problem: { code: "session_has_bookings", bookings: [{ id: booking }] },
    });
    expect(await cancelSession(world.actors.owner, course, empty.id)).toMatchObject({ ok: true });
    expect(await book(course, "14:00", "15:00")).toBe("not_a_session");
    await expect(cancelSession(world.actors.employee, course, taken.id)).rejects.toThrow(Forbidden);
  });

  test("one called off takes nobody again, nor does an offer of a place in it stay", async () => {
    const { owner, employee } = world.actors;
    const course = await share("training", "Vannerie", 1);
    const called = session("09:00", "10:00");
    await addSession(owner, course, called);
    const form = { id: newId(), resourceId: course, start: called.start, end: called.end };
    expect(await requestBooking(owner, form)).toMatchObject({ ok: true });
    expect(await joinWaiting(employee, { ...form, id: newId() })).toMatchObject({ ok: true });
    expect(await cancelBooking(owner, { id: form.id })).toMatchObject({ ok: true });
    await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    expect(await waitingOf(employee)).toMatchObject([{ state: "offered" }]);
    expect(await callOffSession(owner, { resourceId: course, sessionId: called.id })).toBe(1);
    expect(await waitingOf(employee)).toEqual([]);
    expect(await restoreBooking(owner, { id: form.id })).toMatchObject({ ok: false });
  });
});

test("extras are the services and equipment that its owner proposes, in order", async () => {
  const { owner } = world.actors;
  const [room, coffee, cups] = [
    await share("room", "Salon"),
    await share("service", "Café", 1, { unlimited: true }),
    await share("equipment", "Tasses", 4),
  ];
  await setAddons(owner, room, [cups, coffee]);
  expect((await compositionOf(owner, room)).addons.map(({ name }) => name)).toEqual(["Tasses", "Café"]);
  const choices = await addonChoices(owner, room);
  expect(choices.filter(({ chosen }) => chosen).map(({ name }) => name)).toEqual(["Café", "Tasses"]);
  expect(choices.some(({ kind }) => kind === "room")).toBe(false);
  await setAddons(owner, room, []);
  expect((await compositionOf(owner, room)).addons).toEqual([]);
  await expect(setAddons(world.actors.employee, room, [])).rejects.toThrow(Forbidden);
});

test("what must be known once it is booked is not told to those who only look", async () => {
  const id = await share("vehicle", "Camionnette", 1, { instructions: "Code 2706" });
  expect((await resourceOf(world.actors.employee, id)).instructions).toBeNull();
  expect((await resourceOf(world.actors.owner, id)).instructions).toBe("Code 2706");
});
