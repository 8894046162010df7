import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import {
  budgetsOf,
  callsMade,
  ownCalls,
  type Budgets,
  type CallMade,
  type OwnCall,
  type PoolBudget,
} from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatMoney, formatMonth, formatPercent } from "~server/kernel/format";
import { addMonths, localDateOf, startOfMonth, type LocalDate } from "~server/kernel/time";
import { moneyToType } from "./asked";

/** The page of budgets and calls, in words. */
export async function budgetView(actor: Actor, year: number) {
  const { locale, poleSlug, timeZone } = actor;
  const t = await translator(locale, "costsMoney");
  const budgets = await budgetsOf(actor, year);
  const made = budgets.mayManage ? await callsMade(actor, year) : [];
  const own = actor.structureId ? await ownCalls(actor, year) : [];
  const money = (cents: number) => formatMoney(cents, locale);
  const month = startOfMonth(localDateOf(new Date(), timeZone));
  const sum = (of: (pool: PoolBudget) => number) => money(budgets.pools.reduce((all, pool) => all + of(pool), 0));
  return {
    year,
    mayManage: budgets.mayManage,
    title: t("budget.titled", { year: String(year) }),
    turn: {
      label: String(year),
      before: { label: t("before"), to: paths.budget(poleSlug, year - 1) },
      after: { label: t("after"), to: paths.budget(poleSlug, year + 1) },
    },
    toPools: paths.costPools(poleSlug),
    lastYear: String(year - 1),
    pools: budgets.pools.map((pool) => poolRow(pool, locale)),
    total: {
      before: sum((pool) => pool.spentBeforeCents),
      budget: sum((pool) => pool.budgetCents ?? 0),
      spent: sum((pool) => pool.spentCents),
      called: sum((pool) => pool.calledCents),
    },
    ...callsView(made, own, actor),
    // This month's call, then the next one's.
    prepare: hasCalls(budgets)
      ? [month, addMonths(month, 1)].map((day) => ({
          to: paths.calls(poleSlug, day.slice(0, 7)),
          label: t("calls.prepare", { month: formatMonth(day, locale) }),
        }))
      : [],
  };
}

export type BudgetView = Awaited<ReturnType<typeof budgetView>>;

const hasCalls = ({ pools, mayManage }: Budgets) => mayManage && pools.some(({ calls }) => calls > 0);

function poolRow(pool: PoolBudget, locale: Locale) {
  const { poolId, name, archived, budgetCents, calls, callsMade: made, calledCents, spentCents } = pool;
  const part = budgetCents ? spentCents / budgetCents : null;
  return {
    id: poolId,
    name,
    archived,
    before: formatMoney(pool.spentBeforeCents, locale),
    budget: budgetCents === null ? null : formatMoney(budgetCents, locale),
    typed: moneyToType(budgetCents, locale),
    calls,
    callsMade: made,
    called: formatMoney(calledCents, locale),
    spent: formatMoney(spentCents, locale),
    part: part === null ? null : formatPercent(Math.round(part * 100) / 100, locale),
    bar: Math.max(0, Math.min(100, Math.round((part ?? 0) * 100))),
    over: part !== null && part > 1,
  };
}

function callsView(made: readonly CallMade[], own: readonly OwnCall[], { locale, timeZone }: Actor) {
  const day = (date: LocalDate) => formatDay(date, locale, { weekday: false, year: true, short: true });
  const months = ({ months: { from, until } }: CallMade | OwnCall) =>
    from.slice(0, 7) === until.slice(0, 7)
      ? formatMonth(from, locale)
      : formatDayRange(from, until, locale, { year: true, short: true });
  return {
    made: made.map((call) => ({
      id: call.id,
      pool: call.poolName,
      months: months(call),
      sent: day(localDateOf(call.calledAt, timeZone)),
      due: day(call.dueOn),
      total: formatMoney(call.totalCents, locale),
      structures: call.structures,
      adjusted: call.adjusted,
    })),
    own: own.map((call) => ({
      id: call.id,
      pool: call.poolName,
      months: months(call),
      due: day(call.dueOn),
      share: formatMoney(call.cents, locale),
      total: formatMoney(call.totalCents, locale),
      adjustedIn: call.adjustedIn ? formatMonth(call.adjustedIn, locale) : null,
      givenBack: call.givenBackCents > 0 ? formatMoney(call.givenBackCents, locale) : null,
    })),
  };
}
