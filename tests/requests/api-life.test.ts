import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as approvals } from "../../app/routes/api/approvals";
import { loader as blocking } from "../../app/routes/api/blocking";
import { loader as booking } from "../../app/routes/api/booking";
import { loader as approval } from "../../app/routes/api/booking-approval";
import { loader as cancellation } from "../../app/routes/api/booking-cancellation";
import { loader as checkIn } from "../../app/routes/api/booking-check-in";
import { loader as move } from "../../app/routes/api/booking-move";
import { loader as undo } from "../../app/routes/api/booking-move-undo";
import { loader as offer } from "../../app/routes/api/booking-offer";
import { loader as restoration } from "../../app/routes/api/booking-restoration";
import { loader as giveBack } from "../../app/routes/api/booking-return";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as link } from "../../app/routes/api/calendar-link";
import { loader as links } from "../../app/routes/api/calendar-links";
import { loader as incident } from "../../app/routes/api/incident";
import { loader as closing } from "../../app/routes/api/incident-closing";
import { loader as incidents } from "../../app/routes/api/incidents";
import { loader as resource } from "../../app/routes/api/resource";
import { loader as archived } from "../../app/routes/api/resource-archiving";
import { loader as blockings } from "../../app/routes/api/resource-blockings";
import { loader as composition } from "../../app/routes/api/resource-composition";
import { loader as statistics } from "../../app/routes/api/statistics";
import { loader as waiting } from "../../app/routes/api/waiting";
import { loader as place } from "../../app/routes/api/waiting-place";
import type { ApiRoute } from "../../app/http/api";
import { bookingTasks } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let token: string;
let owner: string;
let partner: string;
let manager: string;
let neighbour: string;
beforeAll(async () => {
  world = await openWorld();
  const { people } = world;
  token = await issueApiToken({ email: people.employee.email, structureSlug: "gue" });
  owner = await issueApiToken({ email: people.owner.email, structureSlug: "tablee" });
  partner = await issueApiToken({ email: people.partner.email, structureSlug: "mairie" });
  manager = await issueApiToken({ email: people.manager.email, structureSlug: "val-d-orme" });
  neighbour = await issueApiToken({ email: people.neighbour.email, structureSlug: "radeau" });
});
afterAll(() => world.close());

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

const period = (from = "14:00", to = "16:00") => ({
  start: at(day, from).toISOString(),
  end: at(day, to).toISOString(),
});

/** Writes at an address whose parameters are in braces: "/bookings/{booking}/move". */
function write(
  route: ApiRoute,
  ids: Record<string, string>,
  body: object,
  {
    by = token,
    headers = {},
    method = "POST",
  }: { by?: string; headers?: Record<string, string>; method?: string } = {},
) {
  const path = (route.endpoints.find((one) => one.method === method)?.path ?? "").replace(
    /:(\w+)/g,
    (_, name: string) => ids[name] ?? "",
  );
  return askApi(route, { ...posting(path, body, headers), method, params: ids, token: by });
}

const read = (route: ApiRoute, ids: Record<string, string> = {}, query = "", by = token) =>
  askApi(route, { path: `/x${query}`, params: ids, token: by });

async function booked(resourceId = world.rooms.pressoir.id, from = "14:00", to = "16:00", by = token): Promise<string> {
  const { status, json } = await write(bookings, {}, { resourceId, ...period(from, to) }, { by });
  expect([status, json.code]).toEqual([201, undefined]);
  return String(json.id);
}

