import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { feesOf, ownBudgets, type FeeCoverage, type FeeLine, type Fees, type YearScale } from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDay, formatList, formatMoney, formatNumber, formatPercent } from "~server/kernel/format";

type T = Awaited<ReturnType<typeof translator<"costsMoney">>>;

/** The page of the fees of a year, in words. */
export async function feesView(actor: Actor, year: number) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "costsMoney");
  const fees = await feesOf(actor, year);
  const { scale, lines, mayManage } = fees;
  const budgets = actor.structureId && !mayManage ? await ownBudgets(actor) : [];
  const due = lines.filter(({ called, cents }) => !called && cents !== null && cents > 0);
  const [declared] = budgets.filter((one) => one.year <= year);
  return {
    year,
    mayManage,
    title: t("fees.titled", { year: String(year) }),
    turn: {
      label: String(year),
      before: { label: t("before"), to: paths.fees(poleSlug, year - 1) },
      after: { label: t("after"), to: paths.fees(poleSlug, year + 1) },
    },
    setScale: mayManage ? paths.feeScale(poleSlug, year) : null,
    scale: scale && scaleView(scale, t, locale),
    lines: scale ? lines.map((line) => lineView(line, scale, fees, t, locale)) : [],
    total: formatMoney(sumOf(lines), locale),
    missing: scale && mayManage ? missingView(lines, scale, t, locale) : null,
    // A member of the pôle says its own budget; the manager says it for those who have not.
    declare: scale?.basis === "budget" ? declareView(fees, actor, t) : null,
    declared: declared
      ? t("fees.declared", { amount: formatMoney(declared.cents, locale), year: String(declared.year) })
      : null,
    call:
      mayManage && due.length > 0
        ? t("fees.call", { amount: formatMoney(sumOf(due), locale), count: due.length })
        : null,
    someCalled: lines.some(({ called }) => called),
    seen: fees.fingerprint,
    coverage: fees.coverage && coverageView(fees.coverage, year, t, locale),
  };
}

export type FeesView = Awaited<ReturnType<typeof feesView>>;

const sumOf = (lines: readonly FeeLine[]) => lines.reduce((all, { cents }) => all + (cents ?? 0), 0);

function scaleView(scale: YearScale, t: T, locale: Locale) {
  return {
    basis: t(`fees.basis.${scale.basis}`),
    bands: scale.bands.map((band, rank) => ({
      rank,
      name: bandWords(scale, rank, t, locale),
      amount: formatMoney(band.cents, locale),
    })),
    decided: scale.decided ? t("fees.decided", { by: scale.decided }) : null,
    dueOn: t("fees.dueOn", { day: formatDay(scale.dueOn, locale, { weekday: false, year: true }) }),
  };
}

function bandWords({ basis, bands }: YearScale, rank: number, t: T, locale: Locale): string {
  if (basis === "flat") return t("fees.band.flat");
  const upTo = bands[rank]?.upTo ?? null;
  const words = (limit: number) => (basis === "budget" ? formatMoney(limit, locale) : fte(limit, locale));
  const below = bands[rank - 1]?.upTo ?? null;
  if (upTo !== null) return t(`fees.band.${basis}UpTo`, { upTo: words(upTo) });
  return below === null ? t(`fees.band.${basis}Any`) : t(`fees.band.${basis}Above`, { above: words(below) });
}

const fte = (value: number, locale: Locale) => formatNumber(value / 10_000, locale);

function lineView(line: FeeLine, scale: YearScale, { daysOfYear }: Fees, t: T, locale: Locale) {
  const { structureId, name, days, cents, called, creditedBecause } = line;
  const part = days < daysOfYear ? [t("fees.prorata", { days, all: daysOfYear })] : [];
  return {
    id: structureId,
    name,
    why: [whyOf(line, scale, t, locale), ...part].join(", "),
    fee: cents === null ? null : formatMoney(cents, locale),
    credited: creditedBecause === null ? null : t("fees.credited", { why: creditedBecause }),
    state: cents === null ? ("missing" as const) : called ? ("called" as const) : ("toCall" as const),
  };
}

function whyOf({ value, valueOf, band, cents }: FeeLine, scale: YearScale, t: T, locale: Locale): string {
  const { basis } = scale;
  if (basis === "flat") return t("fees.basis.flat");
  if (cents === null || value === null) return t(basis === "budget" ? "fees.noBudget" : "fees.noStaff");
  const words = band
    ? bandWords(
        scale,
        scale.bands.findIndex(({ upTo }) => upTo === band.upTo),
        t,
        locale,
      )
    : "";
  const told = { band: words.charAt(0).toLowerCase() + words.slice(1) };
  if (basis === "budget") {
    const amount = formatMoney(value, locale);
    return valueOf
      ? t("fees.whyBudget", { ...told, value: amount, year: valueOf })
      : t("fees.whyBudgetAt", { ...told, value: amount });
  }
  return valueOf
    ? t("fees.whyStaff", {
        ...told,
        value: fte(value, locale),
        day: formatDay(valueOf, locale, { weekday: false, year: true }),
      })
    : t("fees.whyStaffAt", { ...told, value: fte(value, locale) });
}

function missingView(lines: readonly FeeLine[], { basis }: YearScale, t: T, locale: Locale) {
  const missing = lines.filter(({ cents }) => cents === null);
  if (missing.length === 0) return null;
  const names = formatList(
    missing.map(({ name }) => name),
    locale,
  );
  return {
    title: t("fees.missingTitle", { count: missing.length }),
    text: t(basis === "budget" ? "fees.missingBudget" : "fees.missingStaff", { names }),
  };
}

/** Whose budget may be said here: for a manager those that are not called yet, those missing first. */
function declareView({ lines, mayManage, year }: Fees, { structureId, structureName }: Actor, t: T) {
  const open = [...lines].filter(({ called }) => !called);
  open.sort((a, b) => Number(a.cents !== null) - Number(b.cents !== null));
  const own = structureId ? [{ value: structureId, label: structureName ?? "" }] : [];
  return {
    label: t(mayManage ? "fees.declare" : "fees.declareOwn"),
    hint: t("fees.declareHint", { year: String(year) }),
    structures: mayManage ? open.map(({ structureId: value, name: label }) => ({ value, label })) : own,
    years: [year, year - 1, year - 2].map((each) => ({ value: String(each), label: String(each) })),
  };
}

function coverageView(coverage: FeeCoverage, year: number, t: T, locale: Locale) {
  const money = (cents: number) => formatMoney(cents, locale);
  const percent = (points: number) => formatPercent(Math.floor(points / 10) / 1000, locale);
  return {
    title: t("fees.coverageOf", { pool: coverage.poolName, year: String(year) }),
    spent: money(coverage.spentCents),
    budget: coverage.budgetCents === null ? null : money(coverage.budgetCents),
    funding: money(coverage.fundingCents),
    fees: money(coverage.feesCents),
    covers: coverage.points === null ? null : percent(coverage.points),
    bar: Math.min(100, Math.floor((coverage.points ?? 0) / 100)),
    coversBudget:
      coverage.budgetPoints === null ? null : t("fees.coversBudget", { part: percent(coverage.budgetPoints) }),
  };
}
