import { Logger, runOnce } from "graphile-worker";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addBlocking,
  approveRequest,
  bookingOf,
  bookingTasks,
  cancelBooking,
  considerBooking,
  considerMove,
  declineRequest,
  joinWaiting,
  leaveOffer,
  leaveWaiting,
  moveBooking,
  removeBlocking,
  requestBooking,
  restoreBooking,
  takeOffer,
  undoMove,
  waitingOf,
  type BookingForm,
} from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/notifications";
import { holderOfLink } from "../../server/poles";
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

function form(resourceId: string, from = "14:00", to = "17:00", changes: Partial<BookingForm> = {}): BookingForm {
  return { id: newId(), resourceId, start: at(day, from), end: at(day, to), ...changes };
}

async function booked(asked: BookingForm, actor = world.actors.employee) {
  const outcome = await requestBooking(actor, asked);
  if (!outcome.ok) throw new Error(`Refused: ${outcome.problem.code}`);
  return outcome.value;
}

const offer = () => bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });

/** What the queue holds for a booking, by task. */
async function queued(task: string): Promise<Record<string, unknown>[]> {
  const rows = await world.owner<{ payload: Record<string, unknown> }[]>`
    select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = ${task} order by j.id`;
  return rows.map(({ payload }) => payload);
}

/** Runs once with the rules of a resource changed, then puts them back. */
async function with_(resourceId: string, rules: Record<string, unknown>, work: () => Promise<void>): Promise<void> {
  const [before = {}] = await world.owner`
    select approval, approval_minutes, approval_free, change_notice_minutes from resources where id = ${resourceId}`;
  await world.owner`update resources set ${world.owner(rules)}, version = version + 1 where id = ${resourceId}`;
  try {
    await work();
  } finally {
    await world.owner`update resources set ${world.owner(before)}, version = version + 1 where id = ${resourceId}`;
  }
}

