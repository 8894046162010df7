import { createHash } from "node:crypto";
import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import { addDays, addMonths, type LocalDate } from "../../kernel/time";
import { AllocationError } from "../allocation";
import { callAmount, monthsOfCall, rankOfCall, type CallCount } from "../call-rules";
import { monthsOf, type Days } from "../days";
import { factsFor, keyVersionsOf, participantsOf, type KeyVersion } from "../facts";
import { fraction, fractionText, readFraction, subtract, sum, type Fraction } from "../fraction";
import { measuresOf, STANDING, USED, type Facts, type Key } from "../key";
import { shareByKey, type KeyShares } from "../share-by-key";

/** What a member is asked for, for a pool. */
export interface CallShare {
  readonly structureId: string;
  readonly name: string;
  /** Null where the key has no single weight. */
  readonly weight: bigint | null;
  readonly exact: Fraction;
  readonly cents: Cents;
}

/** A call as it would be made. */
export interface CallDue {
  readonly poolId: string;
  readonly name: string;
  readonly year: number;
  readonly count: CallCount;
  readonly rank: number;
  /** The months it is for. */
  readonly months: Days;
  readonly totalCents: Cents;
  /** What no member may bear, which is not called. */
  readonly poleCents: Cents;
  readonly key: KeyVersion;
  /** The twelve months on which use was measured, where the key goes by use. */
  readonly usedOver: Days | null;
  /** Nothing was measured yet: shared in equal parts, until the real cost is known. */
  readonly evenly: boolean;
  readonly shares: readonly CallShare[];
}

/** Why a pool that should be called is not. */
export interface CallHeld {
  readonly poolId: string;
  readonly name: string;
  readonly months: Days;
  readonly why: "no_key" | "no_members" | "month_closed" | "nothing_left";
}

export interface CallsDue {
  readonly month: LocalDate;
  readonly due: readonly CallDue[];
  readonly held: readonly CallHeld[];
  /** Pools whose call for this month is made. */
  readonly made: readonly { readonly poolId: string; readonly name: string; readonly totalCents: Cents }[];
  /** Of what is shown: what is sent must be what was seen. */
  readonly fingerprint: string;
}

/** The calls to make for a month (any day of it), to look at before they are sent. @throws Forbidden */
export async function callsDue(actor: Actor, month: LocalDate): Promise<CallsDue> {
  allow(actor, "costs.manage");
  return inTransaction(actor, (tx) => loadCallsDue(tx, month));
}

interface PoolToCall {
  poolId: string;
  name: string;
  everyone: boolean;
  budgetCents: Cents;
  count: CallCount;
}

/** As callsDue(), in a transaction. A query or six for each pool that is to be called: a pôle has a dozen. */
export async function loadCallsDue(tx: Tx, month: LocalDate): Promise<CallsDue> {
  const year = Number(month.slice(0, 4));
  const { rows: pools } = await sql<PoolToCall>`
    select p.id as pool_id, p.name, p.everyone, b.cents as budget_cents, b.calls::int as count
      from budgets b join cost_pools p on p.id = b.pool_id
     where b.pole_id = app.pole_id() and b.year = ${year} and b.calls > 0 and b.cents > 0 and p.archived_at is null
     order by app.fold(p.name), p.id`.execute(tx);
  const before = await tx
    .selectFrom("calls")
    .select(["id", "poolId", "instalment", "totalCents"])
    .where("year", "=", year)
    .where("poolId", "in", pools.length > 0 ? pools.map(({ poolId }) => poolId) : [null as never])
    .execute();
  const closed = await tx
    .selectFrom("periods")
    .select((on) => on.fn.max("startsOn").as("startsOn"))
    .where("state", "in", ["locked", "closed"])
    .executeTakeFirst();
  const [due, held, made]: [CallDue[], CallHeld[], CallsDue["made"][number][]] = [[], [], []];
  for (const pool of pools) {
    const { poolId, name, count } = pool;
    const rank = rankOfCall(month, count);
    const months = monthsOfCall(year, count, rank);
    const called = before.filter((call) => call.poolId === poolId);
    const already = called.find(({ instalment }) => instalment === rank);
    if (already) {
      made.push({ poolId, name, totalCents: already.totalCents });
      continue;
    }
    if (closed?.startsOn && closed.startsOn >= addMonths(months.from, 12 / count - 1)) {
      held.push({ poolId, name, months, why: "month_closed" });
      continue;
    }
    const call = await draftCall(tx, pool, { year, rank, months }, called);
    if (typeof call === "string") held.push({ poolId, name, months, why: call });
    else due.push(call);
  }
  return { month, due, held, made, fingerprint: fingerprintOf(due) };
}

