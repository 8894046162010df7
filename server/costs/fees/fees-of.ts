import { createHash } from "node:crypto";
import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";
import { daysBetween, type LocalDate } from "../../kernel/time";
import { coverage, feeFor, type FeeBand, type FeeBasis, type FeeScale } from "../fee-rules";
import { fundingsUsed } from "../funding";

/** The scale of a year, as it was decided. */
export interface YearScale extends FeeScale {
  readonly id: string;
  readonly year: number;
  readonly poolId: string | null;
  readonly decided: string;
  readonly dueOn: LocalDate;
  readonly calledAt: Date | null;
}

/** What a member owes by the scale, and why. */
export interface FeeLine {
  readonly structureId: string;
  readonly name: string;
  /** Of membership in the year. */
  readonly days: number;
  /** Cents of budget, or full-time equivalents × 10 000; null: not known, or a flat fee. */
  readonly value: number | null;
  /** The year of the budget, or the day from which the staff is known. */
  readonly valueOf: string | null;
  readonly band: FeeBand | null;
  /** Null while the scale asks for something that is not known. */
  readonly cents: Cents | null;
  /** It was called, for what the line says. */
  readonly called: boolean;
  /** How often it was called and credited, and why the last time. */
  readonly credits: number;
  readonly creditedBecause: string | null;
}

/** How much of a pool's cost fees bear, in cents and hundredths of a per cent. */
export interface FeeCoverage {
  readonly poolId: string;
  readonly poolName: string;
  readonly spentCents: Cents;
  readonly budgetCents: Cents | null;
  readonly fundingCents: Cents;
  readonly feesCents: Cents;
  /** Of what funding leaves of what was spent; null while nothing is. May pass 10 000. */
  readonly points: number | null;
  /** The same, of what funding leaves of the budget. */
  readonly budgetPoints: number | null;
}

export interface Fees {
  readonly year: number;
  readonly daysOfYear: number;
  readonly scale: YearScale | null;
  /** All members for who manages; else one's own alone. By name. */
  readonly lines: readonly FeeLine[];
  readonly coverage: FeeCoverage | null;
  readonly mayManage: boolean;
  /** Of what is shown: what is called must be what was seen. */
  readonly fingerprint: string;
}

/** The fees of a year: the scale, what each owes by it, what of the animation function they bear. @throws Forbidden */
export async function feesOf(actor: Actor, year: number): Promise<Fees> {
  allow(actor, "costs.view");
  return inTransaction(actor, (tx) => loadFees(tx, actor, year));
}

