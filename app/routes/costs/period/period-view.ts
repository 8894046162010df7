import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { usualReviewEnd, type Key, type PeriodOverview } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import {
  formatDay,
  formatInstant,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  initials,
} from "~server/kernel/format";
import { addDays, localDateOf } from "~server/kernel/time";
import { borneView } from "./borne-view";
import { checksView } from "./checks-view";

/** A month in words, for its page. */
export async function periodView(actor: Actor, overview: PeriodOverview) {
  const { locale, timeZone, poleSlug: pole } = actor;
  const t = await translator(locale, "costsPeriod");
  const { month, now, statements } = overview;
  const slug = month.startsOn.slice(0, 7);
  const money = (cents: number) => formatMoney(cents, locale);
  const signed = (cents: number) => (cents > 0 ? `+${money(cents)}` : money(cents));
  const day = (at: Date | null) => (at ? formatDay(localDateOf(at, timeZone), locale, { weekday: true }) : "");
  const reviewing = month.state === "review" && month.reviewUntil !== null && now < month.reviewUntil;
  const late = overview.checks.some(({ code, ok }) => code === "reread" && !ok);
  const net = overview.rows.map(({ netCents }) => netCents);
  const [toReceive, toPay] = [sum(net.filter((cents) => cents > 0)), -sum(net.filter((cents) => cents < 0))];
  const name = formatMonth(month.startsOn, locale);
  const lastDay = month.reviewUntil ? localDateOf(month.reviewUntil, timeZone) : usualReviewEnd(now, timeZone);
  return {
    pole,
    month: slug,
    name: capital(name),
    state: month.state,
    lead: t(`lead.${month.state === "review" && !reviewing ? "reviewOver" : month.state}`, {
      day: month.state === "closed" ? day(month.closedAt) : day(month.reviewUntil),
    }),
    steps: stepsOf(overview, {
      open: t("step.openNote", { from: dayOf(month.startsOn, locale), until: dayOf(month.endsOn, locale) }),
      review: month.reviewUntil ? t("step.reviewUntil", { day: dayOf(lastDay, locale) }) : t("step.reviewNote"),
      locked: t("step.lockedNote"),
      closed: month.closedAt
        ? t("step.closedOn", { day: dayOf(localDateOf(month.closedAt, timeZone), locale) })
        : t("step.closedNote"),
    }),
    figures: [
      {
        key: "spent" as const,
        figure: money(overview.spentCents),
        note: t("stat.charges", { count: overview.charges }),
      },
      {
        key: "funded" as const,
        figure: money(-overview.fundedCents),
        note: overview.funders.length > 0 ? overview.funders.join(", ") : t("stat.noFunder"),
      },
      {
        key: "shared" as const,
        figure: money(overview.sharedCents),
        note:
          overview.poleCents === 0
            ? t("stat.members", { count: overview.rows.length })
            : t("stat.pole", { amount: money(overview.poleCents) }),
      },
      {
        key: "left" as const,
        figure: signed(sum(net)),
        note: t("stat.due", { receive: money(toReceive), pay: money(toPay) }),
      },
    ],
    ...checksView(actor, overview, t),
    ...borneView(actor, overview, t),
    provisional: overview.waitsFor && {
      text: t("provisional.text", { month: capital(formatMonth(overview.waitsFor, locale)) }),
      see: t("provisional.see", { month: formatMonth(overview.waitsFor, locale) }),
      to: paths.costPeriod(pole, overview.waitsFor.slice(0, 7)),
    },
    review: {
      reviewing,
      day: lastDay,
      min: addDays(localDateOf(now, timeZone), month.state === "open" || late ? 2 : 1),
      late,
      max: addDays(localDateOf(now, timeZone), 120),
      read: t("review.read", statements),
    },
    closing: overview.closing && {
      state: overview.closing.state,
      done: overview.closing.done,
      total: Math.max(1, overview.closing.total),
      words: t(`closing.${overview.closing.step}`, {
        done: formatNumber(overview.closing.done, locale),
        total: formatNumber(overview.closing.total, locale),
      }),
      problem: overview.closing.state === "failed" ? t(`closing.problem.${failure(overview.closing.problem)}`) : null,
    },
    manifest: overview.manifest && {
      sha256: overview.manifest.sha256,
      words: t("manifest.words", {
        entries: overview.manifest.entries,
        allocations: overview.manifest.allocations,
        instant: month.closedAt ? formatInstant(month.closedAt, timeZone, locale, { weekday: true }) : "",
      }),
    },
    disputes: overview.disputes.map((dispute) => ({
      id: dispute.id,
      waits: dispute.state === "filed",
      title: t("disputes.title", { structure: dispute.structureName, amount: money(dispute.cents) }),
      about: t("disputes.about", { pool: dispute.poolName, person: dispute.filedBy ?? "", day: day(dispute.filedAt) }),
      reason: dispute.reason,
      outcome:
        dispute.state === "filed"
          ? null
          : t("disputes.outcome", { state: dispute.state, amount: money(dispute.grantedCents ?? 0) }),
      decision: dispute.decision,
      decide: paths.costDispute(pole, dispute.id),
      statement: paths.costStatement(pole, slug, dispute.structureId),
    })),
    matrix: matrixOf(overview, pole, slug, { plain: (cents) => plain(cents, locale), key: (key) => keyNote(key, t) }),
    compare: overview.before && {
      before: formatMonth(overview.before.startsOn, locale),
      beforeTitle: capital(formatMonth(overview.before.startsOn, locale)),
      pools: overview.pools.map(({ id, name: pool, cents, beforeCents }) => ({
        ...{ id, name: pool, now: money(cents), then: money(beforeCents) },
        bars: [share(cents, overview), share(beforeCents, overview)],
        change: changeOf(cents, beforeCents, t, (part) => formatPercent(Math.round(part * 1000) / 1000, locale)),
      })),
    },
  };
}