describe("a resource whose owner says yes", () => {
  test("and who says no ends what goes with it", () =>
    with_(world.rooms.pressoir.id, { approval: "owner" }, async () => {
      const { pressoir, etang } = world.rooms;
      const { id } = await booked(form(pressoir.id));
      const along = await booked(form(etang.id, "14:00", "17:00", { parentId: id }));
      expect((await declineRequest(world.actors.owner, { id })).ok).toBe(true);
      expect(await bookingOf(world.actors.employee, along.id)).toMatchObject({ state: "cancelled" });
      await booked(form(etang.id));
    }));

  const owned = (work: () => Promise<void>) => with_(world.rooms.pressoir.id, { approval: "owner" }, work);

  test("is asked for: the time is held, and told as such before", () =>
    owned(async () => {
      const asked = form(world.rooms.pressoir.id, "14:00", "17:00", { message: "Pour l'assemblée" });
      const considered = await considerBooking(world.actors.employee, asked);
      expect(considered).toMatchObject({ outcome: { ok: true }, approvalBy: { who: "owner" } });
      const request = await booked(asked);
      expect(request.state).toBe("requested");
      expect(request.expiresAt!.getTime() - request.createdAt.getTime()).toBeLessThanOrEqual(2880 * 60_000);
      expect((await requestBooking(world.actors.partner, form(world.rooms.pressoir.id))).ok).toBe(false);
      expect(await bookingOf(world.actors.owner, request.id)).toMatchObject({
        message: "Pour l'assemblée",
        person: { name: "Claire Morin" },
        can: { decide: true },
      });
      expect(await bookingOf(world.actors.partner, request.id)).toMatchObject({
        message: null,
        can: { decide: false },
      });
    }));

  test("is had when they say yes, once; nobody else says it for them", () =>
    owned(async () => {
      const { id } = await booked(form(world.rooms.pressoir.id));
      await expect(approveRequest(world.actors.colleague, id)).rejects.toThrow(Forbidden);
      await expect(approveRequest(world.actors.neighbour, id)).rejects.toThrow(NotFound);
      expect(await approveRequest(world.actors.owner, id)).toMatchObject({ ok: true, value: { state: "confirmed" } });
      expect(await approveRequest(world.actors.owner, id)).toMatchObject({ ok: true });
      expect(await declineRequest(world.actors.manager, { id })).toEqual({
        ok: false,
        problem: { code: "already_answered", state: "confirmed" },
      });
      const { history } = await bookingOf(world.actors.employee, id);
      expect(history.map(({ kind, personName }) => [kind, personName])).toEqual([
        ["requested", "Claire Morin"],
        ["approved", "Inès Lacombe"],
      ]);
    }));

  test("is free again when they say no, with their reason", () =>
    owned(async () => {
      const { id } = await booked(form(world.rooms.pressoir.id));
      await declineRequest(world.actors.owner, { id, reason: " Travaux " });
      expect(await bookingOf(world.actors.employee, id)).toMatchObject({ state: "declined", declineReason: "Travaux" });
      expect((await booked(form(world.rooms.pressoir.id), world.actors.owner)).state).toBe("confirmed");
    }));

  test("waits for its answer again when its cancellation is undone", () =>
    owned(async () => {
      const { id } = await booked(form(world.rooms.pressoir.id));
      await cancelBooking(world.actors.employee, { id });
      expect(await restoreBooking(world.actors.employee, { id })).toMatchObject({ value: { state: "requested" } });
      expect(await approveRequest(world.actors.owner, id)).toMatchObject({ value: { state: "confirmed" } });
      await cancelBooking(world.actors.employee, { id });
      expect(await restoreBooking(world.actors.employee, { id })).toMatchObject({ value: { state: "confirmed" } });
    }));

  test("yes and no at once are one answer", () =>
    owned(async () => {
      const { id } = await booked(form(world.rooms.pressoir.id));
      const answers = await Promise.all([
        approveRequest(world.actors.owner, id),
        declineRequest(world.actors.manager, { id }),
        approveRequest(world.actors.manager, id),
        declineRequest(world.actors.owner, { id }),
      ]);
      const { state } = await bookingOf(world.actors.employee, id);
      const [yes, no] = [answers[0].ok || answers[2].ok, answers[1].ok || answers[3].ok];
      expect([yes, no]).toEqual(state === "confirmed" ? [true, false] : [false, true]);
      const [{ live = 0 } = {}] = await world.owner`
        select count(*)::int as live from claims where booking_id = ${id} and released_at is null`;
      expect(live).toBe(state === "confirmed" ? 1 : 0);
    }));

  test("that nobody answers in time is no longer held", () =>
    owned(async () => {
      const { id } = await booked(form(world.rooms.pressoir.id));
      await world.owner`update bookings set expires_at = now() - interval '1 second' where id = ${id}`;
      expect(await approveRequest(world.actors.owner, id)).toMatchObject({ problem: { code: "answer_overdue" } });
      await bookingTasks["end-overdue"]();
      await bookingTasks["end-overdue"]();
      expect(await bookingOf(world.actors.employee, id)).toMatchObject({ state: "expired" });
      await booked(form(world.rooms.pressoir.id), world.actors.owner);
    }));

  test("is had at once by those whom the rule trusts, and by the owner", () =>
    with_(world.rooms.pressoir.id, { approval: "owner", approval_free: ["network"] }, async () => {
      expect((await booked(form(world.rooms.pressoir.id, "08:00", "09:00"), world.actors.partner)).state).toBe(
        "confirmed",
      );
      expect((await booked(form(world.rooms.pressoir.id, "09:00", "10:00"), world.actors.owner)).state).toBe(
        "confirmed",
      );
      expect((await booked(form(world.rooms.pressoir.id, "10:00", "11:00"))).state).toBe("requested");
    }));

  test("has each administrator asked by a mail of their own, whose link answers without signing in", () =>
    owned(async () => {
      const { id, sequence } = await booked(form(world.rooms.pressoir.id));
      const payload = (await queued("approval-email")).find(({ bookingId }) => bookingId === id);
      expect(payload).toEqual({ poleId: world.poles.orme.id, bookingId: id, sequence });
      await tasks["approval-email"](payload);
      await tasks["approval-email"](payload);
      const mails =
        await world.owner`select to_name, text_body from emails where dedupe_key like ${`approval/${id}/%`}`;
      expect(mails.map(({ to_name }) => to_name as string)).toEqual(["Inès Lacombe"]);
      const secret = /\/accord\/([\w-]+)/.exec(String(mails[0]?.text_body))?.[1] ?? "";
      const held = await holderOfLink(secret, "approval");
      expect(held).toMatchObject({ bookingId: id, actors: [{ personName: "Inès Lacombe" }] });
      expect(await approveRequest(held!.actors[0]!, held!.bookingId)).toMatchObject({ ok: true });
      expect(await holderOfLink(`${secret}x`, "approval")).toBeNull();
      await world.owner`update secret_links set revoked_at = now() where booking_id = ${id}`;
      expect(await holderOfLink(secret, "approval")).toBeNull();
    }));
});

