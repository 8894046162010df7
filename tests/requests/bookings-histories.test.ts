import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelBooking, requestBooking, restoreBooking } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { workday, at } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const day = workday(4);
const RESOURCES = ["pressoir", "haute", "jardin", "cour", "veille", "projectors"] as const;
const BUFFERS: Partial<Record<(typeof RESOURCES)[number], { before: number; after: number }>> = {
  veille: { before: 15, after: 30 },
};

type Command =
  | { do: "request"; resource: (typeof RESOURCES)[number]; from: number; hours: number; quantity: number }
  | { do: "cancel" | "restore"; which: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("request" as const),
      resource: fc.constantFrom(...RESOURCES),
      from: fc.integer({ min: 8, max: 13 }),
      hours: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("cancel" as const, "restore" as const), which: fc.nat(24) }),
  },
);

interface Held {
  bookingId: string;
  unitId: string;
  start: number;
  end: number;
}

/** What should be: who holds which unit when. */
class Model {
  held: Held[] = [];
  readonly bookings: {
    id: string;
    resource: (typeof RESOURCES)[number];
    from: number;
    to: number;
    quantity: number;
  }[] = [];

  free(resource: (typeof RESOURCES)[number], from: number, to: number): string[] {
    const { start, end } = claim(resource, from, to);
    const units = [...world.rooms[resource].unitIds].sort();
    return units.filter((unitId) => !this.held.some((h) => h.unitId === unitId && h.start < end && start < h.end));
  }

  /** Holds what a booking needs, or says how many units it lacks. */
  take(booking: Model["bookings"][number]): "done" | "slot_taken" | "not_enough_units" {
    const { id, resource, from, to, quantity } = booking;
    const free = this.free(resource, from, to);
    const needed = resource === "projectors" ? quantity : world.rooms[resource].unitIds.length;
    if (free.length < needed) return free.length === 0 || resource !== "projectors" ? "slot_taken" : "not_enough_units";
    for (const unitId of free.slice(0, needed)) this.held.push({ bookingId: id, unitId, ...claim(resource, from, to) });
    return "done";
  }

  give(id: string): void {
    this.held = this.held.filter(({ bookingId }) => bookingId !== id);
  }

  holds(id: string): boolean {
    return this.held.some(({ bookingId }) => bookingId === id);
  }
}

function claim(resource: (typeof RESOURCES)[number], from: number, to: number) {
  const { before, after } = BUFFERS[resource] ?? { before: 0, after: 0 };
  return { start: hour(from).getTime() - before * 60_000, end: hour(to).getTime() + after * 60_000 };
}

const hour = (hours: number) => at(day, `${hours}:00`);
const code = (outcome: { ok: true } | { ok: false; problem: { code: string } }) =>
  outcome.ok ? "done" : outcome.problem.code;

async function follow(model: Model, command: Command): Promise<void> {
  const { employee } = world.actors;
  if (command.do === "request") {
    const { resource, from, hours } = command;
    const quantity = resource === "projectors" ? command.quantity : 1;
    const booking = { id: newId(), resource, from, to: from + hours, quantity };
    const resourceId = world.rooms[resource].id;
    const form = { id: booking.id, resourceId, start: hour(from), end: hour(from + hours), quantity };
    const expected = model.take(booking);
    expect(code(await requestBooking(employee, form))).toBe(expected);
    if (expected === "done") model.bookings.push(booking);
    return;
  }
  const booking = model.bookings[command.which % Math.max(1, model.bookings.length)];
  if (!booking) return;
  if (command.do === "cancel") {
    expect(code(await cancelBooking(employee, { id: booking.id }))).toBe("done");
    model.give(booking.id);
    return;
  }
  const expected = model.holds(booking.id)
    ? "not_cancelled"
    : model.take(booking) === "done"
      ? "done"
      : "slot_taken_since";
  expect(code(await restoreBooking(employee, { id: booking.id }))).toBe(expected);
}

async function liveClaims(): Promise<Held[]> {
  const rows = await world.owner`
    select booking_id, unit_id, starts_at, ends_at from claims where released_at is null`;
  return rows.map((row) => ({
    bookingId: row.booking_id as string,
    unitId: row.unit_id as string,
    start: (row.starts_at as Date).getTime(),
    end: (row.ends_at as Date).getTime(),
  }));
}

const sorted = (held: readonly Held[]) => held.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort();

test(
  "whatever is asked, cancelled and restored, units are held as a simple model says",
  { timeout: 120_000 },
  async () => {
    await world.owner`update resources set cancel_notice_minutes = 0, notice_minutes = 0`;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        await world.owner`update claims set released_at = now() where released_at is null`;
        await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where state = 'confirmed'`;
        const model = new Model();
        for (const command of commands) await follow(model, command);
        expect(sorted(await liveClaims())).toEqual(sorted(model.held));
        const [{ wrong }] = (await world.owner`
        select count(*)::int as wrong from bookings b
         where (b.state = 'confirmed') <> exists (select from claims where booking_id = b.id and released_at is null)
            or b.sequence + 1 <> (select count(*) from booking_events where booking_id = b.id)`) as [{ wrong: number }];
        expect(wrong).toBe(0);
      }),
      { numRuns: 30 },
    );
  },
);
