import type { Price, PriceReason, Quote } from "~server/bookings";
import type { Locale } from "~server/kernel/actor";
import {
  formatDay,
  formatDayRange,
  formatDuration,
  formatMoney,
  formatMonth,
  formatNumber,
} from "~server/kernel/format";
import type { Say } from "./words";

type Reason<K extends PriceReason["kind"]> = Extract<PriceReason, { kind: K }>;

/** What a price is made of, in one line: "3 h à 6,00 €". */
export function priceNote({ reasons, cents }: Price, locale: Locale, t: Say): string {
  const kilometres = reasons.find((reason) => reason.kind === "kilometres");
  const main = mainNote(reasons, cents, locale, t);
  if (kilometres?.kilometres !== null || kilometres.cents !== 0) return main;
  const more = t("price.withKilometres", { rate: formatMoney(kilometres.kilometreCents, locale) });
  return cents === 0 ? more : `${main}, ${more}`;
}

function mainNote(reasons: readonly PriceReason[], cents: number, locale: Locale, t: Say): string {
  const has = (kind: PriceReason["kind"]) => reasons.some((reason) => reason.kind === kind);
  const free = reasons.reduce((sum, reason) => sum + (reason.kind === "free" ? reason.minutes : 0), 0);
  if (has("at_cost")) return t("price.atCostShort");
  if (cents === 0) return t(free > 0 ? "price.freeThisMonth" : "price.free");
  if (free > 0) return t("price.partlyFree", { duration: formatDuration(free, locale) });
  if (has("week")) return t("price.byWeek");
  if (reasons.some((reason) => reason.kind === "day_cap" && reason.cents < 0)) return t("price.capped");
  if (has("day")) return t("price.byDay");
  if (has("half_day")) return t("price.byHalfDay");
  const unit = reasons.find((reason) => reason.kind === "unit");
  if (unit) return t("price.each", { count: unit.quantity, amount: formatMoney(unit.unitCents, locale) });
  const times = reasons.filter((reason) => reason.kind === "time");
  const [first] = times;
  if (!first) return "";
  const duration = formatDuration(sumOfMinutes(times), locale);
  const days = new Set(times.map(({ day }) => day)).size;
  if (days > 1) return t("price.mixed", { duration, days });
  if (times.length > 1) return t("price.mixedRates", { duration });
  return t("price.time", { duration, rate: formatMoney(first.hourCents, locale) });
}

/** A price as its card shows it: every line, the sum, the deposit, whose it is. */
export function priceView<S extends string | null>(price: Quote, structure: S, locale: Locale, t: Say) {
  const { cents, depositCents, atCost } = price;
  return {
    cents,
    total: formatMoney(cents, locale),
    lines: priceLines(price, locale, t),
    structure,
    atCost,
    deposit: depositCents > 0 ? t("price.deposit", { amount: formatMoney(depositCents, locale) }) : null,
  };
}

/** A line of a price: what it is for, and its amount. */
export interface PriceLine {
  readonly label: string;
  readonly amount: string;
  /** Known at the return alone. */
  readonly later: boolean;
}

/** What a price is made of, line by line. A limit that was not reached says so. */
export function priceLines({ reasons }: Price, locale: Locale, t: Say): PriceLine[] {
  const days = new Set(reasons.flatMap((reason) => ("day" in reason ? [reason.day] : [])));
  return reasons.map((reason) => ({
    label: lineLabel(reason, days.size > 1 || reasons.some(({ kind }) => kind === "week"), locale, t),
    amount: lineAmount(reason, locale, t),
    later: reason.kind === "kilometres" && reason.kilometres === null,
  }));
}

function lineLabel(reason: PriceReason, severalDays: boolean, locale: Locale, t: Say): string {
  const timed = (label: string) =>
    "quantity" in reason && reason.quantity > 1 ? t("price.quantity", { label, count: reason.quantity }) : label;
  switch (reason.kind) {
    case "no_charge":
      return t("price.noCharge");
    case "at_cost":
      return t("price.atCost");
    case "day_cap":
      return t("price.cap", { cap: formatMoney(reason.capCents, locale) });
    case "time": {
      const time = timeLabel(reason, locale, t);
      return timed(severalDays ? t("price.timeOn", { day: formatDay(reason.day, locale), time }) : time);
    }
    case "half_day":
      return timed(t(`price.${reason.half}`, { day: formatDay(reason.day, locale) }));
    case "day":
      return timed(t("price.day", { day: formatDay(reason.day, locale) }));
    case "week":
      return timed(t("price.week", { days: formatDayRange(reason.from, reason.to, locale) }));
    case "unit":
      return t("price.units", { count: reason.quantity, amount: formatMoney(reason.unitCents, locale) });
    case "free":
      return freeLabel(reason, locale, t);
    case "kilometres":
      return timed(kilometresLabel(reason, locale, t));
  }
}

function timeLabel({ minutes, hourCents, afterMinutes, special }: Reason<"time">, locale: Locale, t: Say): string {
  const [duration, rate] = [formatDuration(minutes, locale), formatMoney(hourCents, locale)];
  if (special) return t("price.timeSpecial", { duration, rate });
  if (!afterMinutes) return t("price.time", { duration, rate });
  return t("price.timeAfter", { duration, rate, after: formatDuration(afterMinutes, locale) });
}

function freeLabel({ minutes, allowanceMinutes, month }: Reason<"free">, locale: Locale, t: Say): string {
  const words = {
    duration: formatDuration(minutes, locale),
    allowance: formatDuration(allowanceMinutes, locale),
    month: formatMonth(`${month}-01`, locale),
  };
  return t(minutes > 0 ? "price.freeMinutes" : "price.freeMinutesNone", words);
}

function kilometresLabel(
  { kilometres, included, kilometreCents }: Reason<"kilometres">,
  locale: Locale,
  t: Say,
): string {
  const rate = formatMoney(kilometreCents, locale);
  const given = formatNumber(included, locale);
  if (kilometres === null) {
    return included === 0
      ? t("price.kilometresLater", { rate })
      : t("price.kilometresLaterSome", { rate, included: given });
  }
  if (kilometres <= included) return t("price.kilometresIncluded", { kilometres: formatNumber(kilometres, locale) });
  const paid = formatNumber(kilometres - included, locale);
  return included === 0
    ? t("price.kilometres", { paid, rate })
    : t("price.kilometresSome", { paid, rate, included: given });
}

function lineAmount(reason: PriceReason, locale: Locale, t: Say): string {
  if (reason.kind === "kilometres" && reason.kilometres === null) return t("price.later");
  // Nothing to add or take off: an amount there would be added up.
  if (reason.kind === "day_cap" && reason.cents === 0) return t("price.notReached");
  return formatMoney(reason.cents, locale);
}

function sumOfMinutes(times: readonly { readonly minutes: number }[]): number {
  return times.reduce((sum, { minutes }) => sum + minutes, 0);
}
