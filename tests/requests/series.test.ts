import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addBlocking,
  bookingOf,
  bookingTasks,
  cancelBooking,
  cancelSeries,
  changeSeries,
  considerChange,
  considerSeries,
  requestBooking,
  seriesOf,
  startSeries,
  takeOffer,
  waitingOf,
  type Choice,
  type Schedule,
  type SeriesAsked,
} from "../../server/bookings";
import type { Actor } from "../../server/kernel/actor";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, startOfMonth, startOfWeek, weekdayOf } from "../../server/kernel/time";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.owner`update resources set horizon_days = 730`;
});
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(async () => {
  day = workday((used += 1));
  await world.owner`update claims set released_at = now() where released_at is null`;
  await world.owner`update bookings set state = 'cancelled', expires_at = null, cancelled_at = now()`;
  await world.owner`update blocked_units set removed_at = now()`;
});

function weekly(resourceId: string, count = 4, changes: Partial<Schedule> = {}): SeriesAsked {
  return {
    resourceId,
    title: "Réunion d’équipe",
    schedule: {
      firstDay: day,
      from: 840,
      minutes: 120,
      repetition: { frequency: { every: "week", interval: 1, weekdays: [weekdayOf(day)] }, end: { count } },
      skipsBankHolidays: false,
      skipsSchoolHolidays: false,
      ...changes,
    },
  };
}

function start(
  asked: SeriesAsked,
  choices: Record<string, Choice> = {},
  actor: Actor = world.actors.employee,
  id = newId(),
) {
  return startSeries(actor, { ...asked, id, choices: new Map(Object.entries(choices)) });
}

async function started(asked: SeriesAsked): Promise<string> {
  const outcome = await start(asked);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value.id;
}

/** Somebody else has the room that day. */
async function take(resourceId: string, date: string, from = "14:00", to = "17:00") {
  const outcome = await requestBooking(world.actors.administrator, {
    id: newId(),
    resourceId,
    start: at(date, from),
    end: at(date, to),
  });
  expect(outcome.ok).toBe(true);
}

async function datesOf(seriesId: string) {
  const { bookings } = await seriesOf(world.actors.employee, seriesId);
  return bookings;
}

/** Live claims of one unit that overlap: none, whatever happened. */
async function doublePromises(): Promise<number> {
  const [row] = await world.owner<{ count: number }[]>`
    select count(*)::int as count from claims a join claims b
        on a.unit_id = b.unit_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
     where a.released_at is null and b.released_at is null`;
  return row!.count;
}

describe("the preview of a series", () => {
  test("shows every date, free or why not, with another hour, another room, or the waiting list", async () => {
    const { etang } = world.rooms;
    await take(etang.id, addDays(day, 7));
    const found = await considerSeries(world.actors.employee, weekly(etang.id));
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    const { dates } = found.value;
    expect(dates.map(({ refusals }) => refusals?.[0].code ?? "free")).toEqual(["free", "slot_taken", "free", "free"]);
    expect(dates[1]?.canWait).toBe(true);
    const kinds = dates[1]!.ways.map(({ kind }) => kind);
    expect(kinds).toContain("other");
    expect(kinds.some((kind) => kind === "earlier" || kind === "later")).toBe(true);
    for (const way of dates[1]!.ways) {
      expect(way.kind === "other" ? way.resourceId !== etang.id : way.resourceId === etang.id).toBe(true);
    }
  });

  test("says of a date kept for works until when, and has nobody wait for it", async () => {
    const { etang } = world.rooms;
    await addBlocking(world.actors.managerAtGue, {
      id: newId(),
      resourceId: etang.id,
      kind: "maintenance",
      reason: "Peinture",
      start: at(addDays(day, 14), "08:00"),
      end: at(addDays(day, 14), "18:00"),
    });
    const found = await considerSeries(world.actors.employee, weekly(etang.id));
    expect(found.ok && found.value.dates[2]).toMatchObject({
      refusals: [{ code: "blocked", reason: "Peinture" }],
      canWait: false,
    });
  });

  test("is for who may book: not of another pôle's room, not without a structure that books", async () => {
    await expect(considerSeries(world.actors.neighbour, weekly(world.rooms.etang.id))).rejects.toThrow(NotFound);
    expect(await considerSeries(world.actors.observer, weekly(world.rooms.etang.id))).toMatchObject({
      problem: { code: "not_allowed" },
    });
  });
});

