import { afterAll, beforeAll, describe, expect, it } from "vitest";
import routes from "../../app/routes";
import { newId } from "../../server/kernel/ids";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";
import { PEOPLE, type PersonKey } from "../support/world-data";

// Generated from app/routes.ts: every address of the product × everybody × ids of their pôle, of another, of nothing.
// A new route is in it the day it is written.

type Route = { path?: string; index?: boolean; file: string };
const all: Route[] = routes;
const inPole = all.filter(({ file, path }) => path?.startsWith("poles/:pole") || file === "routes/bookings/home.tsx");
const everybody = Object.keys(PEOPLE) as PersonKey[];
const ofOrme = everybody.filter((key) => !["neighbour", "outsider"].includes(key));

/** What stands for each `:name` of an address. */
type Ids = Record<string, string>;

let world: World;
let server: TestServer;
let visitors: Record<PersonKey, Visitor>;
let stranger: Visitor;
let orme: Ids;
let marais: Ids;

beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  stranger = new Visitor(server);
  const signed = await Promise.all(
    everybody.map(async (key) => [key, await signedIn(server, world.people[key].email)] as const),
  );
  visitors = Object.fromEntries(signed) as Record<PersonKey, Visitor>;
  orme = await things("orme", "gue", "employee", world.rooms.pressoir);
  marais = await things("marais", "radeau", "neighbour", world.rooms.lagon);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** One of each thing in a pôle, by the name that routes give it. */
