import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { fundingsOf, type FundingSeen, type PoolPlan } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDayRange, formatMoney, formatPercent } from "~server/kernel/format";

/** Those that decide what is deducted first. */
const STATES = ["notified", "requested", "paid", "refused"] as const;

/** The page of the fundings, in words. */
export async function fundingsView(actor: Actor, year: number) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "costsMoney");
  const { fundings, plans, mayManage } = await fundingsOf(actor, year);
  const money = (cents: number) => formatMoney(cents, locale);
  const row = (one: FundingSeen) => ({
    id: one.id,
    to: paths.funding(poleSlug, one.id),
    funder: one.funder,
    label: one.label,
    pool: one.poolName,
    rate: formatPercent(one.ratePoints / 10_000, locale),
    ceiling: money(one.ceilingCents),
    used: money(one.usedCents),
    left: one.state === "refused" ? "" : money(one.leftCents),
    short: one.shortfallCents > 0 ? t("funding.shortTitle", { amount: money(one.shortfallCents) }) : null,
    period: formatDayRange(one.startsOn, one.endsOn, locale, { year: true, weekday: false, short: true }),
  });
  return {
    year,
    mayManage,
    add: paths.newFunding(poleSlug),
    groups: STATES.map((state) => ({
      state,
      rows: fundings.filter((one) => one.state === state).map(row),
    })).filter(({ rows }) => rows.length > 0),
    plans: plans.map((plan) => planOf(plan, poleSlug, money, (points) => formatPercent(points / 10_000, locale))),
    turn: {
      label: t("funding.plans", { year: String(year) }),
      before: { label: t("before"), to: `${paths.fundings(poleSlug, year - 1)}#plan` },
      after: { label: t("after"), to: `${paths.fundings(poleSlug, year + 1)}#plan` },
    },
  };
}

export type FundingsView = Awaited<ReturnType<typeof fundingsView>>;

function planOf(plan: PoolPlan, pole: string, money: (cents: number) => string, percent: (points: number) => string) {
  const part = (cents: number) =>
    plan.costCents > 0 ? percent(Math.round((cents * 10_000) / plan.costCents / 100) * 100) : "";
  return {
    id: plan.poolId,
    name: plan.name,
    cost: money(plan.costCents),
    by: plan.by,
    lines: plan.lines.map((line) => ({
      id: line.fundingId,
      to: paths.funding(pole, line.fundingId),
      source: line.funder,
      label: line.label,
      state: line.state,
      amount: money(line.cents),
      part: part(line.cents),
      heldBy: line.heldBy,
    })),
    left: money(plan.leftCents),
    leftPart: part(plan.leftCents),
    ifRefused: plan.leftIfRefusedCents === plan.leftCents ? null : money(plan.leftIfRefusedCents),
    publicCeiling: plan.publicPoints < 10_000 ? percent(plan.publicPoints) : null,
  };
}