describe("what a month gives a structure", () => {
  /** Four working days in a row of one month, two hours each, at five euros the hour. */
  const daily = (count = 4): SeriesAsked => {
    const { etang } = world.rooms;
    const month = addMonths(startOfMonth(day), 2 + used);
    const firstDay = addDays(startOfWeek(month), 7);
    return {
      ...weekly(etang.id),
      schedule: {
        ...weekly(etang.id).schedule,
        firstDay,
        repetition: { frequency: { every: "day", interval: 1 }, end: { count } },
      },
    };
  };
  const rates = (minutes: number) => world.owner`
    update rates set free_minutes_month = ${minutes} where resource_id = ${world.rooms.etang.id} and customer = 'member'`;
  afterEach(async () => {
    await rates(0);
    await world.owner`delete from quotas`;
  });
  const pricesOf = async (asked: SeriesAsked) => {
    const found = await considerSeries(world.actors.employee, asked);
    return found.ok ? found.value.dates.map(({ price, refusals }) => refusals?.[0].code ?? price.cents) : found.problem;
  };
  const takenByOthers = (date: string) =>
    requestBooking(world.actors.owner, {
      id: newId(),
      resourceId: world.rooms.etang.id,
      start: at(date, "14:00"),
      end: at(date, "16:00"),
    });

  test("is shared among the dates of one series: no free minute is given twice, shown or booked", async () => {
    await rates(180);
    const asked = daily();
    expect(await pricesOf(asked)).toEqual([0, 500, 1000, 1000]);
    const outcome = await start(asked);
    expect(outcome.ok && outcome.value.bookings.map(({ price }) => price.cents)).toEqual([0, 500, 1000, 1000]);
    const again = { ...asked, schedule: { ...asked.schedule, from: 600 } };
    expect(await pricesOf(again)).toEqual([1000, 1000, 1000, 1000]);
  });

  test("is not taken by a date that cannot be had", async () => {
    await rates(180);
    const asked = daily();
    await takenByOthers(asked.schedule.firstDay);
    expect(await pricesOf(asked)).toEqual(["slot_taken", 0, 500, 1000]);
  });

  test("is shared by its dates where it is a quota, and one that cannot be had takes none of it", async () => {
    await world.owner`
      insert into quotas values (${world.poles.orme.id}, ${world.rooms.etang.id}, 'member', 'month_minutes', 300, false)`;
    const asked = daily();
    expect(await pricesOf(asked)).toEqual([1000, 1000, "quota_exceeded", "quota_exceeded"]);
    expect(await start(asked)).toMatchObject({ problem: { code: "dates_refused" } });
    await takenByOthers(asked.schedule.firstDay);
    expect(await pricesOf(asked)).toEqual(["slot_taken", 1000, 1000, "quota_exceeded"]);
  });
});