async function things(
  pole: "orme" | "marais",
  structure: "gue" | "radeau",
  person: PersonKey,
  room: { id: string; unitIds: string[] },
): Promise<Ids> {
  const { owner } = world;
  const ids = { pole_id: world.poles[pole].id };
  const [structureId, personId] = [world.structures[structure].id, world.people[person].id];
  const [booking, invitation, photo, link] = [newId(), newId(), newId(), newId()];
  const [record, evidence, incident] = [newId(), newId(), newId()];
  const brought = newId();
  const [item, basket] = [newId(), newId()];
  const [need, question, document] = [newId(), newId(), newId()];
  const kept = newId();
  const introduction = newId();
  const period = { starts_at: new Date("2031-03-03T09:00Z"), ends_at: new Date("2031-03-03T10:00Z") };
  const series = newId();
  await owner`insert into series ${owner({ id: series, ...ids, resource_id: room.id, structure_id: structureId, person_id: personId, starts_at_local: "2031-03-03T09:00", minutes: 60, rrule: "FREQ=DAILY;COUNT=2" })}`;
  await owner`insert into bookings ${owner({ id: booking, basket_id: basket, ...ids, resource_id: room.id, structure_id: structureId, person_id: personId, ...period })}`;
  await owner`insert into claims ${owner({ id: newId(), ...ids, booking_id: booking, unit_id: room.unitIds[0] ?? "", ...period })}`;
  await owner`insert into invitations ${owner({ id: invitation, ...ids, structure_id: structureId, email: `${pole}@test.example`, role: "employee", token_hash: Buffer.from(pole), invited_by: personId, expires_at: new Date("2031-01-01") })}`;
  await owner`insert into basket_items ${owner({ id: item, ...ids, person_id: personId, resource_id: room.id, ...period })}`;
  await owner`insert into photos ${owner({ id: photo, ...ids, resource_id: room.id, alt: "", width: 320, height: 213 })}`;
  await owner`insert into photo_files ${owner({ ...ids, photo_id: photo, width: 320, bytes: Buffer.from("picture") })}`;
  await owner`insert into secret_links ${owner({ id: link, ...ids, purpose: "person_feed", person_id: personId, structure_id: structureId, token_hash: Buffer.from(`feed ${pole}`) })}`;
  await owner`insert into use_records ${owner({ id: record, ...ids, booking_id: booking, resource_id: room.id, moment: "start" })}`;
  await owner`insert into incidents ${owner({ id: incident, ...ids, resource_id: room.id, description: "Une vitre cassée" })}`;
  await owner`insert into evidence_photos ${owner({ id: evidence, ...ids, record_id: record, width: 320, height: 213, bytes: Buffer.from("picture") })}`;
  await owner`insert into needs ${owner({ id: need, ...ids, structure_id: structureId, person_id: personId, kind: "interest", title: "Verdir la cour", state: "published", published_at: new Date("2026-01-01"), closes_at: new Date("2031-03-03T11:00Z") })}`;
  await owner`insert into need_questions ${owner({ id: question, ...ids, need_id: need, question: "Quand ?" })}`;
  await owner`insert into introductions ${owner({ id: introduction, ...ids, structure_id: structureId, other_id: world.structures.tablee.id, met_on: "2026-01-05", about: "Des repas", person_id: personId })}`;
  await owner`insert into need_files ${owner({ id: document, ...ids, need_id: need, name: "plan.pdf", type: "application/pdf", bytes: Buffer.from("plan") })}`;
  await owner`insert into need_searches ${owner({ id: kept, ...ids, structure_id: structureId, person_id: personId, name: "Espaces verts", frequency: "weekly" })}`;
  await owner`insert into imports ${owner({ id: brought, ...ids, person_id: personId, kind: "structures", content: owner.json({ columns: [], ignored: [], lines: [], plan: [] }) })}`;
  const [answer, award, letter, lot] = [newId(), newId(), newId(), newId()];
  const bidder = world.structures[pole === "orme" ? "tablee" : "isolee"].id;
  await owner.begin(async (tx) => {
    // As if it had been decided.
    await tx`set local session_replication_role = replica`;
    const of = { ...ids, need_id: need, answer_id: answer };
    await tx`insert into need_lots ${tx({ id: lot, ...ids, need_id: need, number: 1 })}`;
    await tx`insert into answers ${tx({ id: answer, ...ids, need_id: need, structure_id: bidder, person_id: personId })}`;
    await tx`insert into answer_members ${tx({ ...of, structure_id: bidder, lead: true, state: "accepted" })}`;
    await tx`insert into awards ${tx({ id: award, ...of, lot_id: lot, state: "awarded", reasons: "La meilleure.", price_cents: 1000, proposed_by: personId, decided_by: personId, decided_at: new Date() })}`;
    const about = { number: 1, answers: 1, rank: null, total: null, priceCents: 1000, hours: 0, irregular: null };
    const content = {
      ...about,
      lot: { number: 1, title: "Haie" },
      buyer: "Gué",
      signedBy: "Claire",
      bidder: "Tablée",
      members: [],
      criteria: [],
      underMinimum: [],
      winner: null,
      noAward: null,
    };
    await tx`insert into letters ${tx({ id: letter, ...of, lot_id: lot, retained: true, content: tx.json(content) })}`;
  });
  // A month of its own in each pôle: its name is no id.
  const [month, pool, version] = [pole === "orme" ? "2025-03" : "2025-04", newId(), newId()];
  await owner`insert into periods ${owner({ id: newId(), ...ids, starts_on: `${month}-01`, ends_on: `${month}-${pole === "orme" ? 31 : 30}` })}`;
  await owner`insert into cost_pools ${owner({ id: pool, ...ids, name: "Bâtiment", kind: "building", legal_mode: "out_of_scope" })}`;
  await owner`insert into key_versions ${owner({ id: version, ...ids, pool_id: pool, number: 1, starts_on: "2026-01-01", definition: owner.json({ type: "equal" }), person_id: personId })}`;
  const [account] = await owner`select id from accounts where pole_id = ${ids.pole_id} and number = '512'`;
  const entry = newId();
  await owner.begin(async (tx) => {
    await tx`insert into periods ${tx({ id: entry, ...ids, starts_on: "2026-01-01", ends_on: "2026-01-31" })}`;
    await tx`insert into entries ${tx({ id: entry, ...ids, period_id: entry, journal: "OD", date: "2026-01-05", piece_ref: "P1", piece_date: "2026-01-05", label: "Essai" })}`;
    for (const [line, cents] of [100, -100].entries())
      await tx`insert into postings ${tx({ ...ids, entry_id: entry, line: line + 1, account_id: String(account?.id), cents })}`;
  });
  const dispute = newId();
  await owner`update periods set state = 'review' where pole_id = ${ids.pole_id} and starts_on = ${`${month}-01`}`;
  await owner`insert into statements (pole_id, period_id, structure_id, number)
    select ${ids.pole_id}, id, ${structureId}, ${`${month}-01`} from periods where pole_id = ${ids.pole_id} and starts_on = ${`${month}-01`}`;
  await owner`insert into disputes (id, pole_id, period_id, pool_id, structure_id, cents, reason, filed_by)
    select ${dispute}, ${ids.pole_id}, id, ${pool}, ${structureId}, 100, 'Pas nous', ${personId} from periods where pole_id = ${ids.pole_id} and starts_on = ${`${month}-01`}`;
  const [charge, proof] = [newId(), newId()];
  await owner`insert into charges ${owner({ id: charge, ...ids, pool_id: pool, supplier: "SCI", label: "Loyer", amount_cents: 5000, account: "6132", document_on: "2031-03-03", served_from: "2031-03-01", served_until: "2031-03-31", paid_by: structureId, structure_id: structureId, person_id: personId })}`;
  await owner`insert into charge_proofs ${owner({ id: proof, ...ids, charge_id: charge, name: "loyer.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-"), person_id: personId })}`;
  const [funding, fundingProof] = [newId(), newId()];
  await owner`insert into fundings ${owner({ id: funding, ...ids, pool_id: pool, funder: "Région", label: "Accueil", rate_points: 5000, ceiling_cents: 10000, starts_on: "2026-01-01", ends_on: "2026-12-31", person_id: personId })}`;
  await owner`insert into funding_proofs ${owner({ id: fundingProof, ...ids, funding_id: funding, name: "arrêté.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-") })}`;
  return {
    period: month,
    dispute,
    pool,
    version,
    account: String(account?.id),
    entry,
    charge,
    proof,
    award,
    letter,
    funding,
    fundingProof,
    pole: world.poles[pole].slug,
    import: brought,
    resource: room.id,
    booking,
    series,
    item,
    basket,
    invitation,
    photo,
    link,
    evidence,
    incident,
    need,
    question,
    document,
    search: kept,
    introduction,
    file: "320.webp",
    structure: structureId,
    person: personId,
  };
}