/** As feesOf(), in a transaction. Five queries at most. */
export async function loadFees(tx: Tx, actor: Actor, year: number): Promise<Fees> {
  const mayManage = can(actor, "costs.manage");
  const daysOfYear = daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
  const scale = await scaleOf(tx, year);
  if (!scale) return { year, daysOfYear, scale, lines: [], coverage: null, mayManage, fingerprint: "" };
  const lines = await linesOf(tx, scale, { daysOfYear, only: mayManage ? null : actor.structureId });
  const told = lines.filter(({ called }) => !called).map(({ structureId, cents, days }) => [structureId, cents, days]);
  return {
    ...{ year, daysOfYear, scale, lines, mayManage },
    coverage: mayManage && scale.poolId ? await coverageOf(tx, scale, lines, year) : null,
    fingerprint: createHash("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 24),
  };
}

/** The scale of a year; null: none. */
export async function scaleOf(tx: Tx, year: number): Promise<YearScale | null> {
  const row = await tx
    .selectFrom("feeScales")
    .select(["id", "year", "basis", "bands", "poolId", "decided", "dueOn", "calledAt"])
    .where("year", "=", year)
    .executeTakeFirst();
  if (!row) return null;
  return { ...row, basis: row.basis as FeeBasis, bands: row.bands as unknown as readonly FeeBand[] };
}

async function linesOf(
  tx: Tx,
  scale: YearScale,
  { daysOfYear, only }: { daysOfYear: number; only: string | null },
): Promise<FeeLine[]> {
  const [first, last] = [`${scale.year}-01-01`, `${scale.year}-12-31`];
  const { rows } = await sql<{
    structureId: string;
    name: string;
    days: number;
    budget: Cents | null;
    budgetYear: number | null;
    staff: number | null;
    staffFrom: LocalDate | null;
    calledCents: Cents | null;
    calledDays: number | null;
    calledValue: number | null;
    credits: number;
    creditedBecause: string | null;
  }>`
    select m.structure_id, s.name, m.days,
           b.cents as budget, b.year as budget_year, f.value as staff, f.starts_on as staff_from,
           c.cents as called_cents, c.days::int as called_days, c.basis_value as called_value,
           coalesce(k.credits, 0)::int as credits, k.reason as credited_because
      -- Its days of the year, of all its stays.
      from (select pole_id, structure_id, min(greatest(starts_on, ${first}::date)) as starts_on,
                   sum(least(coalesce(ends_on, ${last}::date), ${last}::date) - greatest(starts_on, ${first}::date) + 1)::int as days
              from membership_stays
             where pole_id = app.pole_id() and kind = 'member' and starts_on <= ${last}
               and coalesce(ends_on, 'infinity') >= ${first} and coalesce(ends_on, 'infinity') >= starts_on
             group by pole_id, structure_id) m
      join structures s on s.id = m.structure_id
      -- The last budget that it declared, of the year or before.
      left join lateral (select cents, year from structure_budgets
                          where pole_id = m.pole_id and structure_id = m.structure_id and year <= ${scale.year}
                          order by year desc limit 1) b on true
      -- Its staff on its first day in the year, else as soon as it is known.
      left join lateral (select value, starts_on from structure_measures
                          where pole_id = m.pole_id and structure_id = m.structure_id and measure = 'fte'
                            and starts_on <= ${last} and coalesce(ends_on, 'infinity') >= m.starts_on
                          order by starts_on limit 1) f on true
      left join lateral (select count(*) as credits, (array_agg(reason order by round desc))[1] as reason from fee_credits
                          where scale_id = ${scale.id} and structure_id = m.structure_id) k on true
      left join fees c on c.scale_id = ${scale.id} and c.structure_id = m.structure_id and c.round = 1 + k.credits
     where (${only}::uuid is null or m.structure_id = ${only}::uuid)
     order by app.fold(s.name), s.id`.execute(tx);
  return rows.map((row): FeeLine => {
    const { structureId, name, credits, creditedBecause } = row;
    if (row.calledCents !== null) {
      const value = row.calledValue;
      const band = feeFor(scale, { value, days: daysOfYear, daysOfYear })?.band ?? null;
      return {
        ...{ structureId, name, days: row.calledDays ?? row.days, value, band },
        ...{ valueOf: null, cents: row.calledCents, called: true },
        ...{ credits, creditedBecause },
      };
    }
    const value = scale.basis === "budget" ? row.budget : scale.basis === "staff" ? row.staff : null;
    const fee = feeFor(scale, { value, days: row.days, daysOfYear });
    const budgetYear = row.budgetYear === null ? null : String(row.budgetYear);
    return {
      ...{
        structureId,
        name,
        days: row.days,
        value,
        band: fee?.band ?? null,
        cents: fee?.cents ?? null,
        called: false,
        credits,
        creditedBecause,
      },
      valueOf: scale.basis === "budget" ? budgetYear : scale.basis === "staff" ? row.staffFrom : null,
    };
  });
}

async function coverageOf(
  tx: Tx,
  { poolId }: YearScale,
  lines: readonly FeeLine[],
  year: number,
): Promise<FeeCoverage | null> {
  const { rows } = await sql<{ name: string; spentCents: Cents; budgetCents: Cents | null; fundings: string[] | null }>`
    select o.name, b.cents as budget_cents,
           (select coalesce(sum(c.amount_cents), 0)::bigint from charges c join periods p on p.id = c.period_id
             where c.pool_id = o.id and c.state = 'approved'
               and p.starts_on >= make_date(${year}, 1, 1) and p.starts_on < make_date(${year + 1}, 1, 1)) as spent_cents,
           (select array_agg(f.id) from fundings f where f.pool_id = o.id) as fundings
      from cost_pools o left join budgets b on b.pool_id = o.id and b.year = ${year}
     where o.id = ${poolId}`.execute(tx);
  const [pool] = rows;
  if (!pool || poolId === null) return null;
  const used = await fundingsUsed(tx);
  const fundingCents = (pool.fundings ?? []).reduce((all, id) => all + (used.get(id)?.byYear[year] ?? 0), 0);
  const feesCents = lines.reduce((all, { cents }) => all + (cents ?? 0), 0);
  const { name: poolName, spentCents, budgetCents } = pool;
  return {
    ...{ poolId, poolName, spentCents, budgetCents, fundingCents, feesCents },
    points: coverage(feesCents, spentCents - fundingCents),
    budgetPoints: budgetCents === null ? null : coverage(feesCents, budgetCents - fundingCents),
  };
}
