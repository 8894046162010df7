import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addToBasket,
  basketCount,
  basketOf,
  bookTogether,
  changeItem,
  confirmBasket,
  emptyBasket,
  ordersOf,
  removeItem,
  type NewItem,
} from "../../server/baskets";
import {
  addonsOf,
  bookedTogether,
  cancelBooking,
  declineRequest,
  requestBooking,
  restoreBooking,
} from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
/** Coffee, which La Grande Tablée brings to its rooms: as much as anybody wants. */
let coffee: string;
beforeAll(async () => {
  world = await openWorld();
  coffee = newId();
  const pole_id = world.poles.orme.id;
  const { owner, rooms, structures } = world;
  const unit = newId();
  await owner`insert into resources ${owner({ id: coffee, pole_id, kind: "service", structure_id: structures.tablee.id, name: "Café d'accueil", takes_all_units: false, unlimited: true })}`;
  await owner`insert into units ${owner({ id: unit, pole_id, label: "Café" })}`;
  await owner`insert into resource_units ${owner({ pole_id, resource_id: coffee, unit_id: unit })}`;
  await owner`insert into opening_hours ${owner([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ pole_id, resource_id: coffee, weekday, opens: 0, closes: 1440 })))}`;
  await owner`insert into resource_addons ${owner({ pole_id, resource_id: rooms.pressoir.id, addon_id: coffee })}`;
}, 60_000);
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(async () => {
  day = workday((used += 1));
  for (const key of ["employee", "colleague", "treasurer"] as const) await emptyBasket(world.actors[key]);
});

function thing(resourceId: string, from = "14:00", to = "17:00", changes: Partial<NewItem> = {}): NewItem {
  return { id: newId(), resourceId, start: at(day, from), end: at(day, to), ...changes };
}

async function put(...items: NewItem[]): Promise<string[]> {
  for (const item of items) expect(await addToBasket(world.actors.employee, item)).toMatchObject({ ok: true });
  return (await basketOf(world.actors.employee)).lines.map(({ id }) => id);
}

async function countOf(basketId: string): Promise<number> {
  const [row] = await world.owner`select count(*)::int from bookings where basket_id = ${basketId}`;
  return Number(row?.count);
}

const quiet = new Logger(() => () => {});
const work = () => runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger: quiet });

