import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { approvedCharges } from "../charges/approved-charges";
import { allocationsOf, monthDraftOf, type Allocation, type MonthDraft } from "../draft";
import { isFrozen } from "../draft-types";
import { keyVersionsOf } from "../facts";
import type { Key } from "../key";
import { checksOf, type Check } from "./checks";
import type { ClosingStep } from "./close-period";
import { earlierMonths, monthOfBooks, type BookMonth } from "./month-of-books";
import { hasRead, seenAmounts, type SeenAmount } from "./reread";
import { sumsOfMonth, type MonthSums } from "./sums-of-month";

/** A pool in a month: what its members bear of it, and what it came to the month before. */
export interface OverviewPool {
  readonly id: string;
  readonly name: string;
  /** Valid at the end of the month; null when there is none. */
  readonly key: Key | null;
  readonly cents: Cents;
  readonly poleCents: Cents;
  readonly beforeCents: Cents;
}

/** A structure in a month: what it bears of each pool, and the one amount that is due in the end. */
export interface OverviewRow {
  readonly structureId: string;
  readonly name: string;
  readonly colour: number;
  /** By pool. */
  readonly pools: Readonly<Record<string, Cents>>;
  readonly sharesCents: Cents;
  readonly callsCents: Cents;
  /** What else there is: fees, advances set off, what waits apart or is due again. */
  readonly otherCents: Cents;
  readonly netCents: Cents;
}

/** A dispute of the month, with what its manager decides by. */
export interface OverviewDispute {
  readonly id: string;
  readonly structureId: string;
  readonly structureName: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly cents: Cents;
  readonly reason: string;
  readonly state: string;
  readonly grantedCents: Cents | null;
  readonly decision: string;
  readonly filedAt: Date;
  readonly filedBy: string;
}

/** How far the closing of a month is, or what came of it. */
export interface ClosingSeen {
  readonly state: "running" | "failed" | "done";
  readonly step: ClosingStep;
  readonly done: number;
  readonly total: number;
  readonly problem: string;
}

/** A month, for who keeps the books: all of it on one page. */
export interface PeriodOverview {
  readonly month: BookMonth;
  readonly before: BookMonth | null;
  /** The first day of the oldest month before it that is neither locked nor closed: until then its figures may change. */
  readonly waitsFor: LocalDate | null;
  readonly spentCents: Cents;
  readonly charges: number;
  readonly fundedCents: Cents;
  readonly funders: readonly string[];
  readonly sharedCents: Cents;
  readonly poleCents: Cents;
  readonly pools: readonly OverviewPool[];
  readonly rows: readonly OverviewRow[];
  /** Empty once the month is closed. */
  readonly checks: readonly Check[];
  /** What the pôle took on itself, since the key finds nobody to bear it; by pool. */
  readonly borne: readonly {
    readonly id: string;
    readonly name: string;
    readonly cents: Cents;
    readonly reason: string;
  }[];
  readonly disputes: readonly OverviewDispute[];
  readonly statements: { readonly made: number; readonly read: number; readonly agreed: number };
  readonly closing: ClosingSeen | null;
  readonly manifest: { readonly sha256: string; readonly entries: number; readonly allocations: number } | null;
  readonly now: Date;
}

/**
 * All of a month: what it shares and with whom, what is missing to close it, what is disputed; as it was closed, or as it
 * would be now. `month` is "2026-10".
 * @throws NotFound, Forbidden
 */