async function draftCall(
  tx: Tx,
  { poolId, name, everyone, budgetCents, count }: PoolToCall,
  { year, rank, months }: { year: number; rank: number; months: Days },
  called: readonly { id: string; instalment: number; totalCents: Cents }[],
): Promise<CallDue | CallHeld["why"]> {
  const amounts = Object.fromEntries(called.map(({ instalment, totalCents }) => [instalment, totalCents]));
  const totalCents = callAmount(budgetCents, count, rank, amounts);
  if (totalCents === 0) return "nothing_left";
  const [key] = await keyVersionsOf(tx, [poolId], months.from, months.from);
  if (!key) return "no_key";
  const pool = { id: poolId, everyone };
  const names = new Map(
    (await participantsOf(tx, pool, months.from, months.until)).map((one) => [one.structureId, one.name]),
  );
  if (names.size === 0) return "no_members";
  const { facts, usedOver } = await factsToCall(tx, pool, key.definition, months);
  const carries = await carriesOf(
    tx,
    called.map(({ id }) => id),
  );
  const { shared, evenly } = shareOrEvenly(BigInt(totalCents), key.definition, facts, carries);
  // The pôle's own part of it is no call.
  if (shared.shares.every(({ share }) => share === 0n)) return "nothing_left";
  return {
    ...{ poolId, name, year, count, rank, months, totalCents, key, usedOver, evenly },
    poleCents: Number(shared.pole),
    shares: shared.shares.map(({ id, weight, exact, share }) => ({
      structureId: id,
      name: names.get(id) ?? "",
      weight: shared.totalWeight === null ? null : weight,
      exact,
      cents: Number(share),
    })),
  };
}

/**
 * What a call is shared by, before anything was used: who takes part and what stands, over its own months; use, over the
 * twelve months before them.
 */
async function factsToCall(tx: Tx, pool: { id: string; everyone: boolean }, key: Key, months: Days) {
  const asked = measuresOf(key);
  const standing = asked.filter((measure) => STANDING.some((one) => one === measure));
  const used = asked.filter((measure) => USED.some((one) => one === measure));
  const own = await factsFor(tx, pool, months.from, months.until, standing);
  if (used.length === 0) return { facts: own, usedOver: null };
  const usedOver = { from: addMonths(months.from, -12), until: addDays(months.from, -1) };
  const use = await factsFor(tx, pool, usedOver.from, usedOver.until, used);
  const length = monthsOf(months);
  const measures = comparesUse(key)
    ? Object.fromEntries(used.map((measure) => [measure, forMonths(use.measures[measure] ?? {}, length)]))
    : use.measures;
  return { facts: { ...own, measures: { ...own.measures, ...measures } } satisfies Facts, usedOver };
}

/** Whether a key compares what was used with what could be: then a year's use is brought to the months called. */
function comparesUse(key: Key): boolean {
  if (key.type === "two-part") return key.capacity !== undefined;
  if (key.type === "tiers") return key.bands.some((band) => comparesUse(band.key));
  return key.type === "capped" && comparesUse(key.key);
}

/** A year's use as that of so many months, to the nearest unit. */
function forMonths(used: Readonly<Record<string, bigint>>, { n, d }: Fraction): Record<string, bigint> {
  return Object.fromEntries(
    Object.entries(used).map(([id, quantity]) => [id, (quantity * n + (12n * d) / 2n) / (12n * d)]),
  );
}

function shareOrEvenly(
  total: bigint,
  key: Key,
  facts: Facts,
  carries: Readonly<Record<string, Fraction>>,
): { shared: KeyShares; evenly: boolean } {
  try {
    return { shared: shareByKey(total, key, facts, carries), evenly: false };
  } catch (error) {
    if (!(error instanceof AllocationError) || error.code !== "zero_total_weight") throw error;
    return { shared: shareByKey(total, { type: "equal" }, facts, carries), evenly: true };
  }
}

/** What the roundings of these calls owe each (positive) or gave it too much. */
async function carriesOf(tx: Tx, callIds: readonly string[]): Promise<Record<string, Fraction>> {
  if (callIds.length === 0) return {};
  const rows = await tx
    .selectFrom("callShares")
    .select(["structureId", "exact", "cents"])
    .where("callId", "in", [...callIds])
    .execute();
  const owed = new Map<string, Fraction[]>();
  for (const { structureId, exact, cents } of rows) {
    const all = owed.get(structureId) ?? [];
    all.push(subtract(readFraction(exact), fraction(BigInt(cents))));
    owed.set(structureId, all);
  }
  return Object.fromEntries([...owed].map(([id, all]) => [id, sum(all)]));
}

function fingerprintOf(due: readonly CallDue[]): string {
  const told = due.map(({ poolId, rank, shares }) => [
    poolId,
    rank,
    shares.map(({ structureId, exact, cents }) => [structureId, fractionText(exact), cents]),
  ]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 24);
}
