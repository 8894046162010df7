import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { described } from "../../app/routes/api/described";
import { kindOf } from "../../server/catalogue";
import { newId } from "../../server/kernel/ids";
import { letterPostings } from "../../server/ledger";
import { issueApiToken } from "../../server/poles";
import { askApi, type ApiAsked } from "../support/api";
import { makePool } from "../support/costs";
import { post } from "../support/ledger";
import { draftAnswer, publishNeed, submitAnswer } from "../support/needs";
import { makeCharge, makeMonth, putToReview } from "../support/statements";
import { openWorld, type World } from "../support/world";

// Every address of the API that names a thing, asked for those of a pôle by who runs another one of the same network,
// though all of it be open to the network. An endpoint added without what to send it makes this fail.

let world: World;
let neighbour: string;
let ids: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  neighbour = await issueApiToken({ email: world.people.neighbour.email, structureSlug: "radeau" });
  ids = await things();
}, 60_000);
afterAll(() => world.close());

/** In review in one pôle, unknown to the other. */
const MONTH = "2026-03";
const period = { start: "2031-03-03T09:00:00Z", end: "2031-03-03T10:00:00Z" };

/** One of each thing of the pôle, open to its network. */
async function things(): Promise<Record<string, string>> {
  const { owner, poles, structures, people, rooms } = world;
  const pole = { pole_id: poles.orme.id };
  const [structure_id, person_id, resource_id] = [structures.gue.id, people.employee.id, rooms.pressoir.id];
  const [booking, series, session, photo, link] = [newId(), newId(), newId(), newId(), newId()];
  const [incident, waiting, blocking, brought] = [newId(), newId(), newId(), newId()];
  const [reading, calendar, display] = [newId(), newId(), newId()];
  const at = { starts_at: new Date(period.start), ends_at: new Date(period.end) };
  const unit = rooms.pressoir.unitIds[0] ?? "";
  await owner`update resources set open_to = 'network' where pole_id = ${poles.orme.id}`;
  await owner`insert into series ${owner({ id: series, ...pole, resource_id, structure_id, person_id, starts_at_local: "2031-03-03T09:00", minutes: 60, rrule: "FREQ=DAILY;COUNT=2" })}`;
  await owner`insert into bookings ${owner({ id: booking, ...pole, resource_id, structure_id, person_id, ...at })}`;
  await owner`insert into claims ${owner({ id: newId(), ...pole, booking_id: booking, unit_id: unit, ...at })}`;
  await owner`insert into resource_sessions ${owner({ id: session, ...pole, resource_id, ...at })}`;
  await owner`insert into photos ${owner({ id: photo, ...pole, resource_id, alt: "", width: 320, height: 213 })}`;
  await owner`insert into secret_links ${owner({ id: link, ...pole, purpose: "person_feed", person_id, structure_id, token_hash: Buffer.from("feed") })}`;
  await owner`insert into incidents ${owner({ id: incident, ...pole, resource_id, description: "Une vitre cassée" })}`;
  await owner`insert into waiting ${owner({ id: waiting, ...pole, resource_id, structure_id, person_id, ...at })}`;
  await owner`insert into blockings ${owner({ id: blocking, ...pole, resource_id, kind: "closed", ...at, created_by: person_id })}`;
  await owner`insert into secret_links ${owner({ id: display, ...pole, purpose: "door", resource_id, created_by: person_id, token_hash: Buffer.from("door") })}`;
  await owner`insert into use_records ${owner({ id: reading, ...pole, booking_id: booking, resource_id, moment: "start", odometer: 12 })}`;
  await owner`insert into imports ${owner({ id: calendar, ...pole, person_id, resource_id, kind: "calendar", content: owner.json({ name: "", occurrences: [], problems: [], outside: 0 }) })}`;
  await owner`insert into imports ${owner({ id: brought, ...pole, person_id, kind: "structures", content: owner.json({ columns: [], ignored: [], lines: [], plan: [] }) })}`;
  const [need, question, document] = [newId(), newId(), newId()];
  const out = { kind: "interest", title: "Verdir la cour", open_to: "network", state: "published" };
  const dates = { published_at: new Date("2026-01-01"), closes_at: new Date(period.end) };
  await owner`insert into needs ${owner({ id: need, ...pole, structure_id, person_id, ...out, ...dates })}`;
  await owner`insert into need_lots ${owner({ id: newId(), ...pole, need_id: need, number: 1 })}`;
  await owner`insert into need_questions ${owner({ id: question, ...pole, need_id: need, question: "Quand ?" })}`;
  await owner`insert into need_files ${owner({ id: document, ...pole, need_id: need, name: "plan.pdf", type: "", bytes: Buffer.from("plan") })}`;
  const answered = await publishNeed(world, { openTo: "network", closesIn: 3_600_000 });
  const answer = await draftAnswer(world.actors.administrator, answered);
  const { id: submission } = await submitAnswer(world.actors.administrator, answered, answer);
  const [file] = await owner`select id from answer_files where answer_id = ${answer}`;
  const clarification = newId();
  await owner`insert into clarifications ${owner({ id: clarification, ...pole, need_id: answered.needId, answer_id: answer, question: "Quand ?", asked_by: person_id, due_at: new Date(period.end) })}`;
  const [award, delivery] = [newId(), newId()];
  const won = { id: award, ...pole, need_id: answered.needId, lot_id: answered.lotId, answer_id: answer };
  await owner`insert into awards ${owner({ ...won, state: "awarded", reasons: "La meilleure", price_cents: 1, proposed_by: person_id })}`;
  await owner`insert into contracts ${owner({ award_id: award, ...pole, need_id: answered.needId, signed_on: "2026-01-02", amount_cents: 1 })}`;
  await owner`insert into deliveries ${owner({ id: delivery, ...pole, award_id: award, delivered_on: "2026-01-03", what: "Une haie", declared_by: person_id })}`;
  const { id: pool, versionId: key } = await makePool(world);
  const [useReading, funding, recurring] = [newId(), newId(), newId()];
  await owner`insert into recurring_charges ${owner({ id: recurring, ...pole, pool_id: pool, supplier: "SCI", label: "Loyer", amount_cents: 1, account: "6132", every_months: 1, starts_on: "2031-01-01", ends_on: "2031-12-31", written_until: "2031-01-01", person_id })}`;
  await owner`insert into fundings ${owner({ id: funding, ...pole, pool_id: pool, funder: "Région", label: "Accueil", public_money: true, rate_points: 5000, ceiling_cents: 100, starts_on: "2026-01-01", ends_on: "2026-12-31", person_id })}`;
  await owner`insert into use_readings ${owner({ id: useReading, ...pole, pool_id: pool, structure_id, measure: "hours", quantity: 60, used_on: "2026-03-03", person_id })}`;
  const periodId = await makeMonth(world, MONTH);
  const charge = await makeCharge(world, { periodId, poolId: pool, cents: 1000 });
  await putToReview(world, periodId, { structures: ["gue"], until: new Date(period.end) });
  const dispute = newId();
  await owner`insert into disputes ${owner({ id: dispute, ...pole, period_id: periodId, pool_id: pool, structure_id, cents: 1, reason: "Trop", filed_by: person_id })}`;
  const due = (cents: number) =>
    post(world.actors.manager, "2026-03-02", [
      { role: "members", structureId: structure_id, cents },
      { role: "shares", cents: -cents },
    ]);
  const [entry, other] = [await due(12), await due(-12)];
  const lettered = await letterPostings(world.actors.manager, [`${entry.id}/1`, `${other.id}/1`]);
  const [line] = await owner<{ id: string }[]>`select account_id as id from postings where entry_id = ${entry.id}`;
  const resource = resource_id;
  return {
    ...{ pool, key, useReading, funding, recurring, charge, dispute },
    ...{ entry: entry.id, account: line?.id ?? "", lettering: lettered.ok ? lettered.value.id : "" },
    ...{ answer, submission, answerFile: String(file?.id), openedAnswer: answer, clarification, person: person_id },
    ...{ award, delivery, lot: answered.lotId },
    ...{ need, question, document },
    resource,
    unit,
    booking,
    series,
    session,
    photo,
    link,
    incident,
    waiting,
    blocking,
    structure: structure_id,
    import: brought,
    reading,
    calendar,
    display,
  };
}

