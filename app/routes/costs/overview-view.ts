import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { CostsOverview, MemberSeen, PoolSeen } from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatMoney, formatMonth, formatNumber, formatPercent } from "~server/kernel/format";
import { addMonths } from "~server/kernel/time";

type CostsWords = Awaited<ReturnType<typeof translator<"costs">>>;

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);

/** The first page of the accounts in words, for who runs the pôle; null where nothing was ever shared. */
export function overviewView(overview: CostsOverview, { poleSlug: pole, locale }: Actor, t: CostsWords) {
  const { month, months, pools, members, trend } = overview;
  if (!month) return null;
  const money = (cents: number) => formatMoney(cents, locale);
  const [name, before, lastYear] = [0, -1, -12].map((by) => formatMonth(addMonths(month.startsOn, by), locale));
  const monthName = month.startsOn.slice(0, 7);
  const at = months.findIndex(({ startsOn }) => startsOn === month.startsOn);
  const turn = (to: number) => (months[to] ? paths.costs(pole, { mois: months[to].startsOn.slice(0, 7) }) : null);
  const most = (all: readonly { cents: number; beforeCents: number }[]) =>
    Math.max(1, ...all.flatMap(({ cents, beforeCents }) => [cents, beforeCents]));
  const [mostPool, mostMember, mostMonth] = [
    most(pools),
    most(members),
    Math.max(1, ...trend.map(({ cents }) => cents)),
  ];
  const part = (cents: number, of: number) => Math.max(0, (cents / of) * 100);
  const poleCents = sum(pools, (pool) => pool.poleCents);
  const owing = members.filter(({ unpaidCents }) => unpaidCents > 0);
  return {
    name: name ?? "",
    before: before ?? "",
    lastYear: lastYear ?? "",
    year: month.startsOn.slice(0, 4),
    state: month.state,
    to: paths.costPeriod(pole, monthName),
    turns: { before: turn(at + 1), after: turn(at - 1) },
    stats: {
      spent: money(sum(pools, ({ chargesCents }) => chargesCents)),
      spentNote: againstBefore(pools, t, locale),
      funded: money(-sum(pools, ({ fundingCents }) => fundingCents)),
      shared: money(sum(pools, ({ cents }) => cents)),
      sharedTo: members.filter(({ cents }) => cents !== 0).length,
      pole: poleCents === 0 ? null : money(poleCents),
      unpaid: money(sum(owing, ({ unpaidCents }) => unpaidCents)),
      unpaidBy: owing.length,
    },
    pools: pools.map((pool) => ({
      ...{ id: pool.id, name: pool.name, to: paths.costPool(pole, pool.id), zero: pool.cents === 0 },
      bars: [part(pool.cents, mostPool), part(pool.beforeCents, mostPool)],
      amount: money(pool.cents),
      before: money(pool.beforeCents),
      evolution: evolution(pool, t, locale),
      lastYear: pool.lastYearCents === null ? null : money(pool.lastYearCents),
      year: money(pool.yearCents),
      funded: pool.yearFundingCents === 0 ? null : money(pool.yearFundingCents),
      ...budgetWords(pool, locale),
    })),
    poolTotal: money(sum(pools, ({ cents }) => cents)),
    poolBefore: money(sum(pools, ({ beforeCents }) => beforeCents)),
    poolYear: money(sum(pools, ({ yearCents }) => yearCents)),
    members: members.map((member) => ({
      ...{ id: member.id, name: member.name, zero: member.cents === 0 },
      statement: paths.costStatement(pole, monthName, member.id),
      account: paths.memberAccount(pole, member.id),
      bars: [part(member.cents, mostMember), part(member.beforeCents, mostMember)],
      amount: money(member.cents),
      evolution: evolution(member, t, locale),
      twelve: money(member.twelveCents),
      unpaid: money(Math.abs(member.unpaidCents)),
      owed: Math.sign(member.unpaidCents),
    })),
    memberTotals: {
      amount: money(sum(members, ({ cents }) => cents)),
      twelve: money(sum(members, ({ twelveCents }) => twelveCents)),
      pole: poleCents === 0 ? null : money(poleCents),
    },
    gains: members
      .filter(({ alone, advancedCents }) => alone || advancedCents !== 0)
      .map((member) => gainOf(member, locale)),
    trend: trend.map(({ startsOn, state, cents }) => ({
      id: startsOn,
      name: formatMonth(startsOn, locale),
      current: startsOn === month.startsOn,
      to: paths.costs(pole, { mois: startsOn.slice(0, 7) }),
      bars: [part(cents, mostMonth)],
      amount: money(cents),
      state: state as typeof month.state,
    })),
  };
}

export type OverviewView = NonNullable<ReturnType<typeof overviewView>>;

function againstBefore(pools: readonly PoolSeen[], t: CostsWords, locale: Locale): string {
  const [cents, beforeCents] = [sum(pools, (pool) => pool.cents), sum(pools, (pool) => pool.beforeCents)];
  if (cents === beforeCents) return t("stat.same");
  return beforeCents === 0 ? "" : t("stat.against", { evolution: change(cents, beforeCents, locale) });
}

/** "+7,9 %", "−4,9 %". */
function change(cents: number, before: number, locale: Locale): string {
  const part = (cents - before) / Math.abs(before);
  const words = formatPercent(Math.round(part * 1000) / 1000, locale);
  return part > 0 ? `+${words}` : words;
}

function evolution(
  { cents, beforeCents }: { cents: number; beforeCents: number },
  t: CostsWords,
  locale: Locale,
): string {
  if (beforeCents === 0) return cents === 0 ? "–" : t("pools.new");
  return Math.abs(cents - beforeCents) * 1000 < Math.abs(beforeCents)
    ? t("pools.stable")
    : change(cents, beforeCents, locale);
}

/** Costs against the budget, whatever funding takes off them: as the page of budgets says it. */
function budgetWords({ spentCents, budgetCents }: PoolSeen, locale: Locale) {
  if (!budgetCents) return { budget: null, over: false };
  const percent = `${formatNumber(Math.round((spentCents / budgetCents) * 100), locale)}${locale === "fr" ? "\u00a0%" : "%"}`;
  return { budget: { percent, of: formatMoney(budgetCents, locale) }, over: spentCents > budgetCents };
}

function gainOf({ id, name, alone, advancedCents }: MemberSeen, locale: Locale) {
  const gain = alone ? alone.aloneCents - alone.cents : 0;
  return {
    ...{ id, name, loses: gain < 0 },
    alone: alone && formatMoney(alone.aloneCents, locale),
    here: alone && formatMoney(alone.cents, locale),
    gain: alone && (gain > 0 ? `+${formatMoney(gain, locale)}` : formatMoney(gain, locale)),
    advanced: advancedCents === 0 ? null : formatMoney(advancedCents, locale),
  };
}
