import {
  groupHours,
  ruleFacts,
  spanOfDays,
  spanOfMinutes,
  type BookingRules,
  type HoursGroup,
  type KindKey,
  type OpeningHours,
  type RuleFact,
} from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatDuration, formatList, formatTime, formatTimeRange, weekdayName } from "~server/kernel/format";
import type { IconName } from "~/ui/icon-names";
import { kindWord, spanWords, type Words } from "./words";

/** One rule as people read it. */
export type RuleSentence = { readonly icon: IconName; readonly text: string };

/** A resource's rules of booking in plain sentences: on its page, and under the form that sets them. */
export function ruleSentences(
  resource: { kind: KindKey; rules: BookingRules; hours: readonly OpeningHours[] },
  t: Words,
  locale: Locale,
): RuleSentence[] {
  return ruleFacts(resource.rules, resource.hours).map((fact) => sentence(fact, resource.kind, t, locale));
}

function sentence(fact: RuleFact, kind: KindKey, t: Words, locale: Locale): RuleSentence {
  switch (fact.fact) {
    case "hours":
      return { icon: "clock", text: openSentence(fact.groups, kind, t, locale) };
    case "duration": {
      const [min, max, step] = [fact.min, fact.max, fact.step].map((minutes) => durationWords(minutes, t, locale));
      const text =
        fact.min === fact.max
          ? t("rules.durationFixed", { min: min ?? "" })
          : t("rules.duration", { min: min ?? "", max: max ?? "", step: step ?? "" });
      return { icon: "timer", text };
    }
    case "ahead": {
      const horizon = spanWords(t, spanOfDays(fact.horizonDays));
      const notice = durationWords(fact.noticeMinutes, t, locale);
      const text =
        fact.noticeMinutes === 0 ? t("rules.aheadAnytime", { horizon }) : t("rules.ahead", { horizon, notice });
      return { icon: "calendar-range", text };
    }
    case "cancel": {
      const notice = durationWords(fact.noticeMinutes, t, locale);
      const text = fact.noticeMinutes === 0 ? t("rules.cancelAnytime") : t("rules.cancel", { notice });
      return { icon: "calendar-x", text };
    }
    case "buffers": {
      const [before, after] = [fact.before, fact.after].map((minutes) => durationWords(minutes, t, locale));
      return { icon: "hourglass", text: buffersSentence(fact, { before: before ?? "", after: after ?? "" }, t) };
    }
  }
}

function buffersSentence(fact: { before: number; after: number }, words: { before: string; after: string }, t: Words) {
  if (fact.after === 0) return t("rules.bufferBefore", words);
  if (fact.before === 0) return t("rules.bufferAfter", words);
  return fact.before === fact.after ? t("rules.buffersSame", words) : t("rules.buffers", words);
}

/** "2 heures", "3 jours", but "1 h 30". */
export function durationWords(minutes: number, t: Words, locale: Locale): string {
  const span = spanOfMinutes(minutes);
  return span.unit === "minutes" && span.count > 60 ? formatDuration(minutes, locale) : spanWords(t, span);
}

function openSentence(groups: readonly HoursGroup[], kind: KindKey, t: Words, locale: Locale): string {
  if (groups.length === 0) return kindWord(t, kind, "neverOpen");
  const [first] = groups;
  if (first && isEveryDay(first) && isAllDay(first)) return kindWord(t, kind, "openAlways");
  return kindWord(t, kind, "open", { hours: hoursWords(groups, t, locale) });
}

/** "du lundi au vendredi de 8 h à 20 h, le samedi de 9 h à 13 h" */
export function hoursWords(groups: readonly HoursGroup[], t: Words, locale: Locale): string {
  const hours = groups.map((group) => {
    const intervals = isAllDay(group)
      ? t("hours.allDay")
      : formatList(
          group.intervals.map(({ opens, closes }) =>
            t("hours.from", { opens: formatTime(opens, locale), closes: formatTime(closes, locale) }),
          ),
          locale,
        );
    return `${formatList(daysOf(group, t, locale), locale)} ${intervals}`;
  });
  return hours.join(", ");
}

/** "du lundi au vendredi", "le samedi" */
export function daysOf(group: Pick<HoursGroup, "days">, t: Words, locale: Locale): string[] {
  if (isEveryDay(group)) return [t("hours.everyDay")];
  return group.days.flatMap(({ from, to }) =>
    // Two days are named, not spanned: "le lundi et le mardi".
    to - from < 2
      ? days(from, to).map((day) => t("hours.oneDay", { day: weekdayName(day, locale) }))
      : [t("hours.run", { first: weekdayName(from, locale), last: weekdayName(to, locale) })],
  );
}

/** "lun. – ven. 8 h – 20 h", "sam. 9 h – 13 h": a week in as few lines as it takes; none when it is never open. */
export function hoursInShort(hours: readonly OpeningHours[], t: Words, locale: Locale): string[] {
  return groupHours(hours).map((group) => {
    const intervals = isAllDay(group)
      ? t("hours.short.allDay")
      : group.intervals.map(({ opens, closes }) => formatTimeRange(opens, closes, locale)).join(", ");
    const runs = group.days.map(({ from, to }) =>
      to === from
        ? weekdayName(from, locale, true)
        : t("hours.short.run", { first: weekdayName(from, locale, true), last: weekdayName(to, locale, true) }),
    );
    return `${isEveryDay(group) ? t("hours.short.everyDay") : runs.join(", ")} ${intervals}`;
  });
}

function isEveryDay({ days: runs }: Pick<HoursGroup, "days">): boolean {
  return runs.length === 1 && runs[0]?.from === 1 && runs[0].to === 7;
}

function isAllDay({ intervals }: HoursGroup): boolean {
  return intervals.length === 1 && intervals[0]?.opens === 0 && intervals[0].closes === 1440;
}

function days(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
