import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { eligibleCents, fundableParts, type Eligibility, type FundableCharge } from "./funding-eligible";
import { deductions, isCertain, shortfallOf, type Funding, type FundingState, type FundingUse } from "./funding-rules";

/** A month being shared: as much as funding needs of it. */
export interface FundedPeriod {
  readonly id: string;
  readonly startsOn: LocalDate;
}

/** What fundings have left, while a month is shared: each allocation takes of it in turn. */
export interface FundingBook {
  /**
   * What is deducted from these charges of a pool (parts of charges, as this allocation shares them); remembered for
   * the next allocation. Those without anything to deduct come too, with 0: they keep what was eligible.
   */
  take(poolId: string, charges: readonly FundableCharge[]): FundingUse[];
  /** Gives back (cents ≥ 0, by funding) what was deducted of charges that these credits take back: negative uses. */
  giveBack(poolId: string, credits: readonly FundableCharge[], back: ReadonlyMap<string, Cents>): FundingUse[];
}

type BookFunding = Funding & Eligibility & { poolId: string };
type PoolBook = { costBeforeCents: Cents; publicBeforeCents: Cents; publicPoints: number; fundings: BookFunding[] };

/**
 * What fundings still bring to these pools in a month: those notified or paid, with what the months closed have taken
 * of them. The ceiling of public money is a year's. Three queries, whatever the number of pools.
 */
export async function fundingFor(tx: Tx, period: FundedPeriod, poolIds: readonly string[]): Promise<FundingBook> {
  const year = Number(period.startsOn.slice(0, 4));
  const pools = await loadPools(tx, poolIds, year);
  return {
    take: (poolId, charges) => takeOf(pools.get(poolId), charges),
    giveBack: (poolId, credits, back) => giveBackTo(pools.get(poolId), credits, back),
  };
}

/** What came to less than what was deducted: to be shared anew; negative: what was shared anew and came, or is owed no more. */
export interface Shortfall {
  readonly fundingId: string;
  readonly poolId: string;
  readonly funder: string;
  readonly label: string;
  readonly cents: Cents;
}

/**
 * What of fundings is to be shared anew by the next closing, less what months have shared already. `drafted`: what the
 * month that asks deducts of each, or gives back.
 */
export async function shortfallsToShare(tx: Tx, drafted: ReadonlyMap<string, Cents> = new Map()): Promise<Shortfall[]> {
  const used = await fundingsUsed(tx);
  const fundings = await tx
    .selectFrom("fundings")
    .select(["id", "poolId", "funder", "label", "paidCents"])
    .where("state", "in", ["notified", "paid"])
    .orderBy("paidOn")
    .orderBy("id")
    .execute();
  return fundings.flatMap(({ id: fundingId, poolId, funder, label, paidCents }) => {
    const { usedCents = 0, sharedAgainCents = 0 } = used.get(fundingId) ?? {};
    const usedBeforeCents = usedCents + (drafted.get(fundingId) ?? 0);
    const cents = shortfallOf({ paidCents, usedBeforeCents }) - sharedAgainCents;
    return cents === 0 ? [] : [{ fundingId, poolId, funder, label, cents }];
  });
}

/** What was deducted of a funding over its whole life, in cents; what was shared again. */
export interface Used {
  readonly usedCents: Cents;
  readonly sharedAgainCents: Cents;
  /** What was deducted and not shared again, by the year of the months. */
  readonly byYear: Readonly<Record<number, Cents>>;
}

/** By funding; those of which nothing was deducted are left out. */
export async function fundingsUsed(tx: Tx): Promise<Map<string, Used>> {
  const { rows } = await sql<{
    fundingId: string;
    year: number;
    usedCents: Cents;
    sharedAgainCents: Cents;
  }>`select * from app.fundings_used()`.execute(tx);
  const used = new Map<string, Used>();
  for (const row of rows) {
    const before = used.get(row.fundingId);
    used.set(row.fundingId, {
      usedCents: (before?.usedCents ?? 0) + row.usedCents,
      sharedAgainCents: (before?.sharedAgainCents ?? 0) + row.sharedAgainCents,
      byYear: { ...before?.byYear, [row.year]: row.usedCents - row.sharedAgainCents },
    });
  }
  return used;
}