describe("starting a series", () => {
  test("books what was chosen: a date skipped, one moved, one waited for, the others as asked", async () => {
    const { etang, pressoir } = world.rooms;
    const [second, third, fourth] = [7, 14, 21].map((days) => addDays(day, days)) as [string, string, string];
    await take(etang.id, fourth);
    const outcome = await start(weekly(etang.id), {
      [`${second}T14:00`]: { do: "skip" },
      [`${third}T14:00`]: { do: "move", resourceId: pressoir.id, start: at(third, "10:00"), end: at(third, "12:00") },
      [`${fourth}T14:00`]: { do: "wait" },
    });
    expect(outcome.ok && outcome.value).toMatchObject({ waiting: 1 });
    if (!outcome.ok) return;
    const dates = await datesOf(outcome.value.id);
    expect(dates.map(({ resource, start: from, recurrence }) => [resource.id, from, recurrence])).toEqual([
      [etang.id, at(day, "14:00"), `${day}T14:00`],
      [pressoir.id, at(third, "10:00"), `${third}T14:00`],
    ]);
    const waiting =
      await world.owner`select starts_at from waiting where resource_id = ${etang.id} and starts_at = ${at(fourth, "14:00")}`;
    expect(waiting).toHaveLength(1);
  });

  test("waits for dates as anybody does: what it is offered and takes is a date of the series", async () => {
    const { etang } = world.rooms;
    const { employee, administrator } = world.actors;
    const second = addDays(day, 7);
    await take(etang.id, second);
    const outcome = await start(weekly(etang.id), { [`${second}T14:00`]: { do: "wait" } });
    if (!outcome.ok) throw new Error(outcome.problem.code);
    expect(await datesOf(outcome.value.id)).toHaveLength(3);
    expect((await seriesOf(employee, outcome.value.id)).waited).toEqual([
      { start: at(second, "14:00"), end: at(second, "16:00") },
    ]);
    const inTheWay = await world.owner<{ id: string }[]>`
      select id from bookings where state = 'confirmed' and resource_id = ${etang.id} and series_id is null`;
    for (const { id } of inTheWay) await cancelBooking(administrator, { id });
    await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    const offered = (await waitingOf(employee)).find(
      ({ start: from }) => from.getTime() === at(second, "14:00").getTime(),
    );
    expect((await takeOffer(employee, offered!.bookingId!)).ok).toBe(true);
    expect((await seriesOf(employee, outcome.value.id)).waited).toEqual([]);
    expect((await datesOf(outcome.value.id)).map(({ recurrence, state }) => [recurrence, state])).toEqual(
      [0, 7, 14, 21].map((days) => [`${addDays(day, days)}T14:00`, "confirmed"]),
    );
  });

  test("waits for nothing that no waiting mends, and no more once the series is cancelled", async () => {
    const { etang } = world.rooms;
    const second = addDays(day, 7);
    await take(etang.id, second);
    const crowd = await start(
      { ...weekly(etang.id), attendees: 5000 },
      {
        [`${day}T14:00`]: { do: "skip" },
        [`${second}T14:00`]: { do: "wait" },
        [`${addDays(day, 14)}T14:00`]: { do: "skip" },
        [`${addDays(day, 21)}T14:00`]: { do: "skip" },
      },
    );
    expect(crowd).toMatchObject({ problem: { code: "dates_refused" } });
    const id = await (async () => {
      const outcome = await start(weekly(etang.id), { [`${second}T14:00`]: { do: "wait" } });
      return outcome.ok ? outcome.value.id : "";
    })();
    expect((await cancelSeries(world.actors.employee, { id })).ok).toBe(true);
    const left = await world.owner<{ state: string }[]>`select state from waiting where series_id = ${id}`;
    expect(left.map(({ state }) => state)).toEqual(["withdrawn"]);
  });

  test("waits where and when its dates are, once they have all moved", async () => {
    const { etang } = world.rooms;
    const second = addDays(day, 7);
    await take(etang.id, second, "14:00", "18:00");
    const outcome = await start(weekly(etang.id), { [`${second}T14:00`]: { do: "wait" } });
    const id = outcome.ok ? outcome.value.id : "";
    const [date, choices] = [`${day}T14:00`, new Map<string, "leave" | "cancel">()];
    const later = { id, scope: "all", date, changes: { from: 16 * 60 }, choices } as const;
    expect(await changeSeries(world.actors.employee, later)).toMatchObject({ ok: true });
    expect((await seriesOf(world.actors.employee, id)).waited).toEqual([
      { start: at(second, "16:00"), end: at(second, "18:00") },
    ]);
  });

  test("gives up what was offered to it once it is cancelled", async () => {
    const { etang } = world.rooms;
    const second = addDays(day, 7);
    await take(etang.id, second);
    const outcome = await start(weekly(etang.id), { [`${second}T14:00`]: { do: "wait" } });
    const id = outcome.ok ? outcome.value.id : "";
    const inTheWay = await world.owner<{ id: string }[]>`
      select id from bookings where state = 'confirmed' and resource_id = ${etang.id} and series_id is null`;
    for (const each of inTheWay) await cancelBooking(world.actors.administrator, { id: each.id });
    await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    const states = () => world.owner<{ state: string }[]>`
      select state from bookings where series_id = ${id} and recurrence = ${`${second}T14:00`}`;
    expect(await states()).toEqual([{ state: "offered" }]);
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({ ok: true });
    expect(await states()).toEqual([{ state: "expired" }]);
    const held = await world.owner`
      select c.id from claims c join bookings b on b.id = c.booking_id where b.series_id = ${id} and c.released_at is null`;
    expect(held).toEqual([]);
  });

  test("is no longer waited for, though the dates that are booked are too late to cancel: that is no refusal", async () => {
    const { etang } = world.rooms;
    const second = addDays(day, 7);
    await take(etang.id, second);
    const begun = await start(weekly(etang.id, 2), { [`${second}T14:00`]: { do: "wait" } });
    const id = begun.ok ? begun.value.id : "";
    await world.owner`
      update bookings set cancel_until = now() - interval '1 hour', late_cancel_cents = null where series_id = ${id}`;
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({
      ok: true,
      value: { cancelled: 0, kept: 1 },
    });
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({
      problem: { code: "too_late_to_cancel" },
    });
  });

  test("writes nothing when one date was taken meanwhile, and says which", async () => {
    const { etang } = world.rooms;
    const second = addDays(day, 7);
    await take(etang.id, second);
    const id = newId();
    const outcome = await start(weekly(etang.id), {}, world.actors.employee, id);
    expect(outcome).toMatchObject({ problem: { code: "dates_refused" } });
    if (outcome.ok || outcome.problem.code !== "dates_refused") return;
    expect([...outcome.problem.dates]).toEqual([[`${second}T14:00`, [{ code: "slot_taken" }]]]);
    const [{ count } = { count: -1 }] = await world.owner<{ count: number }[]>`
      select (select count(*) from series where id = ${id})::int + (select count(*) from bookings where series_id = ${id})::int as count`;
    expect(count).toBe(0);
  });

  test("starts one series for a form sent twice, at once or later; none for the id of another", async () => {
    const { etang } = world.rooms;
    const id = newId();
    const outcomes = await Promise.all([1, 2, 3].map(() => start(weekly(etang.id), {}, world.actors.employee, id)));
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.id)).toEqual([id, id, id]);
    expect(await datesOf(id)).toHaveLength(4);
    expect(await start(weekly(etang.id, 3), {}, world.actors.employee, id)).toMatchObject({
      problem: { code: "already_used" },
    });
  });

  test("books nothing at a sum above the one that was shown, and nothing where every date is skipped", async () => {
    const { etang } = world.rooms;
    const asked = weekly(etang.id, 1);
    const id = newId();
    const preview = await considerSeries(world.actors.employee, asked);
    const cents = preview.ok ? preview.value.dates[0]!.price.cents : 0;
    const dearer = await startSeries(world.actors.employee, {
      ...asked,
      id,
      choices: new Map(),
      shownCents: cents - 1,
    });
    expect(dearer).toMatchObject({ problem: { code: "dearer", cents } });
    expect(await start(asked, { [`${day}T14:00`]: { do: "skip" } })).toMatchObject({
      problem: { code: "nothing_chosen" },
    });
  });

  test("two people whose series cross at once: one has all its dates, nothing is promised twice", async () => {
    const { etang } = world.rooms;
    const others = { ...world.actors.administrator };
    const outcomes = await Promise.all([
      start(weekly(etang.id, 20)),
      start(weekly(etang.id, 20, { from: 900 }), {}, others),
      start(weekly(etang.id, 20, { firstDay: addDays(day, 28), from: 780 }), {}, others),
    ]);
    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(await doublePromises()).toBe(0);
    const perSeries = await world.owner<{ count: number }[]>`
      select count(*)::int as count from bookings where series_id is not null and state = 'confirmed' group by series_id`;
    for (const { count } of perSeries) expect(count).toBe(20);
  });

  test("killed half-way, nothing is written, and the same form books it then", async () => {
    const { etang } = world.rooms;
    const id = newId();
    let killed: Promise<unknown> = Promise.resolve();
    await world.owner.begin(async (tx) => {
      await tx`select from units where id = any(${etang.unitIds}) for update`;
      // Its row of the series is written; it waits for the unit.
      killed = start(weekly(etang.id), {}, world.actors.employee, id).catch((error: unknown) => error);
      for (let pids: { pid: number }[] = []; pids.length === 0;) {
        pids = await world.owner<{ pid: number }[]>`
          select pg_terminate_backend(pid) as ended, pid from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock' and query like '%no key update of u%'`;
      }
    });
    expect(await killed).toBeInstanceOf(Error);
    expect(await world.owner`select from series where id = ${id}`).toHaveLength(0);
    expect(await start(weekly(etang.id), {}, world.actors.employee, id)).toMatchObject({ ok: true });
  });
});

