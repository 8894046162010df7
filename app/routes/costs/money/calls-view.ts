import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { callsDue, type CallDue } from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDayRange, formatList, formatMoney, formatMonth, formatPercent } from "~server/kernel/format";
import { addDays, addMonths, localDateOf, type LocalDate } from "~server/kernel/time";

/** How long members have to pay, unless the manager says otherwise. */
const DAYS_TO_PAY = 30;

/** The page that shows a month's calls before they are sent, in words. */
export async function callsView(actor: Actor, month: LocalDate) {
  const { locale, poleSlug, timeZone } = actor;
  const t = await translator(locale, "costsMoney");
  const { due, held, made, fingerprint } = await callsDue(actor, month);
  const money = (cents: number) => formatMoney(cents, locale);
  const name = formatMonth(month, locale);
  const monthsOf = ({ from, until }: CallDue["months"]) =>
    from.slice(0, 7) === until.slice(0, 7)
      ? formatMonth(from, locale)
      : formatDayRange(from, until, locale, { year: true });
  const to = (months: number) => paths.calls(poleSlug, addMonths(month, months).slice(0, 7));
  return {
    title: t("calls.title", { month: name }),
    month: month.slice(0, 7),
    name,
    budget: paths.budget(poleSlug, Number(month.slice(0, 4))),
    turn: {
      label: name,
      before: { label: t("calls.beforeMonth"), to: to(-1) },
      after: { label: t("calls.afterMonth"), to: to(1) },
    },
    grid: gridOf(due, locale),
    calls: due.map((call) => ({
      id: call.poolId,
      name: call.name,
      line: t("calls.line", {
        rank: call.rank,
        count: call.count,
        months: monthsOf(call.months),
        amount: money(call.totalCents),
        number: call.key.number,
      }),
      notes: [
        call.evenly && t("calls.evenly"),
        !call.evenly &&
          call.usedOver &&
          t("calls.usedOver", {
            days: formatDayRange(call.usedOver.from, call.usedOver.until, locale, { year: true }),
          }),
        weightless(call).length > 0 && t("calls.weightless", { names: formatList(weightless(call), locale) }),
      ].filter((note): note is string => typeof note === "string"),
    })),
    held: held.map((pool) => t(`calls.held.${pool.why}`, { pool: pool.name, months: monthsOf(pool.months) })),
    made: made.map((pool) => ({ id: pool.poolId, name: pool.name, amount: money(pool.totalCents) })),
    dueOn: addDays(localDateOf(new Date(), timeZone), DAYS_TO_PAY),
    seen: fingerprint,
    send: t("calls.send", {
      amount: money(due.reduce((all, call) => all + call.totalCents - call.poleCents, 0)),
    }),
  };
}

export type CallsView = Awaited<ReturnType<typeof callsView>>;

/** In thousandths: what is read, not what is computed with. */
const partOf = (cents: number, total: number) => Math.round((cents / total) * 1000) / 1000;

/** Those of whom nothing is measured, in a key of one weight. */
const weightless = ({ evenly, shares }: CallDue) =>
  evenly ? [] : shares.filter(({ weight }) => weight === 0n).map(({ name }) => name);

/** A row for each member, a column for each pool, and the sums. */
function gridOf(due: readonly CallDue[], locale: Locale) {
  const members = new Map<string, string>();
  for (const { shares } of due) for (const { structureId, name } of shares) members.set(structureId, name);
  const money = (cents: number) => formatMoney(cents, locale);
  const shareOf = ({ shares }: CallDue, id: string) => shares.find(({ structureId }) => structureId === id);
  const sum = (amounts: readonly number[]) => amounts.reduce((all, cents) => all + cents, 0);
  const rows = [...members]
    .sort(([, a], [, b]) => a.localeCompare(b, locale))
    .map(([id, name]) => ({
      id,
      name,
      cells: due.map((call) => {
        const share = shareOf(call, id);
        return {
          key: call.poolId,
          amount: share ? money(share.cents) : "",
          part: share && share.cents > 0 ? formatPercent(partOf(share.cents, call.totalCents), locale) : null,
        };
      }),
      total: money(sum(due.map((call) => shareOf(call, id)?.cents ?? 0))),
    }));
  const pole = due.map(({ poleCents }) => poleCents);
  return {
    pools: due.map(({ poolId, name }) => ({ key: poolId, name })),
    rows,
    pole: sum(pole) > 0 ? { cells: pole.map(money), total: money(sum(pole)) } : null,
    totals: due.map(({ totalCents }) => money(totalCents)),
    total: money(sum(due.map(({ totalCents }) => totalCents))),
  };
}
