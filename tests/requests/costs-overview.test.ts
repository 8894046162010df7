import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgetsOf, declareReferences, overviewOf, ownCosts, setBudgets, whatIf } from "../../server/costs";
import { beginReview } from "../../server/costs/periods/begin-review";
import { closePeriod } from "../../server/costs/periods/close-period";
import { lockPeriod } from "../../server/costs/periods/lock-period";
import { fileDispute } from "../../server/costs/statements/file-dispute";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf, startOfMonth } from "../../server/kernel/time";
import { approvedCharge, makePool } from "../support/costs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let manager: Visitor;
let treasurer: Visitor;
let building: string;
let vans: string;

// Two months that are past whenever this runs: one is closed, one is not.
const FIRST = addMonths(startOfMonth(localDateOf(new Date(), "Europe/Paris")), -3);
const SECOND = addMonths(FIRST, 1);
const [first, second] = [FIRST.slice(0, 7), SECOND.slice(0, 7)];

beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = await signedIn(server, world.people.manager.email);
  treasurer = await signedIn(server, world.people.treasurer.email);
  const { gue, tablee } = world.structures;
  const key = { type: "weights", weights: { [gue.id]: 3, [tablee.id]: 1 } };
  building = (await makePool(world, { name: "Bâtiment", key })).id;
  vans = (await makePool(world, { name: "Fourgons" })).id;
  await approvedCharge(world, { poolId: building, cents: 40_000, from: FIRST });
  await approvedCharge(world, { poolId: vans, cents: 6_001, from: FIRST, paidBy: tablee.id });
  await close(first);
  await approvedCharge(world, { poolId: building, cents: 44_000, from: SECOND });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

/** As if every statement had been read. */
async function close(month: string): Promise<void> {
  const as = world.actors.manager;
  const until = addDays(localDateOf(new Date(), "Europe/Paris"), 3);
  expect(await beginReview(as, month, until)).toMatchObject({ ok: true });
  await world.owner`update statements set read_at = now()`;
  expect(await lockPeriod(as, month)).toMatchObject({ ok: true });
  expect(await closePeriod(as, month)).toBe("closed");
}

/** 60.01 between two: the lower id has the cent. */
const half = (id: string) => (id === [world.structures.gue.id, world.structures.tablee.id].sort()[0] ? 3_001 : 3_000);

const plain = async (response: Response) =>
  (await response.text())
    .replace(/<script[^]*?<\/script>/g, "")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .replaceAll("’", "'");
const PAGE = "/poles/val-d-orme/comptes";

describe("The manager's overview", () => {
  it("says what a month shared, by pool and by member, closed or not, against the month before", async () => {
    const { month, pools, members, trend } = await overviewOf(world.actors.manager, second);
    expect(month).toMatchObject({ startsOn: SECOND, state: "open" });
    expect(pools.map(({ name, cents, beforeCents, twelveCents }) => [name, cents, beforeCents, twelveCents])).toEqual([
      ["Bâtiment", 44_000, 40_000, 84_000],
      ["Fourgons", 0, 6_001, 6_001],
    ]);
    const { gue, tablee } = world.structures;
    expect(members.map(({ id, cents, beforeCents }) => [id, cents, beforeCents])).toEqual([
      [gue.id, 33_000, 30_000 + half(gue.id)],
      [tablee.id, 11_000, 10_000 + half(tablee.id)],
    ]);
    expect(trend.map(({ cents, state }) => [cents, state])).toEqual([
      [46_001, "closed"],
      [44_000, "open"],
    ]);
  });

  it("says what each owes now, its advance set off, and what it advanced", async () => {
    const { members } = await overviewOf(world.actors.manager, second);
    const { gue, tablee } = world.structures;
    const of = (id: string) => members.find((member) => member.id === id);
    expect(of(gue.id)?.unpaidCents).toBe(30_000 + half(gue.id));
    // 6 001 of its share are set off by what it paid for the vans.
    expect(of(tablee.id)?.unpaidCents).toBe(10_000 + half(tablee.id) - 6_001);
    expect(of(tablee.id)?.advancedCents).toBe(6_001);
  });

  it("compares with the year's budget", async () => {
    const year = Number(SECOND.slice(0, 4));
    await setBudgets(world.actors.manager, year, [{ poolId: building, cents: 100_000, calls: 0 }]);
    const { pools } = await overviewOf(world.actors.manager, second);
    const inYear = FIRST.slice(0, 4) === SECOND.slice(0, 4) ? 84_000 : 44_000;
    expect(pools[0]).toMatchObject({ budgetCents: 100_000, yearCents: inYear, lastYearCents: null });
    const html = await plain(await manager.get(`${PAGE}?mois=${second}`));
    expect(html).toContain(`${inYear / 1000} %`);
    expect(html).toContain("440,00 €");
    expect(html).toContain("+10 %");
  });

  it("answers that there is nothing in a month that the books have not, nor to somebody else", async () => {
    await expect(overviewOf(world.actors.manager, "2019-01")).rejects.toThrow(NotFound);
    expect((await manager.get(`${PAGE}?mois=2019-01`)).status).toBe(404);
    await expect(overviewOf(world.actors.treasurer, second)).rejects.toThrow(Forbidden);
    const employee = await signedIn(server, world.people.employee.email);
    // Who may only declare what its structure advanced finds that page there.
    const sent = await employee.get(PAGE);
    expect([sent.status, sent.headers.get("location")]).toEqual([302, `${PAGE}/avances`]);
  });
});

