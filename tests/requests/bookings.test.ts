import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  bookingOf,
  bookingsOf,
  cancelBooking,
  considerBooking,
  requestBooking,
  restoreBooking,
  type BookingForm,
} from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays } from "../../server/kernel/time";
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

function form(changes: Partial<BookingForm> & { from?: string; to?: string } = {}): BookingForm {
  const { from = "14:00", to = "17:00", ...rest } = changes;
  return { id: newId(), resourceId: world.rooms.pressoir.id, start: at(day, from), end: at(day, to), ...rest };
}

/** Books, and fails the test otherwise. */
async function booked(changes: Parameters<typeof form>[0] = {}, actor = world.actors.employee) {
  const outcome = await requestBooking(actor, form(changes));
  if (!outcome.ok) throw new Error(`Refused: ${outcome.problem.code}`);
  return outcome.value;
}

const code = (outcome: { ok: true } | { ok: false; problem: { code: string } }) =>
  outcome.ok ? "done" : outcome.problem.code;

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
      price: {
        cents: 1800,
        reasons: [
          { kind: "time", minutes: 180, hourCents: 600 },
          { kind: "day_cap", cents: 0 },
        ],
      },
      can: { cancel: true, restore: false, seePurpose: true },
      history: [{ kind: "confirmed", personName: "Claire Morin" }],
    });
    const [claim] = await world.owner`select starts_at, ends_at from claims where booking_id = ${asked.id}`;
    expect(claim).toEqual({ starts_at: asked.start, ends_at: asked.end });
    const jobs = await world.owner`
      select key, task_identifier from graphile_worker.jobs where key like ${`%${asked.id}%`}`;
    expect(jobs).toEqual([{ key: `booking-email:${asked.id}:0`, task_identifier: "booking-email" }]);
  });

  test("a partner pays the network's rate", async () => {
    const { price } = await booked({}, world.actors.partner);
    expect(price).toMatchObject({ cents: 2700, reasons: [{ customer: "network", hourCents: 900 }, {}] });
  });

  test("a slot that is taken is refused with proposals", async () => {
    await booked();
    const refusal = await requestBooking(world.actors.owner, form({ from: "15:00", to: "16:00" }));
    expect(refusal).toMatchObject({ ok: false, problem: { code: "slot_taken", others: [] } });
    const pressoir = { resourceId: world.rooms.pressoir.id, resourceName: world.rooms.pressoir.name };
    const { id: resourceId, name: resourceName } = world.rooms.cour;
    expect(refusal.ok || refusal.problem.suggestions).toEqual([
      { kind: "later", ...pressoir, start: at(day, "17:00"), end: at(day, "18:00") },
      { kind: "earlier", ...pressoir, start: at(day, "13:00"), end: at(day, "14:00") },
      { kind: "other", resourceId, resourceName, start: at(day, "15:00"), end: at(day, "16:00") },
    ]);
  });

  test("every proposal can be booked", async () => {
    await booked();
    const refusal = await requestBooking(world.actors.owner, form({ from: "13:00", to: "15:00" }));
    const suggestions = refusal.ok ? [] : refusal.problem.suggestions;
    expect(suggestions.length).toBeGreaterThanOrEqual(2);
    for (const { resourceId, start, end } of suggestions) {
      expect(await considerBooking(world.actors.owner, { resourceId, start, end })).toMatchObject({
        outcome: { ok: true },
      });
    }
  });

  test("neighbours touch without meeting", async () => {
    await booked({ from: "14:00", to: "15:00" });
    await booked({ from: "15:00", to: "16:00" });
    await booked({ from: "13:00", to: "14:00" });
  });

  test("time to tidy is kept on both sides", async () => {
    const resourceId = world.rooms.veille.id;
    await booked({ resourceId, from: "14:00", to: "15:00" });
    const ask = (from: string, to: string) => requestBooking(world.actors.employee, form({ resourceId, from, to }));
    expect(code(await ask("15:15", "16:00"))).toBe("slot_taken");
    expect(code(await ask("13:00", "13:30"))).toBe("slot_taken");
    expect(code(await ask("15:45", "16:00"))).toBe("done");
    expect(code(await ask("12:30", "13:15"))).toBe("done");
  });

  test("a broken rule is told with the others, and nothing is written", async () => {
    const asked = form({ from: "19:10", to: "21:00", attendees: 20 });
    const refusal = await requestBooking(world.actors.employee, asked);
    expect(refusal).toMatchObject({
      ok: false,
      problem: { code: "outside_hours", others: [{ code: "off_step" }, { code: "too_many_people" }] },
    });
    await expect(bookingOf(world.actors.employee, asked.id)).rejects.toThrow(NotFound);
  });

  test("too many people are shown a larger room", async () => {
    const refusal = await requestBooking(world.actors.employee, form({ attendees: 20 }));
    expect(refusal).toMatchObject({
      problem: {
        code: "too_many_people",
        capacity: 14,
        suggestions: [{ kind: "other", resourceName: "Salle Haute, côté cour" }, {}, {}],
      },
    });
  });

  test("an archived room is refused, with another", async () => {
    const { id } = world.rooms.etang;
    await world.owner`update resources set archived_at = now() where id = ${id}`;
    const refusal = await requestBooking(world.actors.employee, form({ resourceId: id }));
    expect(refusal).toMatchObject({ problem: { code: "archived", suggestions: [{ kind: "other" }, {}, {}] } });
    await world.owner`update resources set archived_at = null where id = ${id}`;
  });

  test("hours changed under an open form are those that count", async () => {
    const { id } = world.rooms.etang;
    const asked = form({ resourceId: id, from: "08:00", to: "09:00" });
    expect(await considerBooking(world.actors.employee, asked)).toMatchObject({ outcome: { ok: true } });
    await world.owner`update opening_hours set opens = 540 where resource_id = ${id}`;
    expect(code(await requestBooking(world.actors.employee, asked))).toBe("outside_hours");
    await world.owner`update opening_hours set opens = 480 where resource_id = ${id}`;
  });
});

