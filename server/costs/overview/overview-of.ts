import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import type { Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";
import { addMonths, localDateOf, type LocalDate } from "../../kernel/time";
import { balancesOf, periodsOf, type LedgerPeriod } from "../../ledger";
import { loadBudgets, type PoolBudget } from "../budget/budgets-of";
import { compareMonths, comparedAlone, monthToShow, type Compared } from "./overview-rules";
import { memberNames, poolNames, sumsOf } from "./sums";

/** A pool in a month: what it came to, and its year's budget (null without one). */
export interface PoolSeen extends Compared {
  readonly id: string;
  readonly name: string;
  readonly chargesCents: Cents;
  readonly fundingCents: Cents;
  readonly poleCents: Cents;
  /** What funding took off, from January to the month, both included. */
  readonly yearFundingCents: Cents;
  readonly budgetCents: Cents | null;
  /** Charges of the budget's whole year, before any funding: a budget is of costs. As the page of budgets has it. */
  readonly spentCents: Cents;
}

/** A member in a month, and what it owes as the books have it now. */
export interface MemberSeen extends Compared {
  readonly id: string;
  readonly name: string;
  /** Owed to the pôle (positive) or by it. */
  readonly unpaidCents: Cents;
  /** Paid for the pôle over twelve months. */
  readonly advancedCents: Cents;
  /** Over twelve months, of pools whose price alone it declared; null without any. */
  readonly alone: { readonly cents: Cents; readonly aloneCents: Cents } | null;
}

export interface CostsOverview {
  /** Latest first. */
  readonly months: readonly LedgerPeriod[];
  /** Null where nothing was ever shared. */
  readonly month: LedgerPeriod | null;
  readonly pools: readonly PoolSeen[];
  readonly members: readonly MemberSeen[];
  /** The twelve months that end with it, oldest first: those that the books have. */
  readonly trend: readonly { readonly startsOn: LocalDate; readonly state: string; readonly cents: Cents }[];
}

/**
 * The pôle's shared costs around a month ("2026-10"; left out, the one in review or the latest): by pool and by member,
 * against budget and last year, what is unpaid, who gains and who bears. For who runs it.
 * @throws Forbidden, NotFound when the books have no such month
 */
export async function overviewOf(actor: Actor, asked?: string): Promise<CostsOverview> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const months = await periodsOf(tx, actor.poleId);
    const month = chosenMonth(months, asked, localDateOf(now, actor.timeZone));
    if (!month) return { months, month, pools: [], members: [], trend: [] };
    const { startsOn } = month;
    const from = addMonths(startsOn, -12);
    const sums = await sumsOf(tx, actor.poleId, { from, until: startsOn });
    const known = new Set(sums.months.map((one) => one.startsOn));
    const about = { month: startsOn, known };
    const [pools, names] = [await poolNames(tx, actor.poleId), await memberNames(tx, actor.poleId)];
    const [budgets, unpaid] = [await budgetsOfYear(tx, actor.poleId, startsOn), await unpaidOf(tx, actor.poleId)];
    const [advanced, references] = [await advancedIn(tx, from, startsOn), await referencesOf(tx)];
    const ofPools = compareMonths(
      sums.pools,
      ({ poolId }) => poolId,
      ({ totalCents }) => totalCents,
      about,
    );
    const ofMembers = compareMonths(
      sums.members,
      ({ structureId }) => structureId,
      ({ cents }) => cents,
      about,
    );
    const inTwelve = sums.members.filter((share) => share.startsOn > from);
    const alone = comparedAlone(inTwelve, (poolId, structureId) => references.get(`${poolId} ${structureId}`));
    const yearFunding = compareMonths(
      sums.pools,
      ({ poolId }) => poolId,
      ({ fundingCents }) => fundingCents,
      about,
    );
    const thisMonth = sums.pools.filter((pool) => pool.startsOn === startsOn);
    const sum = (poolId: string, of: (pool: (typeof thisMonth)[number]) => Cents) =>
      thisMonth.filter((pool) => pool.poolId === poolId).reduce((all, pool) => all + of(pool), 0);
    const poolIds = new Set([...ofPools.keys(), ...budgets.keys()]);
    const memberIds = new Set([...ofMembers.keys(), ...unpaid.keys(), ...advanced.keys()]);
    const none = { cents: 0, beforeCents: 0, lastYearCents: null, twelveCents: 0, yearCents: 0 };
    return {
      months,
      month,
      pools: [...poolIds]
        .map((id) => ({
          ...(ofPools.get(id) ?? none),
          id,
          name: pools.get(id) ?? "",
          chargesCents: sum(id, ({ chargesCents }) => chargesCents),
          fundingCents: sum(id, ({ fundingCents }) => fundingCents),
          poleCents: sum(id, ({ poleCents }) => poleCents),
          yearFundingCents: yearFunding.get(id)?.yearCents ?? 0,
          budgetCents: budgets.get(id)?.budgetCents ?? null,
          spentCents: budgets.get(id)?.spentCents ?? 0,
        }))
        .sort((a, b) => b.cents - a.cents || b.twelveCents - a.twelveCents || a.name.localeCompare(b.name, "fr")),
      members: [...memberIds]
        .map((id) => ({
          ...(ofMembers.get(id) ?? none),
          id,
          name: names.get(id) ?? "",
          unpaidCents: unpaid.get(id) ?? 0,
          advancedCents: advanced.get(id) ?? 0,
          alone: alone.get(id) ?? null,
        }))
        .sort((a, b) => b.cents - a.cents || a.name.localeCompare(b.name, "fr")),
      trend: sums.months
        .filter((one) => one.startsOn > from)
        .map((one) => ({
          startsOn: one.startsOn,
          state: one.state,
          cents: sums.pools.reduce((all, pool) => all + (pool.startsOn === one.startsOn ? pool.totalCents : 0), 0),
        })),
    };
  });
}