describe("a basket", () => {
  test("keeps what was put aside for its person alone, in its pôle, and shows what each would be now", async () => {
    const { pressoir, projectors } = world.rooms;
    await put(
      thing(pressoir.id, "14:00", "17:00", { attendees: 8 }),
      thing(projectors.id, "14:00", "17:00", { quantity: 2 }),
    );
    const { lines, cents } = await basketOf(world.actors.employee);
    expect(
      lines.map(({ resourceId, quantity, now }) => [resourceId, quantity, now?.problem, now?.booking.state]),
    ).toEqual([
      [pressoir.id, 1, null, "confirmed"],
      [projectors.id, 2, null, "confirmed"],
    ]);
    expect(cents).toBe(1800);
    expect(await basketCount(world.actors.employee)).toBe(2);
    expect(await basketCount(world.actors.colleague)).toBe(0);
    expect((await basketOf(world.actors.colleague)).lines).toEqual([]);
    // Looking books nothing.
    const [row] = await world.owner`select count(*)::int from bookings where resource_id = ${projectors.id}`;
    expect(row?.count).toBe(0);
  });

  test("takes the same form sent twice once", async () => {
    const item = thing(world.rooms.pressoir.id, "14:00", "17:00", { addons: [thing(coffee, "14:00", "14:15")] });
    await Promise.all([1, 2, 3].map(() => addToBasket(world.actors.employee, item)));
    expect(await basketCount(world.actors.employee)).toBe(2);
  });

  test("says of each thing that cannot be had why, with ways out, the other things of the basket considered", async () => {
    const { projectors, etang } = world.rooms;
    await requestBooking(world.actors.colleague, thing(etang.id));
    await put(
      thing(projectors.id, "14:00", "17:00", { quantity: 2 }),
      thing(projectors.id, "15:00", "16:00", { quantity: 2 }),
      thing(etang.id),
    );
    const { lines } = await basketOf(world.actors.employee);
    expect(lines.map(({ now }) => now?.problem?.code)).toEqual([undefined, "not_enough_units", "slot_taken"]);
    expect(lines[1]!.now?.problem).toMatchObject({ units: 1, quantity: 2 });
    expect(lines[2]!.now?.problem?.suggestions.map(({ kind }) => kind)).toContain("other");
  });

  test("says of two rooms that exclude each other that they do, and proposes neither's own hours again", async () => {
    const { haute, jardin } = world.rooms;
    await put(thing(haute.id), thing(jardin.id));
    const { lines } = await basketOf(world.actors.employee);
    expect(lines.map(({ now }) => [now?.problem?.code, now?.excludedBy])).toEqual([
      [undefined, null],
      ["slot_taken", haute.name],
    ]);
    const proposed = lines[1]!.now!.problem!.suggestions;
    const taken = ({ resourceId, start, end }: (typeof proposed)[number]) =>
      [haute.id, jardin.id].includes(resourceId) && start < lines[0]!.end && lines[0]!.start < end;
    expect(proposed.filter(taken)).toEqual([]);
  });

  test("moves what goes with a thing along with it, and takes it out with it", async () => {
    const { pressoir, etang } = world.rooms;
    const [room] = await put(
      thing(pressoir.id, "14:00", "17:00", { addons: [thing(coffee, "15:30", "16:00", { quantity: 8 })] }),
    );
    await changeItem(world.actors.employee, room!, { start: at(day, "10:00"), end: at(day, "12:00") });
    const moved = await basketOf(world.actors.employee);
    expect(moved.lines[1]).toMatchObject({
      parentId: room,
      start: at(day, "11:30"),
      end: at(day, "12:00"),
      quantity: 8,
    });
    // No coffee goes with the Pond room.
    await changeItem(world.actors.employee, room!, { resourceId: etang.id });
    expect((await basketOf(world.actors.employee)).lines).toHaveLength(1);
    await removeItem(world.actors.employee, room!);
    expect(await basketCount(world.actors.employee)).toBe(0);
  });

  test("has nothing of another pôle, of another person, nor what does not go with a thing", async () => {
    const { employee, colleague, neighbour, observer } = world.actors;
    const { lagon, etang, pressoir } = world.rooms;
    await expect(addToBasket(employee, thing(lagon.id))).rejects.toThrow(NotFound);
    await expect(addToBasket(employee, thing(etang.id, "14:00", "17:00", { addons: [thing(coffee)] }))).rejects.toThrow(
      NotFound,
    );
    await expect(addToBasket(observer, thing(etang.id))).rejects.toThrow(Forbidden);
    const [id] = await put(thing(pressoir.id));
    for (const other of [colleague, neighbour]) {
      await expect(changeItem(other, id!, { quantity: 2 })).rejects.toThrow(NotFound);
      await removeItem(other, id!);
      expect(await confirmBasket(other, { id: newId(), itemIds: [id!] })).toMatchObject({
        problem: { code: "basket_changed" },
      });
    }
    expect(await basketCount(employee)).toBe(1);
  });

  test("has an end: the forty-first thing is refused", async () => {
    for (let n = 0; n < 40; n += 1) await addToBasket(world.actors.employee, thing(world.rooms.pressoir.id));
    expect(await addToBasket(world.actors.employee, thing(world.rooms.pressoir.id))).toEqual({
      ok: false,
      problem: { code: "basket_full", most: 40 },
    });
  });
});

