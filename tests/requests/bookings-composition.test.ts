import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "../../db/transaction";
import {
  addBlocking,
  blockingsOf,
  bookerOf,
  findFree,
  freeIntervals,
  placeBookings,
  placing,
  removeBlocking,
  requestBooking,
  weekOf,
  type BookingForm,
} from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { startOfWeek } from "../../server/kernel/time";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
/** Two of the three projectors and the Pond room. */
let kit: string;
beforeAll(async () => {
  world = await openWorld();
  kit = newId();
  const pole_id = world.poles.orme.id;
  const { owner, rooms } = world;
  await owner`insert into resources ${owner({ id: kit, pole_id, kind: "equipment", structure_id: world.structures.tablee.id, name: "Kit ciné-débat" })}`;
  await owner`insert into opening_hours ${owner([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ pole_id, resource_id: kit, weekday, opens: 0, closes: 1440 })))}`;
  await owner`insert into resource_parts ${owner([
    { pole_id, resource_id: kit, part: 1, source_id: rooms.projectors.id, takes: 2 },
    { pole_id, resource_id: kit, part: 2, source_id: rooms.etang.id, takes: null },
  ])}`;
});
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

function form(resourceId: string, from = "14:00", to = "17:00", changes: Partial<BookingForm> = {}): BookingForm {
  return { id: newId(), resourceId, start: at(day, from), end: at(day, to), ...changes };
}

async function ask(resourceId: string, from?: string, to?: string, changes?: Partial<BookingForm>): Promise<string> {
  const outcome = await requestBooking(world.actors.employee, form(resourceId, from, to, changes));
  return outcome.ok ? "done" : outcome.problem.code;
}

describe("a kit", () => {
  test("takes two of three projectors and the room, whichever are free", async () => {
    const { projectors, etang } = world.rooms;
    expect(await ask(projectors.id)).toBe("done");
    expect(await ask(kit)).toBe("done");
    expect(await ask(projectors.id)).toBe("slot_taken");
    expect(await ask(etang.id)).toBe("slot_taken");
    expect(await ask(kit)).toBe("slot_taken");
  });

  test("is not to be had when one projector only is left, though its room is free", async () => {
    const { projectors } = world.rooms;
    expect(await ask(projectors.id, "14:00", "15:00", { quantity: 2 })).toBe("done");
    expect(await ask(kit)).toBe("slot_taken");
    expect(await ask(kit, "15:00", "17:00")).toBe("done");
  });

  test("is shown free when the same two projectors are for the whole time, and found by the search just then", async () => {
    const { projectors } = world.rooms;
    // One is out from 10 to 12, another from 12 to 14, the third is free: two others at a time, never the same two.
    await ask(projectors.id, "10:00", "12:00");
    const second = await inTransaction(world.actors.employee, (tx) =>
      tx
        .selectFrom("resourceUnits")
        .select("unitId")
        .where("resourceId", "=", projectors.id)
        .orderBy("unitId")
        .execute(),
    );
    await addBlocking(world.actors.managerAtGue, {
      ...form(projectors.id, "12:00", "14:00"),
      kind: "maintenance",
      unitIds: [second[1]!.unitId],
    });
    const free = await freeIntervals(world.actors.employee, kit, at(day, "08:00"), at(day, "20:00"));
    const hours = (date: Date) => (date.getTime() - at(day, "00:00").getTime()) / 3_600_000;
    expect(free.map(({ start, end }) => [hours(start), hours(end)])).toEqual([
      [8, 12],
      [12, 20],
    ]);
    const found = async (from: string, to: string) =>
      (await findFree(world.actors.employee, { start: at(day, from), end: at(day, to), q: "ciné" })).offers.length;
    expect(await found("10:00", "12:00")).toBe(1);
    expect(await found("12:00", "14:00")).toBe(1);
    expect(await found("11:00", "13:00")).toBe(0);
    expect(await ask(kit, "11:00", "13:00")).toBe("blocked");
  });

  test("follows its parts: a projector more is one more to choose from", async () => {
    const { projectors } = world.rooms;
    expect(await ask(projectors.id, "14:00", "17:00", { quantity: 2 })).toBe("done");
    expect(await ask(kit)).toBe("slot_taken");
    const unit = newId();
    const pole_id = world.poles.orme.id;
    await world.owner`insert into units ${world.owner({ id: unit, pole_id, label: "Projecteur 4" })}`;
    await world.owner`insert into resource_units ${world.owner({ pole_id, resource_id: projectors.id, unit_id: unit })}`;
    expect(await ask(kit)).toBe("done");
    await world.owner`update units set retired_at = now() where id = ${unit}`;
  });

  test("has no kit in it", async () => {
    const pole_id = world.poles.orme.id;
    const row = { pole_id, resource_id: world.rooms.pressoir.id, part: 1, source_id: kit };
    await expect(world.owner`insert into resource_parts ${world.owner(row)}`).rejects.toMatchObject({
      constraint_name: "part_of_a_part",
    });
  });
});