describe("What mutualising costs a member", () => {
  it("is its own shares, month by month, and nobody else's", async () => {
    const { months, pools } = await ownCosts(world.actors.treasurer);
    const van = half(world.structures.gue.id);
    expect(months.map(({ startsOn, cents }) => [startsOn, cents])).toEqual([
      [FIRST, 30_000 + van],
      [SECOND, 33_000],
    ]);
    expect(pools.map(({ name, cents }) => [name, cents])).toEqual([
      ["Bâtiment", 63_000],
      ["Fourgons", van],
    ]);
    const html = await plain(await treasurer.get(PAGE));
    expect(html).toContain("Ce que mutualiser coûte à");
    expect(html).not.toContain("Par membre");
  });

  it("is compared with what it declares that it would pay elsewhere, which only it and the manager read", async () => {
    const form = {
      [`prix-${building}`]: "520,50",
      [`source-${building}`]: "Devis de Bureau Plus, mars",
      [`prix-${vans}`]: "",
      [`source-${vans}`]: "",
    };
    const answer = await treasurer.post(`${PAGE}/prix-ailleurs`, form);
    expect(answer.status).toBe(302);
    const { months } = await ownCosts(world.actors.treasurer);
    expect(months.map(({ comparedCents, aloneCents }) => [comparedCents, aloneCents])).toEqual([
      [30_000, 52_050],
      [33_000, 52_050],
    ]);
    const html = await plain(await treasurer.get(PAGE));
    expect(html).toContain("Vous y gagnez");
    expect(html).toContain("411,00 €");
    const { members } = await overviewOf(world.actors.manager, second);
    const gue = members.find(({ id }) => id === world.structures.gue.id);
    expect(gue?.alone).toEqual({ cents: 63_000, aloneCents: 104_100 });
    expect((await ownCosts(world.actors.owner)).pools.every(({ reference }) => reference === null)).toBe(true);
  });

  it("keeps what was typed when a price cannot be read, and says so beside it", async () => {
    const form = { [`prix-${building}`]: "cinq cents", [`source-${building}`]: "" };
    const answer = await treasurer.post(`${PAGE}/prix-ailleurs`, form);
    expect(answer.status).toBe(422);
    const html = await plain(answer);
    expect(html).toContain("Ce montant ne se lit pas");
    expect(html).toContain("Dites d'où vient ce prix");
    expect(html).toContain('value="cinq cents"');
  });

  it("refuses a pool of nowhere, and takes a declaration back", async () => {
    const elsewhere = [{ poolId: newId(), price: { centsAMonth: 1, source: "x" } }];
    await expect(declareReferences(world.actors.treasurer, elsewhere)).rejects.toThrow(NotFound);
    await expect(declareReferences(world.actors.employee, [])).rejects.toThrow(Forbidden);
    await declareReferences(world.actors.treasurer, [{ poolId: building, price: null }]);
    expect((await ownCosts(world.actors.treasurer)).pools.every(({ reference }) => reference === null)).toBe(true);
  });
});