export type PeriodView = Awaited<ReturnType<typeof periodView>>;

type Say = Awaited<ReturnType<typeof translator<"costsPeriod">>>;

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const dayOf = (day: string, locale: Actor["locale"]) => formatDay(day, locale, { weekday: false });

const STEPS = ["open", "review", "locked", "closed"] as const;

function stepsOf({ month }: PeriodOverview, notes: Record<(typeof STEPS)[number], string>) {
  const here = STEPS.indexOf(month.state);
  return STEPS.map((state, rank) => ({
    state,
    is:
      rank < here || month.state === "closed"
        ? ("done" as const)
        : rank === here
          ? ("now" as const)
          : ("later" as const),
    note: notes[state],
  }));
}

const FAILURES = ["something_missing", "not_allowed", "frozen_differs"] as const;

function failure(problem: string): (typeof FAILURES)[number] | "failed" {
  return FAILURES.find((known) => known === problem) ?? "failed";
}

/** "1 234,56", with its sign: the sign of the currency is in the caption. */
function plain(cents: number, locale: Actor["locale"]): string {
  return formatMoney(cents, locale).replace(/[\s\u00a0\u202f]?€/u, "");
}

function keyNote(key: Key | null, t: Say): string {
  if (!key) return t("key.none");
  return key.type === "measure" ? t(`key.measure.${key.measure}`) : t(`key.${key.type}`);
}

function matrixOf(
  { pools, rows, disputes }: PeriodOverview,
  pole: string,
  month: string,
  say: { plain: (cents: number) => string; key: (key: Key | null) => string },
) {
  const cell = (cents: number) => ({ text: say.plain(cents), zero: cents === 0 });
  const total = (of: (row: PeriodOverview["rows"][number]) => number) => say.plain(sum(rows.map(of)));
  const withSign = (cents: number) => (cents > 0 ? `+${say.plain(cents)}` : say.plain(cents));
  const others = rows.some(({ otherCents }) => otherCents !== 0);
  const called = rows.some(({ callsCents }) => callsCents !== 0);
  const used = pools.filter(({ id }) => rows.some((row) => (row.pools[id] ?? 0) !== 0));
  return {
    others,
    called,
    pools: used.map(({ id, name, key }) => ({
      id,
      name,
      note: say.key(key),
      to: paths.costPool(pole, id),
      total: total((row) => row.pools[id] ?? 0),
    })),
    rows: rows.map((row) => {
      const statement = paths.costStatement(pole, month, row.structureId);
      return {
        id: row.structureId,
        name: row.name,
        initials: initials(row.name),
        colour: row.colour,
        statement,
        disputes: disputes.some(({ structureId, state: of }) => structureId === row.structureId && of === "filed"),
        cells: used.map(({ id }) => ({
          id,
          to: `${paths.costStatement(pole, month, row.structureId)}#poste-${id}`,
          ...cell(row.pools[id] ?? 0),
        })),
        shares: say.plain(row.sharesCents),
        calls: say.plain(-row.callsCents),
        other: withSign(row.otherCents),
        net: withSign(row.netCents),
      };
    }),
    totals: {
      shares: total((row) => row.sharesCents),
      calls: total((row) => -row.callsCents),
      other: withSign(sum(rows.map(({ otherCents }) => otherCents))),
      net: withSign(sum(rows.map(({ netCents }) => netCents))),
    },
  };
}

/** In hundredths of the longest bar. */
function share(cents: number, { pools }: PeriodOverview): number {
  const most = Math.max(1, ...pools.flatMap((pool) => [pool.cents, pool.beforeCents]));
  return Math.max(0, Math.round((cents / most) * 1000) / 10);
}

function changeOf(now: number, then: number, t: Say, percent: (part: number) => string): string {
  if (now === then) return t("compare.same");
  if (then <= 0 || now < 0) return t("compare.new");
  const part = (now - then) / then;
  return part > 0 ? `+${percent(part)}` : percent(part);
}