describe("moving", () => {
  test("gives the former time back, makes the price anew, and keeps the history", async () => {
    const { pressoir } = world.rooms;
    const before = await booked(form(pressoir.id));
    const moved = await moveBooking(world.actors.colleague, { ...form(pressoir.id, "09:00", "11:00"), id: before.id });
    expect(moved).toMatchObject({ ok: true, value: { sequence: 1, price: { cents: 1200 }, start: at(day, "09:00") } });
    await booked(form(pressoir.id), world.actors.owner);
    expect((await requestBooking(world.actors.owner, form(pressoir.id, "10:00", "12:00"))).ok).toBe(false);
    const { history } = await bookingOf(world.actors.employee, before.id);
    expect(history.at(-1)).toMatchObject({ kind: "moved", personName: "Samir Haddad" });
  });

  test("by half an hour meets nothing but others", async () => {
    const { pressoir } = world.rooms;
    const { id } = await booked(form(pressoir.id));
    await booked(form(pressoir.id, "17:30", "19:00"), world.actors.owner);
    expect((await moveBooking(world.actors.employee, { ...form(pressoir.id, "14:30", "17:30"), id })).ok).toBe(true);
    const refused = await moveBooking(world.actors.employee, { ...form(pressoir.id, "15:00", "18:00"), id });
    expect(refused).toMatchObject({ ok: false, problem: { code: "slot_taken" } });
    expect((await bookingOf(world.actors.employee, id)).start).toEqual(at(day, "14:30"));
  });

  test("to another room, or where it breaks a rule, is decided as a booking is", async () => {
    const { pressoir, etang } = world.rooms;
    const { id } = await booked(form(pressoir.id, "14:00", "17:00", { attendees: 12 }));
    const small = { ...form(etang.id), id };
    expect(await considerMove(world.actors.employee, small)).toMatchObject({
      outcome: { problem: { code: "too_many_people" } },
    });
    expect(await moveBooking(world.actors.employee, small)).toMatchObject({ problem: { code: "too_many_people" } });
    const fits = { ...small, attendees: 8 };
    expect(await considerMove(world.actors.employee, fits)).toMatchObject({
      price: { cents: 1500 },
      outcome: { ok: true },
    });
    expect((await bookingOf(world.actors.employee, id)).resource.id).toBe(pressoir.id);
    expect(await moveBooking(world.actors.employee, fits)).toMatchObject({ ok: true, value: { resourceId: etang.id } });
    await booked(form(pressoir.id), world.actors.owner);
  });

  test("is undone by who moved it, some minutes long, while the former time is free", async () => {
    const { pressoir } = world.rooms;
    const { id } = await booked(form(pressoir.id));
    await moveBooking(world.actors.employee, { ...form(pressoir.id, "09:00", "11:00"), id });
    await expect(undoMove(world.actors.colleague, id)).rejects.toThrow(Forbidden);
    expect(await undoMove(world.actors.employee, id)).toMatchObject({ ok: true, value: { start: at(day, "14:00") } });
    await moveBooking(world.actors.employee, { ...form(pressoir.id, "09:00", "11:00"), id });
    await booked(form(pressoir.id), world.actors.owner);
    expect(await undoMove(world.actors.employee, id)).toMatchObject({ problem: { code: "slot_taken_since" } });
  });

  test("undone, leaves what goes with it waiting for an answer of its own", () =>
    with_(world.rooms.pressoir.id, { approval: "owner" }, async () => {
      const { pressoir, etang } = world.rooms;
      const room = await booked(form(etang.id));
      const along = await booked(form(pressoir.id, "14:00", "17:00", { parentId: room.id }));
      expect([room.state, along.state]).toEqual(["confirmed", "requested"]);
      await moveBooking(world.actors.employee, { ...form(etang.id, "09:00", "12:00"), id: room.id });
      expect(await undoMove(world.actors.employee, room.id)).toMatchObject({ value: { state: "confirmed" } });
      expect(await bookingOf(world.actors.employee, along.id)).toMatchObject({
        state: "requested",
        start: at(day, "14:00"),
      });
    }));

  test("is for its structure in time, for a manager later too, for nobody else", () =>
    with_(world.rooms.pressoir.id, { change_notice_minutes: 60 * 24 * 400 }, async () => {
      const { pressoir } = world.rooms;
      const { id } = await booked(form(pressoir.id));
      const later = { ...form(pressoir.id, "15:00", "17:00"), id };
      expect(await moveBooking(world.actors.employee, later)).toMatchObject({
        problem: { code: "too_late_to_change" },
      });
      await expect(moveBooking(world.actors.partner, later)).rejects.toThrow(Forbidden);
      await expect(moveBooking(world.actors.neighbour, later)).rejects.toThrow(NotFound);
      expect(await moveBooking(world.actors.manager, later)).toMatchObject({ ok: true });
      await cancelBooking(world.actors.manager, { id });
      expect(await moveBooking(world.actors.manager, { ...form(pressoir.id), id })).toMatchObject({
        problem: { code: "already_started" },
      });
    }));

  test("two bookings into each other's time at once never cross", async () => {
    const { pressoir, etang } = world.rooms;
    const [a, b] = [await booked(form(pressoir.id)), await booked(form(etang.id), world.actors.owner)];
    await Promise.all([
      moveBooking(world.actors.employee, { ...form(etang.id), id: a.id }),
      moveBooking(world.actors.owner, { ...form(pressoir.id), id: b.id }),
      ...["08:00", "09:00", "10:00"].map((from) =>
        moveBooking(world.actors.manager, { ...form(pressoir.id, from, "12:00"), id: a.id }),
      ),
    ]);
    const [{ crossed = -1 } = {}] = await world.owner`
      select count(*)::int as crossed from claims c join claims d on d.unit_id = c.unit_id and d.id > c.id
         and d.starts_at < c.ends_at and d.ends_at > c.starts_at
       where c.released_at is null and d.released_at is null`;
    expect(crossed).toBe(0);
    const [{ held = -1 } = {}] = await world.owner`
      select count(*)::int as held from claims where released_at is null and booking_id = any(${[a.id, b.id]})`;
    expect(held).toBe(2);
  });
});

