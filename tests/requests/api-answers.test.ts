import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { described } from "../../app/routes/api/described";
import { loader as booking } from "../../app/routes/api/booking";
import { loader as cancellation } from "../../app/routes/api/booking-cancellation";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as incidents } from "../../app/routes/api/incidents";
import { loader as series } from "../../app/routes/api/series-start";
import { newId } from "../../server/kernel/ids";
import { weekdayOf } from "../../server/kernel/time";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, type ApiAsked } from "../support/api";
import { makePool } from "../support/costs";
import { post } from "../support/ledger";
import { closeNeed, draftAnswer, openNeed, publishNeed, submitAnswer } from "../support/needs";
import { makeCharge, makeMonth, putToReview } from "../support/statements";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let token: string;
let neighbour: string;
beforeAll(async () => {
  world = await openWorld();
  token = await issueApiToken({ email: world.people.employee.email, structureSlug: "gue" });
  neighbour = await issueApiToken({ email: world.people.neighbour.email, structureSlug: "radeau" });
});
afterAll(() => world.close());

/** 14 h to 16 h of a working day some days from now: open, allowed, and free in a fresh world. */
function afternoon(days: number): { start: string; end: string } {
  const date = workday(days);
  return { start: at(date, "14:00").toISOString(), end: at(date, "16:00").toISOString() };
}

const book = (body: object, headers: Record<string, string> = {}): ApiAsked => ({
  ...posting("/bookings", body, headers),
  token,
});

describe("every address", () => {
  test("answers as it describes itself, and never to nobody", async () => {
    // Who manages the pôle may read all of it.
    const token = await issueApiToken({ email: world.people.managerAtGue.email, structureSlug: "gue" });
    const { start, end } = afternoon(2);
    const made = await askApi(bookings, book({ resourceId: world.rooms.pressoir.id, start, end }));
    const rrule = `FREQ=WEEKLY;BYDAY=${["MO", "TU", "WE", "TH", "FR"][weekdayOf(workday(2)) - 1]};COUNT=2`;
    const weekly = { firstDay: workday(2), from: "17:00", to: "18:00", rrule };
    const asked = posting("/series", { resourceId: world.rooms.pressoir.id, ...weekly });
    const repeated = await askApi(series, { ...asked, token });
    expect([repeated.status, repeated.json.code]).toEqual([201, undefined]);
    const broken = { resourceId: world.rooms.pressoir.id, description: "Une chaise est cassée", stopsUse: false };
    const incident = await askApi(incidents, { ...posting("/incidents", broken), token });
    const brought = newId();
    const { owner, poles, people } = world;
    await owner`insert into imports ${owner({ id: brought, pole_id: poles.orme.id, person_id: people.managerAtGue.id, kind: "structures", content: owner.json({ columns: [], ignored: [], lines: [], plan: [] }) })}`;
    const calendar = newId();
    await owner`insert into imports ${owner({ id: calendar, pole_id: poles.orme.id, person_id: people.managerAtGue.id, kind: "calendar", resource_id: world.rooms.pressoir.id, content: owner.json({ name: "", occurrences: [], problems: [], outside: 0 }) })}`;
    const { administrator, manager, owner: bidder } = world.actors;
    const judged = await publishNeed(world, { buyer: administrator });
    const openedAnswer = await draftAnswer(bidder, judged);
    await submitAnswer(bidder, judged, openedAnswer);
    await closeNeed(world, judged);
    await openNeed(judged, administrator, manager);
    const award = newId();
    const won = {
      id: award,
      pole_id: poles.orme.id,
      need_id: judged.needId,
      lot_id: judged.lotId,
      answer_id: openedAnswer,
    };
    await owner`insert into awards ${owner({ ...won, state: "awarded", reasons: "La meilleure", price_cents: 1, proposed_by: people.administrator.id })}`;
    const answered = await publishNeed(world);
    const answer = await draftAnswer(world.actors.administrator, answered);
    const { id: submission } = await submitAnswer(world.actors.administrator, answered, answer);
    const month = "2026-03";
    const { id: pool } = await makePool(world);
    const periodId = await makeMonth(world, month);
    const charge = await makeCharge(world, { periodId, poolId: pool, cents: 1000 });
    await putToReview(world, periodId, { structures: ["gue"], until: new Date(end) });
    const { id: entry } = await post(world.actors.manager, "2026-03-02", [
      { role: "bank", cents: 1 },
      { role: "suspense", cents: -1 },
    ]);
    const [line] = await owner<{ id: string }[]>`select account_id as id from postings where entry_id = ${entry}`;
    const funding = newId();
    await owner`insert into fundings ${owner({ id: funding, pole_id: poles.orme.id, pool_id: pool, funder: "Région", label: "Accueil", public_money: true, rate_points: 5000, ceiling_cents: 100, starts_on: "2026-01-01", ends_on: "2026-12-31", person_id: people.managerAtGue.id })}`;
    const ids: Record<string, string> = {
      funding,
      ...{ entry, account: line?.id ?? "" },
      ...{ answer, submission, pool, charge },
      ...{ need: judged.needId, openedAnswer, award },
      calendar,
      import: brought,
      structure: world.structures.tablee.id,
      incident: String(incident.json.id),
      resource: world.rooms.pressoir.id,
      booking: String(made.json.id),
      series: String(repeated.json.id),
    };
    const period = new URLSearchParams({ from: start, to: end }).toString();
    const endpoints = described().flatMap((route) => route.endpoints.map((endpoint) => ({ route, endpoint })));
    for (const { route, endpoint } of endpoints.filter(({ endpoint }) => endpoint.method === "GET")) {
      const params = Object.fromEntries(
        [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => [name, ids[name] ?? ""]),
      );
      const asksPeriod = endpoint.query && "from" in endpoint.query.shape;
      const asksMonth = endpoint.query && "month" in endpoint.query.shape;
      const path = endpoint.path + (asksPeriod ? `?${period}` : asksMonth ? `?month=${month}` : "");
      const answer = await askApi(route, { path, params, token });
      expect([endpoint.path, answer.status]).toEqual([endpoint.path, 200]);
      expect((await askApi(route, { path, params })).status).toBe(401);
      // What belongs to a pôle is another pôle's "not found", and the same for an id of nothing.
      if (Object.keys(params).length > 0) {
        const nothing = Object.fromEntries(Object.keys(params).map((name) => [name, newId()]));
        expect((await askApi(route, { path, params, token: neighbour })).status).toBe(404);
        expect((await askApi(route, { path, params: nothing, token })).status).toBe(404);
      }
    }
  });

  test("lists give all their items, once, page after page", async () => {
    const { start, end } = afternoon(3);
    for (const room of [world.rooms.pressoir, world.rooms.etang, world.rooms.jardin]) {
      expect((await askApi(bookings, book({ resourceId: room.id, start, end }))).status).toBe(201);
    }
    const period = new URLSearchParams({ from: start, to: end }).toString();
    const whole = await askApi(bookings, { path: `/bookings?${period}`, token });
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const page = await askApi(bookings, { path: `/bookings?${period}&limit=1&cursor=${cursor}`, token });
      expect(page.status).toBe(200);
      seen.push(...(page.json.items as unknown[]));
      cursor = (page.json.nextCursor as string | null) ?? "";
    } while (cursor && seen.length < 10);
    expect(seen).toEqual(whole.json.items);
    expect(seen).toHaveLength(3);
  });
});