describe("the same form sent again", () => {
  test("answers with the booking it made, even when it could no longer be made", async () => {
    const asked = form({ title: "Conseil" });
    const first = await requestBooking(world.actors.employee, asked);
    const [again, ...others] = await Promise.all([1, 2, 3, 4].map(() => requestBooking(world.actors.employee, asked)));
    expect(again).toMatchObject({ ok: true, value: { id: asked.id, title: "Conseil" } });
    expect([first, ...others].every(({ ok }) => ok)).toBe(true);
    await world.owner`update resources set notice_minutes = 100000 where id = ${asked.resourceId}`;
    expect(code(await requestBooking(world.actors.employee, asked))).toBe("done");
    await world.owner`update resources set notice_minutes = 0 where id = ${asked.resourceId}`;
    const [count] = await world.owner`
      select (select count(*)::int from claims where booking_id = ${asked.id}) as claims,
             (select count(*)::int from booking_events where booking_id = ${asked.id}) as events`;
    expect(count).toEqual({ claims: 1, events: 1 });
  });

  test("ten at once make one booking", async () => {
    const asked = form();
    const answers = await Promise.all(Array.from({ length: 10 }, () => requestBooking(world.actors.employee, asked)));
    expect(answers.map(code)).toEqual(Array(10).fill("done"));
    const [{ count }] = (await world.owner`select count(*)::int from claims where booking_id = ${asked.id}`) as [
      { count: number },
    ];
    expect(count).toBe(1);
  });

  test("with another content, or by somebody else, is refused", async () => {
    const asked = form();
    await requestBooking(world.actors.employee, asked);
    const other = { ...asked, title: "Autre" };
    expect(code(await requestBooking(world.actors.employee, other))).toBe("already_used");
    expect(code(await requestBooking(world.actors.colleague, asked))).toBe("already_used");
  });

  test("an id used in another pôle says nothing of that pôle", async () => {
    const asked = form();
    await requestBooking(world.actors.employee, asked);
    const zone = world.poles.marais.timeZone;
    const there = {
      ...asked,
      resourceId: world.rooms.lagon.id,
      start: at(day, "10:00", zone),
      end: at(day, "11:00", zone),
    };
    expect(await requestBooking(world.actors.neighbour, there)).toEqual({
      ok: false,
      problem: { code: "already_used", suggestions: [], others: [] },
    });
  });
});

