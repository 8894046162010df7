import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookingOf, requestBooking } from "../../server/bookings";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { checkIn, evidencePhoto, giveBack, releaseNoShows, toUseNow, useOf, type StateForm } from "../../server/use";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.owner`update claims set released_at = now() where released_at is null`;
  await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where state in ('confirmed', 'checked_in')`;
  await asks("check_in");
});

type RoomKey = "pressoir" | "veille";

async function asks(step: string, room: RoomKey = "veille", noShowMinutes: number | null = null) {
  await world.owner`
    update resources set start_step = ${step}, no_show_minutes = ${noShowMinutes}, instructions = 'Boîte à clés : 4512'
     where id = ${world.rooms[room].id}`;
}

const MINUTE = 60_000;
const soon = (minutes: number) => new Date(Date.now() + minutes * MINUTE);

/** A booking as it would be, some minutes around now: the rules of asking are not those of using. */
async function booked(from: number, to: number, more: Record<string, unknown> = {}, room: RoomKey = "veille") {
  const id = newId();
  const base = { pole_id: world.poles.orme.id };
  await world.owner`insert into bookings ${world.owner({
    id,
    ...base,
    resource_id: world.rooms[room].id,
    structure_id: world.structures.gue.id,
    person_id: world.people.employee.id,
    starts_at: soon(from),
    ends_at: soon(to),
    ...more,
  })}`;
  const [unit] = world.rooms[room].unitIds;
  await world.owner`insert into claims ${world.owner({
    id: newId(),
    ...base,
    booking_id: id,
    unit_id: unit ?? "",
    starts_at: soon(from - 15),
    ends_at: soon(to + 30),
  })}`;
  return id;
}

const claimOf = async (id: string) => {
  const [claim] = await world.owner<{ ends_at: Date; released_at: Date | null }[]>`
    select ends_at, released_at from claims where booking_id = ${id}`;
  if (!claim) throw new Error("It has no claim.");
  return claim;
};

const take = (form: StateForm) => checkIn(world.actors.employee, form);
const give = (form: StateForm) => giveBack(world.actors.employee, form);

describe("taking what was booked", () => {
  test("says so in the booking and its history, once however often it is said", async () => {
    const bookingId = await booked(10, 120);
    for (let times = 0; times < 2; times += 1) {
      expect(await take({ bookingId })).toMatchObject({ ok: true, value: { state: "checked_in" } });
    }
    const booking = await bookingOf(world.actors.employee, bookingId);
    expect(booking.state).toBe("checked_in");
    expect(booking.history.map(({ kind, personName }) => [kind, personName])).toEqual([["checked_in", "Claire Morin"]]);
  });

  test("is for the structure that booked, and for the pôle's managers", async () => {
    const bookingId = await booked(-5, 60);
    await expect(checkIn(world.actors.partner, { bookingId })).rejects.toThrow(Forbidden);
    await expect(checkIn(world.actors.neighbour, { bookingId })).rejects.toThrow(NotFound);
    expect(await checkIn(world.actors.manager, { bookingId })).toMatchObject({ ok: true });
  });

  test("is refused too early, and for what is cancelled or over", async () => {
    const early = await booked(60, 120);
    expect(await take({ bookingId: early })).toMatchObject({ ok: false, problem: { code: "too_early" } });
    await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where id = ${early}`;
    expect(await take({ bookingId: early })).toMatchObject({ ok: false, problem: { code: "not_confirmed" } });
  });

  test("is proposed on the first page, with what to do next", async () => {
    const bookingId = await booked(10, 120);
    await booked(300, 400, {}, "pressoir");
    expect(await toUseNow(world.actors.employee)).toMatchObject([{ bookingId, next: "start", step: "check_in" }]);
    await take({ bookingId });
    expect(await toUseNow(world.actors.employee)).toMatchObject([{ bookingId, next: "end" }]);
    expect(await toUseNow(world.actors.colleague)).toEqual([]);
  });

  test("shows the instructions to whoever booked and whoever shares it, to nobody else", async () => {
    const bookingId = await booked(10, 120, {}, "pressoir");
    await asks("keys", "pressoir");
    expect((await useOf(world.actors.colleague, bookingId)).instructions).toContain("4512");
    expect((await useOf(world.actors.owner, bookingId)).instructions).toContain("4512");
    expect((await useOf(world.actors.partner, bookingId)).instructions).toBe("");
  });
});

