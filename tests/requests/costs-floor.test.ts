import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Scope } from "../../db/transaction";
import { agreeStatement, editPool } from "../../server/costs";
import { newId } from "../../server/kernel/ids";
import { makePool } from "../support/costs";
import { BOOK_ROLES, chartOf, mapAccounts } from "../../server/ledger";
import { asRole, post, refusal } from "../support/ledger";
import { makeCharge, makeMonth, putToReview } from "../support/statements";
import { openWorld, type World } from "../support/world";

/** What the database itself refuses of shared costs, asked as the application's role. */
let world: World;
let gue: string;
let poleId: string;
let poolId: string;
let march: string;
beforeAll(async () => {
  world = await openWorld();
  gue = world.structures.gue.id;
  poleId = world.poles.orme.id;
  poolId = (await makePool(world, { name: "Bâtiment", key: { type: "weights", weights: { [gue]: 1 } } })).id;
  march = await makeMonth(world, "2025-03");
  await makeCharge(world, { periodId: march, poolId, cents: 9_000 });
  await putToReview(world, march, { structures: ["gue", "tablee"], until: new Date(Date.now() + 86_400_000) });
  const own = { pole_id: poleId, structure_id: gue, person_id: world.people.treasurer.id };
  await world.owner`insert into structure_budgets ${world.owner({ ...own, year: 2025, cents: 1 })}`;
  await world.owner`insert into reference_prices ${world.owner({ ...own, pool_id: poolId, cents_a_month: 1, source: "Devis" })}`;
}, 120_000);
afterAll(() => world.close());

const rowsOf = async (actor: Parameters<typeof asRole>[0], statement: ReturnType<typeof sql>) =>
  (await asRole(actor, statement)).rows.length;
const changed = async (actor: Parameters<typeof asRole>[0], statement: ReturnType<typeof sql>) =>
  Number((await asRole(actor, statement)).numAffectedRows ?? 0);

const dispute = (person: string, more: { waiting?: number; decision?: string } = {}) => sql`
  insert into disputes (id, pole_id, period_id, pool_id, structure_id, cents, reason, filed_by, waiting_cents, decision)
  values (${newId()}, ${poleId}, ${march}, ${poolId}, ${gue}, 100, 'Trop', ${person}, ${more.waiting ?? null}, ${more.decision ?? ""})`;

describe("what a structure pays, by SQL", () => {
  it("is seen by its treasurer, by its administrator and by the manager, not by an employee", async () => {
    const { employee, treasurer, administrator, manager } = world.actors;
    for (const table of ["statements", "structure_budgets", "reference_prices"]) {
      const own = sql`select from ${sql.table(table)} where structure_id = ${gue}`;
      const seen = [employee, treasurer, administrator, manager].map((actor) => rowsOf(actor, own));
      expect([table, ...(await Promise.all(seen))]).toEqual([table, 0, 1, 1, 1]);
    }
  });

  it("is not answered by an employee, who neither finds it right nor contests it nor declares for its structure", async () => {
    const { employee } = world.actors;
    const right = sql`update statements set agreed_at = now(), agreed_by = ${employee.personId}, agreed_cents = 1`;
    expect(await changed(employee, right)).toBe(0);
    expect(await refusal(asRole(employee, dispute(employee.personId)))).toBe("42501");
    const budget = sql`insert into structure_budgets (pole_id, structure_id, year, cents, person_id)
      values (${poleId}, ${gue}, 2026, 5, ${employee.personId})`;
    expect(await refusal(asRole(employee, budget))).toBe("42501");
    const price = sql`update reference_prices set cents_a_month = 7`;
    expect(await changed(employee, price)).toBe(0);
  });
});

