import type { translator } from "~/i18n/translator";
import type { IconName } from "~/ui/icon-names";
import type { ApprovalBy, Day, Suggestion } from "~server/bookings";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDay, formatInstant, formatList, formatTime, formatTimeRange, relativeDay } from "~server/kernel/format";
import { localDateOf, wallClock, type LocalDate } from "~server/kernel/time";
import type { HalfDay, Hours } from "./when";

/** The messages `bookings`, as loaders and components alike hold them. */
export type Say = Awaited<ReturnType<typeof translator<"bookings">>>;
/** The messages `search`. */
export type SaySearch = Awaited<ReturnType<typeof translator<"search">>>;

/** "Jeudi 26 novembre", as a line of a list. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The lines of a list of days: "Aujourd'hui, lundi 23 novembre", "Jeudi 26 novembre". */
export function dayOptions(days: readonly LocalDate[], today: LocalDate, locale: Locale, t: Say) {
  return days.map((day) => {
    const words = formatDay(day, locale, { year: day.slice(0, 4) !== today.slice(0, 4) });
    const relative = relativeDay(day, today, locale);
    if (!relative) return { value: day, label: capital(words) };
    return { value: day, label: day === today ? t("when.today", { day: words }) : t("when.tomorrow", { day: words }) };
  });
}

/** "jeudi 26 novembre, de 14 h à 17 h" */
export function slotWords({ day, until, from, to }: Omit<Hours, "people">, locale: Locale, t: Say): string {
  if (until) {
    return t("when.slotDays", {
      day: formatDay(day, locale),
      from: formatTime(from, locale),
      until: formatDay(until, locale),
      to: formatTime(to, locale),
    });
  }
  return t("when.slot", { day: formatDay(day, locale), from: formatTime(from, locale), to: formatTime(to, locale) });
}

/** "14 h – 17 h", "14 h – vendredi 27 novembre, 17 h". */
export function hoursWords({ until, from, to }: Omit<Hours, "people">, locale: Locale): string {
  if (!until) return formatTimeRange(from, to, locale);
  return `${formatTime(from, locale)} – ${formatDay(until, locale)}, ${formatTime(to, locale)}`;
}

/** "Cet après-midi", "Demain matin", "Jeudi après-midi". */
export function halfDayWords({ day, part }: HalfDay, today: LocalDate, locale: Locale, t: Say): string {
  const morning = part === "morning";
  if (day === today) return t(morning ? "when.thisMorning" : "when.thisAfternoon");
  if (relativeDay(day, today, locale)) return t(morning ? "when.tomorrowMorning" : "when.tomorrowAfternoon");
  const weekday = capital(formatDay(day, locale).split(" ")[0] ?? "");
  return t(morning ? "when.dayMorning" : "when.dayAfternoon", { day: weekday });
}

/** "Libre de 10 h à 12 h et de 13 h à 20 h", or why nothing is. */
export function freeWords({ segments }: Day, locale: Locale, t: Say): string {
  const free = segments.filter(({ kind }) => kind === "free");
  if (free.length > 0) {
    const intervals = free.map(({ start, end }) =>
      t("free.interval", { from: formatTime(start, locale), to: formatTime(end, locale) }),
    );
    return t("free.intervals", { intervals: formatList(intervals, locale) });
  }
  if (segments.every(({ kind }) => kind === "closed")) return t("free.closed");
  return t(segments.every(({ kind }) => kind === "closed" || kind === "past") ? "free.past" : "free.none");
}

/** The icon of each way out of a refusal. */
export const WAY_ICONS = {
  earlier: "arrow-left",
  later: "move-right",
  shorter: "minimize-2",
  longer: "timer",
  other: "repeat-2",
} as const satisfies Record<Suggestion["kind"], IconName>;

/** Until when a booking could be cancelled, or that it no longer could. */
export function cancelWords(
  until: Date,
  now: Date,
  { locale, timeZone }: { locale: Locale; timeZone: string },
  t: Say,
): string {
  if (until < now) return t("price.cancelTooLate");
  const { date, minutes } = wallClock(until, timeZone);
  const relative = relativeDay(date, localDateOf(now, timeZone), locale);
  const time = formatTime(minutes, locale);
  return relative
    ? t("price.cancelUntilSoon", { day: relative, time })
    : t("price.cancelUntil", { day: formatDay(date, locale), time });
}

/** Who must say yes, and by when: "by" in a list, "needed" where it is asked for; null when nobody needs to. */
export function approvalWords(
  approval: ApprovalBy | null,
  owner: string,
  { locale, timeZone, poleName }: Pick<Actor, "locale" | "timeZone" | "poleName">,
  t: SaySearch,
  length: "by" | "needed",
): string | null {
  if (!approval) return null;
  const instant = formatInstant(approval.until, timeZone, locale, { weekday: true, year: false });
  return t(`approval.${length}`, { who: approval.who === "manager" ? poleName : owner, instant });
}