describe("giving it back early", () => {
  test("frees the rest of the time, after the time to tidy, and somebody else can book it", async () => {
    const bookingId = await booked(-60, 300);
    const later = { start: soon(120), end: soon(180) };
    later.start.setUTCMinutes(0, 0, 0);
    later.end.setUTCMinutes(0, 0, 0);
    const ask = () =>
      requestBooking(world.actors.partner, { id: newId(), resourceId: world.rooms.veille.id, ...later });
    expect(await ask()).toMatchObject({ ok: false, problem: { code: "slot_taken" } });

    await take({ bookingId });
    expect(await give({ bookingId })).toMatchObject({ ok: true, value: { state: "returned" } });
    const claim = await claimOf(bookingId);
    const minutes = (claim.ends_at.getTime() - Date.now()) / MINUTE;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThan(31);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test("follows the taking", async () => {
    const bookingId = await booked(-10, 60);
    expect(await give({ bookingId })).toMatchObject({ ok: false, problem: { code: "not_taken" } });
  });
});

describe("a vehicle", () => {
  beforeEach(() => asks("odometer"));
  const photo = () =>
    sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#62245c" } })
      .jpeg()
      .toBuffer();

  test("leaves and comes back with its odometer, its level and photographs, and its kilometres are counted", async () => {
    const bookingId = await booked(-5, 240);
    expect(
      await take({ bookingId, odometer: 45_210, level: 75, note: "Rayure à gauche", photos: [await photo()] }),
    ).toMatchObject({ ok: true });
    expect(await give({ bookingId, odometer: 45_298, level: 50 })).toMatchObject({
      ok: true,
      value: { kilometres: 88 },
    });

    const use = await useOf(world.actors.colleague, bookingId);
    expect(use).toMatchObject({ kilometres: 88, next: null });
    expect(use.records).toMatchObject([
      { moment: "start", odometer: 45_210, level: 75, note: "Rayure à gauche", personName: "Claire Morin" },
      { moment: "end", odometer: 45_298, level: 50, photos: [] },
    ]);
    const [row] = await world.owner`select kilometres from bookings where id = ${bookingId}`;
    expect(row).toMatchObject({ kilometres: 88 });

    const [kept] = use.records[0]?.photos ?? [];
    const bytes = await evidencePhoto(world.actors.employee, kept?.id ?? "");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 1280, height: 960 });
    // The owner of the studio is Les Jardins du Gué, who booked: nobody else but the pôle's managers.
    await expect(evidencePhoto(world.actors.manager, kept?.id ?? "")).resolves.toBeDefined();
    for (const actor of [world.actors.partner, world.actors.owner, world.actors.neighbour])
      await expect(evidencePhoto(actor, kept?.id ?? "")).rejects.toThrow(NotFound);
    expect((await useOf(world.actors.partner, bookingId)).records).toEqual([]);
  });

  test("never runs backwards, from one booking to the next", async () => {
    const first = await booked(-60, -1, { state: "checked_in", checked_in_at: soon(-60) });
    await world.owner`insert into use_records ${world.owner({ id: newId(), pole_id: world.poles.orme.id, booking_id: first, resource_id: world.rooms.veille.id, unit_id: world.rooms.veille.unitIds[0] ?? "", moment: "end", odometer: 50_000, at: soon(0) })}`;
    await world.owner`update claims set released_at = now() where booking_id = ${first}`;
    const bookingId = await booked(-1, 60);
    expect(await take({ bookingId, odometer: 49_999 })).toMatchObject({
      ok: false,
      problem: { code: "odometer_backwards", last: 50_000 },
    });
    expect(await take({ bookingId })).toMatchObject({ ok: false, problem: { code: "odometer_missing" } });
    expect(await take({ bookingId, odometer: 500_000 })).toMatchObject({
      ok: false,
      problem: { code: "odometer_leap" },
    });
    expect(await take({ bookingId, odometer: 50_000 })).toMatchObject({ ok: true });
    expect(await give({ bookingId, odometer: 49_000 })).toMatchObject({
      ok: false,
      problem: { code: "odometer_backwards", last: 50_000 },
    });
  });

  test("is not taken with a file that is no photograph, and nothing is written", async () => {
    const bookingId = await booked(-5, 60);
    const outcome = await take({ bookingId, odometer: 50_100, photos: [await photo(), Buffer.from("%PDF-1.7")] });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "photo_refused", file: 2, why: "photo_format" } });
    const [{ count } = { count: -1 }] = await world.owner<
      { count: number }[]
    >`select count(*)::int from use_records where booking_id = ${bookingId}`;
    expect(count).toBe(0);
    expect((await useOf(world.actors.employee, bookingId)).state).toBe("confirmed");
  });
});