describe("cancelling", () => {
  test("from a date on frees those that follow and leaves those before; all of them, once", async () => {
    const { etang } = world.rooms;
    const id = await started(weekly(etang.id));
    const third = `${addDays(day, 14)}T14:00`;
    const outcome = await cancelSeries(world.actors.employee, { id, from: third, reason: "Travaux" });
    expect(outcome).toMatchObject({ value: { cancelled: 2, kept: 0 } });
    const dates = await datesOf(id);
    expect(dates.map(({ state }) => state)).toEqual(["confirmed", "confirmed", "cancelled", "cancelled"]);
    expect(dates[2]).toMatchObject({ cancelReason: "Travaux", sequence: 1 });
    await take(etang.id, addDays(day, 14));
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({ value: { cancelled: 2 } });
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({ problem: { code: "nothing_to_come" } });
  });

  /** A series of the room whose notice is as long as its first two dates are late. */
  async function startedLate(lateCancelPercent: number | null): Promise<string> {
    const { etang } = world.rooms;
    const noticeMinutes = Math.round((at(addDays(day, 10), "14:00").getTime() - Date.now()) / 60_000);
    await world.owner`update resources set cancel_notice_minutes = ${noticeMinutes}, late_cancel_percent = ${lateCancelPercent} where id = ${etang.id}`;
    const id = await started(weekly(etang.id));
    await world.owner`update resources set cancel_notice_minutes = 0, late_cancel_percent = null where id = ${etang.id}`;
    return id;
  }
  const statesOf = async (id: string) => (await datesOf(id)).map(({ state }) => state);

  test("leaves what is past or too late, and says how many", async () => {
    const id = await startedLate(null);
    const [first] = await datesOf(id);
    await world.owner`update bookings set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = ${first!.id}`;
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({
      value: { cancelled: 2, kept: 1, feeCents: 0 },
    });
    expect(await statesOf(id)).toEqual(["confirmed", "confirmed", "cancelled", "cancelled"]);
  });

  test("leaves due of each late date what cancelling it alone would, once that was agreed to", async () => {
    const { employee } = world.actors;
    const id = await startedLate(50);
    // Two hours at five euros, twice.
    expect((await seriesOf(employee, id)).bookings.map(({ cancellation }) => cancellation)).toEqual([
      { can: true, feeCents: 500 },
      { can: true, feeCents: 500 },
      { can: true, feeCents: 0 },
      { can: true, feeCents: 0 },
    ]);
    expect(await cancelSeries(employee, { id })).toEqual({ ok: false, problem: { code: "fee_due", feeCents: 1000 } });
    expect(await cancelSeries(employee, { id, agreedFeeCents: 999 })).toMatchObject({ ok: false });
    expect(await statesOf(id)).toEqual(["confirmed", "confirmed", "confirmed", "confirmed"]);
    expect(await cancelSeries(employee, { id, agreedFeeCents: 1000 })).toMatchObject({
      value: { cancelled: 4, kept: 0, feeCents: 1000 },
    });
    expect((await datesOf(id)).map(({ cancelFeeCents }) => cancelFeeCents)).toEqual([500, 500, 0, 0]);
  });

  test("leaves late dates that would cost something where that is asked, and costs a manager's structure nothing", async () => {
    const id = await startedLate(50);
    expect(await cancelSeries(world.actors.employee, { id, keepLate: true })).toMatchObject({
      value: { cancelled: 2, kept: 2, feeCents: 0 },
    });
    expect(await statesOf(id)).toEqual(["confirmed", "confirmed", "cancelled", "cancelled"]);
    expect(await cancelSeries(world.actors.employee, { id, keepLate: true })).toMatchObject({
      problem: { code: "fee_due", feeCents: 500 },
    });
    expect(await cancelSeries(world.actors.manager, { id })).toMatchObject({ value: { cancelled: 2, feeCents: 0 } });
  });

  test("is for its structure and for managers", async () => {
    const id = await started(weekly(world.rooms.etang.id));
    await expect(cancelSeries(world.actors.owner, { id })).rejects.toThrow(Forbidden);
    await expect(cancelSeries(world.actors.neighbour, { id })).rejects.toThrow(NotFound);
    expect(await cancelSeries(world.actors.managerAtGue, { id })).toMatchObject({ ok: true });
  });
});

