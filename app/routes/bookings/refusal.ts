import type {
  CancellationProblem,
  ChangeProblem,
  ClockProblem,
  Closed,
  QuotaExceeded,
  Refusal,
  RestorationProblem,
  Suggestion,
} from "~server/bookings";
import { isKindKey, type KindKey } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import {
  formatDay,
  formatDuration,
  formatInstant,
  formatList,
  formatMoney,
  formatPeriod,
  formatPercent,
  formatTime,
  formatTimeRange,
  monthName,
} from "~server/kernel/format";
import {
  localDateOf,
  MINUTES_PER_DAY,
  startOfMonth,
  startOfWeek,
  wallClock,
  type LocalDate,
  type Period,
} from "~server/kernel/time";
import type { Say } from "./words";

/** How a refusal is read: in which language, on which clock. */
export interface Reader {
  readonly locale: Locale;
  readonly zone: string;
  /** The kind of what was asked for; a room unless told. */
  readonly kind?: string;
  readonly now?: Date;
}

/** Any refusal of a booking, a cancellation, a restoration. */
export type AnyRefusal = Refusal | ClockProblem | CancellationProblem | ChangeProblem | RestorationProblem;

/** A refusal in a sentence or two, for pages and API alike. `t` holds the messages `bookings`. */
export function refusalSentence(t: Say, refusal: AnyRefusal, reader: Reader): string {
  const { locale, zone } = reader;
  const kind = kindKey(reader.kind);
  const name = t(`problems.name.${kind}`);
  switch (refusal.code) {
    case "in_the_past":
      return [t("problems.in_the_past"), ...next(t, refusal.earliest, reader)].join(" ");
    case "too_soon": {
      const notice = duration(t, refusal.noticeMinutes, locale);
      return [t("problems.too_soon", { name, notice }), ...next(t, refusal.earliest, reader)].join(" ");
    }
    case "too_far":
      return t("problems.too_far", { name, days: refusal.horizonDays, day: formatDay(refusal.lastDay, locale) });
    case "outside_hours": {
      const day = formatDay(refusal.day, locale);
      const why = refusal.closed && closedWords(t, refusal.closed);
      if (why) return t("problems.closed_for", { name, kind, day, why });
      if (refusal.hours.length === 0) return t("problems.closed", { name, kind, day });
      const hours = refusal.hours.map(({ start, end }) =>
        t("problems.hours", { from: formatTime(start, locale), to: formatTime(end, locale) }),
      );
      return t("problems.outside_hours", { name, kind, day, hours: formatList(hours, locale) });
    }
    case "off_step":
      return t("problems.off_step", { name, step: formatDuration(refusal.stepMinutes, locale) });
    case "too_short":
      return t("problems.too_short", { name, duration: duration(t, refusal.minMinutes, locale) });
    case "too_long":
      return t("problems.too_long", { name, duration: duration(t, refusal.maxMinutes, locale) });
    case "too_many_people":
      return t("problems.too_many_people", { name, capacity: refusal.capacity, attendees: refusal.attendees });
    case "not_enough_units":
      return t("problems.not_enough_units", { units: refusal.units, quantity: refusal.quantity });
    case "not_a_session": {
      const next = refusal.next.map(({ start, end }) => formatPeriod(start, end, zone, locale));
      return t("problems.not_a_session", { name, next: next.length > 0 ? formatList(next, locale) : "none" });
    }
    case "blocked": {
      const { date, minutes } = wallClock(refusal.until, zone);
      const [day, time] = [formatDay(date, locale), formatTime(minutes, locale)];
      return t("problems.blocked", { name, kind, reason: refusal.reason || "none", day, time });
    }
    case "not_open_to_you":
      return t(`problems.not_open_${refusal.openTo}`, { name, kind });
    case "quota_exceeded":
      return quotaSentence(t, refusal, reader);
    case "not_allowed":
      return t(`problems.not_allowed_${refusal.reason}`);
    case "wall_clock_gap": {
      const [time, after] = [refusal.minutes, refusal.after].map((minutes) => formatTime(minutes, locale));
      return t("problems.wall_clock_gap", { time: time ?? "", after: after ?? "" });
    }
    case "wall_clock_twice":
      return t("problems.wall_clock_twice", { time: formatTime(refusal.minutes, locale) });
    case "fee_due":
      return t("problems.fee_due", { amount: formatMoney(refusal.feeCents, locale) });
    case "too_late_to_cancel":
    case "too_late_to_change":
      return t(`problems.${refusal.code}`, {
        deadline: formatInstant(refusal.deadline, zone, locale, { weekday: true, year: false }),
      });
    case "too_late_to_restore":
      return t("problems.too_late_to_restore", { minutes: refusal.minutes });
    default:
      return t(`problems.${refusal.code}`);
  }
}