describe("confirming a basket", () => {
  test("books all of it at once, add-ons beside their room, with one purpose, and empties it", async () => {
    const { pressoir, projectors } = world.rooms;
    const itemIds = await put(
      thing(pressoir.id, "14:00", "17:00", {
        addons: [thing(coffee, "15:30", "16:00", { quantity: 8, message: "Sans sucre" })],
      }),
      thing(projectors.id),
    );
    const id = newId();
    const outcome = await confirmBasket(world.actors.employee, { id, itemIds, title: "Conseil", priceCents: 1800 });
    expect(outcome.ok).toBe(true);
    const booked = await bookedTogether(world.actors.employee, id);
    const room = booked.find(({ resource }) => resource.id === pressoir.id);
    expect(booked).toHaveLength(3);
    expect(booked.every(({ state, title }) => state === "confirmed" && title === "Conseil")).toBe(true);
    expect(await addonsOf(world.actors.employee, room!.id)).toMatchObject([{ quantity: 8, message: "Sans sucre" }]);
    expect(await basketCount(world.actors.employee)).toBe(0);
    await expect(bookedTogether(world.actors.neighbour, id)).rejects.toThrow(NotFound);
  });

  test("books nothing when one thing cannot be had, and says which: the rest stays in the basket", async () => {
    const { pressoir, etang } = world.rooms;
    const itemIds = await put(thing(pressoir.id), thing(etang.id));
    await requestBooking(world.actors.colleague, thing(etang.id));
    const id = newId();
    const outcome = await confirmBasket(world.actors.employee, { id, itemIds });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "not_all" } });
    if (outcome.ok || outcome.problem.code !== "not_all") return;
    expect([...outcome.problem.refusals].map(([item, [first]]) => [item, first.code])).toEqual([
      [itemIds[1], "slot_taken"],
    ]);
    expect(await countOf(id)).toBe(0);
    expect(await basketCount(world.actors.employee)).toBe(2);
  });

  test("sent twice, or five times at once, books once", async () => {
    const itemIds = await put(thing(world.rooms.pressoir.id), thing(world.rooms.etang.id));
    const id = newId();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => confirmBasket(world.actors.employee, { id, itemIds })),
    );
    outcomes.push(await confirmBasket(world.actors.employee, { id, itemIds }));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(new Set(outcomes.map((outcome) => outcome.ok && [...outcome.value].sort().join())).size).toBe(1);
    expect(await countOf(id)).toBe(2);
    expect(await confirmBasket(world.actors.colleague, { id, itemIds: [newId()] })).toMatchObject({
      problem: { code: "already_used" },
    });
  });

  test("books what was shown, at the price that was shown, or nothing", async () => {
    const { pressoir, etang } = world.rooms;
    const [first] = await put(thing(pressoir.id));
    expect(await confirmBasket(world.actors.employee, { id: newId(), itemIds: [first!], priceCents: 1799 })).toEqual({
      ok: false,
      problem: { code: "dearer", cents: 1800 },
    });
    const itemIds = await put(thing(etang.id));
    await removeItem(world.actors.employee, first!);
    const id = newId();
    expect(await confirmBasket(world.actors.employee, { id, itemIds })).toMatchObject({
      problem: { code: "basket_changed" },
    });
    expect(await countOf(id)).toBe(0);
  });

  test("asks each owner for its own approval, and confirms the rest", async () => {
    const { etang, projectors } = world.rooms;
    await world.owner`update resources set approval = 'owner' where id = ${etang.id}`;
    const itemIds = await put(thing(etang.id), thing(projectors.id));
    const { lines } = await basketOf(world.actors.employee);
    expect(lines.map(({ now }) => now?.approvalBy?.who)).toEqual(["owner", undefined]);
    const id = newId();
    await confirmBasket(world.actors.employee, { id, itemIds });
    const booked = await bookedTogether(world.actors.employee, id);
    expect(new Map(booked.map(({ resource, state }) => [resource.id, state]))).toEqual(
      new Map([
        [etang.id, "requested"],
        [projectors.id, "confirmed"],
      ]),
    );
    await world.owner`update resources set approval = 'automatic' where id = ${etang.id}`;
  });

  test("never gives two baskets that cross the same unit, nor leaves either half booked", async () => {
    const { pressoir, etang, cour, haute, projectors } = world.rooms;
    const things = [pressoir.id, etang.id, haute.id, cour.id, projectors.id].map((id) => ({
      resourceId: id,
      start: at(day, "09:00"),
      end: at(day, "11:00"),
    }));
    const baskets = Array.from({ length: 12 }, (_, n) => ({
      id: newId(),
      // In one order and in the other, from one end and from the other.
      things: (n % 2 === 0 ? things : things.toReversed()).slice(n % 3, (n % 3) + 3),
    }));
    const actors = [world.actors.employee, world.actors.colleague, world.actors.partner, world.actors.owner];
    const outcomes = await Promise.all(baskets.map((basket, n) => bookTogether(actors[n % 4]!, basket)));
    expect(outcomes.some(({ ok }) => ok)).toBe(true);
    for (const [n, { id, things: asked }] of baskets.entries()) {
      expect(await countOf(id)).toBe(outcomes[n]!.ok ? asked.length : 0);
    }
    const overlapping = await world.owner`
      select from claims a join claims b on b.unit_id = a.unit_id and b.id > a.id
       where a.released_at is null and b.released_at is null
         and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`;
    expect(overlapping).toHaveLength(0);
  });
});