const nothing = (pole: string): Ids => ({
  ...Object.fromEntries(
    [
      "resource",
      "pool",
      "version",
      "booking",
      "series",
      "item",
      "basket",
      "invitation",
      "photo",
      "link",
      "evidence",
      "incident",
      "need",
      "question",
      "document",
      "search",
      "introduction",
      "charge",
      "proof",
      "award",
      "letter",
      "account",
      "entry",
      "funding",
      "fundingProof",
      "structure",
      "person",
      "pool",
    ].map((name) => [name, newId()]),
  ),
  import: newId(),
  pole,
  period: "1999-01",
  file: "320.webp",
});

function addressOf({ path = "" }: Route, ids: Ids): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? newId());
  return `/${filled}`;
}

/** The home of a pôle is the index route of its prefix. */
function polePath(route: Route, ids: Ids): string {
  return route.file === "routes/bookings/home.tsx" ? `/poles/${ids.pole}` : addressOf(route, ids);
}

/** A fingerprint of everything kept, but for what says when somebody was last seen. */
async function everythingKept(): Promise<string> {
  const tables = await world.owner<{ name: string }[]>`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('sessions', 'rate_limits')
     order by 1`;
  const prints = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await world.owner<{ print: string }[]>`
        select count(*) || '/' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as print
          from ${world.owner(name)} t`;
      return `${name} ${row?.print}`;
    }),
  );
  return prints.join("\n");
}