describe("a statement, by SQL", () => {
  it("takes of its treasurer that it was read, once, and that it is right, in their own name", async () => {
    const { treasurer, administrator } = world.actors;
    const says = (set: ReturnType<typeof sql>) =>
      refusal(
        asRole(treasurer, sql`update statements set ${set} where period_id = ${march} and structure_id = ${gue}`),
      );
    expect(await says(sql`number = '2025-03-99'`)).toBe("42501");
    expect(await says(sql`reminded_at = now()`)).toBe("statement_answered");
    expect(await says(sql`read_at = now(), read_by = ${administrator.personId}`)).toBe("statement_answered");
    expect(await says(sql`read_at = now(), read_by = ${treasurer.personId}`)).toBe("done");
    expect(await says(sql`read_at = null, read_by = null`)).toBe("statement_answered");
    const right = (person: string) => sql`agreed_at = now(), agreed_by = ${person}, agreed_cents = 9000`;
    expect(await says(right(administrator.personId))).toBe("statement_answered");
    expect(await says(right(treasurer.personId))).toBe("done");
    expect(await says(sql`agreed_at = null, agreed_by = null, agreed_cents = null`)).toBe("done");
  });

  it("is contested undecided, in one's own name, and taken back without another change", async () => {
    const { treasurer, administrator } = world.actors;
    for (const wrong of [
      dispute(administrator.personId),
      dispute(treasurer.personId, { waiting: 100 }),
      dispute(treasurer.personId, { decision: "Accordé" }),
    ])
      expect(await refusal(asRole(treasurer, wrong))).toBe("42501");
    expect(await refusal(asRole(treasurer, dispute(treasurer.personId)))).toBe("done");
    const change = (set: ReturnType<typeof sql>) => refusal(asRole(treasurer, sql`update disputes set ${set}`));
    for (const set of [
      sql`waiting_cents = 1`,
      sql`decision = 'Accordé'`,
      sql`state = 'withdrawn', corrected_in = ${march}`,
    ])
      expect(await change(set)).toBe("dispute_as_filed");
    expect(await change(sql`state = 'withdrawn'`)).toBe("done");
    expect(await agreeStatement(treasurer, { month: "2025-03", structureId: gue }, 9_000)).toMatchObject({ ok: true });
  });
});

describe("what a member declares, by SQL", () => {
  it("is validated once, in the name of who says so", async () => {
    const { treasurer, employee } = world.actors;
    const id = newId();
    await world.owner`insert into use_readings ${world.owner({
      ...{ id, pole_id: poleId, pool_id: poolId, structure_id: gue, measure: "hours", quantity: 60 },
      ...{ used_on: "2025-04-02", person_id: world.people.manager.id },
    })}`;
    const set = (at: ReturnType<typeof sql>, by: string | null) =>
      refusal(
        asRole(treasurer, sql`update use_readings set validated_at = ${at}, validated_by = ${by} where id = ${id}`),
      );
    expect(await set(sql`now()`, employee.personId)).toBe("reading_validated");
    expect(await set(sql`now()`, treasurer.personId)).toBe("done");
    expect(await set(sql`null`, null)).toBe("reading_validated");
  });

  it("is an advance that corrects nothing and comes of no file", async () => {
    const { treasurer } = world.actors;
    const [rent] = await world.owner<{ id: string }[]>`select id from charges limit 1`;
    const advance = (corrects: string | null, importId: string | null) => sql`
      insert into charges (id, pole_id, pool_id, supplier, label, amount_cents, account, document_on, served_from, served_until,
                           paid_by, structure_id, person_id, corrects, import_id)
      values (${newId()}, ${poleId}, ${poolId}, 'Quincaillerie', 'Vis', 500, '6068', '2025-04-02', '2025-04-01', '2025-04-30',
              ${gue}, ${gue}, ${treasurer.personId}, ${corrects}, ${importId})`;
    expect(await refusal(asRole(treasurer, advance(rent?.id ?? "", null)))).toBe("42501");
    expect(await refusal(asRole(treasurer, advance(null, newId())))).toBe("42501");
    expect(await refusal(asRole(treasurer, advance(null, null)))).toBe("done");
  });
});