export async function periodOverview(actor: Actor, month: string): Promise<PeriodOverview> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const period = await monthOfBooks(tx, actor.poleId, month);
    const closed = period.state === "closed";
    const before = await monthBefore(tx, period);
    const draft: MonthDraft = isFrozen(period)
      ? { allocations: await allocationsOf(tx, period), problems: [] }
      : await monthDraftOf(tx, period);
    const { allocations } = draft;
    const pools = await poolsOf(tx, period, allocations, before ? await allocationsOf(tx, before) : []);
    const charges = await approvedCharges(tx, period);
    const shares = sharesOf(allocations);
    const sums = isFrozen(period) ? null : await sumsOfMonth(tx, period, allocations);
    const seen = sums ? await seenAmounts(tx, period, sums) : [];
    const sum = (of: (allocation: Allocation) => Cents) => allocations.reduce((all, one) => all + of(one), 0);
    return {
      ...{ month: period, before, now, charges: charges.length },
      waitsFor: (await earlierMonths(tx, period, ["open", "review"]))[0] ?? null,
      spentCents: charges.reduce((all, { amountCents }) => all + amountCents, 0),
      fundedCents: sum(({ fundingCents }) => fundingCents),
      funders: await fundersOf(tx, allocations),
      sharedCents: [...shares.values()].flatMap((own) => Object.values(own)).reduce((all, cents) => all + cents, 0),
      poleCents: sum(({ poleCents }) => poleCents),
      pools,
      borne: borneOf(allocations, pools),
      rows: await rowsOf(tx, period, sums, shares),
      checks: closed ? [] : await checksOf(tx, period, draft, { now, seen }),
      disputes: await disputesOf(tx, period),
      statements: isFrozen(period) ? await statementsOf(tx, period) : countsOf(seen),
      closing: closed ? null : await closingOf(tx, period),
      manifest: closed ? await manifestOf(tx, period) : null,
    };
  });
}

/** By structure, then by pool. */
function sharesOf(allocations: readonly Allocation[]): Map<string, Record<string, Cents>> {
  const all = new Map<string, Record<string, Cents>>();
  for (const { poolId, shares } of allocations) {
    for (const { structureId, cents } of shares) {
      const own = all.get(structureId) ?? {};
      own[poolId] = (own[poolId] ?? 0) + cents;
      all.set(structureId, own);
    }
  }
  return all;
}