describe("changing", () => {
  const change = (id: string, changes: object, more: object = {}) =>
    changeSeries(world.actors.employee, {
      id,
      scope: "all",
      date: `${day}T14:00`,
      changes,
      choices: new Map<string, "leave" | "cancel">(),
      ...more,
    });

  test("all dates to another hour keeps the series, its days and its bookings' names in calendars", async () => {
    const id = await started(weekly(world.rooms.etang.id));
    const before = await datesOf(id);
    expect(await change(id, { from: 600, minutes: 60 })).toMatchObject({ value: { seriesId: id, changed: 4 } });
    const after = await datesOf(id);
    expect(after.map((booking) => booking.id)).toEqual(before.map((booking) => booking.id));
    expect(after.map(({ start: from, end, sequence }) => [from, end, sequence])).toEqual(
      [0, 7, 14, 21].map((days) => [at(addDays(day, days), "10:00"), at(addDays(day, days), "11:00"), 1]),
    );
    await take(world.rooms.etang.id, addDays(day, 7), "14:00", "16:00");
    expect(await doublePromises()).toBe(0);
    expect((await seriesOf(world.actors.employee, id)).schedule).toMatchObject({ from: 600, minutes: 60 });
  });

  test("a date and those that follow makes a new series of them, which knows the one before", async () => {
    const { etang, pressoir } = world.rooms;
    const id = await started(weekly(etang.id));
    const third = `${addDays(day, 14)}T14:00`;
    const outcome = await change(
      id,
      { resourceId: pressoir.id, title: "Atelier" },
      { scope: "following", date: third },
    );
    expect(outcome).toMatchObject({ value: { changed: 2 } });
    if (!outcome.ok) return;
    const next = await seriesOf(world.actors.employee, outcome.value.seriesId);
    const before = await seriesOf(world.actors.employee, id);
    expect(next).toMatchObject({ previousId: id, title: "Atelier", resource: { id: pressoir.id } });
    expect(next.schedule).toMatchObject({ firstDay: addDays(day, 14), repetition: { end: { count: 2 } } });
    expect(next.bookings.map(({ resource, title }) => [resource.id, title])).toEqual([
      [pressoir.id, "Atelier"],
      [pressoir.id, "Atelier"],
    ]);
    expect(before).toMatchObject({ nextId: next.id, title: "Réunion d’équipe" });
    expect(before.bookings).toHaveLength(2);
    expect(before.schedule.repetition.end).toEqual({ until: addDays(day, 13) });
  });

  test("one date alone leaves the others and the series as they are", async () => {
    const { etang } = world.rooms;
    const id = await started(weekly(etang.id));
    const second = addDays(day, 7);
    await change(id, { from: 1020 }, { scope: "one", date: `${second}T14:00` });
    expect((await datesOf(id)).map(({ start: from }) => from)).toEqual([
      at(day, "14:00"),
      at(second, "17:00"),
      at(addDays(day, 14), "14:00"),
      at(addDays(day, 21), "14:00"),
    ]);
    // Moved on its own, it keeps its hours when all are changed.
    await change(id, { from: 600 });
    const hours = (await datesOf(id)).map(({ start: from }) => from);
    expect(hours[1]).toEqual(at(second, "17:00"));
    expect(hours[2]).toEqual(at(addDays(day, 14), "10:00"));
  });

  test("changes nothing when one date cannot be had so, then leaves or cancels that one as told", async () => {
    const { etang } = world.rooms;
    const id = await started(weekly(etang.id));
    const [second, third] = [addDays(day, 7), addDays(day, 14)];
    await take(etang.id, second, "10:00", "11:00");
    await take(etang.id, third, "10:00", "11:00");
    const refusedChange = await change(id, { from: 600 });
    expect(refusedChange).toMatchObject({ problem: { code: "dates_refused" } });
    if (!refusedChange.ok && refusedChange.problem.code === "dates_refused") {
      expect([...refusedChange.problem.dates.keys()]).toEqual([`${second}T14:00`, `${third}T14:00`]);
    }
    expect((await datesOf(id)).map(({ sequence }) => sequence)).toEqual([0, 0, 0, 0]);
    const choices = new Map([
      [`${second}T14:00`, "leave"],
      [`${third}T14:00`, "cancel"],
    ]);
    expect(await change(id, { from: 600 }, { choices })).toMatchObject({ value: { changed: 2, cancelled: 1 } });
    expect((await datesOf(id)).map(({ start: from, state }) => [from, state])).toEqual([
      [at(day, "10:00"), "confirmed"],
      [at(second, "14:00"), "confirmed"],
      [at(third, "14:00"), "cancelled"],
      [at(addDays(day, 21), "10:00"), "confirmed"],
    ]);
  });

  test("to another weekday moves each date in its week, and the rule with them", async () => {
    const { etang } = world.rooms;
    const id = await started(weekly(etang.id));
    const [from, to] = [weekdayOf(day), weekdayOf(day) === 5 ? 4 : weekdayOf(day) + 1];
    const outcome = await change(id, { weekdays: new Map([[from, to]]) });
    expect(outcome).toMatchObject({ value: { seriesId: id, changed: 4 } });
    const moved = [0, 7, 14, 21].map((days) => addDays(day, days + to - from));
    expect((await datesOf(id)).map(({ start: at_, recurrence }) => [at_, recurrence])).toEqual(
      moved.map((date) => [at(date, "14:00"), `${date}T14:00`]),
    );
    const { schedule } = await seriesOf(world.actors.employee, id);
    expect(schedule).toMatchObject({ firstDay: moved[0], repetition: { frequency: { weekdays: [to] } } });
    // And back, from the second on: a series of its own.
    const back = await change(
      id,
      { weekdays: new Map([[to, from]]) },
      { scope: "following", date: `${moved[1]}T14:00` },
    );
    expect(back).toMatchObject({ value: { changed: 3 } });
    const next = await seriesOf(world.actors.employee, back.ok ? back.value.seriesId : "");
    expect(next.schedule).toMatchObject({ firstDay: addDays(day, 7), repetition: { frequency: { weekdays: [from] } } });
    expect(await doublePromises()).toBe(0);
  });

  test("exchanges two weekdays of a series, each date under its own name", async () => {
    const { etang } = world.rooms;
    const monday = addDays(startOfWeek(day), 7);
    const id = await started({
      ...weekly(etang.id),
      schedule: {
        ...weekly(etang.id).schedule,
        firstDay: monday,
        repetition: { frequency: { every: "week", interval: 1, weekdays: [1, 2] }, end: { count: 4 } },
      },
    });
    const before = await datesOf(id);
    const weekdays = new Map([
      [1, 2],
      [2, 1],
    ]);
    expect(await change(id, { weekdays })).toMatchObject({ value: { changed: 4 } });
    expect((await datesOf(id)).map(({ id: booking }) => booking)).toEqual([1, 0, 3, 2].map((rank) => before[rank]!.id));
  });

  describe("with what goes with its dates", () => {
    /** A series whose second date has a screen of its own. */
    async function withScreen() {
      const { etang } = world.rooms;
      const id = await started(weekly(etang.id));
      const second = (await datesOf(id))[1]!;
      const addon = await requestBooking(world.actors.employee, {
        id: newId(),
        resourceId: world.rooms.pressoir.id,
        start: second.start,
        end: second.end,
        parentId: second.id,
      });
      if (!addon.ok) throw new Error(addon.problem.code);
      return { id, second, addon: addon.value.id };
    }
    const startOf = async (id: string) => (await bookingOf(world.actors.employee, id)).start;

    test("moves it along, at its new price", async () => {
      const { id, addon } = await withScreen();
      expect(await change(id, { from: 600, minutes: 60 })).toMatchObject({ value: { changed: 4 } });
      expect(await startOf(addon)).toEqual(at(addDays(day, 7), "10:00"));
      expect((await bookingOf(world.actors.employee, addon)).price?.cents).toBe(600);
    });

    test("changes nothing where that cannot come along, and says so before of that date", async () => {
      const { id, second, addon } = await withScreen();
      await take(world.rooms.pressoir.id, addDays(day, 7), "09:00", "11:00");
      const asked = { id, scope: "all" as const, date: "", changes: { from: 600 } };
      const found = await considerChange(world.actors.employee, { ...asked, choices: new Map() });
      expect(
        found.ok && found.value.dates.map(({ problem }) => problem && [problem.name, problem.refusals[0].code]),
      ).toEqual([null, ["Salle du Pressoir", "slot_taken"], null, null]);
      const refusedChange = await change(id, { from: 600 });
      expect(refusedChange).toMatchObject({ problem: { code: "dates_refused" } });
      expect(await startOf(addon)).toEqual(second.start);
      const choices = new Map([[`${addDays(day, 7)}T14:00`, "cancel" as const]]);
      expect(await change(id, { from: 600 }, { choices })).toMatchObject({ value: { changed: 3, cancelled: 1 } });
      expect((await bookingOf(world.actors.employee, addon)).state).toBe("cancelled");
    });
  });

  test("shows each date with its price and why not before, and books at no more than was shown", async () => {
    const { etang } = world.rooms;
    const id = await started(weekly(etang.id));
    const third = addDays(day, 14);
    await take(etang.id, third, "10:00", "11:00");
    const asked = { id, scope: "all" as const, date: "", changes: { from: 600, minutes: 180 } };
    const preview = async (choices: Map<string, "leave" | "cancel">) => {
      const found = await considerChange(world.actors.employee, { ...asked, choices });
      if (!found.ok) throw new Error(found.problem.code);
      return found.value.dates;
    };
    expect(
      (await preview(new Map())).map(({ before, after, problem }) => [
        before.cents,
        after.cents,
        problem?.refusals[0].code,
      ]),
    ).toEqual([
      [1000, 1500, undefined],
      [1000, 1500, undefined],
      [1000, 1500, "slot_taken"],
      [1000, 1500, undefined],
    ]);
    expect((await datesOf(id)).map(({ sequence }) => sequence)).toEqual([0, 0, 0, 0]);
    const choices = new Map([[`${third}T14:00`, "leave" as const]]);
    expect((await preview(choices)).map(({ choice }) => choice)).toEqual(["change", "change", "leave", "change"]);
    expect(await change(id, asked.changes, { choices, shownCents: 4499 })).toEqual({
      ok: false,
      problem: { code: "dearer", cents: 4500 },
    });
    expect((await datesOf(id)).map(({ sequence }) => sequence)).toEqual([0, 0, 0, 0]);
    expect(await change(id, asked.changes, { choices, shownCents: 4500 })).toMatchObject({ value: { changed: 3 } });
  });

  test("does not save what cancelling its late dates would have left due", async () => {
    const { etang } = world.rooms;
    await world.owner`update resources set cancel_notice_minutes = 500000, late_cancel_percent = 50 where id = ${etang.id}`;
    const id = await started(weekly(etang.id, 2));
    await world.owner`update resources set cancel_notice_minutes = 0, late_cancel_percent = null where id = ${etang.id}`;
    expect(await change(id, { from: 1020, minutes: 60 })).toMatchObject({ value: { changed: 2 } });
    // Half of the two hours they were, not of the one they are.
    expect(await cancelSeries(world.actors.employee, { id })).toMatchObject({
      problem: { code: "fee_due", feeCents: 1000 },
    });
  });

  test("leaves the rule as it is where every date is left, and says that nothing would change", async () => {
    const id = await started(weekly(world.rooms.etang.id));
    const choices = new Map((await datesOf(id)).map(({ recurrence }) => [recurrence ?? "", "leave" as const]));
    expect(await change(id, { from: 600 }, { choices })).toMatchObject({ problem: { code: "nothing_changed" } });
    expect((await seriesOf(world.actors.employee, id)).schedule.from).toBe(840);
  });

  test("asks before it cancels a date past its notice, and keeps what stays due of it", async () => {
    const { etang } = world.rooms;
    await world.owner`update resources set cancel_notice_minutes = 500000, late_cancel_percent = 50 where id = ${etang.id}`;
    const id = await started(weekly(etang.id));
    await world.owner`update resources set cancel_notice_minutes = 0, late_cancel_percent = null where id = ${etang.id}`;
    const choices = new Map([[`${day}T14:00`, "cancel" as const]]);
    expect(await change(id, { title: "Autre" }, { choices })).toEqual({
      ok: false,
      problem: { code: "fee_due", feeCents: 500 },
    });
    expect(await change(id, { title: "Autre" }, { choices, agreedFeeCents: 500 })).toMatchObject({
      value: { changed: 3, cancelled: 1 },
    });
    expect((await datesOf(id))[0]).toMatchObject({ state: "cancelled", cancelFeeCents: 500 });
  });

  test("never touches what is past", async () => {
    const { etang } = world.rooms;
    const id = await started(weekly(etang.id));
    const [first] = await datesOf(id);
    await world.owner`update claims set released_at = now() where booking_id = ${first!.id}`;
    await world.owner`update bookings set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = ${first!.id}`;
    const outcome = await change(id, { from: 600 });
    expect(outcome).toMatchObject({ value: { changed: 3 } });
    if (!outcome.ok) return;
    expect(outcome.value.seriesId).not.toBe(id);
    expect((await datesOf(id)).map(({ id: bookingId, sequence }) => [bookingId, sequence])).toEqual([[first!.id, 0]]);
  });

  test("is for its structure and for managers", async () => {
    const id = await started(weekly(world.rooms.etang.id));
    const asked = { id, scope: "all" as const, date: "", changes: { title: "x" }, choices: new Map<string, "leave">() };
    await expect(changeSeries(world.actors.owner, asked)).rejects.toThrow(Forbidden);
    await expect(changeSeries(world.actors.neighbour, asked)).rejects.toThrow(NotFound);
    expect(await changeSeries(world.actors.managerAtGue, asked)).toMatchObject({ ok: true });
    expect((await datesOf(id)).map(({ title }) => title)).toEqual(["x", "x", "x", "x"]);
  });
});