/** What to send to each address that writes, right but for whose thing it is; `things` are the foreign ids. */
function bodies(things: Record<string, string>) {
  const { resource = "", booking = "", structure = "", photo = "", pool = "", entry = "", account = "" } = things;
  const asked = { resourceId: resource, ...period };
  const weekly = {
    resourceId: resource,
    firstDay: "2031-03-03",
    from: "09:00",
    to: "10:00",
    rrule: "FREQ=DAILY;COUNT=2",
  };
  const file = new FormData();
  file.set("file", new File(["x"], "photo.jpg"));
  const calendar = new FormData();
  calendar.set("file", new File(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"], "a.ics"));
  return {
    "PATCH /resources/:resource": { name: "À nous" },
    "PUT /resources/:resource/archived": { archived: true },
    "PUT /resources/:resource/rules": {
      version: 1,
      openingHours: [],
      seasons: [],
      closures: [],
      closesBankHolidays: false,
      closesSchoolHolidays: false,
      rules: kindOf("room").defaults.rules,
      changeNoticeMinutes: 0,
      lateCancelPercent: null,
      prime: null,
      quotas: {},
      openTo: "public",
      namedStructureIds: [],
      approval: { mode: "automatic", minutes: 60, freeCustomers: [], trustedStructureIds: [] },
    },
    "PUT /resources/:resource/rates": { version: 1, rates: [] },
    "PUT /resources/:resource/use": { version: 1, startStep: "none", noShowMinutes: null, instructions: "" },
    "POST /resources/:resource/units": { count: 1 },
    "PATCH /resources/:resource/units/:unit": { label: "À nous" },
    "POST /resources/:resource/sessions": period,
    "DELETE /resources/:resource/sessions/:session": {},
    "POST /resources/:resource/sessions/:session/cancellation": {},
    "PUT /resources/:resource/parts": { parts: [] },
    "PUT /resources/:resource/addons": { addonIds: [] },
    "POST /resources/:resource/photos": file,
    "PUT /resources/:resource/photos": { photoIds: [photo] },
    "PATCH /resources/:resource/photos/:photo": { alt: "À nous" },
    "DELETE /resources/:resource/photos/:photo": {},
    "POST /resources/:resource/displays": { label: "À nous" },
    "DELETE /resources/:resource/displays/:display": {},
    "PATCH /readings/:reading": { odometer: 1 },
    "POST /resources/:resource/calendar-imports": calendar,
    "POST /resources/:resource/calendar-imports/:calendar": { as: "blocking", ranks: [0] },
    "POST /resources/:resource/blockings": { kind: "closed", ...period },
    "DELETE /blockings/:blocking": {},
    "POST /bookings": asked,
    "POST /bookings/preview": asked,
    "POST /bookings/:booking/move": period,
    "POST /bookings/:booking/move/undo": {},
    "POST /bookings/:booking/cancellation": {},
    "POST /bookings/:booking/restoration": {},
    "POST /bookings/:booking/approval": { answer: "approve" },
    "POST /bookings/:booking/offer": { answer: "take" },
    "POST /bookings/:booking/check-in": {},
    "POST /bookings/:booking/return": {},
    "POST /baskets": { items: [asked] },
    "POST /series/preview": weekly,
    "POST /series": weekly,
    "POST /series/:series/changes": { scope: "all", title: "À nous" },
    "POST /series/:series/changes/preview": { scope: "all", title: "À nous" },
    "POST /series/:series/cancellation": {},
    "POST /waiting": asked,
    "DELETE /waiting/:waiting": {},
    "POST /incidents": { resourceId: resource, bookingId: booking, description: "Cassé", stopsUse: true },
    "PUT /incidents/:incident/maintenance": period,
    "POST /incidents/:incident/closing": { resolution: "Réparé" },
    "POST /incidents/:incident/serving": {},
    "POST /incidents/:incident/reopening": {},
    "PATCH /needs/:need": { title: "À nous" },
    "PUT /needs/:need/lots": { lots: [{ title: "À nous" }] },
    "POST /needs/:need/documents": file,
    "DELETE /needs/:need/documents/:document": {},
    "POST /needs/:need/publication": {},
    "POST /needs/:need/cancellation": { reason: "À nous" },
    "POST /needs/:need/addenda": { words: "À nous", changesSubstance: true },
    "POST /needs/:need/questions": { question: "À qui ?" },
    "PUT /needs/:need/questions/:question/answer": { answer: "À nous" },
    "PUT /needs/:need/refusal": { reason: "place" },
    "DELETE /needs/:need/refusal": {},
    "POST /needs/:need/answers": {},
    "PUT /needs/:need/partner-call": { words: "Avec qui ?" },
    "DELETE /needs/:need/partner-call": {},
    "PUT /answers/:answer": { presentation: "À nous", lots: [] },
    "POST /answers/:answer/files": file,
    "DELETE /answers/:answer/files/:answerFile": {},
    "PUT /answers/:answer/form": { form: "solidaire" },
    "POST /answers/:answer/members": { structureId: structure },
    "DELETE /answers/:answer/members/:structure": {},
    "POST /answers/:answer/invitation": { answer: "accept" },
    "POST /answers/:answer/departure": {},
    "PUT /answers/:answer/shares": { tasks: [{ structureId: structure, task: "À nous" }] },
    "POST /answers/:answer/signature": {},
    "POST /answers/:answer/submission": {},
    "POST /answers/:answer/withdrawal": {},
    "PUT /answers/:answer/clarifications/:clarification": { answer: "À nous" },
    "POST /needs/:need/opening": {},
    "DELETE /needs/:need/opening": {},
    "POST /needs/:need/opening/second": {},
    "PUT /needs/:need/opened-answers/:openedAnswer/admission": { decision: "admissible" },
    "POST /needs/:need/opened-answers/:openedAnswer/clarifications": { question: "Quand ?", dueAt: period.end },
    "POST /needs/:need/panel": { personId: structure, structureId: null },
    "PUT /needs/:need/panel/declaration": { conflict: false },
    "DELETE /needs/:need/panel/:person": { reason: "À nous" },
    "PUT /needs/:need/scores": { answerId: structure, entries: [] },
    "PUT /needs/:need/scores/finished": { finished: true },
    "POST /needs/:need/consensus": {},
    "PUT /needs/:need/consensus": { answerId: structure, entries: [] },
    "POST /needs/:need/evaluation": {},
    "POST /needs/:need/awards": { lotId: structure, answerId: structure, reasons: "À nous" },
    "DELETE /needs/:need/awards/:award": {},
    "PUT /needs/:need/awards/:award/contract": { signedOn: "2031-03-03", amountCents: 1 },
    "POST /needs/:need/awards/:award/contract/end": {},
    "POST /needs/:need/awards/:award/deliveries": { deliveredOn: "2031-03-03", what: "À nous" },
    "PUT /needs/:need/awards/:award/deliveries/:delivery": { refusal: null },
    "POST /needs/:need/awards/:award/rating": { stars: 1 },
    "PUT /needs/:need/lots/:lot/left": { reason: "À nous" },
    "POST /needs/:need/decision": { awardIds: [] },
    "POST /needs/:need/ending": { reason: "À nous" },
    "PUT /needs/:need/satisfaction": { met: "no" },
    "POST /costs/review": { month: MONTH, lastDay: "2031-03-03" },
    "POST /costs/lock": { month: MONTH },
    "POST /costs/closing": { month: MONTH },
    "POST /costs/agreement": { month: MONTH, seenCents: 1000 },
    "POST /costs/disputes": { month: MONTH, poolId: pool, cents: 1, reason: "Trop" },
    "POST /costs/disputes/:dispute/withdrawal": { month: MONTH },
    "POST /costs/disputes/:dispute/decision": { grantedCents: 0, words: "Non" },
    "PATCH /costs/pools/:pool": { version: 1, name: "À nous" },
    "PUT /costs/pools/:pool/archived": { archived: true },
    "POST /costs/pools/:pool/keys": { definition: { type: "equal" }, startsOn: "2031-03-01" },
    "POST /costs/pools/:pool/keys/preview": { definition: { type: "equal" } },
    "PUT /costs/pools/:pool/keys/:key": { definition: { type: "equal" }, startsOn: "2031-03-01" },
    "DELETE /costs/pools/:pool/keys/:key": {},
    "PUT /costs/measures": { startsOn: "2026-03-03", values: [{ structureId: structure, measure: "fte", value: 1 }] },
    "POST /costs/readings": {
      poolId: pool,
      readings: [{ structureId: structure, measure: "meals", quantity: 1, usedOn: "2026-03-03" }],
    },
    "DELETE /costs/readings/:useReading": {},
    "POST /costs/readings/:useReading/validation": {},
    "POST /costs/what-if": { firstMonth: MONTH, lastMonth: MONTH, leaves: { id: structure } },
    "POST /costs/recurring-charges": {
      ...{ poolId: pool, supplier: "À nous", label: "À nous", amountCents: 1, everyMonths: 1 },
      ...{ startsOn: "2026-03-01", endsOn: "2026-03-31" },
    },
    "DELETE /costs/recurring-charges/:recurring": {},
    "PUT /costs/budgets": { year: 2026, budgets: [{ poolId: pool, budgetCents: 100 }] },
    "POST /costs/fundings": {
      ...{ poolId: pool, funder: "À nous", label: "À nous", ratePoints: 100, ceilingCents: 1 },
      ...{ startsOn: "2026-01-01", endsOn: "2026-12-31" },
    },
    "PATCH /costs/fundings/:funding": { version: 1, label: "À nous" },
    "POST /costs/fundings/:funding/decision": { granted: false },
    "POST /costs/fundings/:funding/payment": { on: "2026-03-03", amountCents: 1 },
    "PUT /costs/fees/scale": {
      ...{ year: 2026, basis: "flat", bands: [{ upTo: null, cents: 100 }], poolId: pool, dueOn: "2026-06-30" },
    },
    "POST /costs/fees/call": { year: 2026 },
    "PUT /costs/declared-budgets": { structureId: structure, year: 2026, budgetCents: 1 },
    "POST /costs/charges": {
      ...{ poolId: pool, supplier: "À nous", label: "À nous", amountCents: 1, documentOn: "2026-03-03" },
      account: "6132",
    },
    "POST /costs/charges/:charge/approval": {},
    "POST /costs/charges/:charge/refusal": { reason: "À nous" },
    "POST /costs/charges/:charge/correction": { rightCents: null, reason: "À nous" },
    "POST /ledger/entries/:entry/reversal": { reason: "À nous" },
    "POST /ledger/payments": {
      ...{ direction: "received", on: "members", structureId: structure, amountCents: 1, day: "2026-03-03" },
      reference: "À nous",
    },
    "PUT /ledger/roles": { roles: { bank: account } },
    "POST /ledger/structures/:structure/lettering": {},
    "POST /ledger/letterings": {
      lines: [
        { entryId: entry, line: 1 },
        { entryId: entry, line: 2 },
      ],
    },
    "DELETE /ledger/letterings/:lettering": {},
    "POST /imports/:import/confirmation": {},
    "POST /calendar-links": { subject: { kind: "structure", structureId: structure } },
    "DELETE /calendar-links/:link": {},
  } as Record<string, object | undefined>;
}

/** Those that name nothing of a pôle but the token's own. */
const NAME_NOTHING = [
  "POST /resources",
  "POST /imports",
  "PUT /settings",
  "POST /needs",
  "POST /ledger/accounts",
  "POST /ledger/check",
  "POST /costs/pools",
  "POST /costs/calls",
  "POST /costs/calls/preview",
];

const endpoints = described().flatMap((route) => route.endpoints.map((endpoint) => ({ route, endpoint })));

type Endpoint = (typeof endpoints)[number]["endpoint"];

/** A month that cannot be left out names a thing, as an id does. */
const namesMonth = (query: Endpoint["query"]) => query && "month" in query.shape && !query.safeParse({}).success;

/** A request to an address, with what it wants; undefined when it names nothing. */
function asking({ method, path, query: asks }: Endpoint, things: Record<string, string>): ApiAsked | undefined {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const params = Object.fromEntries(names.map((name) => [name, things[name] ?? `no ${name} to ask for`]));
  const common = { method, params, token: neighbour };
  if (method === "GET") {
    const query = new URLSearchParams({ from: period.start, to: period.end }).toString();
    if (namesMonth(asks)) return { ...common, path: `${path}?month=${MONTH}` };
    return names.length > 0
      ? { ...common, path: path.endsWith("/availability") ? `${path}?${query}` : path }
      : undefined;
  }
  const key = `${method} ${path}`;
  if (NAME_NOTHING.includes(key)) return undefined;
  const body = bodies(things)[key];
  if (!body) throw new Error(`What should be sent to ${key}?`);
  if (body instanceof FormData) return { ...common, path, body };
  return { ...common, path, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function kept(): Promise<unknown[]> {
  const tables = await world.owner<{ name: string }[]>`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('api_tokens', 'rate_limits')
     order by 1`;
  return Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await world.owner<{ print: string; n: number }[]>`
        select coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as print, count(*)::int as n
          from ${world.owner(name)} t`;
      return [name, row?.n, row?.print];
    }),
  );
}

describe("a thing of another pôle", () => {
  test("is not found by any address of the API, nor changed, though it is there and open to the network", async () => {
    const before = await kept();
    let asked = 0;
    for (const { route, endpoint } of endpoints) {
      const request = asking(endpoint, ids);
      if (!request) continue;
      const { status, json } = await askApi(route, request);
      expect([endpoint.method, endpoint.path, status, json.code]).toEqual([
        endpoint.method,
        endpoint.path,
        404,
        "not_found",
      ]);
      asked += 1;
    }
    expect(asked).toBeGreaterThan(50);
    expect(await kept()).toEqual(before);
  });

  test("is no more found than a thing that does not exist: the answers are the same", async () => {
    const nothing = Object.fromEntries(Object.keys(ids).map((name) => [name, newId()]));
    for (const { route, endpoint } of endpoints) {
      const [there, nowhere] = [ids, nothing].map((each) => asking(endpoint, each));
      if (!there || !nowhere) continue;
      expect((await askApi(route, there)).text).toBe((await askApi(route, nowhere)).text);
    }
  });

  test("is in none of the lists of one's own", async () => {
    for (const { route, endpoint } of endpoints) {
      if (endpoint.method !== "GET" || endpoint.path.includes(":") || endpoint.path === "/me") continue;
      if (namesMonth(endpoint.query)) continue;
      const query = new URLSearchParams({ from: period.start, to: period.end }).toString();
      const asksPeriod = endpoint.query && "from" in endpoint.query.shape;
      // Needs that are open to the network are in its lists on purpose: here, those of one's own pôle.
      const asks = asksPeriod ? `?${query}` : endpoint.path === "/needs" ? "?where=here" : "";
      const answer = await askApi(route, { path: `/${asks}`, token: neighbour });
      expect([endpoint.path, answer.status]).toEqual([endpoint.path, 200]);
      const seen = Object.values(ids).filter((id) => answer.text.includes(id));
      expect([endpoint.path, seen]).toEqual([endpoint.path, []]);
    }
  });
});