describe("a move by the API", () => {
  test("is looked at first, done once for one key, and undone", async () => {
    const id = await booked();
    const ids = { booking: id };
    const later = period("16:00", "19:00");
    const looked = await write(move, ids, { ...later, dryRun: true });
    expect([looked.json.moved, looked.json.price]).toEqual([false, { amountCents: 1800, currency: "EUR" }]);
    const before = await read(booking, ids);
    expect(new Date(String(before.json.start)).toISOString()).toBe(period().start);

    const headers = { "Idempotency-Key": newId() };
    const first = await write(move, ids, later, { headers });
    const second = await write(move, ids, later, { headers });
    expect([first.status, first.json.moved, second.text]).toEqual([200, true, first.text]);
    expect(second.response.headers.get("Idempotent-Replayed")).toBe("true");
    const after = await read(booking, ids);
    expect(new Date(String(after.json.start)).toISOString()).toBe(later.start);
    const kinds = (after.json.history as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(["confirmed", "moved"]);

    const back = await write(undo, ids, {});
    expect([back.status, new Date(String(back.json.start)).toISOString()]).toEqual([200, period().start]);
    expect((await write(undo, { booking: await booked(world.rooms.etang.id) }, {})).json.code).toBe(
      "too_late_to_restore",
    );
  });

  test("to a time that is taken is refused with ways out, looked at or not, and changes nothing", async () => {
    const id = await booked();
    await booked(world.rooms.pressoir.id, "16:00", "18:00");
    for (const dryRun of [true, false]) {
      const { status, json } = await write(move, { booking: id }, { ...period("15:00", "17:00"), dryRun });
      expect([status, json.code]).toEqual([409, "slot_taken"]);
      expect((json.suggestions as unknown[]).length).toBeGreaterThan(0);
    }
    const { json } = await read(booking, { booking: id });
    expect(new Date(String(json.start)).toISOString()).toBe(period().start);
  });

  test("is not another structure's to make, and there is nothing to move for another pôle", async () => {
    const id = await booked();
    const asked = [{ booking: id }, period("16:00", "18:00")] as const;
    expect((await write(move, ...asked, { by: partner })).json.code).toBe("forbidden");
    expect((await write(move, ...asked, { by: neighbour })).status).toBe(404);
  });
});

test("a cancellation is undone by who made it", async () => {
  const id = await booked();
  const ids = { booking: id };
  expect((await write(restoration, ids, {})).json.code).toBe("not_cancelled");
  expect((await write(cancellation, ids, {})).json.state).toBe("cancelled");
  expect((await write(restoration, ids, {}, { by: neighbour })).status).toBe(404);
  expect((await write(restoration, ids, {})).json.state).toBe("confirmed");
});

describe("a request by the API", () => {
  beforeAll(() => world.owner`update resources set approval = 'owner' where id = ${world.rooms.etang.id}`);
  afterAll(() => world.owner`update resources set approval = 'automatic' where id = ${world.rooms.etang.id}`);

  test("is listed for who may answer it, and approved once", async () => {
    const id = await booked(world.rooms.etang.id);
    const listed = (answer: { json: Record<string, unknown> }) =>
      (answer.json.items as { id: string }[]).map((each) => each.id);
    expect(listed(await read(approvals, {}, "", owner))).toContain(id);
    expect(listed(await read(approvals))).toEqual([]);
    expect(listed(await read(approvals, {}, "", neighbour))).toEqual([]);
    const ids = { booking: id };
    expect((await write(approval, ids, { answer: "approve" })).json.code).toBe("forbidden");
    expect((await write(approval, ids, { answer: "approve" }, { by: neighbour })).status).toBe(404);
    expect((await write(approval, ids, { answer: "approve" }, { by: owner })).json.state).toBe("confirmed");
    expect((await write(approval, ids, { answer: "decline" }, { by: owner })).json.code).toBe("already_answered");
    expect(listed(await read(approvals, {}, "?state=answered", owner))).toContain(id);
  });

  test("that is declined tells why, and its time is free", async () => {
    const id = await booked(world.rooms.etang.id);
    const no = await write(approval, { booking: id }, { answer: "decline", reason: "Travaux" }, { by: owner });
    expect([no.json.state, no.json.declineReason]).toEqual(["declined", "Travaux"]);
    expect((await read(booking, { booking: id })).json.declineReason).toBe("Travaux");
    await booked(world.rooms.etang.id);
  });
});

describe("a waiting list by the API", () => {
  test("is joined for what is taken, once, and left", async () => {
    const asked = { resourceId: world.rooms.pressoir.id, ...period(), title: "Bureau" };
    expect((await write(waiting, {}, asked, { by: partner })).json.code).toBe("free_now");
    await booked();
    const first = await write(waiting, {}, asked, { by: partner });
    const again = await write(waiting, {}, asked, { by: partner });
    expect([first.status, first.json.state, again.json.id]).toEqual([201, "waiting", first.json.id]);
    const list = await read(waiting, {}, "", partner);
    expect((list.json.items as { id: string }[]).map(({ id }) => id)).toEqual([first.json.id]);
    const all = await read(waiting, {}, `?resourceId=${world.rooms.pressoir.id}`, owner);
    expect((all.json.items as unknown[]).length).toBe(1);
    expect((await read(waiting, {}, `?resourceId=${world.rooms.pressoir.id}`, neighbour)).status).toBe(404);
    const ids = { waiting: String(first.json.id) };
    expect((await write(place, ids, {}, { by: neighbour, method: "DELETE" })).status).toBe(404);
    expect((await write(place, ids, {}, { by: partner, method: "DELETE" })).json).toEqual({
      id: first.json.id,
      ended: true,
    });
    expect((await read(waiting, {}, "", partner)).json.items).toEqual([]);
  });

  test("offers what is free again, which is taken once, or left to who comes next", async () => {
    const taken = await booked();
    const asked = { resourceId: world.rooms.pressoir.id, ...period() };
    await write(waiting, {}, asked, { by: partner });
    await write(waiting, {}, asked, { by: owner });
    expect((await write(cancellation, { booking: taken }, {})).status).toBe(200);
    const freed = () => bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
    const offered = async (by: string) => {
      await freed();
      const { json } = await read(waiting, {}, "", by);
      return (json.items as { state: string; bookingId: string | null }[])[0];
    };
    const first = await offered(partner);
    expect(first?.state).toBe("offered");
    const ids = { booking: String(first?.bookingId) };
    // Not by others, be they next in line.
    expect((await write(offer, ids, { answer: "take" }, { by: owner })).status).toBe(403);
    const headers = { "Idempotency-Key": newId() };
    const left = await write(offer, ids, { answer: "leave" }, { by: partner, headers });
    expect([left.status, left.json.code]).toEqual([200, undefined]);
    expect((await write(offer, ids, { answer: "take" }, { by: partner })).json.code).toBe("offer_gone");
    const next = { booking: String((await offered(owner))?.bookingId) };
    const yes = await write(offer, next, { answer: "take" }, { by: owner });
    expect([yes.status, yes.json.state]).toEqual([200, "confirmed"]);
    expect((await write(offer, next, { answer: "take" }, { by: owner })).json.state).toBe("confirmed");
    expect((await read(waiting, {}, "", owner)).json.items).toEqual([]);
    expect((await write(bookings, {}, asked)).json.code).toBe("slot_taken");
  });

  test("has nothing to offer for a booking that is none of its own", async () => {
    const id = await booked();
    expect((await write(offer, { booking: id }, { answer: "leave" })).json.code).toBe("offer_gone");
    expect((await write(offer, { booking: id }, { answer: "take" }, { by: neighbour })).status).toBe(404);
  });
});

test("a time is blocked by who shares the thing, which names what it meets, and let go again", async () => {
  const met = await booked(world.rooms.pressoir.id, "14:00", "15:00");
  const ids = { resource: world.rooms.pressoir.id };
  const body = { kind: "maintenance", reason: "Peinture", ...period("14:00", "18:00") };
  expect((await write(blockings, ids, body)).json.code).toBe("forbidden");
  expect((await write(blockings, ids, body, { by: neighbour })).status).toBe(404);
  const wrong = { ...body, unitIds: world.rooms.etang.unitIds };
  expect((await write(blockings, ids, wrong, { by: owner })).json.code).toBe("unknown_unit");
  const reversed = { ...body, end: body.start };
  expect((await write(blockings, ids, reversed, { by: owner })).json.code).toBe("ends_before_start");
  const headers = { "Idempotency-Key": newId() };
  const made = await write(blockings, ids, body, { by: owner, headers });
  expect((await write(blockings, ids, body, { by: owner, headers })).text).toBe(made.text);
  expect((made.json.affected as { id: string }[]).map(({ id }) => id)).toEqual([met]);
  const taken = await write(bookings, {}, { resourceId: ids.resource, ...period("16:00", "17:00") });
  expect(taken.json.code).toBe("blocked");
  const listed = await read(blockings, ids);
  expect((listed.json.items as { id: string }[]).map(({ id }) => id)).toEqual([made.json.id]);
  const block = { blocking: String(made.json.id) };
  expect((await write(blocking, block, {}, { by: neighbour, method: "DELETE" })).status).toBe(404);
  expect((await write(blocking, block, {}, { by: owner, method: "DELETE" })).status).toBe(200);
  await booked(ids.resource, "16:00", "17:00");
});

test("what is taken is given back, with its readings", async () => {
  const { veille } = world.rooms;
  await world.owner`update resources set start_step = 'odometer' where id = ${veille.id}`;
  const id = await booked(veille.id);
  const ids = { booking: id };
  expect((await write(checkIn, ids, { odometer: 100 })).json.code).toBe("too_early");
  await world.owner`update bookings set starts_at = now() - interval '10 minutes', ends_at = now() + interval '1 hour'
    where id = ${id}`;
  expect((await write(checkIn, ids, {})).json.code).toBe("odometer_missing");
  expect((await write(checkIn, ids, { odometer: 100 }, { by: neighbour })).status).toBe(404);
  expect((await write(giveBack, ids, { odometer: 100 })).json.code).toBe("not_taken");
  const taken = await write(checkIn, ids, { odometer: 100, level: 80 });
  expect([taken.json.state, typeof taken.json.checkedInAt]).toEqual(["checked_in", "string"]);
  expect((await write(giveBack, ids, { odometer: 90 })).json.code).toBe("odometer_backwards");
  const back = await write(giveBack, ids, { odometer: 130, note: "Plein fait" });
  expect([back.json.state, typeof back.json.returnedAt]).toEqual(["returned", "string"]);
});

test("an incident is reported once for one key, read by those it concerns, and closed by who answers for the thing", async () => {
  const headers = { "Idempotency-Key": newId() };
  const body = { resourceId: world.rooms.pressoir.id, description: "La vidéo ne marche plus", stopsUse: false };
  const made = await write(incidents, {}, body, { headers });
  expect([made.status, (await write(incidents, {}, body, { headers })).text]).toEqual([201, made.text]);
  const ids = { incident: String(made.json.id) };
  expect((await write(incidents, {}, { ...body, resourceId: world.rooms.lagon.id })).status).toBe(404);
  expect((await read(incident, ids, "", neighbour)).status).toBe(404);
  expect((await read(incident, ids, "", partner)).status).toBe(404);
  expect((await read(incidents, {}, "", owner)).json.items).toHaveLength(1);
  expect((await write(closing, ids, { resolution: "Câble" })).json.code).toBe("forbidden");
  const closed = await write(closing, ids, { resolution: "Câble changé" }, { by: owner });
  expect([closed.status, closed.json.resolution]).toEqual([200, "Câble changé"]);
  expect((await read(incidents, {}, "?state=closed")).json.items).toHaveLength(1);
});

test("a calendar link is shown once, never again by its key, and withdrawn", async () => {
  const headers = { "Idempotency-Key": newId() };
  const body = { subject: { kind: "mine" }, label: "Téléphone" };
  const made = await write(links, {}, body, { headers });
  expect([made.status, made.json.kind]).toEqual([201, "mine"]);
  const again = await write(links, {}, body, { headers });
  expect([again.status, again.json.code]).toEqual([409, "already_shown"]);
  const kept = await world.owner`select 1 from idempotency_keys where key = ${headers["Idempotency-Key"]}`;
  expect(kept).toHaveLength(0);
  expect(JSON.stringify((await read(links)).json)).not.toContain(String(made.json.url).split("/").at(-1));
  const foreign = { subject: { kind: "resource", resourceId: world.rooms.lagon.id } };
  expect((await write(links, {}, foreign)).status).toBe(404);
  const ids = { link: String(made.json.id) };
  expect((await write(link, ids, {}, { by: partner, method: "DELETE" })).status).toBe(404);
  expect((await write(link, ids, {}, { method: "DELETE" })).status).toBe(200);
  expect((await read(links)).json.items).toEqual([]);
});

test("statistics are the pôle's for its team, a structure's for its administrators, nobody else's", async () => {
  await booked();
  const query = `?firstDay=${day}&lastDay=${day}`;
  const whole = await read(statistics, {}, query, manager);
  expect([whole.json.of, whole.json.bookings, whole.json.minutes]).toEqual(["pole", 1, 120]);
  expect((await read(statistics, {}, query, owner)).json.of).toBe("structure");
  expect((await read(statistics, {}, query)).json.code).toBe("forbidden");
  expect((await read(statistics, {}, `?resourceId=${world.rooms.lagon.id}`, manager)).status).toBe(404);
  expect((await read(statistics, {}, `?firstDay=${day}&lastDay=2020-01-01`, manager)).json.code).toBe(
    "ends_before_start",
  );
});

test("a resource is taken out of the catalogue and put back by who shares it, and says what it is made of", async () => {
  const ids = { resource: world.rooms.cour.id };
  const out = (by: string, to = true) => write(archived, ids, { archived: to }, { by, method: "PUT" });
  expect((await out(token)).json.code).toBe("forbidden");
  expect((await out(neighbour)).status).toBe(404);
  expect((await out(owner)).json.archived).toBe(true);
  expect((await write(bookings, {}, { resourceId: ids.resource, ...period() })).json.code).toBe("archived");
  expect((await out(owner, false)).json.archived).toBe(false);
  expect((await read(resource, ids)).json.archived).toBe(false);
  expect((await read(composition, ids)).json).toEqual({ parts: [], partOf: [], addons: [], sessions: [] });
  expect((await read(composition, ids, "", neighbour)).status).toBe(404);
});
