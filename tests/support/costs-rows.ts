import { newId } from "../../server/kernel/ids";
import type { World } from "./world";

/** Rows of one table by a short name: whose they are, or of which pool. */
type Rows = Record<string, Record<string | symbol, unknown>>;

/** A row that the pôle has from its beginning. */
const ALREADY = Symbol("already there");

/**
 * At least one row in every table of shared costs and of the ledger: `gue` is of the Jardins du Gué, `tablee` of the
 * Grande Tablée, `shared` of a pool of both, `kitchen` of a pool of the Grande Tablée alone, `pole` of the pôle itself.
 */
export async function oneOfEach(world: World): Promise<Record<string, Rows>> {
  const pole_id = world.poles.orme.id;
  const [gue, tablee] = [world.structures.gue.id, world.structures.tablee.id];
  const [manager, treasurer, owner] = [world.people.manager.id, world.people.treasurer.id, world.people.owner.id];
  const [shared, kitchen, march, april] = [newId(), newId(), newId(), newId()];
  const both = (row: (structure_id: string, person_id: string) => Record<string, unknown>): Rows => ({
    gue: row(gue, treasurer),
    tablee: row(tablee, owner),
  });
  const pools = (row: (pool_id: string) => Record<string, unknown>): Rows => ({
    shared: row(shared),
    kitchen: row(kitchen),
  });
  const days = { starts_on: "2025-01-01", ends_on: "2025-12-31" };
  const version = { shared: newId(), kitchen: newId() };
  const charge = { gue: newId(), tablee: newId(), shared: newId(), kitchen: newId(), waiting: newId() };
  const [funding, notified, scale, call, recurring, dispute] = [newId(), newId(), newId(), newId(), newId(), newId()];
  const allocation = { shared: newId(), kitchen: newId() };
  const [entry, letter, check] = [newId(), newId(), newId()];
  const accounts = await world.owner<
    { number: string; id: string }[]
  >`select number, id from accounts where pole_id = ${pole_id}`;
  const account = (number: string) => accounts.find((one) => one.number === number)?.id ?? "";
  const approved = { state: "approved", approved_at: new Date(), approved_by: manager, period_id: march };
  const ofCharge = {
    ...{ pole_id, supplier: "Foncière", label: "Loyer", amount_cents: 900, account: "6132", document_on: "2025-03-01" },
    ...{ served_from: "2025-03-01", served_until: "2025-03-31", paid_by: null, structure_id: null, person_id: manager },
  };
  const advance = (structure: string, person_id: string) => ({
    ...{ ...ofCharge, pool_id: shared, paid_by: structure, structure_id: structure, person_id },
  });
  const line = { entry_id: entry, pole_id, period_id: march, date: "2025-03-31", position: 1 };
  const rows: Record<string, Rows> = {
    periods: {
      march: {
        id: march,
        pole_id,
        starts_on: "2025-03-01",
        ends_on: "2025-03-31",
        state: "locked",
        locked_at: new Date(),
      },
      april: { id: april, pole_id, starts_on: "2025-04-01", ends_on: "2025-04-30", state: "review" },
    },
    cost_pools: pools((id) => ({
      ...{ id, pole_id, name: id === shared ? "Bâtiment" : "Cuisine", kind: "building", legal_mode: "out_of_scope" },
      ...{ everyone: id === shared },
    })),
    pool_participants: {
      kitchen: { id: newId(), pole_id, pool_id: kitchen, structure_id: tablee, starts_on: "2020-01-01" },
    },
    pool_resources: pools((pool_id) => ({ pole_id, pool_id, resource_id: world.rooms.pressoir.id })),
    key_versions: pools((pool_id) => ({
      ...{ id: pool_id === shared ? version.shared : version.kitchen, pole_id, pool_id, number: 1 },
      ...{ starts_on: "2020-01-01", definition: { type: "equal" }, person_id: manager },
    })),
    structure_measures: both((structure_id) => ({
      ...{
        id: newId(),
        pole_id,
        structure_id,
        measure: "fte",
        value: 10_000,
        starts_on: "2020-01-01",
        person_id: manager,
      },
    })),
    use_readings: {
      ...both((structure_id, person_id) => ({
        ...{
          id: newId(),
          pole_id,
          pool_id: shared,
          structure_id,
          measure: "hours",
          quantity: 60,
          used_on: "2025-05-02",
        },
        person_id,
      })),
      kitchen: {
        ...{ id: newId(), pole_id, pool_id: kitchen, structure_id: tablee, measure: "meals", quantity: 3 },
        ...{ used_on: "2025-05-02", person_id: owner },
      },
    },
    reference_prices: both((structure_id, person_id) => ({
      ...{ pole_id, pool_id: shared, structure_id, cents_a_month: 100, source: "Devis", person_id },
    })),
    recurring_charges: {
      tablee: {
        ...{ id: recurring, pole_id, pool_id: shared, supplier: "Foncière", label: "Loyer", amount_cents: 900 },
        ...{
          account: "6132",
          paid_by: tablee,
          every_months: 1,
          ...days,
          written_until: "2025-03-01",
          person_id: manager,
        },
      },
    },
    charges: {
      gue: { ...advance(gue, treasurer), id: charge.gue, number: "CH-2025-0001", ...approved },
      tablee: { ...advance(tablee, owner), id: charge.tablee, number: "CH-2025-0002", ...approved },
      shared: { ...ofCharge, pool_id: shared, id: charge.shared, number: "CH-2025-0003", ...approved },
      kitchen: { ...ofCharge, pool_id: kitchen, id: charge.kitchen, number: "CH-2025-0004", ...approved },
      waiting: { ...advance(gue, treasurer), id: charge.waiting, state: "submitted" },
    },
    charge_proofs: Object.fromEntries(
      Object.entries(charge).map(([name, charge_id]) => [
        name,
        {
          ...{
            id: newId(),
            pole_id,
            charge_id,
            name: `${name}.pdf`,
            type: "application/pdf",
            bytes: Buffer.from("%PDF"),
          },
          person_id: manager,
        },
      ]),
    ),
    charge_numbers: { pole: { pole_id, year: 2025, last: 4 } },
    budgets: pools((pool_id) => ({ pole_id, pool_id, year: 2025, cents: 1000, person_id: manager })),
    calls: {
      shared: {
        ...{ id: call, pole_id, pool_id: shared, period_id: march, year: 2025, instalment: 1, count: 12 },
        ...{ due_on: "2025-03-15", total_cents: 200, entry_id: entry, person_id: manager },
      },
    },
    call_shares: both((structure_id) => ({
      pole_id,
      call_id: call,
      structure_id,
      weight: 1,
      cents: 100,
      exact: "100",
    })),
    fundings: {
      shared: {
        ...{ id: notified, pole_id, pool_id: shared, funder: "Région", label: "Aide", rate_points: 100 },
        ...{ ceiling_cents: 1000, ...days, state: "notified", notified_on: "2025-01-01", person_id: manager },
      },
      kitchen: {
        ...{ id: funding, pole_id, pool_id: kitchen, funder: "Département", label: "Aide", rate_points: 100 },
        ...{ ceiling_cents: 1000, ...days, person_id: manager },
      },
    },
    funding_proofs: {
      shared: {
        ...{
          id: newId(),
          pole_id,
          funding_id: notified,
          name: "a.pdf",
          type: "application/pdf",
          bytes: Buffer.from("%PDF"),
        },
      },
    },
    fee_scales: {
      pole: {
        ...{ id: scale, pole_id, year: 2025, basis: "flat", bands: [{ upTo: null, cents: 100 }], due_on: "2025-06-30" },
        ...{ called_at: new Date(), person_id: manager },
      },
    },
    fees: both((structure_id) => ({ pole_id, scale_id: scale, structure_id, cents: 100, days: 365 })),
    structure_budgets: both((structure_id, person_id) => ({ pole_id, structure_id, year: 2025, cents: 1, person_id })),
    statements: {
      ...both((structure_id) => ({
        pole_id,
        period_id: april,
        structure_id,
        number: `2025-04-0${structure_id === gue ? 1 : 2}`,
      })),
    },
    disputes: both((structure_id, filed_by) => ({
      ...{ id: structure_id === gue ? dispute : newId(), pole_id, period_id: april, pool_id: shared, structure_id },
      ...{ cents: 10, reason: "Trop", filed_by },
    })),
    allocations: pools((pool_id) => ({
      ...{ id: pool_id === shared ? allocation.shared : allocation.kitchen, pole_id, period_id: march, pool_id },
      ...{ version_id: pool_id === shared ? version.shared : version.kitchen, sequence: pool_id === shared ? 1 : 2 },
      ...{
        served_from: "2025-03-01",
        served_until: "2025-03-31",
        charges_cents: 900,
        total_cents: 900,
        explanation: {},
      },
    })),
    allocation_shares: {
      ...both((structure_id) => ({
        ...{ pole_id, allocation_id: allocation.shared, structure_id, weight: 1, exact: "450", floor_cents: 450 },
        ...{ extra_cent: 0, cents: 450, carry_before: "0", carry_after: "0" },
      })),
      kitchen: {
        ...{
          pole_id,
          allocation_id: allocation.kitchen,
          structure_id: tablee,
          weight: 1,
          exact: "900",
          floor_cents: 900,
        },
        ...{ extra_cent: 0, cents: 900, carry_before: "0", carry_after: "0" },
      },
    },
    allocation_charges: pools((pool_id) => ({
      ...{ pole_id, allocation_id: pool_id === shared ? allocation.shared : allocation.kitchen, cents: 900 },
      charge_id: pool_id === shared ? charge.shared : charge.kitchen,
    })),
    allocation_fundings: {
      shared: { pole_id, allocation_id: allocation.shared, funding_id: notified, eligible_cents: 900, cents: 9 },
    },
    carries: both((structure_id) => ({ pole_id, pool_id: shared, structure_id, carry: "1/3" })),
    nettings: both((structure_id) => ({
      ...{
        pole_id,
        period_id: march,
        structure_id,
        shares_cents: 450,
        calls_cents: 0,
        advances_cents: 0,
        fees_cents: 0,
      },
      ...{ contested_cents: 0, net_cents: 450 },
    })),
    closings: {
      pole: { pole_id, period_id: march, state: "failed", problem: "failed", ended_at: new Date(), person_id: manager },
    },
    accounts: { members: { id: account("411"), [ALREADY]: true }, shares: { id: account("7088"), [ALREADY]: true } },
    account_roles: { members: { pole_id, role: "members", account_id: account("411"), [ALREADY]: true } },
    ledgers: { pole: { pole_id, [ALREADY]: true } },
    entries: {
      shared: {
        ...{ id: entry, pole_id, period_id: march, journal: "VT", fiscal_year: 2025, number: 1, position: 1 },
        ...{
          date: "2025-03-31",
          piece_ref: "2025-03",
          piece_date: "2025-03-31",
          label: "Décomptes",
          person_id: manager,
        },
      },
    },
    postings: {
      gue: { ...line, line: 1, account_id: account("411"), structure_id: gue, cents: 450, auxiliary: true },
      tablee: { ...line, line: 2, account_id: account("411"), structure_id: tablee, cents: 450, auxiliary: true },
      pole: { ...line, line: 3, account_id: account("7088"), cents: -900, auxiliary: false },
    },
    entry_seals: {
      pole: { entry_id: entry, pole_id, position: 1, previous_hash: "0".repeat(64), hash: "1".repeat(64) },
    },
    entry_numbers: { pole: { pole_id, fiscal_year: 2025, last: 1 } },
    balances: both((structure_id) => ({
      ...{ pole_id, period_id: march, account_id: account("411"), structure_id, debit_cents: 450, postings: 1 },
      auxiliary: true,
    })),
    letterings: {
      gue: { id: letter, pole_id, account_id: account("411"), structure_id: gue, code: "AA", automatic: true },
    },
    lettered_postings: { gue: { entry_id: entry, line: 1, pole_id, lettering_id: letter } },
    ledger_checks: {
      pole: {
        id: check,
        pole_id,
        entries: 1,
        postings: 3,
        last_position: 1,
        last_hash: "1".repeat(64),
        faults: 1,
        milliseconds: 1,
      },
    },
    ledger_faults: {
      pole: { id: newId(), pole_id, check_id: check, kind: "entry_changed", pool_ids: "{}", expected: "a", found: "b" },
    },
    ledger_check_runs: { pole: { pole_id, state: "done", ended_at: new Date() } },
    frozen_months: {
      pole: { pole_id, period_id: march, sums: "{}", sha256: "2".repeat(64), person_id: manager },
    },
    borne_by_pole: pools((pool_id) => ({ pole_id, period_id: april, pool_id, reason: "Vacant", person_id: manager })),
    call_returns: both((structure_id) => ({ pole_id, call_id: call, structure_id, period_id: march, cents: 100 })),
    funding_payments: {
      shared: {
        ...{ id: newId(), pole_id, funding_id: notified, cents: 1, paid_on: "2025-03-02", final: false },
        person_id: manager,
      },
    },
    past_memberships: both((structure_id) => ({
      ...{ pole_id, structure_id, kind: "member", starts_on: "2019-01-01", ends_on: "2019-06-30" },
    })),
  };
  await world.owner.begin(async (tx) => {
    // As they are kept, without what brings them about: no trigger runs.
    await tx`set local session_replication_role = replica`;
    for (const [table, some] of Object.entries(rows)) {
      for (const row of Object.values(some)) if (!row[ALREADY]) await tx`insert into ${tx(table)} ${tx(row)}`;
    }
  });
  return rows;
}
