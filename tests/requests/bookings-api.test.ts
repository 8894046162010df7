import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as availability } from "../../app/routes/api/availability";
import { loader as booking } from "../../app/routes/api/booking";
import { loader as cancellation } from "../../app/routes/api/booking-cancellation";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as resourceAvailability } from "../../app/routes/api/resource-availability";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  world = await openWorld();
  const holders = { employee: "gue", owner: "tablee", observer: "curieux", neighbour: "radeau" } as const;
  for (const [person, structure] of Object.entries(holders) as [keyof typeof holders, "gue"][]) {
    tokens[person] = await issueApiToken({
      email: world.people[person].email,
      structureSlug: world.structures[structure].slug,
    });
  }
});
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

const offset = () => {
  const minutes = (at(day, "12:00").getTime() - Date.parse(`${day}T12:00:00Z`)) / -60_000;
  return `+0${minutes / 60}:00`;
};
const instant = (time: string) => `${day}T${time}:00${offset()}`;

function post(body: object, { token = tokens.employee!, headers = {} } = {}) {
  return askApi(bookings, { token, ...posting("/bookings", body, headers) });
}

const asked = (changes: object = {}) => ({
  resourceId: world.rooms.pressoir.id,
  start: instant("14:00"),
  end: instant("17:00"),
  ...changes,
});

const read = (route: typeof bookings, path: string, params = {}, token = tokens.employee!) =>
  askApi(route, { token, path, params });

