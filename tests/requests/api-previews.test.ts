import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as preview } from "../../app/routes/api/booking-preview";
import { loader as checkIn } from "../../app/routes/api/booking-check-in";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as calendar } from "../../app/routes/api/calendar-import";
import { loader as calendars } from "../../app/routes/api/calendar-imports";
import { loader as maintenance } from "../../app/routes/api/incident-maintenance";
import { loader as incidents } from "../../app/routes/api/incidents";
import { loader as reading } from "../../app/routes/api/reading";
import { loader as blockings } from "../../app/routes/api/resource-blockings";
import { loader as log } from "../../app/routes/api/resource-log";
import { newId } from "../../server/kernel/ids";
import type { Scope } from "../../server/kernel/scopes";
import { issueApiToken } from "../../server/poles";
import { askApi } from "../support/api";
import { asking, items, tokensOf, type Sent, type Tokens } from "../support/api-people";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";
import type { PersonKey } from "../support/world-data";

let world: World;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, { employee: "gue", owner: "tablee", partner: "mairie", observer: "curieux" });
}, 60_000);
afterAll(() => world.close());
const { as, send, read } = asking(() => tokens, "employee");

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

const period = (from = "14:00", to = "17:00", on = day) => ({
  start: at(on, from).toISOString(),
  end: at(on, to).toISOString(),
});

describe("a booking before it is made", () => {
  test("tells its price line by line, whose yes it needs, and holds nothing", async () => {
    const { pressoir } = world.rooms;
    await world.owner`update resources set approval = 'owner' where id = ${pressoir.id}`;
    const { status, json } = await send(preview, { resourceId: pressoir.id, ...period() });
    await world.owner`update resources set approval = 'automatic' where id = ${pressoir.id}`;
    expect([status, json.code]).toEqual([200, undefined]);
    const eighteen = { amountCents: 1800, currency: "EUR" };
    expect(json).toMatchObject({
      free: true,
      price: eighteen,
      reasons: [
        { kind: "time", amount: eighteen },
        { kind: "day_cap", amount: { amountCents: 0 } },
      ],
      deposit: { amountCents: 0 },
      approval: { by: "owner" },
      errors: [],
      suggestions: [],
    });
    expect((json.reasons as { label: string }[])[0]?.label).toMatch(/3/);
    const [row] = await world.owner`select count(*)::int as n from bookings`;
    expect(row?.n).toBe(0);
    // Who pays otherwise is told otherwise.
    expect((await send(preview, { resourceId: pressoir.id, ...period() }, { by: "partner" })).json.price).toEqual({
      amountCents: 2700,
      currency: "EUR",
    });
  });

  test("tells why it cannot be had, and ways out, as booking it would", async () => {
    const asked = { resourceId: world.rooms.pressoir.id, ...period() };
    expect((await send(bookings, asked)).status).toBe(201);
    const told = await send(preview, asked, { by: "partner" });
    const booked = await send(bookings, asked, { by: "partner" });
    expect(booked.status).toBe(409);
    expect([told.json.free, told.json.errors, told.json.suggestions]).toEqual([
      false,
      booked.json.errors,
      booked.json.suggestions,
    ]);
    const looking = await send(preview, { ...asked, ...period("09:00", "10:00") }, { by: "observer" });
    expect((looking.json.errors as { code: string }[])[0]?.code).toBe("not_allowed");
  });
});

test("an incident becomes a maintenance, in place of the one it had, by who answers for the thing", async () => {
  const { etang } = world.rooms;
  const broken = { resourceId: etang.id, description: "Le radiateur fuit", stopsUse: false };
  const incident = String((await send(incidents, broken)).json.id);
  const put = (body: object, by: PersonKey = "owner") =>
    send(maintenance, body, { by, params: { incident }, method: "PUT" });
  const planned = await put({ ...period("08:00", "20:00"), reason: "Plombier" });
  expect([planned.status, planned.json.blockedFrom === null]).toEqual([200, false]);
  await put({ ...period("08:00", "12:00"), reason: "Plombier" });
  const list = items(await read(blockings, { resource: etang.id }));
  expect(list).toMatchObject([{ kind: "maintenance", reason: "Plombier" }]);
  const reversed = await put({ start: period().end, end: period().start });
  expect([reversed.status, reversed.json]).toMatchObject([
    422,
    { code: "maintenance_reversed", detail: "La fin vient avant le début." },
  ]);
  expect((await put(period(), "employee")).json.action).toBe("incidents.manage");
});