describe("a waiting list", () => {
  const join = async (actor = world.actors.partner, asked = form(world.rooms.pressoir.id)) => {
    const outcome = await joinWaiting(actor, asked);
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return outcome.value.id;
  };

  test("takes nobody for what is free, nor for what no waiting mends", async () => {
    const { pressoir } = world.rooms;
    expect(await joinWaiting(world.actors.partner, form(pressoir.id))).toMatchObject({ problem: { code: "free_now" } });
    const crowd = form(pressoir.id, "14:00", "17:00", { attendees: 40 });
    expect(await joinWaiting(world.actors.partner, crowd)).toMatchObject({ problem: { code: "too_many_people" } });
    expect(await joinWaiting(world.actors.observer, form(pressoir.id))).toMatchObject({
      problem: { code: "not_allowed" },
    });
  });

  test("offers a freed time to the first in line, who has it by saying yes", async () => {
    const { pressoir } = world.rooms;
    const taken = await booked(form(pressoir.id));
    const first = await join();
    expect(await join()).toBe(first);
    const second = await join(world.actors.owner);
    expect(await waitingOf(world.actors.owner)).toMatchObject([{ id: second, before: 1, state: "waiting" }]);
    await offer();
    expect(await waitingOf(world.actors.partner)).toMatchObject([{ state: "waiting", bookingId: null }]);

    await cancelBooking(world.actors.employee, { id: taken.id });
    expect(await queued("offer-waiting")).toContainEqual({ poleId: world.poles.orme.id });
    await Promise.all([offer(), offer()]);
    const [offered] = await waitingOf(world.actors.partner);
    expect(offered).toMatchObject({ id: first, state: "offered" });
    expect(await waitingOf(world.actors.owner)).toMatchObject([{ state: "waiting" }]);
    expect((await requestBooking(world.actors.employee, form(pressoir.id))).ok).toBe(false);

    await expect(takeOffer(world.actors.employee, offered!.bookingId!)).rejects.toThrow(Forbidden);
    expect(await takeOffer(world.actors.partner, offered!.bookingId!)).toMatchObject({ value: { state: "confirmed" } });
    expect(await takeOffer(world.actors.partner, offered!.bookingId!)).toMatchObject({ value: { state: "confirmed" } });
    expect(await waitingOf(world.actors.partner)).toEqual([]);
  });

  test("goes to the next when the first says no, or nothing", async () => {
    const { pressoir } = world.rooms;
    const taken = await booked(form(pressoir.id));
    await join();
    await join(world.actors.owner);
    await cancelBooking(world.actors.employee, { id: taken.id });
    await offer();
    const [first] = await waitingOf(world.actors.partner);
    await leaveOffer(world.actors.partner, first!.bookingId!);
    expect(await takeOffer(world.actors.partner, first!.bookingId!)).toMatchObject({ problem: { code: "offer_gone" } });
    await offer();
    const next = (await waitingOf(world.actors.owner)).find(
      ({ start }) => start.getTime() === at(day, "14:00").getTime(),
    );
    expect(next).toMatchObject({ state: "offered" });
    await world.owner`update bookings set expires_at = now() - interval '1 second' where id = ${next!.bookingId}`;
    expect(await takeOffer(world.actors.owner, next!.bookingId!)).toMatchObject({ problem: { code: "offer_gone" } });
    await bookingTasks["end-overdue"]();
    expect(await bookingOf(world.actors.owner, next!.bookingId!)).toMatchObject({ state: "expired" });
    await booked(form(pressoir.id));
  });

  test("hears of a time that is no longer blocked; who leaves it hears nothing", async () => {
    const { etang } = world.rooms;
    const id = newId();
    await addBlocking(world.actors.owner, { ...form(etang.id, "08:00", "20:00"), id, kind: "maintenance" });
    const waiting = await join(world.actors.employee, form(etang.id));
    const gone = await join(world.actors.partner, form(etang.id, "08:00", "10:00"));
    await leaveWaiting(world.actors.partner, gone);
    await removeBlocking(world.actors.owner, id);
    await offer();
    expect(await waitingOf(world.actors.employee)).toMatchObject([{ id: waiting, state: "offered" }]);
    expect(await waitingOf(world.actors.partner)).toEqual([]);
  });

  describe("of somebody who has left the structure meanwhile", () => {
    const leaves = (gone: boolean) => world.owner`
      update affiliations set ended_at = ${gone ? new Date() : null} where person_id = ${world.people.partner.id}`;
    afterEach(() => leaves(false));
    /** A time given back, for which the partner waited before the owner. */
    async function freed() {
      const { pressoir } = world.rooms;
      const taken = await booked(form(pressoir.id));
      const first = await join();
      const second = await join(world.actors.owner);
      await cancelBooking(world.actors.employee, { id: taken.id });
      return { first, second };
    }
    const stateOf = async (id: string) =>
      (await world.owner<{ state: string }[]>`select state from waiting where id = ${id}`)[0]?.state;

    test("passes them over", async () => {
      const { first, second } = await freed();
      await leaves(true);
      await offer();
      expect([await stateOf(first), await stateOf(second)]).toEqual(["withdrawn", "offered"]);
    });

    test("takes back what they were offered when it is answered, for who comes next", async () => {
      const { first, second } = await freed();
      await offer();
      const [{ bookingId } = { bookingId: null }] = await waitingOf(world.actors.partner);
      await leaves(true);
      expect(await takeOffer(world.actors.partner, bookingId!)).toMatchObject({ problem: { code: "offer_gone" } });
      await offer();
      expect([await stateOf(first), await stateOf(second)]).toEqual(["withdrawn", "offered"]);
    });
  });

  test("is gone through to its end, however many wait for what no rule lets them have", async () => {
    const { pressoir } = world.rooms;
    const asked = form(pressoir.id);
    const taken = await booked(asked);
    // More than one job tries: a crowd that the room does not hold.
    await world.owner`
      insert into waiting (id, pole_id, resource_id, structure_id, person_id, starts_at, ends_at, attendees, created_at)
      select gen_random_uuid(), ${world.poles.orme.id}, ${pressoir.id}, ${world.structures.gue.id}, ${world.people.employee.id},
             ${asked.start}, ${asked.end}, 5000, now() - make_interval(hours => 1) + make_interval(secs => n)
        from generate_series(1, 250) n`;
    const last = await join();
    await cancelBooking(world.actors.employee, { id: taken.id });
    const logger = new Logger(() => () => {});
    const taskList = { "offer-waiting": bookingTasks["offer-waiting"] };
    await runOnce({ connectionString: world.ownerUrl, taskList, noHandleSignals: true, logger });
    expect(await waitingOf(world.actors.partner)).toContainEqual(
      expect.objectContaining({ id: last, state: "offered" }),
    );
    await world.owner`update waiting set state = 'withdrawn' where attendees = 5000`;
  });

  test("is seen by who shares the thing, and left by one's own structure alone", async () => {
    const { pressoir } = world.rooms;
    await booked(form(pressoir.id));
    const id = await join();
    expect(await waitingOf(world.actors.owner, { resourceId: pressoir.id })).toContainEqual(
      expect.objectContaining({ id }),
    );
    await expect(waitingOf(world.actors.partner, { resourceId: pressoir.id })).rejects.toThrow(Forbidden);
    await expect(leaveWaiting(world.actors.employee, id)).rejects.toThrow(Forbidden);
    await expect(leaveWaiting(world.actors.neighbour, id)).rejects.toThrow(NotFound);
  });
});
