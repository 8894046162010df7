import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { checkRun } from "./check-books";

/** What screens add up that is not what was posted for it: faults of amounts, in cents. */
export const AMOUNT_FAULTS = [
  ...(["share_differs", "pole_share_differs", "funding_differs", "due_differs"] as const),
  ...(["call_differs", "fee_differs", "charge_differs", "advance_differs"] as const),
] as const;

/** What the check may find: see the README. */
export const FAULT_KINDS = [
  "entry_too_short",
  "entry_unbalanced",
  "postings_astray",
  "entry_missing",
  "seal_missing",
  "chain_broken",
  "entry_changed",
  "number_gap",
  "head_differs",
  "balance_differs",
  "letter_unsettled",
  ...AMOUNT_FAULTS,
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something in the books that is not what the postings make it. */
export type Fault = {
  kind: FaultKind;
  entry: { id: string; number: number; fiscalYear: number } | null;
  account: string | null;
  structure: string | null;
  /** The first day of its month. */
  month: string | null;
  /** The pools it concerns; none where it cannot be said. */
  poolIds: string[];
  expected: string;
  found: string;
};

/** A check of the books, and what it found (the first hundred). */
export type LedgerCheck = {
  at: Date;
  byNight: boolean;
  entries: number;
  postings: number;
  lastHash: string;
  milliseconds: number;
  faults: number;
  found: Fault[];
};

/** The last check of the pôle's books, and the pools that it parks. @throws Forbidden */
export async function lastCheckOf(actor: Actor) {
  allow(actor, "ledger.view");
  return inTransaction(actor, async (tx) => ({
    check: await lastCheck(tx, actor.poleId),
    parked: await parkedPools(tx, actor.poleId),
    run: await checkRun(tx, actor.poleId),
  }));
}

/** The last check of the pôle's books; null before the first one. */
export async function lastCheck(tx: Tx, poleId: string): Promise<LedgerCheck | null> {
  const check = await tx
    .selectFrom("ledgerChecks")
    .selectAll()
    .where("poleId", "=", poleId)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!check) return null;
  const found = await tx
    .selectFrom("ledgerFaults as f")
    .leftJoin("entries as e", "e.id", "f.entryId")
    .leftJoin("accounts as a", "a.id", "f.accountId")
    .leftJoin("structures as s", "s.id", "f.structureId")
    .leftJoin("periods as p", "p.id", "f.periodId")
    .select(["f.kind", "f.expected", "f.found", "e.id as entryId", "e.number", "e.fiscalYear"])
    .select(["a.number as account", "s.name as structure", "p.startsOn as month", "f.poolIds"])
    .where("f.checkId", "=", check.id)
    .orderBy("e.position")
    .orderBy("f.kind")
    .limit(100)
    .execute();
  return {
    at: check.at,
    byNight: check.personId === null,
    entries: check.entries,
    postings: check.postings,
    lastHash: check.lastHash,
    milliseconds: check.milliseconds,
    faults: check.faults,
    found: found.map(({ kind, entryId, number, fiscalYear, ...fault }) => ({
      ...fault,
      kind: kind as FaultKind,
      entry: entryId && number && fiscalYear ? { id: entryId, number, fiscalYear } : null,
    })),
  };
}

/**
 * The cost pools whose books the last check found wrong: no month that shares them is closed until a check finds them
 * right. `everything` when it cannot be said which ones: then all of them are.
 */
export async function parkedPools(tx: Tx, poleId: string): Promise<{ everything: boolean; poolIds: string[] }> {
  const { rows } = await sql<{ everything: boolean | null; poolIds: string[] | null }>`
    with last as (select id from ledger_checks where pole_id = ${poleId} order by at desc limit 1),
         faults as (select pool_ids from ledger_faults where check_id = (select id from last))
    select bool_or(pool_ids = '{}') as everything,
           (select array_agg(distinct pool) from faults, unnest(pool_ids) pool) as "poolIds" from faults`.execute(tx);
  return { everything: rows[0]?.everything ?? false, poolIds: rows[0]?.poolIds ?? [] };
}