describe("what is booked between an approval and a closing", () => {
  it("keeps how its pool is booked, and says so to the manager", async () => {
    const { manager } = world.actors;
    const set = (change: ReturnType<typeof sql>, pool = poolId) =>
      refusal(asRole(manager, sql`update cost_pools set ${change} where id = ${pool}`));
    expect(await set(sql`acts_as = 'agent'`)).toBe("pool_has_open_charges");
    expect(await set(sql`legal_mode = 'taxed'`)).toBe("pool_has_open_charges");
    expect(await set(sql`name = 'Le bâtiment', acts_as = acts_as`)).toBe("done");
    expect(await set(sql`acts_as = 'agent'`, (await makePool(world, { name: "Neuf" })).id)).toBe("done");
    const form = {
      ...{
        name: "Bâtiment",
        description: "",
        kind: "building" as const,
        legalMode: "taxed" as const,
        actsAs: "principal" as const,
      },
      ...{
        agreement: "",
        agreedOn: null,
        everyone: true,
        expenseAccount: "6068",
        publicMoneyPoints: 10_000,
        resourceIds: [],
        participants: [],
      },
    };
    expect(await editPool(manager, poolId, { ...form, version: 1 })).toMatchObject({
      ok: false,
      problem: { code: "pool_has_open_charges" },
    });
  });

  it("stays on its account until nothing is left on it, for each structure", async () => {
    const { manager } = world.actors;
    const { accounts, roles } = await chartOf(manager);
    const [receivable, other] = ["411", "416"].map((number) => accounts.find((one) => one.number === number)?.id ?? "");
    expect(roles.members).toBe(receivable);
    expect(BOOK_ROLES).toContain("members");
    const ask = (id: string) => mapAccounts(manager, { roles: { members: id }, siren: null });
    const share = (structureId: string, cents: number) =>
      post(manager, "2026-10-15", [
        { role: "members", structureId, cents },
        { role: "shares", cents: -cents },
      ]);
    await share(gue, 500);
    // What one owes and what is owed to another do not make nothing.
    await share(world.structures.tablee.id, -500);
    const kept = { ok: false, problem: { code: "account_has_balance", role: "members" } };
    expect(await ask(other ?? "")).toEqual(kept);
    // As the page asks, of all of them at once: the one that is refused is named, not the last one.
    expect(await mapAccounts(manager, { roles: { ...roles, members: other ?? "" }, siren: null })).toEqual(kept);
    expect((await chartOf(manager)).roles.members).toBe(receivable);
    await share(gue, -500);
    await share(world.structures.tablee.id, 500);
    expect(await ask(other ?? "")).toMatchObject({ ok: true });
    expect(await ask(receivable ?? "")).toMatchObject({ ok: true });
  });
});

describe("what proves and numbers, by SQL", () => {
  it("is a funding's proof, which stays once the funding is granted", async () => {
    const { manager } = world.actors;
    const [id, proof] = [newId(), newId()];
    await world.owner`insert into fundings ${world.owner({
      ...{
        id,
        pole_id: poleId,
        pool_id: poolId,
        funder: "Région",
        label: "Aide",
        rate_points: 100,
        ceiling_cents: 100,
      },
      ...{ starts_on: "2026-01-01", ends_on: "2026-12-31", person_id: manager.personId },
    })}`;
    await world.owner`insert into funding_proofs ${world.owner({
      ...{
        id: proof,
        pole_id: poleId,
        funding_id: id,
        name: "a.pdf",
        type: "application/pdf",
        bytes: Buffer.from("%PDF"),
      },
    })}`;
    const rename = sql`update funding_proofs set name = 'b.pdf' where id = ${proof}`;
    expect(await refusal(asRole(manager, rename))).toBe("done");
    await world.owner`update fundings set state = 'notified', notified_on = '2026-02-01' where id = ${id}`;
    for (const change of [rename, sql`delete from funding_proofs where id = ${proof}`])
      expect(await refusal(asRole(manager, change))).toBe("funding_proof_kept");
  });

  it("is the number of a charge, which comes after the last, from one on, and is never taken out", async () => {
    const { manager } = world.actors;
    const first = (last: number) =>
      sql`insert into charge_numbers (pole_id, year, last) values (${poleId}, 2031, ${last})`;
    expect(await refusal(asRole(manager, first(7)))).toBe("42501");
    expect(await refusal(asRole(manager, first(1)))).toBe("done");
    const to = (last: number) =>
      refusal(asRole(manager, sql`update charge_numbers set last = ${last} where year = 2031`));
    expect([await to(3), await to(1), await to(2)]).toEqual(["charge_numbers_follow", "charge_numbers_follow", "done"]);
    expect(await refusal(asRole(manager, sql`delete from charge_numbers`))).toBe("42501");
  });
});

