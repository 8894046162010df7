import { sql } from "kysely";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOptions } from "../../db/connection";
import { inTransaction, type Scope } from "../../db/transaction";
import { oneOfEach } from "../support/costs-rows";
import { openWorld, type World } from "../support/world";

/**
 * Who may do what with every table of shared costs and of the ledger, by SQL alone, as the application's role: the last
 * word below the permissions that the code asks for.
 */
let world: World;
let app: postgres.Sql;
/** Of each table its rows: their place, and their short name. */
const places = new Map<string, Map<string, string>>();
/** Columns that an insert may fill, and one that an update may. */
const columns = new Map<string, { inserted: string[]; updated: string | undefined; checks: string[] }>();

beforeAll(async () => {
  world = await openWorld({ connections: 2 });
  app = postgres(world.appUrl, { ...connectionOptions, max: 2 });
  for (const [table, rows] of Object.entries(await oneOfEach(world))) {
    const found = await world.owner<{ place: string; row: Record<string, unknown> }[]>`
      select ctid::text as place, to_jsonb(t) as row from ${world.owner(table)} t`;
    const named = Object.entries(rows).map(([name, row]): [string, string] => {
      const keys = Object.entries(row).filter(([, value]) => typeof value === "string" || typeof value === "number");
      const own = found.filter((one) => keys.every(([key, value]) => key === "pool_ids" || one.row[key] === value));
      if (own.length !== 1) throw new Error(`${table}.${name} is there ${own.length} times`);
      return [own[0]?.place ?? "", name];
    });
    places.set(table, new Map(named));
    const of = await world.owner<{ name: string; inserts: boolean; updates: boolean }[]>`
      select attname as name, has_column_privilege('grappe_app', attrelid, attnum, 'insert') as inserts,
             has_column_privilege('grappe_app', attrelid, attnum, 'update') as updates
        from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
    const checks = await world.owner<{ name: string }[]>`
      select conname as name from pg_constraint where conrelid = ${table}::regclass`;
    columns.set(table, {
      inserted: of.filter(({ inserts }) => inserts).map(({ name }) => name),
      updated: of.find(({ updates }) => updates)?.name,
      checks: checks.map(({ name }) => name),
    });
  }
}, 120_000);
afterAll(async () => {
  await app.end({ timeout: 1 });
  await world.close();
});

type Verb = "reads" | "adds" | "changes" | "removes";
const VERBS: readonly Verb[] = ["reads", "adds", "changes", "removes"];

/** What one may do with each table: the short names of the rows that it reads, adds again, changes, removes. */
async function rights(scope: Scope): Promise<string[]> {
  const lines: string[] = [];
  const done = new Error("nothing of it is kept");
  await app
    .begin(async (tx) => {
      await tx`select set_config('app.person', ${scope.personId ?? ""}, true), set_config('app.pole', ${scope.poleId ?? ""}, true),
                      set_config('app.structure', ${scope.structureId ?? ""}, true), set_config('app.guest', ${scope.guest ?? ""}, true),
                      set_config('app.books', ${scope.books ? "kept" : ""}, true)`;
      for (const [table, rows] of places) {
        const may: Record<Verb, string[]> = { reads: [], adds: [], changes: [], removes: [] };
        for (const [place, name] of rows)
          for (const verb of VERBS) if (await tries(tx, table, verb, place)) may[verb].push(name);
        const told = VERBS.filter((verb) => may[verb].length > 0).map((verb) => `${verb} ${may[verb].join(" ")}`);
        if (told.length > 0) lines.push(`${table}: ${told.join(", ")}`);
      }
      throw done;
    })
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
  return lines;
}

/** Whether policies and grants let it pass; what a constraint of the table refuses had passed them. */
async function tries(tx: postgres.TransactionSql, table: string, verb: Verb, place: string): Promise<boolean> {
  const { inserted, updated, checks } = columns.get(table) ?? { inserted: [], updated: undefined, checks: [] };
  const undone = new Error("undone");
  try {
    await tx.savepoint(async (save) => {
      const at = save`from ${save(table)} where ctid = ${place}::tid`;
      if (verb === "reads" && (await save`select ${at}`).count === 1) throw undone;
      if (verb === "removes" && (await save`delete ${at}`).count === 1) throw undone;
      if (verb === "changes" && updated) {
        const changed =
          await save`update ${save(table)} set ${save(updated)} = ${save(updated)} where ctid = ${place}::tid`;
        if (changed.count === 1) throw undone;
      }
      if (verb === "adds" && inserted.length > 0) {
        const [copy] = await world.owner<{ row: string }[]>`
          select to_jsonb(t)::text as row from ${world.owner(table)} t where ctid = ${place}::tid`;
        const names = inserted.map((name) => `"${name}"`).join(", ");
        await save.unsafe(
          `insert into "${table}" (${names}) select ${names} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`,
          [copy?.row ?? ""],
        );
        throw undone;
      }
    });
    return false;
  } catch (error) {
    if (error === undone) return true;
    if (!(error instanceof postgres.PostgresError)) throw error;
    return error.code === "23503" || (error.code.startsWith("23") && checks.includes(error.constraint_name ?? ""));
  }
}

/** Everybody of the pôle: that a month and a pool are there. */
const ANYBODY = `
  periods: reads march april
  cost_pools: reads shared kitchen
  past_memberships: reads gue tablee`;
/** An employee: besides, what its structure advanced. */
const EMPLOYEE = `
  periods: reads march april
  cost_pools: reads shared kitchen
  charges: reads gue waiting, adds waiting, changes waiting, removes waiting
  charge_proofs: reads gue waiting, adds waiting, removes waiting
  past_memberships: reads gue tablee`;
/** A treasurer of the Jardins du Gué: their own, and what explains it. */
const TREASURER = `
  periods: reads march april
  cost_pools: reads shared kitchen
  pool_resources: reads shared
  key_versions: reads shared
  structure_measures: reads gue tablee
  use_readings: reads gue tablee, adds gue, changes gue, removes gue
  reference_prices: reads gue, adds gue, changes gue, removes gue
  charges: reads gue shared waiting, adds waiting, changes waiting, removes waiting
  charge_proofs: reads gue shared waiting, adds waiting, removes waiting
  budgets: reads shared kitchen
  calls: reads shared
  call_shares: reads gue
  fundings: reads shared kitchen
  fee_scales: reads pole
  fees: reads gue
  structure_budgets: reads gue, adds gue, changes gue
  statements: reads gue, changes gue
  disputes: reads gue, adds gue, changes gue
  allocations: reads shared
  allocation_shares: reads gue tablee
  allocation_charges: reads shared
  allocation_fundings: reads shared
  nettings: reads gue
  accounts: reads members shares
  account_roles: reads members
  entries: reads shared
  postings: reads gue
  balances: reads gue
  letterings: reads gue
  lettered_postings: reads gue
  borne_by_pole: reads shared
  call_returns: reads gue
  funding_payments: reads shared
  past_memberships: reads gue tablee`;
/** The administrator of the Grande Tablée, which takes part in the kitchen too. */
const OTHER_MEMBER = `
  periods: reads march april
  cost_pools: reads shared kitchen
  pool_participants: reads kitchen
  pool_resources: reads shared kitchen
  key_versions: reads shared kitchen
  structure_measures: reads gue tablee
  use_readings: reads gue tablee kitchen, adds tablee kitchen, changes tablee kitchen, removes tablee kitchen
  reference_prices: reads tablee, adds tablee, changes tablee, removes tablee
  charges: reads tablee shared kitchen
  charge_proofs: reads tablee shared kitchen
  budgets: reads shared kitchen
  calls: reads shared
  call_shares: reads tablee
  fundings: reads shared kitchen
  fee_scales: reads pole
  fees: reads tablee
  structure_budgets: reads tablee, adds tablee, changes tablee
  statements: reads tablee, changes tablee
  disputes: reads tablee, adds tablee, changes tablee
  allocations: reads shared kitchen
  allocation_shares: reads gue tablee kitchen
  allocation_charges: reads shared kitchen
  allocation_fundings: reads shared
  nettings: reads tablee
  accounts: reads members shares
  account_roles: reads members
  entries: reads shared
  postings: reads tablee
  balances: reads tablee
  borne_by_pole: reads shared kitchen
  call_returns: reads tablee
  funding_payments: reads shared
  past_memberships: reads gue tablee`;
/** The administrator of a structure that only looks: what is planned and funded, no charge, nobody's share. */
const OBSERVER = `
  periods: reads march april
  cost_pools: reads shared kitchen
  budgets: reads shared kitchen
  calls: reads shared
  fundings: reads shared kitchen
  fee_scales: reads pole
  accounts: reads members shares
  account_roles: reads members
  funding_payments: reads shared
  past_memberships: reads gue tablee`;
/** Jobs that keep the books, and pages that read them whole. */
const BOOKS = `
  periods: reads march april, changes march april
  cost_pools: reads shared kitchen
  pool_participants: reads kitchen
  pool_resources: reads shared kitchen
  key_versions: reads shared kitchen
  structure_measures: reads gue tablee
  use_readings: reads gue tablee kitchen
  recurring_charges: reads tablee, changes tablee
  charges: reads gue tablee shared kitchen waiting
  charge_proofs: reads shared kitchen
  budgets: reads shared kitchen
  calls: reads shared
  call_shares: reads gue tablee
  fundings: reads shared kitchen
  fee_scales: reads pole
  fees: reads gue tablee
  statements: reads gue tablee, adds gue tablee, changes gue tablee
  disputes: reads gue tablee
  allocations: reads shared kitchen
  allocation_shares: reads gue tablee kitchen
  allocation_charges: reads shared kitchen
  allocation_fundings: reads shared
  carries: reads gue tablee
  nettings: reads gue tablee
  accounts: reads members shares, adds members shares, changes members shares
  account_roles: reads members, changes members
  ledgers: reads pole, changes pole
  entries: reads shared, adds shared
  postings: reads gue tablee pole
  entry_seals: reads pole
  entry_numbers: reads pole
  balances: reads gue tablee
  letterings: reads gue, adds gue, removes gue
  lettered_postings: reads gue, adds gue, removes gue
  ledger_checks: reads pole
  ledger_faults: reads pole
  ledger_check_runs: reads pole, adds pole, changes pole
  frozen_months: reads pole
  borne_by_pole: reads shared kitchen
  call_returns: reads gue tablee
  funding_payments: reads shared
  past_memberships: reads gue tablee`;
const MANAGER = `
  periods: reads march april, changes march april
  cost_pools: reads shared kitchen, adds shared kitchen, changes shared kitchen
  pool_participants: reads kitchen, adds kitchen, changes kitchen, removes kitchen
  pool_resources: reads shared kitchen, adds shared kitchen, changes shared kitchen, removes shared kitchen
  key_versions: reads shared kitchen, adds shared kitchen, changes shared kitchen
  structure_measures: reads gue tablee, adds gue tablee, changes gue tablee, removes gue tablee
  use_readings: reads gue tablee kitchen, adds gue tablee kitchen, changes gue tablee kitchen, removes gue tablee kitchen
  reference_prices: reads gue tablee
  recurring_charges: reads tablee, adds tablee, changes tablee, removes tablee
  charges: reads gue tablee shared kitchen waiting, adds waiting, changes gue tablee shared kitchen waiting, removes waiting
  charge_proofs: reads gue tablee shared kitchen waiting, adds gue tablee shared kitchen waiting, removes waiting
  charge_numbers: reads pole
  budgets: reads shared kitchen, adds shared kitchen, changes shared kitchen, removes shared kitchen
  calls: reads shared, adds shared
  call_shares: reads gue tablee
  fundings: reads shared kitchen, adds shared kitchen, changes shared kitchen
  funding_proofs: reads shared, adds shared
  fee_scales: reads pole, adds pole, changes pole
  fees: reads gue tablee, adds gue tablee
  structure_budgets: reads gue tablee, adds gue tablee, changes gue tablee, removes gue tablee
  statements: reads gue tablee, adds gue tablee, changes gue tablee
  disputes: reads gue tablee, adds gue tablee, changes gue tablee
  allocations: reads shared kitchen
  allocation_shares: reads gue tablee kitchen
  allocation_charges: reads shared kitchen
  allocation_fundings: reads shared
  carries: reads gue tablee, adds gue tablee, changes gue tablee
  nettings: reads gue tablee
  closings: reads pole, adds pole, changes pole
  accounts: reads members shares, adds members shares, changes members shares
  account_roles: reads members, changes members
  ledgers: reads pole, changes pole
  entries: reads shared, adds shared
  postings: reads gue tablee pole
  entry_seals: reads pole
  entry_numbers: reads pole
  balances: reads gue tablee
  letterings: reads gue, adds gue, removes gue
  lettered_postings: reads gue, adds gue, removes gue
  ledger_checks: reads pole
  ledger_faults: reads pole
  ledger_check_runs: reads pole, adds pole, changes pole
  frozen_months: reads pole
  borne_by_pole: reads shared kitchen, adds shared kitchen, removes shared kitchen
  call_returns: reads gue tablee
  funding_payments: reads shared, adds shared, changes shared
  past_memberships: reads gue tablee`;

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

describe("by SQL alone, of shared costs and the ledger", () => {
  it("an employee may do no more than declare what its structure advanced", async () => {
    expect(await rights(world.actors.employee)).toEqual(lines(EMPLOYEE));
  });

  it("a treasurer reads its own and what explains it, and answers for its own; its administrator too", async () => {
    expect(await rights(world.actors.treasurer)).toEqual(lines(TREASURER));
    // A dispute is filed in one's own name.
    const own = TREASURER.replace("disputes: reads gue, adds gue,", "disputes: reads gue,");
    expect(await rights(world.actors.administrator)).toEqual(lines(own));
  });

  it("another structure's administrator reads its own, and of others what weighs in the pools of both", async () => {
    expect(await rights(world.actors.owner)).toEqual(lines(OTHER_MEMBER));
  });

  it("who only looks, or is a partner, reads nobody's share nor a charge", async () => {
    expect(await rights(world.actors.observer)).toEqual(lines(OBSERVER));
    expect(await rights(world.actors.partner)).toEqual(lines(ANYBODY));
  });

  it("another pôle's people find nothing, whichever way they come", async () => {
    const { neighbour } = world.actors;
    const poleId = world.poles.orme.id;
    expect(await rights(neighbour)).toEqual([]);
    expect(await rights({ ...neighbour, poleId, guest: "network" })).toEqual([]);
    expect(await rights({ guest: "public" })).toEqual([]);
    // Whatever they may be at home, they are nobody here.
    expect(await rights({ ...neighbour, poleId })).toEqual(lines(ANYBODY));
  });

  it("nobody keeps the books, unless it asks for them; the manager does", async () => {
    const poleId = world.poles.orme.id;
    expect(await rights({ poleId })).toEqual(lines(ANYBODY));
    expect(await rights({ poleId, books: true })).toEqual(lines(BOOKS));
    expect(await rights({})).toEqual([]);
    expect(await rights(world.actors.manager)).toEqual(lines(MANAGER));
  });

  it("a charge that another advanced tells what it was for, never who advanced it nor who entered it", async () => {
    const { treasurer, owner, manager, employee, observer } = world.actors;
    const payers = async (scope: Scope) => {
      const { rows } = await inTransaction(scope, (tx) =>
        sql<{ number: string; told: boolean; hidden: boolean }>`
          select number, coalesce(paid_by, structure_id, person_id, approved_by) is not null as told, proofs_hidden as hidden
            from charges_seen where state = 'approved' order by number`.execute(tx),
      );
      return rows.map(
        ({ number, told, hidden }) => `${number.slice(-1)}${told ? " told" : ""}${hidden ? " hidden" : ""}`,
      );
    };
    expect(await payers(treasurer)).toEqual(["1 told", "2 hidden", "3"]);
    expect(await payers(owner)).toEqual(["1 hidden", "2 told", "3", "4"]);
    expect(await payers(manager)).toEqual(["1 told", "2 told", "3 told", "4 told"]);
    expect(await payers(employee)).toEqual(["1 told"]);
    expect(await payers(observer)).toEqual([]);
    expect(await payers({ poleId: world.poles.orme.id })).toEqual([]);
  });
});