describe("a booking by the API", () => {
  test("is made once for one Idempotency-Key, by fifty requests at once, and its mail is due once", async () => {
    const { start, end } = afternoon(4);
    const headers = { "Idempotency-Key": newId() };
    const body = { resourceId: world.rooms.pressoir.id, start, end, title: "Conseil" };
    const answers = await Promise.all(Array.from({ length: 50 }, () => askApi(bookings, book(body, headers))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const id = String(answers[0]?.json.id);
    expect(answers[0]?.response.headers.get("Location")).toBe(`/api/v1/bookings/${id}`);
    const rows = await world.owner`select count(*)::int as n from bookings where starts_at = ${start}`;
    expect(rows[0]?.n).toBe(1);
    const jobs = await world.owner`select count(*)::int as n from graphile_worker._private_jobs
      where payload ->> 'bookingId' = ${id}`;
    expect(jobs[0]?.n).toBe(1);
  });

  test("that a server made before it died is answered, not made again", async () => {
    const { start, end } = afternoon(5);
    const headers = { "Idempotency-Key": newId() };
    const body = { resourceId: world.rooms.pressoir.id, start, end };
    const first = await askApi(bookings, book(body, headers));
    await world.owner`update idempotency_keys set status = null, body = null, created_at = now() - interval '1 minute'
      where key = ${headers["Idempotency-Key"]}`;
    const second = await askApi(bookings, book(body, headers));
    expect([second.status, second.json.id]).toEqual([201, first.json.id]);
    const rows = await world.owner`select count(*)::int as n from bookings where starts_at = ${start}`;
    expect(rows[0]?.n).toBe(1);
  });

  test("of a slot that is taken is refused with ways out; of a wrong hour, with every rule", async () => {
    const { start, end } = afternoon(6);
    const body = { resourceId: world.rooms.pressoir.id, start, end };
    expect((await askApi(bookings, book(body))).status).toBe(201);
    const taken = await askApi(bookings, book(body));
    expect([taken.status, taken.json.code]).toEqual([409, "slot_taken"]);
    expect((taken.json.suggestions as unknown[]).length).toBeGreaterThan(0);
    const night = await askApi(bookings, book({ ...body, start: at(workday(6), "02:10").toISOString() }));
    expect(night.status).toBe(422);
    expect((night.json.errors as { code: string }[]).map(({ code }) => code)).toContain("outside_hours");
  });

  test("can be cancelled, twice being once, and not by another pôle", async () => {
    const { start, end } = afternoon(7);
    const made = await askApi(bookings, book({ resourceId: world.rooms.pressoir.id, start, end }));
    const params = { booking: String(made.json.id) };
    const path = `/bookings/${params.booking}/cancellation`;
    const asked = { ...posting(path, { reason: "Reporté" }), params };
    expect((await askApi(cancellation, { ...asked, token: neighbour })).status).toBe(404);
    const first = await askApi(cancellation, { ...asked, token });
    expect([first.status, first.json.state, first.json.cancelReason]).toEqual([200, "cancelled", "Reporté"]);
    expect((await askApi(cancellation, { ...asked, token })).status).toBe(200);
    // A body is not needed.
    expect((await askApi(cancellation, { method: "POST", path, params, token })).status).toBe(200);
    const read = await askApi(booking, { path: `/bookings/${params.booking}`, params, token });
    expect((read.json.history as { kind: string }[]).map(({ kind }) => kind)).toEqual(["confirmed", "cancelled"]);
  });
});
