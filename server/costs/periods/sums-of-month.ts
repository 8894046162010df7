import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { groupBy } from "../../kernel/group-by";
import type { Cents } from "../../kernel/money";
import { balancesOf } from "../../ledger";
import type { LocalDate } from "../../kernel/time";
import { callsToAdjust, type CallToAdjust } from "../calls";
import { askedApart } from "./asked-apart";
import type { Allocation, DraftPeriod } from "../draft-types";
import { owedBoth, settle, waitingOf, type MonthOfStructure } from "./settlement";

/** What of a pool a structure bears in a month. */
export interface PoolShare {
  readonly poolId: string;
  readonly structureId: string;
  readonly cents: Cents;
  /** Of it, what waits apart. */
  readonly waitingCents: Cents;
}

/** A dispute that waits, or waited until now. */
export interface MonthDispute {
  readonly id: string;
  readonly poolId: string;
  readonly structureId: string;
  readonly cents: Cents;
}

/** One structure's month: the one amount that closing it makes due. */
export interface StructureSums extends Omit<MonthOfStructure, "advancedCents"> {
  readonly structureId: string;
  readonly advancesCents: Cents;
  readonly netCents: Cents;
  /** Of the calls given back, what is not paid: it was asked apart, and is asked in `netCents` instead. */
  readonly unpaidCallsCents: Cents;
}

/** All that closing a month makes due, by pool and by structure. */
export interface MonthSums {
  readonly shares: readonly PoolShare[];
  readonly structures: readonly StructureSums[];
  /** Disputes of the month that nobody decided yet, with what of each waits. */
  readonly waiting: readonly (MonthDispute & { readonly waitingCents: Cents })[];
  /** Disputes of months closed before, decided since: what waited is due again. */
  readonly released: readonly MonthDispute[];
  /** Calls given back against the real cost. */
  readonly calls: readonly CallToAdjust[];
}

/** What closing a month with these allocations makes due; of all members, for who keeps the books. */
export async function sumsOfMonth(tx: Tx, period: DraftPeriod, allocations: readonly Allocation[]): Promise<MonthSums> {
  const filed = await filedDisputes(tx, period);
  const [released, advances] = [await releasedDisputes(tx, period), await advancesOf(tx, period)];
  const key = (poolId: string, structureId: string) => `${poolId} ${structureId}`;
  const shares = new Map<string, { poolId: string; structureId: string; cents: Cents; waitingCents: Cents }>();
  for (const { poolId, shares: of } of allocations) {
    for (const { structureId, cents } of of) {
      const share = shares.get(key(poolId, structureId)) ?? { poolId, structureId, cents: 0, waitingCents: 0 };
      shares.set(key(poolId, structureId), { ...share, cents: share.cents + cents });
    }
  }
  const waiting = filed.map((dispute) => {
    const name = key(dispute.poolId, dispute.structureId);
    const share = shares.get(name);
    const waitingCents = waitingOf(dispute.cents, share?.cents ?? 0);
    if (share) shares.set(name, { ...share, waitingCents });
    return { ...dispute, waitingCents };
  });
  const due = [...shares.values()].map((share) => ({ ...share, cents: share.cents - share.waitingCents }));
  const calls = await callsToAdjust(tx, period, due);
  const asked = await askedApart(tx, period, calls);
  const rows = new Map<string, MonthOfStructure>();
  const add = (structureId: string, name: keyof MonthOfStructure, cents: Cents) => {
    const row = rows.get(structureId) ?? NOTHING;
    rows.set(structureId, { ...row, [name]: row[name] + cents });
  };
  for (const { structureId, cents, waitingCents } of shares.values()) {
    add(structureId, "sharesCents", cents);
    add(structureId, "contestedCents", waitingCents);
  }
  for (const { structureId, cents } of released) add(structureId, "releasedCents", cents);
  for (const { structureId, paidCents } of asked.calls) add(structureId, "callsCents", paidCents);
  for (const { structureId, unpaidCents } of asked.fees) add(structureId, "feesCents", unpaidCents);
  for (const { structureId, cents } of advances) add(structureId, "advancedCents", cents);
  const given = groupBy(calls, ({ structureId }) => structureId);
  const structures = [...rows].map(([structureId, row]) => {
    const { advancedCents: _, ...month } = row;
    const unpaidCallsCents = (given.get(structureId) ?? []).reduce((all, { cents }) => all + cents, 0) - row.callsCents;
    return { structureId, ...month, ...settle(row), unpaidCallsCents };
  });
  return { shares: [...shares.values()], structures, waiting, released, calls };
}

const NOTHING: MonthOfStructure = {
  sharesCents: 0,
  contestedCents: 0,
  releasedCents: 0,
  callsCents: 0,
  feesCents: 0,
  advancedCents: 0,
};

function filedDisputes(tx: Tx, { id }: DraftPeriod): Promise<MonthDispute[]> {
  return tx
    .selectFrom("disputes")
    .select(["id", "poolId", "structureId", "cents"])
    .where("periodId", "=", id)
    .where("state", "=", "filed")
    .orderBy("id")
    .execute();
}

async function releasedDisputes(tx: Tx, { id, poleId }: DraftPeriod): Promise<MonthDispute[]> {
  const { rows } = await sql<MonthDispute>`
    select d.id, d.pool_id, d.structure_id, d.waiting_cents as cents from disputes d
     where d.pole_id = ${poleId} and d.period_id <> ${id} and d.state <> 'filed' and d.corrected_in is null
       and d.waiting_cents > 0 and app.correcting_period(d) = ${id}
     order by d.id`.execute(tx);
  return rows;
}

/**
 * What is to set off of what each advanced, or was given too much: until the end of the month, and still so now. What
 * months that are locked set off when they close is taken already.
 */
async function advancesOf(
  tx: Tx,
  { id, poleId, endsOn }: DraftPeriod,
): Promise<{ structureId: string; cents: Cents }[]> {
  const { rows: taken } = await sql<{ structureId: string; cents: Cents }>`
    select n.structure_id, sum(n.advances_cents)::bigint as cents from nettings n join periods p on p.id = n.period_id
     where p.pole_id = ${poleId} and p.state = 'locked' and p.id <> ${id} group by n.structure_id`.execute(tx);
  const owed = async (until?: LocalDate) => {
    const by = new Map<string, Cents>(taken.map((row) => [row.structureId, -row.cents]));
    const filter = until === undefined ? {} : { until };
    for (const { structureId, cents } of await balancesOf(tx, poleId, { role: "member_advances", ...filter })) {
      if (structureId) by.set(structureId, (by.get(structureId) ?? 0) - cents);
    }
    return by;
  };
  const [then, now] = [await owed(endsOn), await owed()];
  return [...then].flatMap(([structureId, cents]) => {
    const left = owedBoth(cents, now.get(structureId) ?? 0);
    return left === 0 ? [] : [{ structureId, cents: left }];
  });
}