async function poolsOf(
  tx: Tx,
  { endsOn }: BookMonth,
  allocations: readonly Allocation[],
  before: readonly Allocation[],
): Promise<OverviewPool[]> {
  const ids = [...new Set([...allocations, ...before].map(({ poolId }) => poolId))];
  const versions = await keyVersionsOf(tx, ids, endsOn, endsOn);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from cost_pools where id = any(${ids}::uuid[]) order by app.fold(name), id`.execute(tx);
  const borne = (of: readonly Allocation[], id: string) =>
    of
      .filter(({ poolId }) => poolId === id)
      .reduce((all, { shares }) => shares.reduce((some, { cents }) => some + cents, all), 0);
  return rows.map(({ id, name }) => ({
    ...{ id, name, key: versions.find(({ poolId }) => poolId === id)?.definition ?? null },
    cents: borne(allocations, id),
    poleCents: allocations.reduce((all, { poolId, poleCents }) => (poolId === id ? all + poleCents : all), 0),
    beforeCents: borne(before, id),
  }));
}

function borneOf(allocations: readonly Allocation[], pools: readonly OverviewPool[]): PeriodOverview["borne"] {
  return pools.flatMap(({ id, name }) => {
    const of = allocations.filter((one) => one.poolId === id && one.explanation.borneByPole);
    const [first] = of;
    if (!first) return [];
    const cents = of.reduce((all, { poleCents }) => all + poleCents, 0);
    return [{ id, name, cents, reason: first.explanation.borneByPole?.reason ?? "" }];
  });
}

type DueRow = { structureId: string; sharesCents: Cents; callsCents: Cents; netCents: Cents };

async function rowsOf(
  tx: Tx,
  period: BookMonth,
  sums: MonthSums | null,
  shares: ReadonlyMap<string, Record<string, Cents>>,
): Promise<OverviewRow[]> {
  const due: readonly DueRow[] = sums
    ? sums.structures
    : await tx
        .selectFrom("nettings")
        .select(["structureId", "sharesCents", "callsCents", "netCents"])
        .where("periodId", "=", period.id)
        .execute();
  const { rows } = await sql<{ id: string; name: string; colour: number }>`
    select id, name, colour from structures where id = any(${due.map(({ structureId }) => structureId)}::uuid[])
     order by app.fold(name), id`.execute(tx);
  const byId = new Map(due.map((row) => [row.structureId, row]));
  return rows.flatMap(({ id, name, colour }) => {
    const row = byId.get(id);
    if (!row) return [];
    const { sharesCents, callsCents, netCents } = row;
    const otherCents = netCents - sharesCents + callsCents;
    const pools = shares.get(id) ?? {};
    return [{ structureId: id, name, colour, pools, sharesCents, callsCents, otherCents, netCents }];
  });
}

async function monthBefore(tx: Tx, { poleId, startsOn }: BookMonth): Promise<BookMonth | null> {
  const row = await tx
    .selectFrom("periods")
    .select("startsOn")
    .where("poleId", "=", poleId)
    .where("startsOn", "<", startsOn)
    .orderBy("startsOn", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? monthOfBooks(tx, poleId, row.startsOn.slice(0, 7)) : null;
}

async function fundersOf(tx: Tx, allocations: readonly Allocation[]): Promise<string[]> {
  const ids = [...new Set(allocations.flatMap(({ fundings }) => fundings.map(({ fundingId }) => fundingId)))];
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom("fundings").select("funder").distinct().where("id", "in", ids).execute();
  return rows.map(({ funder }) => funder).sort((a, b) => a.localeCompare(b, "fr"));
}

/** Those that wait first, then the latest. */
async function disputesOf(tx: Tx, { id }: BookMonth): Promise<OverviewDispute[]> {
  return disputesWhere(tx, sql`d.period_id = ${id}`);
}

/** Disputes by a condition on `d`. */
export async function disputesWhere(tx: Tx, condition: ReturnType<typeof sql>): Promise<OverviewDispute[]> {
  const { rows } = await sql<OverviewDispute>`
    select d.id, d.structure_id, s.name as structure_name, d.pool_id, p.name as pool_name, d.cents, d.reason, d.state,
           d.granted_cents, d.decision, d.filed_at, w.name as filed_by
      from disputes d join structures s on s.id = d.structure_id join cost_pools p on p.id = d.pool_id
      left join people w on w.id = d.filed_by
     where ${condition} and d.state <> 'withdrawn'
     order by d.state <> 'filed', d.filed_at desc, d.id`.execute(tx);
  return rows;
}

/** Of an open month nobody has a statement; in review, what counts is what it comes to now. */
function countsOf(seen: readonly SeenAmount[]): PeriodOverview["statements"] {
  const made = seen.filter(({ toldAt }) => toldAt !== null);
  const agreed = made.filter(({ agreedCents, netCents }) => agreedCents === netCents);
  return { made: made.length, read: made.filter(hasRead).length, agreed: agreed.length };
}

/** Of a locked or closed month: those found right at what was locked. */
async function statementsOf(tx: Tx, { id }: BookMonth) {
  const { rows } = await sql<{ made: number; read: number; agreed: number }>`
    select count(*)::int as made, count(t.read_at)::int as read,
           count(*) filter (where t.agreed_cents = coalesce(n.net_cents, 0))::int as agreed
      from statements t left join nettings n on n.period_id = t.period_id and n.structure_id = t.structure_id
     where t.period_id = ${id}`.execute(tx);
  return rows[0] ?? { made: 0, read: 0, agreed: 0 };
}

async function closingOf(tx: Tx, { id }: BookMonth): Promise<ClosingSeen | null> {
  const row = await tx
    .selectFrom("closings")
    .select(["state", "step", "done", "total", "problem"])
    .where("periodId", "=", id)
    .executeTakeFirst();
  return (row as ClosingSeen | undefined) ?? null;
}

async function manifestOf(tx: Tx, { id }: BookMonth) {
  const { rows } = await sql<{ sha256: string; entries: number; allocations: number }>`
    select manifest_sha256 as sha256, (manifest->'counts'->>'entries')::int as entries,
           (manifest->'counts'->>'allocations')::int as allocations from periods where id = ${id}`.execute(tx);
  return rows[0] ?? null;
}