describe("the books of a pôle, in nobody's name", () => {
  const count = (scope: Scope, table: string) =>
    inTransaction(scope, async (tx) => (await sql`select from ${sql.table(table)}`.execute(tx)).rows.length);

  it("are open to the realm of books, and neither to whoever forgot to say who acts nor to a member who asks for it", async () => {
    const { manager } = world.actors;
    await post(manager, "2026-10-15", [
      { role: "members", structureId: world.structures.tablee.id, cents: 100 },
      { role: "shares", cents: -100 },
    ]);
    for (const table of ["ledgers", "entry_numbers", "balances", "entries", "postings", "statements"]) {
      expect([table, (await count({ poleId, books: true }, table)) > 0]).toEqual([table, true]);
      expect([table, await count({ poleId }, table)]).toEqual([table, 0]);
    }
    const { employee, neighbour } = world.actors;
    for (const table of ["ledgers", "entry_numbers", "entries", "postings"]) {
      expect([table, await count({ ...employee, books: true }, table)]).toEqual([table, 0]);
      expect([table, await count({ ...neighbour, poleId, books: true }, table)]).toEqual([table, 0]);
      expect([table, await count({ poleId, guest: "network", books: true }, table)]).toEqual([table, 0]);
    }
  });

  it("are kept by it alone: nothing is posted, checked, begun or moved without it", async () => {
    const asNobody = (statement: ReturnType<typeof sql>) => refusal(asRole({ poleId }, statement));
    expect(await asNobody(sql`select app.keep_check(${newId()}, now())`)).toBe("42501");
    expect(
      await asNobody(sql`insert into periods (id, pole_id, starts_on, ends_on)
        values (${newId()}, ${poleId}, '2027-03-01', '2027-03-31')`),
    ).toBe("42501");
    expect(await rowsOf({ poleId }, sql`select from app.open_period_of('2027-03-05', ${newId()})`)).toBe(0);
    expect(await changed({ poleId }, sql`update periods set review_until = now()`)).toBe(0);
    expect(await changed({ poleId }, sql`update statements set reminded_at = now()`)).toBe(0);
    expect(await changed({ poleId }, sql`update accounts set label = 'Autre'`)).toBe(0);
  });

  it("are only read where a page reads them whole", async () => {
    const reading = inTransaction({ poleId, books: true, readOnly: true }, (tx) =>
      sql`update statements set reminded_at = now()`.execute(tx),
    );
    expect(await refusal(reading)).toBe("25006");
    // And the connection writes again afterwards.
    expect(await changed(world.actors.manager, sql`update statements set reminded_at = now()`)).toBeGreaterThan(0);
  });
});

describe("what runs above row-level security", () => {
  it("tells no pôle of another's reviews and recurring charges, nor whoever keeps no books begin a month", async () => {
    const { manager, treasurer } = world.actors;
    const ending = sql`select from app.reviews_ending()`;
    expect([await rowsOf(manager, ending), await rowsOf({ poleId }, ending)]).toEqual([0, 0]);
    const found = await inTransaction({ realm: "identity" }, (tx) => ending.execute(tx));
    expect(found.rows.length).toBe(1);
    const open = sql`select from app.open_period_of('2027-01-05', ${newId()})`;
    expect(await rowsOf(treasurer, open)).toBe(0);
    expect(await rowsOf(manager, open)).toBe(1);
    const correcting = sql`select from disputes d where app.correcting_period(d) is not null`;
    expect(await rowsOf(manager, correcting)).toBe(1);
    // A row made up, of another pôle's month.
    const made = sql<{ id: string | null }>`select app.correcting_period(jsonb_populate_record(null::disputes,
      ${JSON.stringify({ period_id: march })}::text::jsonb)) as id`;
    const answer = await inTransaction(world.actors.neighbour, (tx) => made.execute(tx));
    expect(answer.rows).toEqual([{ id: null }]);
  });
});