describe("a booking that nobody comes to", () => {
  beforeEach(() => asks("check_in", "veille", 20));
  const stateOf = async (id: string) => (await bookingOf(world.actors.employee, id)).state;
  const mailsFor = async (id: string) => {
    const [row] = await world.owner<{ count: number }[]>`
      select count(*)::int from graphile_worker._private_jobs where payload->>'bookingId' = ${id} and payload->>'kind' = 'no-show'`;
    return row?.count ?? 0;
  };

  test("is given to others after the delay, and its author is told, once", async () => {
    const bookingId = await booked(-21, 60);
    expect(await releaseNoShows()).toBe(1);
    expect(await releaseNoShows()).toBe(0);
    expect(await stateOf(bookingId)).toBe("no_show");
    expect((await claimOf(bookingId)).ends_at.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await mailsFor(bookingId)).toBe(1);
    expect(await take({ bookingId })).toMatchObject({ ok: false, problem: { code: "released" } });
    const { history } = await bookingOf(world.actors.employee, bookingId);
    expect(history).toMatchObject([{ kind: "no_show", personName: "" }]);
  });

  test("is waited for before the delay, after a check-in, and where the resource waits for ever", async () => {
    const waited = await booked(-19, 60);
    expect(await releaseNoShows()).toBe(0);
    await take({ bookingId: waited });
    await world.owner`update bookings set starts_at = now() - interval '50 minutes' where id = ${waited}`;
    expect(await releaseNoShows()).toBe(0);
    expect(await stateOf(waited)).toBe("checked_in");

    await world.owner`update claims set released_at = now() where booking_id = ${waited}`;
    const patient = await booked(-100, 60);
    await asks("check_in", "veille", null);
    expect(await releaseNoShows()).toBe(0);
    await asks("none", "veille", 20);
    expect(await releaseNoShows()).toBe(0);
    expect(await stateOf(patient)).toBe("confirmed");
  });

  test("is either taken or released when both happen at once, never both", async () => {
    for (let round = 0; round < 15; round += 1) {
      const bookingId = await booked(-21, 60);
      const [outcome, released] = await Promise.all([take({ bookingId }), releaseNoShows(), releaseNoShows()]);
      const state = await stateOf(bookingId);
      expect(state).toBe(outcome.ok ? "checked_in" : "no_show");
      const kinds = (await bookingOf(world.actors.employee, bookingId)).history.map(({ kind }) => kind);
      expect(kinds).toEqual([state]);
      if (outcome.ok) expect(released).toBe(0);
      await world.owner`update claims set released_at = now() where booking_id = ${bookingId} and released_at is null`;
    }
  });
});