/** Answers of a page, of what a click inside the application fetches, and of a form sent there. */
async function answers(visitor: Visitor, path: string): Promise<number[]> {
  const asked = [
    visitor.get(path),
    ...(path.includes(".") ? [] : [visitor.get(`${path}.data`)]),
    visitor.post(path),
    visitor.post(path, { id: newId(), intent: "remove", role: "administrator", reason: "x", email: "x@test.example" }),
  ];
  return Promise.all(
    asked.map(async (answer) => {
      const response = await answer;
      await response.arrayBuffer();
      return response.status;
    }),
  );
}

describe("every address under a pôle", () => {
  it("is in this test", () => {
    expect(inPole.length).toBeGreaterThan(15);
  });

  it("sends a stranger to sign in, and does nothing", async () => {
    const before = await everythingKept();
    for (const route of inPole) {
      const path = polePath(route, orme);
      const response = await stranger.get(path);
      expect([path, response.status]).toEqual([path, 302]);
      expect(response.headers.get("location")).toMatch(/^\/connexion(\?|$)/);
      for (const status of (await answers(stranger, path)).slice(2)) expect([302, 401, 403, 405]).toContain(status);
    }
    expect(await everythingKept()).toBe(before);
  });

  it.each(["neighbour", "outsider"] as const)("is not found by the %s, who has no part in the pôle", async (key) => {
    const before = await everythingKept();
    for (const route of inPole) {
      const path = polePath(route, orme);
      const statuses = await answers(visitors[key], path);
      // A page that takes no forms says so to everybody.
      expect([path, statuses.map((status) => (status === 405 ? 404 : status))]).toEqual([
        path,
        statuses.map(() => 404),
      ]);
    }
    expect(await everythingKept()).toBe(before);
  });

  it.each(ofOrme)("answers the %s about a thing of another pôle as about a thing that never was", async (key) => {
    const before = await everythingKept();
    for (const route of inPole.filter(({ path }) => /:(?!pole)/.test(path ?? ""))) {
      const foreign = await answers(visitors[key], polePath(route, { ...marais, pole: orme.pole ?? "" }));
      const never = await answers(visitors[key], polePath(route, nothing(orme.pole ?? "")));
      expect([route.path, foreign]).toEqual([route.path, never]);
      // An address that only takes forms sends a reader on to the thing's page, which is not found either.
      for (const status of foreign.slice(0, -2))
        expect([route.path, [404, 403, 302, 202].includes(status)]).toEqual([route.path, true]);
      for (const status of foreign.slice(-2))
        expect([route.path, status >= 400 && status < 500]).toEqual([route.path, true]);
    }
    expect(await everythingKept()).toBe(before);
  });

  it.each(ofOrme)("never breaks under the %s, with things of their own pôle", async (key) => {
    for (const route of inPole) {
      const path = polePath(route, orme);
      const response = await visitors[key].get(path);
      await response.arrayBuffer();
      expect([path, response.status, response.status < 500]).toEqual([path, response.status, true]);
    }
  });

  it.each(["employee", "treasurer", "observer"] as const)(
    "changes nothing in the catalogue, nor who belongs, for the %s",
    async (key) => {
      const before = await everythingKept();
      const closed = inPole.filter(({ path }) =>
        /catalogue\/(nouveau|:resource\/)|structures\/|invitations\//.test(path ?? ""),
      );
      for (const route of closed) {
        // Of a structure that is not theirs.
        const path = polePath(route, { ...orme, structure: world.structures.tablee.id, person: world.people.owner.id });
        for (const status of (await answers(visitors[key], path)).slice(2))
          expect([path, status]).toEqual([path, status >= 400 && status < 500 ? status : 403]);
      }
      expect(await everythingKept()).toBe(before);
    },
  );
});

describe("every address of an account", () => {
  it("sends a stranger to sign in", async () => {
    for (const route of all.filter(({ path }) => /^(compte|agir-pour)/.test(path ?? ""))) {
      const path = addressOf(route, {});
      const response = await stranger.get(path);
      expect([path, response.status]).toEqual([path, 302]);
    }
  });
});