/** The kind whose words are said; a room's unless told. */
export function kindKey(kind: string | undefined): KindKey {
  return kind !== undefined && isKindKey(kind) ? kind : "room";
}

/** Why a day is closed: "Noël", "vacances d'hiver", what its owner wrote; "" when nothing is told. */
export function closedWords(t: Say, closed: Closed): string {
  if (closed.why === "closure") return closed.label;
  return closed.why === "bank_holiday" ? t(`holidays.bank.${closed.holiday}`) : t(`holidays.school.${closed.holiday}`);
}

/** What is used up or left of a quota, the hours it does not count, and when it starts anew. */
function quotaSentence(t: Say, quota: QuotaExceeded, { locale, zone, kind, now = new Date() }: Reader): string {
  const { measure, since, renewsOn, prime } = quota;
  if (measure === "simultaneous") return t("problems.quota_simultaneous", { amount: quota.amount });
  const what = measure === "prime_percent" ? "prime" : measure === "week_minutes" ? "week" : "month";
  const amount = what === "prime" ? formatPercent(quota.amount / 100, locale) : formatDuration(quota.amount, locale);
  const current = (what === "week" ? startOfWeek : startOfMonth)(localDateOf(now, zone));
  const other = since && since !== current ? whichWords(t, what, since, locale) : "";
  const when = other && t("problems.quota_when", { when: other });
  const left = formatDuration(quota.left, locale);
  return [
    quota.left > 0
      ? t(`problems.quota_left_${what}`, { left, amount, when })
      : t(`problems.quota_used_${what}`, { amount, when }),
    ...(prime
      ? [
          t("problems.quota_outside", {
            kind: kindKey(kind),
            hours: formatTimeRange(prime.from, prime.to, locale),
          }),
        ]
      : []),
    ...(renewsOn ? [t("problems.quota_renews", { day: formatDay(renewsOn, locale) })] : []),
  ].join(" ");
}

function whichWords(t: Say, what: "week" | "month" | "prime", since: LocalDate, locale: Locale): string {
  if (what === "week") return t("problems.quota_week", { day: formatDay(since, locale, { weekday: false }) });
  return monthName(Number(since.slice(5, 7)), locale);
}

/** A way out in words: how it differs ("1 h plus tard"), and when ("jeudi 26 novembre, 15 h – 18 h"). */
export function suggestionWords(t: Say, suggestion: Suggestion, asked: Period, { locale, zone, kind }: Reader) {
  const minutes = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) / 60_000;
  const [from, to] = [wallClock(suggestion.start, zone), wallClock(suggestion.end, zone)];
  const askedDate = localDateOf(asked.start, zone);
  const hours = formatTimeRange(from.minutes, to.minutes === 0 ? MINUTES_PER_DAY : to.minutes, locale);
  return {
    how: howWords(t, suggestion, kindKey(kind), from.date !== askedDate, {
      shift: formatDuration(minutes(suggestion.start, asked.start), locale),
      change: formatDuration(
        Math.abs(minutes(suggestion.start, suggestion.end) - minutes(asked.start, asked.end)),
        locale,
      ),
    }),
    when: from.date === askedDate ? hours : `${formatDay(from.date, locale)}, ${hours}`,
    resourceName: suggestion.resourceName,
  };
}

function howWords(
  t: Say,
  { kind }: Suggestion,
  of: KindKey,
  otherDay: boolean,
  by: { shift: string; change: string },
): string {
  if (kind === "other") return t(`ways.other.${of}`);
  if (otherDay) return t("ways.laterDay");
  return t(`ways.${kind}`, { duration: kind === "later" || kind === "earlier" ? by.shift : by.change });
}

/** Notice and durations: whole days as days, from two on. */
function duration(t: Say, minutes: number, locale: Locale): string {
  const days = minutes / MINUTES_PER_DAY;
  return Number.isInteger(days) && days > 1 ? t("problems.days", { count: days }) : formatDuration(minutes, locale);
}

function next(t: Say, earliest: Date | null, { locale, zone, now = new Date() }: Reader): string[] {
  if (!earliest) return [];
  const { date, minutes } = wallClock(earliest, zone);
  const time = formatTime(minutes, locale);
  if (date === localDateOf(now, zone)) return [t("problems.next", { time })];
  return [t("problems.nextDay", { day: formatDay(date, locale), time })];
}