describe("what goes with a booking", () => {
  test("is cancelled with it, once, in the same moment", async () => {
    const itemIds = await put(
      thing(world.rooms.pressoir.id, "14:00", "17:00", { addons: [thing(coffee, "14:00", "14:30", { quantity: 5 })] }),
    );
    const id = newId();
    await confirmBasket(world.actors.employee, { id, itemIds });
    const room = (await bookedTogether(world.actors.employee, id)).find(({ parentId }) => parentId === null)!;
    expect((await cancelBooking(world.actors.manager, { id: room.id, reason: "Reporté" })).ok).toBe(true);
    const booked = await bookedTogether(world.actors.employee, id);
    expect(booked.map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
    expect(booked[0]!.cancelledAt).toEqual(booked[1]!.cancelledAt);
  });

  test("comes back with it when the cancellation is undone", async () => {
    const itemIds = await put(
      thing(world.rooms.pressoir.id, "14:00", "17:00", { addons: [thing(coffee, "14:00", "14:30", { quantity: 5 })] }),
    );
    const id = newId();
    await confirmBasket(world.actors.employee, { id, itemIds });
    const room = (await bookedTogether(world.actors.employee, id)).find(({ parentId }) => parentId === null)!;
    await cancelBooking(world.actors.employee, { id: room.id });
    const restored = await restoreBooking(world.actors.employee, { id: room.id });
    expect(restored).toMatchObject({ ok: true, value: { state: "confirmed", lostAddons: 0 } });
    const states = (await bookedTogether(world.actors.employee, id)).map(({ state }) => state);
    expect(states).toEqual(["confirmed", "confirmed"]);
  });

  test("ends when the request for it is refused", async () => {
    const { pressoir } = world.rooms;
    await world.owner`update resources set approval = 'owner' where id = ${pressoir.id}`;
    try {
      const itemIds = await put(
        thing(pressoir.id, "14:00", "17:00", { addons: [thing(coffee, "14:00", "14:30", { quantity: 5 })] }),
      );
      const id = newId();
      await confirmBasket(world.actors.employee, { id, itemIds });
      const room = (await bookedTogether(world.actors.employee, id)).find(({ parentId }) => parentId === null)!;
      expect(room.state).toBe("requested");
      await declineRequest(world.actors.manager, { id: room.id, reason: "Travaux" });
      expect(await addonsOf(world.actors.employee, room.id)).toMatchObject([{ state: "cancelled" }]);
    } finally {
      await world.owner`update resources set approval = 'automatic' where id = ${pressoir.id}`;
    }
  });
});

describe("what is told", () => {
  test("one e-mail for the whole basket, with one calendar file, and one to who provides the coffee", async () => {
    process.env.PUBLIC_URL = "https://grappe.example";
    await work();
    await world.owner`delete from emails`;
    const itemIds = await put(
      thing(world.rooms.pressoir.id, "14:00", "17:00", {
        addons: [thing(coffee, "15:30", "16:00", { quantity: 8, message: "Du thé aussi" })],
      }),
      thing(world.rooms.projectors.id, "14:00", "17:00", { quantity: 2 }),
    );
    const id = newId();
    await confirmBasket(world.actors.employee, { id, itemIds, title: "Conseil" });
    await work();
    const mails = await world.owner<
      { topic: string; to_address: string; text_body: string; attachments: { filename: string; content: string }[] }[]
    >`select * from emails order by topic`;
    expect(mails.map(({ topic, to_address }) => [topic, to_address])).toEqual([
      ["basket-booked", "employee@test.example"],
      ["order-ordered", "owner@test.example"],
    ]);
    expect(mails[0]!.text_body).toContain("Vidéoprojecteurs × 2");
    expect(mails[0]!.text_body).toContain(`/reservations/ensemble/${id}`);
    const { filename, content } = mails[0]!.attachments[0]!;
    expect(filename).toBe("reservations.ics");
    expect(content.match(/BEGIN:VEVENT/g)).toHaveLength(3);
    expect(content).toContain("METHOD:PUBLISH");
    expect(mails[1]!.text_body).toContain("Du thé aussi");
    expect(mails[1]!.text_body).toContain("Salle du Pressoir");

    await world.owner`delete from emails`;
    const room = (await bookedTogether(world.actors.employee, id)).find(
      ({ resource }) => resource.id === world.rooms.pressoir.id,
    )!;
    await cancelBooking(world.actors.employee, { id: room.id });
    await work();
    const after = await world.owner<
      { topic: string; to_address: string }[]
    >`select topic, to_address from emails order by topic, subject`;
    expect(after.map(({ topic, to_address }) => [topic, to_address])).toEqual([
      ["booking-cancelled", "employee@test.example"],
      ["booking-cancelled", "employee@test.example"],
      ["order-cancelled", "owner@test.example"],
    ]);
  });

  test("orders by day to the structure that provides, and to nobody else", async () => {
    const itemIds = await put(
      thing(world.rooms.pressoir.id, "14:00", "17:00", { addons: [thing(coffee, "15:30", "16:00", { quantity: 8 })] }),
    );
    await confirmBasket(world.actors.employee, { id: newId(), itemIds });
    const orders = await ordersOf(world.actors.owner, { from: day, days: 1 });
    expect(orders).toMatchObject([
      {
        serviceName: "Café d'accueil",
        quantity: 8,
        structureName: "Les Jardins du Gué",
        personName: "Claire Morin",
        goesWith: { name: "Salle du Pressoir", place: "Ancienne Filature" },
      },
    ]);
    expect(await ordersOf(world.actors.employee, { from: day, days: 1 })).toEqual([]);
    await expect(ordersOf(world.actors.manager, { from: day, days: 1 })).resolves.toEqual([]);
  });
});