describe("POST /bookings", () => {
  test("books, and says what and where", async () => {
    const { status, json, response } = await post(asked({ title: "Comité", attendees: 8 }));
    expect(status).toBe(201);
    expect(json).toMatchObject({
      resource: { id: world.rooms.pressoir.id, name: "Salle du Pressoir" },
      structure: { name: "Les Jardins du Gué" },
      person: { name: "Claire Morin" },
      title: "Comité",
      start: instant("14:00"),
      end: instant("17:00"),
      state: "confirmed",
      price: { amountCents: 1800, currency: "EUR" },
    });
    expect(response.headers.get("Location")).toBe(`/api/v1/bookings/${String(json.id)}`);
    const again = await read(booking, `/bookings/${String(json.id)}`, { booking: String(json.id) });
    expect(again.json).toMatchObject({ ...json, can: { cancel: true }, history: [{ kind: "confirmed" }] });
  });

  test("a slot that is taken is 409 with ways out", async () => {
    await post(asked());
    const { status, json } = await post(asked(), { token: tokens.owner! });
    expect(status).toBe(409);
    expect(json).toMatchObject({ code: "slot_taken", detail: "Ce créneau vient d’être pris. Rien n’a été débité." });
    expect(json.suggestions).toMatchObject([{ kind: "later", start: instant("17:00"), end: instant("20:00") }, {}, {}]);
  });

  test("each broken rule has its code and its sentence", async () => {
    const { status, json } = await post(asked({ start: instant("19:10"), end: instant("21:00"), attendees: 20 }));
    expect(status).toBe(422);
    expect(json).toMatchObject({
      code: "outside_hours",
      errors: [{ code: "outside_hours" }, { code: "off_step" }, { code: "too_many_people" }],
    });
    const cases: [object, string][] = [
      [{ end: instant("14:30") }, "too_short"],
      [{ end: instant("13:00") }, "ends_before_start"],
      [{ start: instant("14:10") }, "off_step"],
      [{ start: "2020-01-02T10:00:00+01:00", end: "2020-01-02T12:00:00+01:00" }, "in_the_past"],
      [{ start: "2039-01-05T10:00:00+01:00", end: "2039-01-05T12:00:00+01:00" }, "too_far"],
      [{ quantity: 2 }, "not_enough_units"],
    ];
    for (const [changes, code] of cases) {
      const { json } = await post(asked(changes));
      expect([code, json.code]).toEqual([code, code]);
      expect(json.detail).not.toMatch(/problems\.|\{|undefined|Invalid/);
    }
  });

  test("what is not an instant with an offset, not a field, not an id, is told by field", async () => {
    for (const changes of [{ start: `${day}T14:00` }, { zone: "Mars/Olympus" }, { resourceId: "1" }, { quantity: 0 }]) {
      const { status, json } = await post(asked(changes));
      expect([status, json.code]).toEqual([422, "invalid_input"]);
    }
  });

  test("an Idempotency-Key books once, and says the same again", async () => {
    const headers = { "Idempotency-Key": newId() };
    const first = await post(asked(), { headers });
    const again = await post(asked(), { headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    expect((await post(asked({ title: "Autre" }), { headers })).json.code).toBe("idempotency_key_reused");
  });

  test("observers may not, and rooms of another pôle are not there", async () => {
    const observed = await post(asked(), { token: tokens.observer! });
    expect([observed.status, observed.json.code]).toEqual([403, "not_allowed"]);
    expect((await post(asked(), { token: tokens.neighbour! })).status).toBe(404);
    expect((await post(asked({ resourceId: newId() }))).status).toBe(404);
  });
});

describe("reading bookings", () => {
  test("a period's bookings, of all, of one resource, mine", async () => {
    const mine = await post(asked({ start: instant("08:00"), end: instant("09:00"), title: "Secret" }));
    const theirs = await post(asked({ resourceId: world.rooms.etang.id }), { token: tokens.owner! });
    const list = async (query: string, token = tokens.employee!) => {
      const period = `from=${encodeURIComponent(instant("00:00"))}&to=${encodeURIComponent(instant("23:00"))}`;
      return (await read(bookings, `/bookings?${period}${query}`, {}, token)).json as {
        items: { id: string; title: string | null }[];
        nextCursor: string | null;
      };
    };
    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await ids("")).toEqual([mine.json.id, theirs.json.id]);
    expect(await ids("&mine=true")).toEqual([mine.json.id]);
    expect(await ids(`&resourceId=${world.rooms.etang.id}`)).toEqual([theirs.json.id]);
    expect((await list("", tokens.owner!)).items[0]?.title).toBeNull();
    expect((await list("", tokens.neighbour!)).items).toEqual([]);

    const first = await list("&limit=1");
    expect(first.nextCursor).not.toBeNull();
    const second = await list(`&limit=1&cursor=${first.nextCursor!}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([mine.json.id, theirs.json.id]);
    expect(second.nextCursor).toBeNull();
    expect((await read(bookings, "/bookings?cursor=abc")).status).toBe(422);
  });

  test("another pôle's booking is not there", async () => {
    const { json } = await post(asked());
    const params = { booking: String(json.id) };
    expect((await read(booking, `/bookings/${params.booking}`, params, tokens.neighbour)).status).toBe(404);
  });
});

describe("POST /bookings/{id}/cancellation", () => {
  const cancel = (id: string, body: object, token = tokens.employee!) =>
    askApi(cancellation, { token, params: { booking: id }, ...posting(`/bookings/${id}/cancellation`, body) });

  test("cancels with a reason, and once", async () => {
    const id = String((await post(asked())).json.id);
    expect((await cancel(id, {}, tokens.owner)).status).toBe(403);
    expect((await cancel(id, {}, tokens.neighbour)).status).toBe(404);
    const { status, json } = await cancel(id, { reason: "Reportée" });
    expect(status).toBe(200);
    expect(json).toMatchObject({ state: "cancelled", cancelReason: "Reportée", can: { cancel: false, restore: true } });
    expect((await cancel(id, {})).json.history).toHaveLength(2);
    expect((await post(asked(), { token: tokens.owner! })).status).toBe(201);
  });

  test("too late is told with the limit", async () => {
    await world.owner`update resources set cancel_notice_minutes = 100000 where id = ${world.rooms.pressoir.id}`;
    const id = String((await post(asked())).json.id);
    await world.owner`update resources set cancel_notice_minutes = 0 where id = ${world.rooms.pressoir.id}`;
    const { status, json } = await cancel(id, {});
    expect([status, json.code]).toEqual([422, "too_late_to_cancel"]);
    expect(json.detail).toMatch(/^Cette réservation s’annulait jusqu’au /);
  });
});

describe("availability", () => {
  const period = (from: string, to: string) =>
    `from=${encodeURIComponent(instant(from))}&to=${encodeURIComponent(instant(to))}`;

  test("of one resource: the intervals that can be booked", async () => {
    await post(asked());
    const params = { resource: world.rooms.pressoir.id };
    const path = `/resources/${params.resource}/availability?${period("00:00", "23:59")}`;
    expect((await read(resourceAvailability, path, params)).json).toEqual({
      items: [
        { start: instant("08:00"), end: instant("14:00") },
        { start: instant("17:00"), end: instant("20:00") },
      ],
      nextCursor: null,
    });
    expect((await read(resourceAvailability, path, params, tokens.neighbour)).status).toBe(404);
    const code = async (query: string) =>
      (await read(resourceAvailability, `/resources/${params.resource}/availability?${query}`, params)).json.code;
    expect(await code(period("12:00", "08:00"))).toBe("ends_before_start");
    expect(await code("from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z")).toBe("period_too_long");
    expect(await code("from=2026-01-01T00:00:00Z")).toBe("invalid_input");
  });

  test("of the pôle: what is free for the whole period, with its price", async () => {
    await post(asked());
    const ask = async (query: string) =>
      (await read(availability, `/availability?${period("15:00", "16:00")}${query}`)).json as {
        items: { name: string; price: object }[];
        nextCursor: string | null;
      };
    const { items } = await ask("&kind=room&capacity=10");
    expect(items.map(({ name }) => name)).not.toContain("Salle du Pressoir");
    expect(items[0]).toMatchObject({ name: "Salle de l'Étang", price: { amountCents: 500, currency: "EUR" } });
    const first = await ask("&kind=room&limit=1");
    const second = await ask(`&kind=room&limit=1&cursor=${first.nextCursor!}`);
    expect(second.items[0]?.name).not.toBe(first.items[0]?.name);
  });
});