describe("several things asked for together", () => {
  const place = (forms: BookingForm[]) =>
    placing(() =>
      inTransaction(world.actors.employee, (tx, now) =>
        placeBookings(tx, bookerOf(world.actors.employee, world.structures.gue.id), forms, now),
      ),
    );

  test("are all had, though two of them want the same model", async () => {
    const { projectors, pressoir } = world.rooms;
    const placed = await place([
      form(projectors.id),
      form(pressoir.id),
      form(projectors.id, "14:00", "17:00", { quantity: 2 }),
    ]);
    expect(placed).toMatchObject({ ok: true, value: [{ state: "confirmed" }, { quantity: 1 }, { quantity: 2 }] });
    expect(await ask(projectors.id)).toBe("slot_taken");
  });

  test("are had all or not at all, and each that cannot be is told", async () => {
    const { projectors, pressoir, etang } = world.rooms;
    expect(await ask(etang.id)).toBe("done");
    const forms = [form(pressoir.id), form(etang.id), form(projectors.id, "14:00", "17:00", { quantity: 4 })];
    const placed = await place(forms);
    expect(placed.ok).toBe(false);
    if (placed.ok) return;
    expect([...placed.problem].map(([rank, [first]]) => [rank, first.code])).toEqual([
      [2, "not_enough_units"],
      [1, "slot_taken"],
    ]);
    const [{ count = -1 } = {}] = await world.owner`
      select count(*)::int from bookings where id = any(${forms.map(({ id }) => id)})`;
    expect(count).toBe(0);
    expect(await ask(pressoir.id)).toBe("done");
  });
});

describe("a blocking", () => {
  test("keeps the time from everybody but the structures it excepts, with its reason and its end", async () => {
    const { etang } = world.rooms;
    const { owner, employee, partner } = world.actors;
    const id = newId();
    await addBlocking(owner, {
      ...form(etang.id, "08:00", "18:00"),
      id,
      kind: "closed",
      reason: "Peinture",
      exceptStructures: [world.structures.mairie.id],
    });
    expect(await requestBooking(employee, form(etang.id))).toMatchObject({
      problem: { code: "blocked", reason: "Peinture", until: at(day, "18:00") },
    });
    expect((await findFree(employee, { start: at(day, "14:00"), end: at(day, "17:00"), q: "etang" })).offers).toEqual(
      [],
    );
    const week = await weekOf(employee, etang.id, startOfWeek(day));
    const segments = week.days.find(({ date }) => date === day)?.segments;
    expect(segments).toContainEqual(
      expect.objectContaining({
        kind: "unavailable",
        start: 480,
        end: 1080,
        blocking: { kind: "closed", reason: "Peinture" },
      }),
    );
    expect((await requestBooking(partner, form(etang.id))).ok).toBe(true);
    expect(await ask(etang.id, "18:00", "20:00")).toBe("done");
    await removeBlocking(owner, id);
    await removeBlocking(owner, id);
    expect(await ask(etang.id, "09:00", "11:00")).toBe("done");
  });

  test("leaves the bookings already made, and tells which it meets", async () => {
    const { pressoir } = world.rooms;
    const kept = await requestBooking(world.actors.employee, form(pressoir.id));
    const { affected } = await addBlocking(world.actors.owner, {
      ...form(pressoir.id, "16:00", "20:00"),
      kind: "maintenance",
    });
    expect(affected).toMatchObject([{ id: kept.ok && kept.value.id, state: "confirmed" }]);
    expect(await blockingsOf(world.actors.employee, { resourceId: pressoir.id, from: at(day, "08:00") })).toMatchObject(
      [{ kind: "maintenance", createdBy: "Inès Lacombe" }],
    );
  });

  test("of a half keeps the whole hall", async () => {
    const { jardin, haute, cour } = world.rooms;
    await addBlocking(world.actors.owner, { ...form(jardin.id, "08:00", "20:00"), kind: "maintenance" });
    expect(await ask(haute.id)).toBe("blocked");
    expect(await ask(cour.id)).toBe("done");
  });

  test("is for who shares the thing, in their own pôle", async () => {
    const { pressoir, lagon } = world.rooms;
    const blocking = { ...form(pressoir.id), kind: "closed" as const };
    await expect(addBlocking(world.actors.employee, blocking)).rejects.toThrow(Forbidden);
    await expect(addBlocking(world.actors.owner, { ...blocking, resourceId: lagon.id })).rejects.toThrow(NotFound);
    await expect(removeBlocking(world.actors.neighbour, newId())).rejects.toThrow(NotFound);
  });

  test("and a request at once never both hold the time unknown to each other", async () => {
    const { cour } = world.rooms;
    const [{ affected }, answers] = await Promise.all([
      addBlocking(world.actors.owner, { ...form(cour.id), kind: "closed" }),
      Promise.all(Array.from({ length: 8 }, () => ask(cour.id))),
    ]);
    // Whoever was first is told to the other: a booking made before is among those met, one asked after is refused.
    const made = answers.filter((answer) => answer === "done").length;
    expect(affected).toHaveLength(made);
  });
});