describe("who may book", () => {
  test("a room of another pôle does not exist", async () => {
    await expect(requestBooking(world.actors.neighbour, form())).rejects.toThrow(NotFound);
    await expect(requestBooking(world.actors.employee, form({ resourceId: newId() }))).rejects.toThrow(NotFound);
  });

  test("observers look without booking, staff without a structure choose one first", async () => {
    expect(await requestBooking(world.actors.observer, form())).toMatchObject({
      problem: { code: "not_allowed", reason: "observer" },
    });
    expect(await requestBooking(world.actors.manager, form())).toMatchObject({
      problem: { code: "not_allowed", reason: "no_structure" },
    });
    await booked({}, world.actors.managerAtGue);
  });
});

describe("units", () => {
  test("half of a hall taken, the hall is taken and the other half is free", async () => {
    await booked({ resourceId: world.rooms.jardin.id });
    const ask = (resourceId: string) => requestBooking(world.actors.owner, form({ resourceId }));
    expect(code(await ask(world.rooms.haute.id))).toBe("slot_taken");
    expect(code(await ask(world.rooms.cour.id))).toBe("done");
  });

  test("a hall takes both its halves", async () => {
    const { id } = await booked({ resourceId: world.rooms.haute.id });
    const claims = await world.owner`select unit_id from claims where booking_id = ${id} order by unit_id`;
    expect(claims.map(({ unit_id }) => unit_id as string)).toEqual([...world.rooms.haute.unitIds].sort());
    for (const half of [world.rooms.jardin, world.rooms.cour]) {
      expect(code(await requestBooking(world.actors.owner, form({ resourceId: half.id })))).toBe("slot_taken");
    }
  });

  test("projectors are given one by one, then there are not enough", async () => {
    const resourceId = world.rooms.projectors.id;
    await booked({ resourceId, quantity: 2 });
    expect(await requestBooking(world.actors.owner, form({ resourceId, quantity: 2 }))).toMatchObject({
      problem: { code: "not_enough_units", quantity: 2, units: 1 },
    });
    await booked({ resourceId, quantity: 1 });
    expect(code(await requestBooking(world.actors.owner, form({ resourceId })))).toBe("slot_taken");
    expect(await requestBooking(world.actors.owner, form({ resourceId, quantity: 4 }))).toMatchObject({
      problem: { code: "not_enough_units", units: 3 },
    });
  });

  test("a unit out of service is not given", async () => {
    const { id, unitIds } = world.rooms.projectors;
    await world.owner`update units set retired_at = now() where id = ${unitIds[0]!}`;
    await booked({ resourceId: id, quantity: 2 });
    expect(code(await requestBooking(world.actors.owner, form({ resourceId: id })))).toBe("slot_taken");
    await world.owner`update units set retired_at = null where id = ${unitIds[0]!}`;
  });
});

