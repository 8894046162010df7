import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import {
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatTime,
  weekdayName,
} from "~server/kernel/format";
import { change, heatOf, rate, type Share, type Usage } from "~server/usage";
import { otherSpan, periodQuery, turns, type AskedPeriod } from "./asked";
import { periodName, type UsageWords } from "./period-words";

/** Everything the page of a use shows, in words. */
export function usageView(usage: Usage, asked: AskedPeriod, actor: Actor, t: UsageWords) {
  const { locale, poleSlug: pole } = actor;
  const { scope } = usage;
  const here = scope.of === "resource" ? scope.id : null;
  const page = (query: Record<string, string>) =>
    here ? paths.resourceUsage(pole, here, query) : paths.usage(pole, query);
  const list = (filters: Record<string, string | null | undefined>) =>
    paths.usageBookings(pole, { ...periodQuery(asked), ressource: here, ...filters });
  const before = periodName(t, asked.span, usage.before, locale);
  const turn = turns(asked);
  return {
    of: scope.of,
    name:
      scope.of === "resource" ? scope.name : scope.of === "structure" ? (actor.structureName ?? "") : actor.poleName,
    period: periodName(t, asked.span, usage.days, locale),
    before,
    days: usage.days,
    word: asked.word,
    instead: asked.instead && t(`instead.${asked.instead}`),
    turn: { before: page(turn.before), after: page(turn.after) },
    spans: (["mois", "trimestre", "annee"] as const).map((word) => ({
      to: page(otherSpan(word, usage.days.first)),
      label: t(`span.${word}`),
      current: word === asked.word,
    })),
    csv: paths.usageCsv(pole, { ...periodQuery(asked), ressource: here }),
    stats: statsOf(usage, list, actor, t),
    heat: heatView(usage, list, actor, t),
    structures: sharesOf(usage.structures, (id) => list({ structure: id }), actor),
    resources:
      scope.of === "resource"
        ? []
        : sharesOf(usage.resources, (id) => paths.resourceUsage(pole, id, periodQuery(asked)), actor).map(
            (share, index) => {
              const { minutes, openMinutes } = usage.resources[index]!;
              const part = openMinutes === null ? null : rate(minutes, openMinutes);
              return { ...share, rate: part === null ? "" : formatPercent(part, locale) };
            },
          ),
    empty: usage.now.bookings + usage.now.noShows + usage.now.cancelled === 0,
  };
}
export type UsageView = ReturnType<typeof usageView>;

type List = (filters: Record<string, string | null | undefined>) => string;

function statsOf(usage: Usage, list: List, { locale }: Actor, t: UsageWords) {
  const { now, then } = usage;
  const hours = (minutes: number) => formatDuration(Math.round(minutes), locale);
  const moved = (a: number, b: number) => {
    const part = change(a, b);
    if (part === null) return t("noBefore");
    if (part === 0) return t("same");
    const words = { part: formatPercent(Math.abs(part), locale) };
    return part > 0 ? t("more", words) : t("less", words);
  };
  const [occupied, occupiedThen] = [
    rate(usage.takenOfOpen, usage.openMinutes),
    rate(usage.takenOfOpenThen, usage.openMinutesThen),
  ];
  const points =
    occupied !== null && occupiedThen !== null
      ? t("was", { figure: formatPercent(occupiedThen, locale) })
      : t("noBefore");
  const used = list({});
  return [
    { key: "minutes", figure: hours(now.minutes), note: moved(now.minutes, then.minutes), href: used },
    { key: "occupation", figure: occupied === null ? "–" : formatPercent(occupied, locale), note: points, href: used },
    {
      key: "bookings",
      figure: formatNumber(now.bookings, locale),
      note: moved(now.bookings, then.bookings),
      href: used,
    },
    {
      key: "average",
      figure: hours(now.averageMinutes),
      note: moved(now.averageMinutes, then.averageMinutes),
      href: used,
    },
    {
      key: "revenue",
      figure: formatMoney(now.cents, locale),
      note: moved(now.cents, then.cents),
      href: list({ voir: "recettes" }),
    },
    {
      key: "atCost",
      figure: hours(now.atCostMinutes),
      note: moved(now.atCostMinutes, then.atCostMinutes),
      href: list({ voir: "cout" }),
    },
    {
      key: "noShows",
      figure: formatNumber(now.noShows, locale),
      note: t("was", { figure: then.noShows }),
      href: list({ voir: "absences" }),
    },
    {
      key: "cancelled",
      figure: formatNumber(now.cancelled, locale),
      note: t("was", { figure: then.cancelled }),
      href: list({ voir: "annulees" }),
    },
  ] as const;
}

function sharesOf(shares: readonly Share[], href: (id: string) => string, { locale }: Actor) {
  const most = Math.max(1, ...shares.map(({ minutes }) => minutes));
  return shares.map((share) => ({
    id: share.id,
    name: share.name,
    href: href(share.id),
    hours: formatDuration(Math.round(share.minutes), locale),
    part: (share.minutes / most) * 100,
    bookings: formatNumber(share.bookings, locale),
    money: formatMoney(share.cents, locale),
    atCost: share.atCostMinutes > 0 ? formatDuration(Math.round(share.atCostMinutes), locale) : "",
    missed: share.noShows > 0 ? formatNumber(share.noShows, locale) : "",
  }));
}

/** Of the busiest hour's open time: what is open less is left out of the grid, as the nights of what is always open. */
const WORTH_SHOWING = 0.2;

/** The grid, from the first hour to the last in which much is open, or anything taken. */
function heatView({ taken, takenOfOpenByHour, open }: Usage, list: List, { locale }: Actor, t: UsageWords) {
  const least = Math.max(...open.flat()) * WORTH_SHOWING;
  const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    taken.some((day, weekday) => day[hour]! > 0 || (least > 0 && open[weekday]![hour]! >= least)),
  );
  const [first, last] = [busy[0] ?? 8, busy.at(-1) ?? 19];
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const busiest = Math.max(1, ...taken.flat());
  return {
    hours: hours.map((hour) => ({ short: String(hour), long: formatTime(hour * 60, locale) })),
    days: taken.map((day, index) => ({
      key: index + 1,
      short: weekdayName(index + 1, locale, true),
      long: weekdayName(index + 1, locale),
      cells: hours.map((hour) => {
        const [minutes, counted, opened] = [day[hour]!, takenOfOpenByHour[index]![hour]!, open[index]![hour]!];
        // What was used was open, whatever the hours say today: never more than the whole.
        const of = opened > 0 ? Math.max(opened, counted) : 0;
        const part = of > 0 ? Math.round((counted / of) * 100) : null;
        return {
          hour,
          tone: heatOf(of > 0 ? counted : minutes, of, busiest),
          text: minutes === 0 ? (of > 0 ? "0" : "") : part === null ? t("outside") : String(part),
          label: t("cell", {
            day: weekdayName(index + 1, locale),
            hour: formatTime(hour * 60, locale),
            hours: formatDuration(Math.round(minutes), locale),
          }),
          href: minutes > 0 ? list({ jour: String(index + 1), heure: String(hour) }) : null,
        };
      }),
    })),
  };
}
