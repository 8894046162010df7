import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../db/transaction";
import { useWeights } from "../../server/bookings";
import { readFreeMinutesUsed } from "../../server/bookings/free-minutes";
import { Forbidden } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { openWorld, type World } from "../support/world";
import type { RoomKey, StructureKey } from "../support/world-data";

const PARIS = "Europe/Paris";
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A booking as it was once confirmed: its price is a fact, whatever the rates say now. */
async function kept(
  room: RoomKey,
  structure: StructureKey,
  start: string,
  end: string,
  columns: Record<string, string | number | boolean | Date | null> = {},
  reasons: object[] = [],
) {
  const id = newId();
  await world.owner`insert into bookings ${world.owner({
    id,
    pole_id: world.poles.orme.id,
    resource_id: world.rooms[room].id,
    structure_id: world.structures[structure].id,
    person_id: world.people.employee.id,
    starts_at: new Date(start),
    ends_at: new Date(end),
    price_reasons: world.owner.json(reasons as never),
    ...columns,
  })}`;
  return id;
}

describe("free minutes already used", () => {
  const free = (month: string, minutes: number) => ({ kind: "free", customer: "member", month, minutes, cents: 0 });
  const used = (changes: { room?: RoomKey; structure?: StructureKey; except?: string; end?: string } = {}) =>
    inTransaction(world.actors.employee, async (tx) => {
      const { room = "pressoir", structure = "gue", except, end = "2025-03-20T10:00Z" } = changes;
      const resourceId = world.rooms[room].id;
      const all = await readFreeMinutesUsed(tx, {
        structureId: world.structures[structure].id,
        resourceIds: [resourceId],
        period: { start: new Date("2025-03-20T08:00Z"), end: new Date(end) },
        zone: PARIS,
        except: except ?? null,
      });
      return all.get(resourceId) ?? {};
    });

  test("the month's add up, of this structure and this resource alone; a booking from the month before counts", async () => {
    const time = { kind: "time", minutes: 600, cents: 6000 };
    const first = await kept("pressoir", "gue", "2025-03-03T08:00Z", "2025-03-03T10:00Z", {}, [
      free("2025-03", 120),
      time,
    ]);
    await kept("pressoir", "gue", "2025-02-28T20:00Z", "2025-03-01T02:00Z", {}, [
      free("2025-02", 180),
      free("2025-03", 60),
    ]);
    await kept("etang", "gue", "2025-03-04T08:00Z", "2025-03-04T10:00Z", {}, [free("2025-03", 30)]);
    await kept("pressoir", "tablee", "2025-03-04T08:00Z", "2025-03-04T10:00Z", {}, [free("2025-03", 15)]);
    expect(await used()).toEqual({ "2025-02": 180, "2025-03": 180 });
    expect(await used({ room: "etang" })).toEqual({ "2025-03": 30 });
    expect(await used({ structure: "tablee" })).toEqual({ "2025-03": 15 });
    expect(await used({ structure: "mairie" })).toEqual({});
    // Asked for again at another time: what it took itself is not in its way.
    expect(await used({ except: first })).toEqual({ "2025-02": 180, "2025-03": 60 });
  });

  test("what is cancelled, declined or expired gives its minutes back; who did not come does not", async () => {
    const [start, end] = ["2025-03-10T08:00Z", "2025-03-10T09:00Z"] as const;
    const before = (await used({ room: "haute" }))["2025-03"] ?? 0;
    await kept("haute", "gue", start, end, { state: "cancelled", cancelled_at: new Date(start) }, [
      free("2025-03", 60),
    ]);
    await kept("haute", "gue", start, end, { state: "declined" }, [free("2025-03", 60)]);
    await kept("haute", "gue", start, end, { state: "expired" }, [free("2025-03", 60)]);
    expect((await used({ room: "haute" }))["2025-03"] ?? 0).toBe(before);
    await kept("haute", "gue", start, end, { state: "no_show" }, [free("2025-03", 60)]);
    expect(await used({ room: "haute" })).toEqual({ "2025-03": before + 60 });
  });

  test("a period across two months asks for both", async () => {
    await kept("pressoir", "gue", "2025-04-15T08:00Z", "2025-04-15T10:00Z", {}, [free("2025-04", 45)]);
    expect((await used())["2025-04"]).toBeUndefined();
    expect((await used({ end: "2025-04-02T10:00Z" }))["2025-04"]).toBe(45);
  });
});

describe("uses at cost", () => {
  const february = { from: new Date("2025-01-31T23:00Z"), to: new Date("2025-02-28T23:00Z") };

  test("they are weighed by structure and resource: minutes of the period, kilometres, units", async () => {
    const atCost = { at_cost: true };
    await kept("etang", "gue", "2025-02-03T08:00Z", "2025-02-03T10:00Z", { ...atCost, quantity: 2, kilometres: 30 });
    await kept("etang", "gue", "2025-02-04T08:00Z", "2025-02-04T09:00Z", { ...atCost, state: "no_show" });
    await kept("etang", "mairie", "2025-02-05T08:00Z", "2025-02-05T08:30Z", { ...atCost, state: "settled" });
    // Across the edge of the period: its minutes are shared, its kilometres count where it starts.
    await kept("etang", "gue", "2025-02-28T22:00Z", "2025-03-01T01:00Z", { ...atCost, kilometres: 12 });
    // No use at all, or one that was paid.
    await kept("etang", "gue", "2025-02-06T08:00Z", "2025-02-06T10:00Z", { ...atCost, state: "declined" });
    await kept("etang", "gue", "2025-02-07T08:00Z", "2025-02-07T10:00Z", { price_cents: 900 });

    const weights = await useWeights(world.actors.manager, february);
    expect(weights).toMatchObject([
      {
        resourceName: "Salle de l'Étang",
        structureName: "Les Jardins du Gué",
        bookings: 3,
        minutes: 360,
        kilometres: 72,
        units: 4,
      },
      { structureName: "Mairie de Brizac", bookings: 1, minutes: 30, kilometres: 0, units: 1 },
    ]);
    const march = { from: february.to, to: new Date("2025-03-31T22:00Z") };
    expect(await useWeights(world.actors.manager, march)).toMatchObject([{ minutes: 120, kilometres: 0, units: 0 }]);
    expect(await useWeights(world.actors.manager, { ...february, resourceId: world.rooms.pressoir.id })).toEqual([]);
    expect(await useWeights(world.actors.manager, { ...february, resourceId: "x" })).toEqual([]);
  });

  test("the structure that shares it sees them; others see those of their own resources alone; employees none", async () => {
    expect(await useWeights(world.actors.owner, february)).toHaveLength(2);
    expect(await useWeights(world.actors.administrator, february)).toEqual([]);
    expect(await useWeights(world.actors.neighbour, february)).toEqual([]);
    expect(() => useWeights(world.actors.employee, february)).toThrow(Forbidden);
  });
});