describe("cancelling", () => {
  test("frees the time at once, keeps the reason and the history", async () => {
    const booking = await booked();
    const cancelled = await cancelBooking(world.actors.colleague, { id: booking.id, reason: " Reportée " });
    expect(cancelled).toMatchObject({ ok: true, value: { state: "cancelled", sequence: 1, cancelReason: "Reportée" } });
    expect(await bookingOf(world.actors.employee, booking.id)).toMatchObject({
      state: "cancelled",
      cancelReason: "Reportée",
      can: { cancel: false, restore: false },
      history: [{ kind: "confirmed" }, { kind: "cancelled", personName: "Samir Haddad", reason: "Reportée" }],
    });
    await booked({}, world.actors.owner);
    const jobs =
      await world.owner`select key from graphile_worker.jobs where key like ${`%${booking.id}%`} order by key`;
    expect(jobs.map(({ key }) => key as string)).toEqual([
      `booking-email:${booking.id}:0`,
      `booking-email:${booking.id}:1`,
    ]);
  });

  test("twice is once", async () => {
    const { id } = await booked();
    const { employee } = world.actors;
    const answers = await Promise.all([1, 2, 3].map(() => cancelBooking(employee, { id, reason: "Reportée" })));
    expect(answers.map(code)).toEqual(["done", "done", "done"]);
    expect(await bookingOf(employee, id)).toMatchObject({ sequence: 1, history: [{}, { kind: "cancelled" }] });
  });

  test("past the notice its structure no longer can, a manager still can", async () => {
    await world.owner`update resources set cancel_notice_minutes = 200000 where id = ${world.rooms.pressoir.id}`;
    const { id } = await booked();
    await world.owner`update resources set cancel_notice_minutes = 1080 where id = ${world.rooms.pressoir.id}`;
    expect(await cancelBooking(world.actors.employee, { id })).toMatchObject({
      problem: { code: "too_late_to_cancel", noticeMinutes: 200_000 },
    });
    expect(await bookingOf(world.actors.employee, id)).toMatchObject({ can: { cancel: false } });
    expect(code(await cancelBooking(world.actors.manager, { id }))).toBe("done");
  });

  test("another structure may not, another pôle finds nothing", async () => {
    const { id } = await booked();
    await expect(cancelBooking(world.actors.owner, { id })).rejects.toThrow(Forbidden);
    await expect(cancelBooking(world.actors.neighbour, { id })).rejects.toThrow(NotFound);
    await expect(cancelBooking(world.actors.employee, { id: "nothing" })).rejects.toThrow(NotFound);
  });
});

describe("undoing a cancellation", () => {
  async function cancelled() {
    const { id } = await booked();
    await cancelBooking(world.actors.employee, { id, reason: "Erreur" });
    return id;
  }

  test("gives the same booking back, at the same price", async () => {
    const id = await cancelled();
    expect(await bookingOf(world.actors.employee, id)).toMatchObject({ can: { restore: true } });
    const restored = await restoreBooking(world.actors.employee, { id });
    expect(restored).toMatchObject({ ok: true, value: { state: "confirmed", sequence: 2, price: { cents: 1800 } } });
    expect(code(await requestBooking(world.actors.owner, form()))).toBe("slot_taken");
    expect(await bookingOf(world.actors.employee, id)).toMatchObject({
      cancelledAt: null,
      cancelReason: null,
      history: [{ kind: "confirmed" }, { kind: "cancelled" }, { kind: "restored" }],
    });
    expect(code(await restoreBooking(world.actors.employee, { id }))).toBe("not_cancelled");
  });

  test("is refused when the time was taken meanwhile", async () => {
    const id = await cancelled();
    await booked({}, world.actors.owner);
    expect(code(await restoreBooking(world.actors.employee, { id }))).toBe("slot_taken_since");
  });

  test("is refused after some minutes", async () => {
    const id = await cancelled();
    await world.owner`update bookings set cancelled_at = now() - interval '11 minutes' where id = ${id}`;
    expect(await restoreBooking(world.actors.employee, { id })).toMatchObject({
      problem: { code: "too_late_to_restore", minutes: 10 },
    });
  });

  test("is for whoever cancelled: an employee does not undo what a manager did", async () => {
    const { id } = await booked();
    await cancelBooking(world.actors.manager, { id });
    await expect(restoreBooking(world.actors.employee, { id })).rejects.toThrow(Forbidden);
    expect(code(await restoreBooking(world.actors.manager, { id }))).toBe("done");
  });
});