test("the log of a thing is read by who shares it, and a reading corrected", async () => {
  const { veille } = world.rooms;
  await world.owner`update resources set start_step = 'odometer', step_minutes = 5 where id = ${veille.id}`;
  const now = Date.now();
  // Soon, so that it may be taken already; not so soon that it is past when it is asked for.
  const step = 300_000;
  const from = Math.ceil((now + 60_000) / step) * step;
  const asked = { start: new Date(from).toISOString(), end: new Date(from + 3_600_000).toISOString() };
  const booked = await send(bookings, { resourceId: veille.id, ...asked }, { by: "partner" });
  expect([booked.status, booked.json.code]).toEqual([201, undefined]);
  const taken = await send(
    checkIn,
    { odometer: 45_210, level: 80 },
    {
      by: "partner",
      params: { booking: String(booked.json.id) },
    },
  );
  expect([taken.status, taken.json.code]).toEqual([200, undefined]);
  const [line] = items(await read(log, { resource: veille.id }));
  expect(line).toMatchObject({
    bookingId: booked.json.id,
    structureName: "Mairie de Brizac",
    departure: { odometer: 45_210, level: 80, photos: 0 },
    return: null,
    returnedAt: null,
  });
  const params = { reading: String((line?.departure as { id: string }).id) };
  // Whoever shares it reads the log; its administrators correct it.
  expect((await read(log, { resource: veille.id }, "partner")).status).toBe(403);
  expect((await send(reading, { odometer: 45_120 }, { params, method: "PATCH" })).status).toBe(403);
  const token = await issueApiToken({ email: world.people.administrator.email, structureSlug: "gue" });
  const corrected = await send(reading, { odometer: 45_120 }, { params, method: "PATCH", token });
  expect(corrected.json).toEqual({ id: params.reading, odometer: 45_120 });
  const wrong = await send(reading, { odometer: -4 }, { params, method: "PATCH", token });
  expect([wrong.status, (wrong.json.errors as { field: string }[])[0]?.field]).toEqual([422, "odometer"]);
  expect(items(await read(log, { resource: veille.id }))).toMatchObject([{ departure: { odometer: 45_120 } }]);
});

describe("a calendar brought in", () => {
  const ics = (...events: [from: string, to: string][]) =>
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Essai//FR",
      ...events.flatMap(([from, to], n) => [
        "BEGIN:VEVENT",
        `UID:essai-${day}-${n}@example`,
        "DTSTAMP:20260101T000000Z",
        `DTSTART:${stamp(from)}`,
        `DTEND:${stamp(to)}`,
        `SUMMARY:Séance ${n}`,
        "END:VEVENT",
      ]),
      "END:VCALENDAR",
      "",
    ].join("\r\n");
  const stamp = (time: string) =>
    at(day, time)
      .toISOString()
      .replace(/[-:]|\.000/g, "");
  const upload = (text: string, { token = as("owner"), key = newId(), resource = world.rooms.cour.id } = {}) => {
    const body = new FormData();
    body.set("file", new File([text], "salle.ics"));
    return askApi(calendars, {
      method: "POST",
      body,
      token,
      headers: { "Idempotency-Key": key },
      params: { resource },
    });
  };
  const confirm = (id: string, body: object, sent: Sent = {}) =>
    send(calendar, body, { by: "owner", ...sent, params: { resource: world.rooms.cour.id, calendar: id } });

  test("is read once for one key, then written as it was chosen, once", async () => {
    const text = ics(["09:00", "10:00"], ["11:00", "12:00"]);
    const key = newId();
    const seen = await upload(text, { key });
    expect([seen.status, seen.json.code]).toEqual([201, undefined]);
    expect(seen.json).toMatchObject({
      fileName: "salle.ics",
      times: [
        { rank: 0, title: "Séance 0", standing: "new", proposed: true, meets: [] },
        { rank: 1, title: "Séance 1" },
      ],
      result: null,
    });
    expect((await upload(text, { key })).text).toBe(seen.text);
    const id = String(seen.json.id);
    expect((await confirm(id, { as: "blocking", ranks: [] })).json.code).toBe("nothing_chosen");
    const done = await confirm(id, { as: "blocking", ranks: [1] });
    expect(done.json).toMatchObject({ times: [], result: { as: "blocking", added: 1 } });
    expect((await confirm(id, { as: "blocking", ranks: [1] })).json.result).toEqual(done.json.result);
    expect(items(await read(blockings, { resource: world.rooms.cour.id }))).toMatchObject([
      { kind: "imported", reason: "Séance 1" },
    ]);
    expect((await read(calendar, { resource: world.rooms.cour.id, calendar: id }, "owner")).json).toEqual(done.json);
    // One's own alone.
    expect((await read(calendar, { resource: world.rooms.cour.id, calendar: id })).status).toBe(404);
  });

  test("as bookings asks for the right to book, and all of them or none", async () => {
    const { cour } = world.rooms;
    await send(bookings, { resourceId: cour.id, ...period("11:00", "12:00") });
    const id = String((await upload(ics(["09:00", "10:00"], ["11:00", "12:00"]))).json.id);
    const scopes: Scope[] = ["catalogue:read", "catalogue:write"];
    const token = await issueApiToken({ email: world.people.owner.email, structureSlug: "tablee", scopes });
    const held = await confirm(id, { as: "booking", ranks: [0] }, { token });
    expect([held.status, held.json.code, held.json.scope]).toEqual([403, "insufficient_scope", "bookings:write"]);
    const both = await confirm(id, { as: "booking", ranks: [0, 1] });
    expect([both.status, both.json.code]).toEqual([409, "not_free"]);
    expect(both.json.times).toMatchObject([{ rank: 1 }]);
    expect((await confirm(id, { as: "booking", ranks: [0] })).json.result).toMatchObject({ as: "booking", added: 1 });
  });

  test("that is none is refused with a sentence, and is for who shares the thing", async () => {
    const refused = await upload("Bonjour");
    expect([refused.status, refused.json.code]).toEqual([422, "not_a_calendar"]);
    expect(String(refused.json.detail).length).toBeGreaterThan(10);
    expect((await upload(ics(["09:00", "10:00"]), { token: as("employee") })).status).toBe(403);
    expect((await upload(ics(["09:00", "10:00"]), { resource: newId() })).status).toBe(404);
  });
});
