import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiRoute } from "../../app/http/api";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as addons } from "../../app/routes/api/resource-addons";
import { loader as one } from "../../app/routes/api/resource";
import { loader as parts } from "../../app/routes/api/resource-parts";
import { loader as photo } from "../../app/routes/api/resource-photo";
import { loader as photos } from "../../app/routes/api/resource-photos";
import { loader as sessions } from "../../app/routes/api/resource-sessions";
import { loader as units } from "../../app/routes/api/resource-units";
import { loader as list } from "../../app/routes/api/resources";
import { loader as session } from "../../app/routes/api/session";
import { loader as callOff } from "../../app/routes/api/session-cancellation";
import { loader as unit } from "../../app/routes/api/unit";
import { photoFile } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, type ApiAnswer } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let owner: string;
const others: Record<"employee" | "administrator" | "neighbour", string> = {
  employee: "",
  administrator: "",
  neighbour: "",
};
beforeAll(async () => {
  world = await openWorld();
  owner = await issueApiToken({ email: world.people.owner.email, structureSlug: "tablee" });
  for (const person of ["employee", "administrator", "neighbour"] as const) {
    const structureSlug = person === "neighbour" ? "radeau" : "gue";
    others[person] = await issueApiToken({ email: world.people[person].email, structureSlug });
  }
}, 60_000);
afterAll(() => world.close());

interface Sent {
  token?: string;
  headers?: Record<string, string>;
}
type Params = Record<string, string>;
const send = (route: ApiRoute, method: string, params: Params, body: unknown, { token, headers }: Sent = {}) =>
  askApi(route, { ...posting("/", body, headers), method, token: token ?? owner, params });
const read = (route: ApiRoute, params: Params, search = "") =>
  askApi(route, { path: `/${search}`, token: owner, params });
const fields = ({ json }: ApiAnswer) => (json.errors as { field: string }[]).map(({ field }) => field);
const items = <T = { id: string }>({ json }: ApiAnswer) => json.items as T[];

async function added(kind: string, body: object = {}): Promise<string> {
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  const rules = { noticeMinutes: 0, horizonDays: 730 };
  const told = { kind, name: `Essai ${kind}`, openingHours: always, rules, ...body };
  const { status, json } = await send(list, "POST", {}, told);
  expect([status, json.code]).toEqual([201, undefined]);
  return String(json.id);
}

async function booked(resourceId: string, n: number, quantity = 1): Promise<string> {
  const [start, end] = [at(workday(n), "14:00"), at(workday(n), "16:00")];
  const { json } = await send(bookings, "POST", {}, { resourceId, start, end, quantity }, { token: others.employee });
  return String(json.id ?? json.code);
}

/** Every way in, for those who have none. */
async function expectClosed(ask: (token: string) => Promise<ApiAnswer>) {
  const answers = [];
  for (const token of [others.employee, others.administrator, others.neighbour]) answers.push(await ask(token));
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 404]);
  expect(answers[0]?.json).toMatchObject({ code: "forbidden", action: "catalogue.edit" });
}

