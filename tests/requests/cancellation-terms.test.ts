import { afterAll, beforeAll, expect, test } from "vitest";
import { bookingOf, cancelBooking, requestBooking, restoreBooking } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // Any booking of the days to come is past its notice.
  await world.owner`
    update resources set cancel_notice_minutes = 200000, late_cancel_percent = 50 where id = ${world.rooms.pressoir.id}`;
});
afterAll(() => world.close());

const dueOf = async (id: string) =>
  (await world.owner<{ due: string }[]>`select cancel_fee_cents as due from bookings where id = ${id}`)[0]?.due;

async function booked(from: string, to: string) {
  const day = workday(2);
  const form = { id: newId(), resourceId: world.rooms.pressoir.id, start: at(day, from), end: at(day, to) };
  const outcome = await requestBooking(world.actors.employee, form);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

test("after the notice, what would stay due is told first, then kept with the cancellation", async () => {
  const { employee } = world.actors;
  const { id, price } = await booked("9:00", "12:00");
  const half = Math.round(price.cents / 2);
  expect(price.cents).toBeGreaterThan(0);
  expect(await bookingOf(employee, id)).toMatchObject({ feeIfCancelledCents: half, can: { cancel: true } });
  expect(await cancelBooking(employee, { id })).toEqual({ ok: false, problem: { code: "fee_due", feeCents: half } });
  expect(await cancelBooking(employee, { id, agreedFeeCents: half - 1 })).toMatchObject({ ok: false });
  expect((await cancelBooking(employee, { id, agreedFeeCents: half })).ok).toBe(true);
  expect(Number(await dueOf(id))).toBe(half);
  expect((await restoreBooking(employee, { id })).ok).toBe(true);
  expect(Number(await dueOf(id))).toBe(0);
});

test("whoever runs the pôle cancels for others, and nothing stays due", async () => {
  const { id } = await booked("14:00", "15:00");
  expect((await cancelBooking(world.actors.manager, { id })).ok).toBe(true);
  expect(Number(await dueOf(id))).toBe(0);
});

test("where the terms refuse it, it stays refused", async () => {
  await world.owner`update resources set late_cancel_percent = null where id = ${world.rooms.pressoir.id}`;
  const { id } = await booked("16:00", "17:00");
  const outcome = await cancelBooking(world.actors.employee, { id, agreedFeeCents: 100_000 });
  expect(outcome).toMatchObject({ ok: false, problem: { code: "too_late_to_cancel" } });
});
