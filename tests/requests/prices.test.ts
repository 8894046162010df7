import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../db/transaction";
import { bookingOf, cancelBooking, considerBooking, findFree, requestBooking, useWeights } from "../../server/bookings";
import { readFreeMinutesUsed } from "../../server/bookings/free-minutes";
import { takeStep } from "../../server/bookings/steps";
import { editRates, resourceOf, type Rate } from "../../server/catalogue";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { at, workday } from "../support/times";
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
        except: except ? [except] : [],
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

describe("setting prices", () => {
  const member = (rate: Partial<Rate>): Rate => ({ customer: "member", hourCents: null, dayCapCents: null, ...rate });

  /** Sets the prices of a room as its owner does. */
  async function set(room: RoomKey, rates: Rate[]) {
    const { owner } = world.actors;
    const { version } = await resourceOf(owner, world.rooms[room].id);
    const outcome = await editRates(owner, world.rooms[room].id, { version, rates });
    if (!outcome.ok) throw new Error(outcome.problem.code);
  }

  async function booked(room: RoomKey, day: string, from: string, to: string, more: { kilometres?: number } = {}) {
    const form = { id: newId(), resourceId: world.rooms[room].id, start: at(day, from), end: at(day, to), ...more };
    const outcome = await requestBooking(world.actors.employee, form);
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return bookingOf(world.actors.employee, form.id);
  }

  test("everything that is set is kept, and read back as it was", async () => {
    const rates = [
      member({
        hourCents: 600,
        halfDayCents: 1800,
        dayCapCents: 3000,
        weekCents: 12_000,
        steps: [{ afterMinutes: 240, hourCents: 400 }],
        periods: [{ weekdays: [6, 7], from: 0, to: 1440, hourCents: 900 }],
        freeMinutesMonth: 240,
        kilometreCents: 25,
        kilometresIncluded: 50,
        unitCents: 100,
        depositCents: 5000,
        atCost: false,
      }),
      { ...member({ atCost: true }), customer: "public" as const },
    ];
    await set("jardin", rates);
    expect((await resourceOf(world.actors.owner, world.rooms.jardin.id)).rates).toMatchObject(rates);
  });

  test("only whoever shares it may, and not over what somebody else saved meanwhile", async () => {
    const { id } = world.rooms.pressoir;
    const { version } = await resourceOf(world.actors.owner, id);
    const asked = { version, rates: [] };
    await expect(editRates(world.actors.administrator, id, asked)).rejects.toThrow(Forbidden);
    await expect(editRates(world.actors.employee, id, asked)).rejects.toThrow(Forbidden);
    await expect(editRates(world.actors.neighbour, id, asked)).rejects.toThrow(NotFound);
    expect(await editRates(world.actors.owner, id, { version: version - 1, rates: [] })).toEqual({
      ok: false,
      problem: { code: "changed_meanwhile", version },
    });
  });

  test("free minutes go to the first who books, then the price is asked; cancelling gives them back", async () => {
    await set("etang", [member({ hourCents: 600, freeMinutesMonth: 180 })]);
    // The same month, whatever today is.
    const days = [1, 2, 3, 4, 5, 6, 7, 8].map(workday);
    const index = days.findIndex((day, rank) => day.slice(0, 7) === days[rank + 2]?.slice(0, 7));
    const [first = "", second = "", third = ""] = days.slice(index);
    const one = await booked("etang", first, "09:00", "11:00");
    expect(one.price).toMatchObject({ cents: 0, reasons: [{ kind: "free", minutes: 120, leftMinutes: 60 }] });
    const two = await booked("etang", second, "09:00", "11:00");
    expect(two.price).toMatchObject({
      cents: 600,
      reasons: [{ kind: "free", minutes: 60, leftMinutes: 0 }, { minutes: 60 }],
    });
    const asked = { resourceId: world.rooms.etang.id, start: at(third, "09:00"), end: at(third, "10:00") };
    expect((await considerBooking(world.actors.employee, asked)).price.cents).toBe(600);
    // Another structure has its own.
    expect((await considerBooking(world.actors.owner, asked)).price.cents).toBe(0);
    await cancelBooking(world.actors.employee, { id: one.id });
    expect((await considerBooking(world.actors.employee, asked)).price.cents).toBe(0);
    const offers = await findFree(world.actors.employee, { ...asked, q: "Étang" });
    expect(offers.offers).toMatchObject([{ name: "Salle de l'Étang", price: { cents: 0 } }]);
  });

  test("a change of prices never changes what is already confirmed", async () => {
    const day = workday(12);
    await set("cour", [member({ hourCents: 1000, depositCents: 2500 })]);
    const before = await booked("cour", day, "09:00", "11:00");
    expect(before.price).toMatchObject({ cents: 2000, depositCents: 2500, atCost: false, customer: "member" });
    await set("cour", [member({ atCost: true })]);
    expect((await bookingOf(world.actors.employee, before.id)).price).toEqual(before.price);
    const after = await booked("cour", day, "14:00", "16:00");
    expect(after.price).toMatchObject({ cents: 0, atCost: true, reasons: [{ kind: "at_cost" }] });
    const period = { from: at(day, "00:00"), to: at(day, "23:59"), resourceId: world.rooms.cour.id };
    expect(await useWeights(world.actors.owner, period)).toMatchObject([{ bookings: 1, minutes: 120 }]);
  });

  test("kilometres foreseen are paid when booking, and those measured at the return instead", async () => {
    await set("haute", [member({ hourCents: 100, kilometreCents: 20, kilometresIncluded: 10 })]);
    const trip = await booked("haute", workday(13), "10:00", "12:00", { kilometres: 60 });
    expect(trip.price?.cents).toBe(200 + 50 * 20);
    await inTransaction(world.actors.employee, (tx, now) =>
      takeStep(
        tx,
        { poleId: world.poles.orme.id, personId: world.people.employee.id },
        trip.id,
        { to: "returned", freeAt: trip.end, kilometres: 35 },
        now,
      ),
    );
    const returned = await bookingOf(world.actors.employee, trip.id);
    expect(returned).toMatchObject({ kilometres: 35, price: { cents: 200 + 25 * 20 } });
    expect(returned.price?.reasons.filter(({ kind }) => kind === "time")).toEqual(
      trip.price?.reasons.filter(({ kind }) => kind === "time"),
    );
  });
});