describe("What if", () => {
  const months = { from: FIRST, until: SECOND };
  /** How many rows each table has. */
  const counted = async () => {
    const tables = await world.owner<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and relname not in ('sessions', 'rate_limits') order by 1`;
    const rows: string[] = [];
    for (const { name } of tables) {
      const [row] = await world.owner<{ rows: number }[]>`select count(*)::int as rows from ${world.owner(name)}`;
      rows.push(`${name} ${row?.rows}`);
    }
    return rows;
  };
  const simulated = (asked: Record<string, string>) =>
    manager.get(`${PAGE}/simulation?${new URLSearchParams({ periode: second, ...asked })}`);

  it("another key is side by side with today, closed months and drafts alike, and writes nothing", async () => {
    const { gue, tablee } = world.structures;
    const before = await counted();
    const changes = { key: { poolId: building, definition: { type: "equal" as const } } };
    const { members, pools } = await whatIf(world.actors.manager, months, changes);
    const of = (id: string) => members.find((member) => member.id === id);
    expect(of(gue.id)).toMatchObject({ nowCents: 63_000 + half(gue.id), thenCents: 42_000 + half(gue.id) });
    expect(of(tablee.id)).toMatchObject({ nowCents: 21_000 + half(tablee.id), thenCents: 42_000 + half(tablee.id) });
    expect(pools.map(({ nowCents, thenCents }) => nowCents - thenCents)).toEqual([0, 0]);
    expect(await counted()).toEqual(before);
  });

  it("is an address to share: a member less, with what the others would bear", async () => {
    const search = new URLSearchParams({ periode: second, retrait: world.structures.tablee.id });
    const html = await plain(await manager.get(`${PAGE}/simulation?${search}`));
    expect(html).toContain("+110,00 €");
    expect(html).toContain("−110,00 €");
    expect(html).toContain("440,00 €");
  });

  it("says where nobody has any weight, and what cannot be read", async () => {
    expect(await plain(await simulated({ poste: building, genre: "use", mesure: "meals" }))).toContain(
      "personne n'a de poids",
    );
    const two = { poste: building, genre: "two-part", "fixe.cle": "equal", "usage.cle": "fte", vide: "fixed" };
    const wrong = await simulated({
      ...two,
      partFixe: "beaucoup",
      ajout: world.structures.gue.id,
      ajoutLe: "demain",
      "ajout.fte": "deux",
    });
    expect(wrong.status).toBe(422);
    const page = await plain(wrong);
    for (const said of ["Un pourcentage entre 0 et 100", "Cette date n'existe pas", "Un nombre, zéro ou plus"])
      expect(page).toContain(said);
    for (const typed of ['value="beaucoup"', 'value="deux"']) expect(page).toContain(typed);
    expect((await simulated({ "ajout.fte": "2" })).status).toBe(422);
    expect((await simulated({ poste: newId(), genre: "equal" })).status).toBe(404);
  });

  it("tries any kind of key, with the form of a pool's key, and its address alone says it", async () => {
    const { gue, tablee } = world.structures;
    const before = await counted();
    // Choosing how opens its fields, filled in from today's key; what is left empty is not in the address.
    const asked = { poste: building, genre: "weights" };
    const opened = await plain(await simulated(asked));
    expect(opened).toContain(`name="poids.${gue.id}"`);
    expect(opened).toContain("Complétez la clé ci-dessous");
    const blanks = await simulated({ ...asked, [`poids.${gue.id}`]: "3", [`poids.${tablee.id}`]: "", plafond: "" });
    expect(blanks.status).toBe(302);
    expect(blanks.headers.get("location")).not.toContain("plafond");
    const bands = { "jusqua.1": "100", "tranche.1.cle": "equal", "reste.cle": "weights" };
    const weights = { [`poids.${gue.id}`]: "3", [`poids.${tablee.id}`]: "1" };
    const tries: Record<string, string>[] = [
      { genre: "weights", ...weights },
      { genre: "tiers", ...bands, ...weights },
      { genre: "product", "a.cle": "weights", "a.fois": "equal", ...weights },
      { genre: "two-part", partFixe: "40", "fixe.cle": "equal", "usage.cle": "weights", vide: "fixed", ...weights },
      { genre: "equal", plafond: "60 %", [`plancher.${gue.id}`]: "50" },
    ];
    for (const tried of tries) {
      const answer = await simulated({ poste: building, ...tried });
      expect([tried.genre, answer.status]).toEqual([tried.genre, 200]);
      expect(await plain(answer)).toContain("Par membre");
    }
    // A member more with measures of its own, one that leaves on a day.
    const joins = { ajout: gue.id, "ajout.fte": "2,5", "ajout.poids": "4", ajoutLe: `${second}-10` };
    const both = await simulated({ ...joins, retrait: tablee.id, retraitLe: `${second}-15` });
    expect(both.status).toBe(200);
    expect(await plain(both)).toContain("Le nouveau membre");
    expect(await counted()).toEqual(before);
  });

  it("is the manager's alone", async () => {
    await expect(whatIf(world.actors.treasurer, months, {})).rejects.toThrow(Forbidden);
    expect((await treasurer.get(`${PAGE}/simulation`)).status).toBe(403);
  });
});

// Last: what is funded here is funded for the rest of the file.
describe("A budget", () => {
  it("sets costs, not what funding leaves of them, against the budget: as the page of budgets does", async () => {
    const year = Number(SECOND.slice(0, 4));
    const funding = newId();
    await world.owner`insert into fundings ${world.owner({
      ...{ id: funding, pole_id: world.poles.orme.id, pool_id: building, funder: "Région", label: "Accueil" },
      ...{ rate_points: 5000, ceiling_cents: 1_000_000, starts_on: SECOND, ends_on: addDays(addMonths(SECOND, 1), -1) },
      ...{ state: "notified", notified_on: SECOND, person_id: world.people.manager.id },
    })}`;
    const { pools } = await overviewOf(world.actors.manager, second);
    const seen = pools.find(({ id }) => id === building);
    const budget = (await budgetsOf(world.actors.manager, year)).pools.find(({ poolId }) => poolId === building);
    expect(seen).toMatchObject({ cents: 22_000, yearFundingCents: 22_000, budgetCents: 100_000 });
    expect(seen?.spentCents).toBe(budget?.spentCents);
    const percent = `${(budget?.spentCents ?? 0) / 1000} %`;
    const html = await plain(await manager.get(`${PAGE}?mois=${second}`));
    expect(html).toContain(percent);
    expect(html).toContain("après 220,00 € de financement");
    expect(await plain(await manager.get(`${PAGE}/budget?annee=${year}`))).toContain(percent);
  });
});

describe("The page of a month", () => {
  it("says of one that still runs that it may change, before its review begins; of one that is over, nothing", async () => {
    const today = startOfMonth(localDateOf(new Date(), "Europe/Paris"));
    await approvedCharge(world, { poolId: vans, cents: 100, from: today });
    expect(await plain(await manager.get(`${PAGE}/periodes/${today.slice(0, 7)}`))).toContain("Le mois n'est pas fini");
    expect(await plain(await manager.get(`${PAGE}/periodes/${second}`))).not.toContain("Le mois n'est pas fini");
  });

  it("offers no answer to a dispute while the month is locked, and says when", async () => {
    const as = world.actors.manager;
    const id = newId();
    expect(await beginReview(as, second, addDays(localDateOf(new Date(), "Europe/Paris"), 3))).toMatchObject({
      ok: true,
    });
    await fileDispute(
      world.actors.treasurer,
      { month: second, structureId: world.structures.gue.id },
      {
        ...{ id, poolId: building, cents: 100, reason: "Nous n'étions pas là." },
      },
    );
    const decide = `${PAGE}/contestations/${id}`;
    expect(await plain(await manager.get(decide))).toContain('name="words"');
    await world.owner`update statements set read_at = now()`;
    expect(await lockPeriod(as, second)).toMatchObject({ ok: true });
    const locked = await plain(await manager.get(decide));
    expect(locked).toContain("Vous répondrez quand le mois sera clos");
    expect(locked).not.toContain('name="words"');
    const month = await plain(await manager.get(`${PAGE}/periodes/${second}`));
    expect(month).toContain("Répondez quand il sera clos");
    expect(month).not.toContain("reponse=raison");
    expect(await closePeriod(as, second)).toBe("closed");
    expect(await plain(await manager.get(decide))).toContain('name="words"');
  });
});