/** The month that "2026-10" names, or that is to be shown. @throws NotFound */
export function chosenMonth(
  months: readonly LedgerPeriod[],
  asked: string | undefined,
  today: LocalDate,
): LedgerPeriod | null {
  if (!asked) return monthToShow(months, today);
  const month = months.find(({ startsOn }) => startsOn === `${asked}-01`);
  if (!month) throw new NotFound("period");
  return month;
}

/** By pool, those that have one. */
async function budgetsOfYear(tx: Tx, poleId: string, day: LocalDate): Promise<Map<string, PoolBudget>> {
  const pools = await loadBudgets(tx, poleId, Number(day.slice(0, 4)));
  return new Map(pools.filter(({ budgetCents }) => budgetCents !== null).map((pool) => [pool.poolId, pool]));
}

/** What each owes on its account of the books (411), as it is now; those who owe nothing are left out. */
async function unpaidOf(tx: Tx, poleId: string): Promise<Map<string, Cents>> {
  const unpaid = new Map<string, Cents>();
  for (const { structureId, cents } of await balancesOf(tx, poleId, { role: "members" })) {
    if (structureId && cents !== 0) unpaid.set(structureId, cents);
  }
  return unpaid;
}

async function advancedIn(tx: Tx, after: LocalDate, until: LocalDate): Promise<Map<string, Cents>> {
  const { rows } = await sql<{ paidBy: string; cents: Cents }>`
    select c.paid_by, sum(c.amount_cents)::bigint as cents from charges c join periods p on p.id = c.period_id
     where c.pole_id = app.pole_id() and c.paid_by is not null and c.state = 'approved' and p.starts_on > ${after}::date
       and p.starts_on <= ${until}::date group by c.paid_by`.execute(tx);
  return new Map(rows.map(({ paidBy, cents }) => [paidBy, cents]));
}

async function referencesOf(tx: Tx): Promise<Map<string, Cents>> {
  const { rows } = await sql<{ poolId: string; structureId: string; centsAMonth: Cents }>`
    select pool_id, structure_id, cents_a_month from reference_prices where pole_id = app.pole_id()`.execute(tx);
  return new Map(rows.map(({ poolId, structureId, centsAMonth }) => [`${poolId} ${structureId}`, centsAMonth]));
}
