import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookingOf, cancelBooking, requestBooking, restoreBooking, type BookingForm } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Each test has a day of its own. */
let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

function form(changes: Partial<BookingForm> = {}): BookingForm {
  return {
    id: newId(),
    resourceId: world.rooms.pressoir.id,
    start: at(day, "14:00"),
    end: at(day, "17:00"),
    ...changes,
  };
}

describe("asking for a room", () => {
  test("a room that is free is booked, at the price of the structure", async () => {
    const { employee } = world.actors;
    const asked = form({ title: "  Comité  ", attendees: 8 });
    const outcome = await requestBooking(employee, asked);
    expect(outcome).toMatchObject({ ok: true, value: { id: asked.id, state: "confirmed", title: "Comité" } });
    const booking = await bookingOf(employee, asked.id);
    expect(booking).toMatchObject({
      resource: { name: "Salle du Pressoir" },
      title: "Comité",
      price: { cents: 1800, reasons: [{ kind: "time", minutes: 180, hourCents: 600 }, { kind: "day_cap", cents: 0 }] },
      can: { cancel: true, restore: false, seePurpose: true },
      history: [{ kind: "confirmed", personName: "Claire Morin" }],
    });
    const [claim] = await world.owner`select starts_at, ends_at from claims where booking_id = ${asked.id}`;
    expect(claim).toEqual({ starts_at: asked.start, ends_at: asked.end });
    const [job] = await world.owner`select key, task_identifier from graphile_worker.jobs where key like ${`%${asked.id}%`}`;
    expect(job).toEqual({ key: `booking-email:${asked.id}:0`, task_identifier: "booking-email" });
  });

  test("a slot that is taken is refused with proposals", async () => {
    await requestBooking(world.actors.employee, form());
    const refusal = await requestBooking(world.actors.owner, form({ start: at(day, "15:00"), end: at(day, "16:00") }));
    expect(refusal).toMatchObject({ ok: false, problem: { code: "slot_taken", others: [] } });
    const pressoir = { resourceId: world.rooms.pressoir.id, resourceName: world.rooms.pressoir.name };
    expect(refusal.ok || refusal.problem.suggestions).toEqual([
      { kind: "later", ...pressoir, start: at(day, "17:00"), end: at(day, "18:00") },
      { kind: "earlier", ...pressoir, start: at(day, "13:00"), end: at(day, "14:00") },
      {
        kind: "other",
        resourceId: world.rooms.cour.id,
        resourceName: world.rooms.cour.name,
        start: at(day, "15:00"),
        end: at(day, "16:00"),
      },
    ]);
  });
});