async function loadPools(tx: Tx, poolIds: readonly string[], year: number): Promise<Map<string, PoolBook>> {
  if (poolIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("fundings as f")
    .innerJoin("costPools as p", "p.id", "f.poolId")
    .select(["f.id", "f.poolId", "f.state", "f.notifiedOn", "f.ratePoints", "f.ceilingCents", "f.paidCents"])
    .select(["f.publicMoney", "f.startsOn", "f.endsOn", "f.eligibleAccounts", "p.publicMoneyPoints"])
    .where("f.poolId", "in", [...poolIds])
    .execute();
  const certain = rows.filter(({ state }) => isCertain({ state: state as FundingState }));
  if (certain.length === 0) return new Map();
  const [shared, used] = [
    await sharedOf(tx, [...new Set(certain.map(({ poolId }) => poolId))]),
    await fundingsUsed(tx),
  ];
  const pools = new Map<string, PoolBook>();
  for (const row of certain) {
    const before = shared.filter(({ poolId }) => poolId === row.poolId);
    const pool = pools.get(row.poolId) ?? {
      costBeforeCents: before.filter((cost) => cost.year === year).reduce((all, { cents }) => all + cents, 0),
      publicBeforeCents: 0,
      publicPoints: row.publicMoneyPoints,
      fundings: [],
    };
    const usedBefore = used.get(row.id);
    if (row.publicMoney) pool.publicBeforeCents += usedBefore?.byYear[year] ?? 0;
    pool.fundings.push({
      ...row,
      state: row.state as FundingState,
      eligibleBeforeCents: Math.max(0, eligibleCents(row, before)),
      usedBeforeCents: usedBefore?.usedCents ?? 0,
    });
    pools.set(row.poolId, pool);
  }
  return pools;
}

async function sharedOf(tx: Tx, poolIds: readonly string[]) {
  const { rows } = await sql<FundableCharge & { poolId: string; year: number }>`
    select * from app.shared_of_pools(${poolIds}::uuid[])`.execute(tx);
  return rows;
}

function takeOf(pool: PoolBook | undefined, charges: readonly FundableCharge[]): FundingUse[] {
  if (!pool) return [];
  const cents = charges.reduce((all, charge) => all + charge.cents, 0);
  const eligible = new Map(pool.fundings.map((funding) => [funding.id, eligibleCents(funding, charges)]));
  const uses = deductions(pool.fundings, {
    cents,
    // A funding pays for nothing that is not there: charges of others, credited at once, leave less than is eligible.
    eligible: Object.fromEntries(eligible),
    parts: fundableParts(pool.fundings, charges),
    publicPoints: pool.publicPoints,
    costBeforeCents: pool.costBeforeCents,
    publicBeforeCents: pool.publicBeforeCents,
  });
  note(pool, cents, eligible, uses);
  return uses;
}

function giveBackTo(
  pool: PoolBook | undefined,
  credits: readonly FundableCharge[],
  back: ReadonlyMap<string, Cents>,
): FundingUse[] {
  const eligible = new Map(pool?.fundings.map((funding) => [funding.id, eligibleCents(funding, credits)]));
  const uses = [...back].map(([fundingId, cents]): FundingUse => {
    return { fundingId, eligibleCents: Math.min(0, eligible.get(fundingId) ?? 0), cents: -cents, heldBy: null };
  });
  const cents = credits.reduce((all, credit) => all + credit.cents, 0);
  if (pool) note(pool, cents, eligible, uses);
  return uses;
}

/** What an allocation leaves to the next one. */
function note(pool: PoolBook, cents: Cents, eligible: ReadonlyMap<string, Cents>, uses: readonly FundingUse[]): void {
  pool.costBeforeCents += cents;
  pool.fundings = pool.fundings.map((funding) => {
    const taken = uses.find(({ fundingId }) => fundingId === funding.id)?.cents ?? 0;
    if (funding.publicMoney) pool.publicBeforeCents += taken;
    return {
      ...funding,
      eligibleBeforeCents: Math.max(0, funding.eligibleBeforeCents + (eligible.get(funding.id) ?? 0)),
      usedBeforeCents: funding.usedBeforeCents + taken,
    };
  });
}
