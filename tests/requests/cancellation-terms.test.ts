import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookingOf, cancelBooking, moveBooking, requestBooking, restoreBooking, undoMove } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { breaches } from "../support/invariants";
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

describe("moving a booking, then cancelling it", () => {
  beforeEach(async () => {
    for (const { id } of await world.owner<{ id: string }[]>`select id from bookings where state = 'confirmed'`) {
      await cancelBooking(world.actors.manager, { id });
    }
  });
  const terms = (notice: number, percent: number | null) => world.owner`
    update resources set cancel_notice_minutes = ${notice}, late_cancel_percent = ${percent}, change_notice_minutes = 0
     where id = ${world.rooms.pressoir.id}`;
  /** Ten days later and an hour long. */
  const later = (id: string, from = "9:00", to = "10:00") => ({
    id,
    start: at(workday(10), from),
    end: at(workday(10), to),
  });

  test("does not save what cancelling it would have left due", async () => {
    const { employee } = world.actors;
    await terms(8 * 1440, 50);
    const { id } = await booked("9:00", "12:00");
    expect(await moveBooking(employee, later(id))).toMatchObject({ ok: true, value: { price: { cents: 600 } } });
    expect(await bookingOf(employee, id)).toMatchObject({ feeIfCancelledCents: 900 });
    expect(await cancelBooking(employee, { id })).toMatchObject({ problem: { code: "fee_due", feeCents: 900 } });
    expect((await cancelBooking(employee, { id, agreedFeeCents: 900 })).ok).toBe(true);
    expect(Number(await dueOf(id))).toBe(900);
    expect(await breaches(world.owner)).toEqual([]);
  });

  test("moved in time, or by whoever runs the pôle, it is cancelled freely again", async () => {
    const { employee, manager } = world.actors;
    await terms(60, 50);
    const early = await booked("9:00", "12:00");
    await terms(8 * 1440, 50);
    expect((await moveBooking(employee, later(early.id, "11:00", "12:00"))).ok).toBe(true);
    expect(await bookingOf(employee, early.id)).toMatchObject({ feeIfCancelledCents: 0 });
    const late = await booked("9:00", "12:00");
    expect((await moveBooking(manager, later(late.id, "13:00", "14:00"))).ok).toBe(true);
    expect(await bookingOf(employee, late.id)).toMatchObject({ feeIfCancelledCents: 0 });
  });

  test("back by undoing the move, it is subject to what it was before, at the price it had, whatever the rates say now", async () => {
    const { employee } = world.actors;
    await terms(60, 50);
    const { id, price } = await booked("13:00", "15:00");
    const before = await bookingOf(employee, id);
    expect((await moveBooking(employee, later(id, "14:00", "16:00"))).ok).toBe(true);
    const rates = () => world.owner<{ hour_cents: string }[]>`
      select hour_cents from rates where resource_id = ${world.rooms.pressoir.id} and customer = 'member'`;
    const [rate] = await rates();
    await world.owner`update rates set hour_cents = 9900 where resource_id = ${world.rooms.pressoir.id}`;
    await terms(200_000, 100);
    expect(await undoMove(employee, id)).toMatchObject({ value: { price } });
    await world.owner`update rates set hour_cents = ${rate!.hour_cents} where resource_id = ${world.rooms.pressoir.id} and customer = 'member'`;
    expect(await bookingOf(employee, id)).toMatchObject({
      price,
      cancelUntil: before.cancelUntil,
      feeIfCancelledCents: 0,
    });
  });
});

test("a change of the terms, or of the rates, does not touch what is booked already", async () => {
  const { employee } = world.actors;
  const { pressoir } = world.rooms;
  await world.owner`update resources set cancel_notice_minutes = 60, late_cancel_percent = 10 where id = ${pressoir.id}`;
  const { id } = await booked("17:00", "18:00");
  const { cancelUntil } = await bookingOf(employee, id);
  await world.owner`update resources set cancel_notice_minutes = 200000, late_cancel_percent = 100 where id = ${pressoir.id}`;
  expect(await bookingOf(employee, id)).toMatchObject({ cancelUntil, feeIfCancelledCents: 0, can: { cancel: true } });
  expect((await cancelBooking(employee, { id })).ok).toBe(true);
});

describe("free minutes of a booking that is undone", () => {
  const free = (minutes: number) => world.owner`
    update rates set free_minutes_month = ${minutes} where resource_id = ${world.rooms.etang.id} and customer = 'member'`;
  const inEtang = async (from: string, to: string, day = workday(3)) => {
    const form = { id: newId(), resourceId: world.rooms.etang.id, start: at(day, from), end: at(day, to) };
    const outcome = await requestBooking(world.actors.employee, form);
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return outcome.value;
  };
  beforeEach(async () => {
    await world.owner`update claims set released_at = now() where released_at is null`;
    await world.owner`update bookings set state = 'cancelled', expires_at = null, cancelled_at = now() where resource_id = ${world.rooms.etang.id}`;
    await free(120);
  });

  test("come back with it, at its price, where nobody took them meanwhile, even if the month gives fewer by now", async () => {
    const { employee } = world.actors;
    const { id, price } = await inEtang("9:00", "11:00");
    expect(price.cents).toBe(0);
    await cancelBooking(employee, { id });
    await free(0);
    await inEtang("14:00", "15:00");
    expect(await restoreBooking(employee, { id })).toMatchObject({ value: { price } });
  });

  test("are not given twice: a cancellation whose minutes went to another booking stands, and says why", async () => {
    const { employee } = world.actors;
    const { id } = await inEtang("9:00", "11:00");
    await cancelBooking(employee, { id });
    const other = await inEtang("14:00", "16:00");
    expect(other.price.cents).toBe(0);
    expect(await restoreBooking(employee, { id })).toEqual({ ok: false, problem: { code: "free_minutes_taken" } });
    await cancelBooking(employee, { id: other.id });
    expect((await restoreBooking(employee, { id })).ok).toBe(true);
  });

  test("are not given twice by undoing a move either", async () => {
    const { employee } = world.actors;
    const day = workday(3);
    const { id } = await inEtang("9:00", "11:00", day);
    const cinema = world.rooms.haute.id;
    expect(
      (await moveBooking(employee, { id, resourceId: cinema, start: at(day, "9:00"), end: at(day, "11:00") })).ok,
    ).toBe(true);
    const other = await inEtang("14:00", "15:00", day);
    expect(await undoMove(employee, id)).toMatchObject({ problem: { code: "free_minutes_taken" } });
    await cancelBooking(employee, { id: other.id });
    expect(await undoMove(employee, id)).toMatchObject({ value: { price: { cents: 0 } } });
  });
});