describe("changes of hour", () => {
  test("the night that the clock goes back has an hour more to book, and to pay", async () => {
    const resourceId = world.rooms.veille.id;
    const sunday = lastSundayOf(10);
    const outcome = await requestBooking(world.actors.employee, {
      id: newId(),
      resourceId,
      start: at(sunday, "01:00"),
      end: at(sunday, "04:00"),
    });
    expect(outcome).toMatchObject({ ok: true });
    if (outcome.ok) expect((outcome.value.end.getTime() - outcome.value.start.getTime()) / 3_600_000).toBe(4);
  });

  test("on the night that the clock jumps, 1:00 to 4:00 holds two hours", async () => {
    const resourceId = world.rooms.veille.id;
    const sunday = lastSundayOf(3);
    const outcome = await requestBooking(world.actors.employee, {
      id: newId(),
      resourceId,
      start: at(sunday, "01:00"),
      end: at(sunday, "04:00"),
    });
    expect(outcome).toMatchObject({ ok: true });
    if (outcome.ok) expect((outcome.value.end.getTime() - outcome.value.start.getTime()) / 3_600_000).toBe(2);
  });
});

/** The next change of hour in that month, at least two days ahead. */
function lastSundayOf(month: number): string {
  for (let year = new Date().getFullYear(); ; year += 1) {
    const last = new Date(Date.UTC(year, month, 0));
    const sunday = addDays(last.toISOString().slice(0, 10), -last.getUTCDay());
    if (sunday > addDays(new Date().toISOString().slice(0, 10), 2)) return sunday;
  }
}

describe("who sees what", () => {
  test("others see the time and the structure; the purpose only when it is shared", async () => {
    const secret = await booked({ title: "Entretien", from: "10:00", to: "11:00" });
    const shared = await booked({ title: "Assemblée", titleShared: true, from: "11:00", to: "12:00" });
    const seen = await bookingOf(world.actors.owner, secret.id);
    expect(seen).toMatchObject({
      structure: { name: "Les Jardins du Gué" },
      ours: false,
      title: null,
      person: null,
      price: null,
      history: [],
      can: { cancel: false, restore: false, seePurpose: false },
    });
    expect(await bookingOf(world.actors.owner, shared.id)).toMatchObject({ title: "Assemblée", person: null });
    expect(await bookingOf(world.actors.colleague, secret.id)).toMatchObject({ title: "Entretien", ours: true });
    expect(await bookingOf(world.actors.manager, secret.id)).toMatchObject({
      title: "Entretien",
      person: { name: "Claire Morin" },
      can: { cancel: true },
    });
    await expect(bookingOf(world.actors.neighbour, secret.id)).rejects.toThrow(NotFound);
  });

  test("mine, my structure's and the pôle's are listed by their start, page by page", async () => {
    const [start, end] = [at(day, "00:00"), at(day, "23:59")];
    const mine = await booked({ from: "08:00", to: "09:00", title: "Été" });
    const ours = await booked({ from: "10:00", to: "11:00" }, world.actors.colleague);
    const theirs = await booked({ from: "12:00", to: "13:00" }, world.actors.owner);
    const list = async (scope: "mine" | "structure" | "pole", more = {}) => {
      const page = await bookingsOf(world.actors.employee, { scope, when: "upcoming", from: start, to: end, ...more });
      return { ids: page.items.map(({ id }) => id), next: page.nextCursor };
    };
    expect((await list("mine")).ids).toEqual([mine.id]);
    expect((await list("structure")).ids).toEqual([mine.id, ours.id]);
    expect((await list("pole")).ids).toEqual([mine.id, ours.id, theirs.id]);
    expect((await list("structure", { q: "ete pressoir" })).ids).toEqual([mine.id]);
    expect((await list("pole", { q: "ete" })).ids).toEqual([]);
    expect((await list("pole", { q: "tablee" })).ids).toEqual([theirs.id]);

    const first = await list("pole", { limit: 2 });
    expect(first.ids).toEqual([mine.id, ours.id]);
    expect(await list("pole", { limit: 2, cursor: first.next })).toEqual({ ids: [theirs.id], next: null });

    await cancelBooking(world.actors.employee, { id: ours.id });
    expect((await list("structure")).ids).toEqual([mine.id]);
    expect((await list("structure", { when: "cancelled" })).ids).toEqual([ours.id]);
    expect((await list("structure", { when: "past" })).ids).toEqual([]);
  });
});