describe("units", () => {
  test("are listed, added once for one key, named, taken out of service and put back", async () => {
    const resource = await added("equipment", { units: 2 });
    const headers = { "Idempotency-Key": newId() };
    const more = await send(units, "POST", { resource }, { count: 3 }, { headers });
    expect([more.status, items(more).length]).toEqual([201, 5]);
    expect((await send(units, "POST", { resource }, { count: 3 }, { headers })).text).toBe(more.text);
    // A server that died before answering has added them all the same.
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${headers["Idempotency-Key"]}`;
    expect(items(await send(units, "POST", { resource }, { count: 3 }, { headers }))).toHaveLength(5);
    const [first] = items(more);
    const params = { resource, unit: first!.id };
    const named = await send(unit, "PATCH", params, { label: " La rouge ", inService: false });
    expect(named.json).toMatchObject({ id: first!.id, label: "La rouge", inService: false, coming: 0 });
    expect((await read(one, { resource })).json.units).toBe(4);
    expect((await send(unit, "PATCH", params, { inService: true })).json).toMatchObject({
      label: "La rouge",
      inService: true,
    });
    const page = await read(units, { resource }, "?limit=3");
    const rest = await read(units, { resource }, `?limit=3&cursor=${String(page.json.nextCursor)}`);
    expect([...items(page), ...items(rest)]).toEqual(items(await read(units, { resource })));
    expect(rest.json.nextCursor).toBeNull();
  });

  test("stay when they are promised, or the last, and the bookings in the way are named", async () => {
    const resource = await added("equipment", { units: 1 });
    const [only] = items(await read(units, { resource }));
    const params = { resource, unit: only!.id };
    expect((await send(unit, "PATCH", params, { inService: false })).json.code).toBe("last_unit");
    const booking = await booked(resource, 3);
    const { status, json } = await send(unit, "PATCH", params, { inService: false, label: "X" });
    expect([status, json.code, json.title]).toEqual([409, "unit_has_bookings", "Cette unité est réservée"]);
    expect(json.bookings).toMatchObject([{ id: booking, structure: "Les Jardins du Gué" }]);
    expect(items(await read(units, { resource }))).toMatchObject([{ inService: true, label: "", coming: 1 }]);
    expect((await send(units, "POST", { resource }, { count: 500 })).json.code).toBe("invalid_input");
    expect(fields(await send(units, "POST", { resource }, { count: 0 }))).toEqual(["count"]);
    expect(fields(await send(unit, "PATCH", params, { label: "x".repeat(81) }))).toEqual(["label"]);
  });

  test("are another's, another pôle's, or nobody's", async () => {
    const resource = await added("equipment");
    const [first] = items(await read(units, { resource }));
    await expectClosed((token) => askApi(units, { token, params: { resource } }));
    await expectClosed((token) => send(units, "POST", { resource }, { count: 1 }, { token }));
    const params = { resource, unit: first!.id };
    await expectClosed((token) => send(unit, "PATCH", params, { label: "X" }, { token }));
    expect((await send(unit, "PATCH", { resource, unit: newId() }, { label: "X" })).status).toBe(404);
    const elsewhere = { resource: await added("equipment"), unit: first!.id };
    expect((await send(unit, "PATCH", elsewhere, { label: "X" })).status).toBe(404);
    // A room is one, and cannot be two; its unit is told for blockings.
    const room = { resource: await added("room") };
    expect(items(await read(units, room))).toHaveLength(1);
    expect((await send(units, "POST", room, { count: 1 })).status).toBe(404);
  });
});

describe("sessions", () => {
  const hours = (n: number, from = "09:00", to = "12:00") => ({
    start: at(workday(n), from).toISOString(),
    end: at(workday(n), to).toISOString(),
  });

  test("are announced once for one key, listed, and cancelled while nobody has a place", async () => {
    const resource = await added("training", { units: 8 });
    const headers = { "Idempotency-Key": newId() };
    const body = { ...hours(4), title: "Premier groupe" };
    const { status, json, text } = await send(sessions, "POST", { resource }, body, { headers });
    expect([status, json]).toMatchObject([201, { title: "Premier groupe", places: 8, left: 8, cancelledAt: null }]);
    expect((await send(sessions, "POST", { resource }, body, { headers })).text).toBe(text);
    const second = await send(sessions, "POST", { resource }, hours(5));
    const page = await read(sessions, { resource }, "?limit=1");
    expect(items(page)).toEqual([json]);
    const rest = await read(sessions, { resource }, `?limit=1&cursor=${String(page.json.nextCursor)}`);
    expect([items(rest), rest.json.nextCursor]).toEqual([[second.json], null]);
    const cancelled = await askApi(session, {
      method: "DELETE",
      token: owner,
      params: { resource, session: String(json.id) },
    });
    expect(cancelled.json).toEqual({ id: json.id, ended: true });
    expect(items<{ cancelledAt: string | null }>(await read(sessions, { resource }))[0]?.cancelledAt).not.toBeNull();
  });

  test("are not in the past, nor two at once, nor longer than a day, nor taken from who has a place", async () => {
    const resource = await added("training", { units: 8 });
    const first = await send(sessions, "POST", { resource }, hours(6));
    const refused = async (body: object) => (await send(sessions, "POST", { resource }, body)).json;
    expect(await refused(hours(6, "11:00", "13:00"))).toMatchObject({
      code: "session_overlaps",
      title: "Une autre séance a lieu en même temps",
    });
    expect((await refused({ start: "2020-03-02T09:00:00Z", end: "2020-03-02T10:00:00Z" })).code).toBe("session_past");
    for (const wrong of [hours(7, "12:00", "09:00"), { ...hours(7), end: hours(8).end }]) {
      expect(fields(await send(sessions, "POST", { resource }, wrong))).toEqual(["end"]);
    }
    const midnight = at(workday(7), "24:00").toISOString();
    expect((await send(sessions, "POST", { resource }, { ...hours(7), end: midnight })).status).toBe(201);
    const { start, end } = first.json as { start: string; end: string };
    const place = await send(bookings, "POST", {}, { resourceId: resource, start, end }, { token: others.employee });
    expect(place.status).toBe(201);
    const params = { resource, session: String(first.json.id) };
    const kept = await askApi(session, { method: "DELETE", token: owner, params });
    expect([kept.status, kept.json.code, kept.json.bookings]).toMatchObject([
      409,
      "session_has_bookings",
      [{ id: place.json.id }],
    ]);
    await expectClosed((token) => askApi(session, { method: "DELETE", token, params }));
    await expectClosed((token) => send(sessions, "POST", { resource }, hours(9), { token }));
    expect((await send(sessions, "POST", { resource: await added("room") }, hours(9))).status).toBe(404);
  });

  test("are cancelled with the places taken in them until they begin, and not once they have", async () => {
    const resource = await added("training", { units: 8 });
    const { json: announced } = await send(sessions, "POST", { resource }, hours(8));
    const params = { resource, session: String(announced.id) };
    const { start, end } = announced as { start: string; end: string };
    const place = await send(bookings, "POST", {}, { resourceId: resource, start, end }, { token: others.employee });
    expect(place.status).toBe(201);
    await expectClosed((token) => send(callOff, "POST", params, {}, { token }));
    await world.owner`update resource_sessions set starts_at = now() - interval '1 minute' where id = ${params.session}`;
    const begun = await send(callOff, "POST", params, {});
    expect([begun.status, begun.json]).toMatchObject([409, { code: "session_past", title: "Séance commencée" }]);
    await world.owner`update resource_sessions set starts_at = ${start} where id = ${params.session}`;
    expect((await send(callOff, "POST", params, { message: "Formatrice malade" })).json).toMatchObject({ ended: true });
    const [booking] = await world.owner`select state, cancel_reason from bookings where id = ${String(place.json.id)}`;
    expect(booking).toEqual({ state: "cancelled", cancel_reason: "Formatrice malade" });
  });
});

describe("what a resource is made of, and what goes with it", () => {
  test("is replaced whole, and read in its composition", async () => {
    const [kit, tent, lamps] = [
      await added("equipment"),
      await added("equipment"),
      await added("equipment", { units: 6 }),
    ];
    const wanted = { parts: [{ resourceId: tent }, { resourceId: lamps, takes: 2 }] };
    const { json } = await send(parts, "PUT", { resource: kit }, wanted);
    expect(json.parts).toMatchObject([
      { id: tent, takes: null },
      { id: lamps, takes: 2 },
    ]);
    const nested = await send(parts, "PUT", { resource: tent }, { parts: [{ resourceId: kit }] });
    expect([nested.status, nested.json.code]).toEqual([409, "part_of_a_part"]);
    const many = await send(parts, "PUT", { resource: kit }, { parts: [{ resourceId: lamps, takes: 9 }] });
    expect([many.status, many.json.detail]).toEqual([409, "Il y en a 6 en service."]);
    expect(fields(await send(parts, "PUT", { resource: kit }, { parts: [{ resourceId: lamps, takes: 0 }] }))).toEqual([
      "parts.0.takes",
    ]);
    await expectClosed((token) => send(parts, "PUT", { resource: kit }, { parts: [] }, { token }));
    // Of a thing of another structure, or of another pôle, nothing is made.
    const foreign = async (resourceId: string) =>
      (await send(parts, "PUT", { resource: kit }, { parts: [{ resourceId }] })).status;
    expect([await foreign(world.rooms.projectors.id), await foreign(world.rooms.lagon.id)]).toEqual([403, 404]);
    expect((await send(parts, "PUT", { resource: kit }, { parts: [] })).json.parts).toEqual([]);
  });

  test("proposes services and equipment of the pôle, and nothing else", async () => {
    const [room, coffee] = [await added("room"), await added("service")];
    const set = (addonIds: string[]) => send(addons, "PUT", { resource: room }, { addonIds });
    const { json } = await set([coffee, world.rooms.projectors.id]);
    expect(json.addons).toMatchObject([{ id: coffee }, { id: world.rooms.projectors.id }]);
    for (const wrong of [world.rooms.pressoir.id, world.rooms.lagon.id, newId()]) {
      expect((await set([wrong])).json.code).toBe("unknown_reference");
    }
    await expectClosed((token) => send(addons, "PUT", { resource: room }, { addonIds: [] }, { token }));
    expect((await set([])).json.addons).toEqual([]);
  });
});

describe("photographs", () => {
  const picture = (colour: string) =>
    sharp({ create: { width: 640, height: 400, channels: 3, background: colour } })
      .jpeg()
      .toBuffer();
  const upload = async (resource: string, bytes: Buffer, more: Record<string, string> = {}, sent: Sent = {}) => {
    const form = new FormData();
    form.set("file", new File([new Uint8Array(bytes)], "salle.jpg"));
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    const { token = owner, headers = {} } = sent;
    return askApi(photos, { method: "POST", body: form, token, headers, params: { resource } });
  };

  test("are added once for one key, described, put in an order, removed", async () => {
    const resource = await added("room");
    const headers = { "Idempotency-Key": newId() };
    const first = await upload(resource, await picture("red"), { alt: "La table" }, { headers });
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ alt: "La table", width: 640, height: 400 });
    expect((await upload(resource, await picture("red"), { alt: "La table" }, { headers })).text).toBe(first.text);
    // Another picture under the same key is another request.
    const other = await upload(resource, await picture("blue"), { alt: "La table" }, { headers });
    expect(other.json.code).toBe("idempotency_key_reused");
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${headers["Idempotency-Key"]}`;
    expect((await upload(resource, await picture("red"), { alt: "La table" }, { headers })).text).toBe(first.text);
    const second = await upload(resource, await picture("green"));
    const [a, b] = [String(first.json.id), String(second.json.id)];
    expect((await photoFile(world.actors.employee, a, 640)).byteLength).toBeGreaterThan(0);
    expect(items(await read(photos, { resource })).map(({ id }) => id)).toEqual([a, b]);
    const turned = await send(photos, "PUT", { resource }, { photoIds: [b, a] });
    expect(items(turned).map(({ id }) => id)).toEqual([b, a]);
    for (const photoIds of [[a], [a, a], [a, newId()], [a, b, newId()]]) {
      const { json } = await send(photos, "PUT", { resource }, { photoIds });
      expect([json.code, json.photoIds]).toEqual(["other_photos", [b, a]]);
    }
    expect((await send(photo, "PATCH", { resource, photo: b }, { alt: "Le jardin" })).json.alt).toBe("Le jardin");
    expect(fields(await send(photo, "PATCH", { resource, photo: b }, { alt: "x".repeat(301) }))).toEqual(["alt"]);
    const remove = (id: string) => askApi(photo, { method: "DELETE", token: owner, params: { resource, photo: id } });
    expect((await remove(b)).json).toEqual({ id: b, ended: true });
    expect((await remove(b)).status).toBe(404);
    expect(items(await read(photos, { resource })).map(({ id }) => id)).toEqual([a]);
  });

  test("that are none are refused with a sentence, and what is no file is told", async () => {
    const resource = await added("room");
    const text = await upload(resource, Buffer.from("Bonjour"));
    expect([text.status, text.json.code]).toEqual([422, "photo_format"]);
    expect(text.json.detail).toContain("salle.jpg");
    expect((await upload(resource, Buffer.alloc(0))).json.code).toBe("photo_empty");
    expect(fields(await upload(resource, await picture("red"), { colour: "red" }))).toEqual(["colour"]);
    const params = { resource };
    const nothing = new FormData();
    nothing.set("alt", "Rien");
    expect(fields(await askApi(photos, { method: "POST", body: nothing, token: owner, params }))).toEqual(["file"]);
    const twice = new FormData();
    for (const colour of ["red", "blue"]) twice.append("file", new File([new Uint8Array(await picture(colour))], "a"));
    expect(fields(await askApi(photos, { method: "POST", body: twice, token: owner, params }))).toEqual(["file"]);
    expect((await send(photos, "POST", params, { file: "x" })).json.code).toBe("multipart_expected");
    const headers = { "Content-Type": "multipart/form-data; boundary=x" };
    const broken = await askApi(photos, { method: "POST", body: "no parts", headers, token: owner, params });
    expect([broken.status, broken.json.code]).toEqual([400, "invalid_multipart"]);
    expect(items(await read(photos, params))).toEqual([]);
  });

  test("are another's, another pôle's, or nobody's", async () => {
    const resource = await added("room");
    const bytes = await picture("red");
    const { json } = await upload(resource, bytes);
    const params = { resource, photo: String(json.id) };
    await expectClosed((token) => upload(resource, bytes, {}, { token }));
    await expectClosed((token) => send(photos, "PUT", { resource }, { photoIds: [params.photo] }, { token }));
    await expectClosed((token) => send(photo, "PATCH", params, { alt: "X" }, { token }));
    await expectClosed((token) => askApi(photo, { method: "DELETE", token, params }));
    const elsewhere = { ...params, resource: await added("room") };
    expect((await send(photo, "PATCH", elsewhere, { alt: "X" })).status).toBe(404);
    expect((await askApi(photo, { method: "DELETE", token: owner, params: elsewhere })).status).toBe(404);
  });
});
