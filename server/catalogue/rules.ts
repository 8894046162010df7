import { MINUTES_PER_DAY } from "../kernel/time";
import type { BookingRules } from "./kinds";

/** Open from `opens` to `closes`, in minutes of the pôle's wall clock (1440: the midnight that ends the day). */
export interface OpenInterval {
  readonly opens: number;
  readonly closes: number;
}

/** An open interval of one day of every week; 1 is Monday. */
export interface OpeningHours extends OpenInterval {
  readonly weekday: number;
}

/** Days of the week with the same hours: runs of days, first and last included, in order. */
export interface HoursGroup {
  readonly days: readonly { readonly from: number; readonly to: number }[];
  readonly intervals: readonly OpenInterval[];
}

/** The week's opening hours, days with equal hours told together; days without hours are closed and left out. */
export function groupHours(hours: readonly OpeningHours[]): HoursGroup[] {
  const groups = new Map<string, { days: { from: number; to: number }[]; intervals: OpenInterval[] }>();
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const intervals = hours
      .filter((open) => open.weekday === weekday)
      .sort((a, b) => a.opens - b.opens)
      .map(({ opens, closes }) => ({ opens, closes }));
    if (intervals.length === 0) continue;
    const key = JSON.stringify(intervals);
    const group = groups.get(key) ?? { days: [], intervals };
    groups.set(key, group);
    const last = group.days.at(-1);
    if (last?.to === weekday - 1) last.to = weekday;
    else group.days.push({ from: weekday, to: weekday });
  }
  return [...groups.values()];
}

/** What is said of a resource's rules, one fact a sentence, in the order in which people ask. */
export type RuleFact =
  | { readonly fact: "hours"; readonly groups: readonly HoursGroup[] }
  | { readonly fact: "duration"; readonly min: number; readonly max: number; readonly step: number }
  | { readonly fact: "ahead"; readonly horizonDays: number; readonly noticeMinutes: number }
  | { readonly fact: "cancel"; readonly noticeMinutes: number }
  | { readonly fact: "buffers"; readonly before: number; readonly after: number };

/** The facts behind the sentences "Les règles, en clair". */
export function ruleFacts(rules: BookingRules, hours: readonly OpeningHours[]): RuleFact[] {
  const facts: RuleFact[] = [
    { fact: "hours", groups: groupHours(hours) },
    { fact: "duration", min: rules.minMinutes, max: rules.maxMinutes, step: rules.stepMinutes },
    { fact: "ahead", horizonDays: rules.horizonDays, noticeMinutes: rules.noticeMinutes },
    { fact: "cancel", noticeMinutes: rules.cancelNoticeMinutes },
  ];
  const [before, after] = [rules.bufferBeforeMinutes, rules.bufferAfterMinutes];
  if (before > 0 || after > 0) facts.push({ fact: "buffers", before, after });
  return facts;
}

/** A span in the largest unit that says it exactly. */
export interface Span {
  readonly unit: "minutes" | "hours" | "days" | "weeks" | "months" | "years";
  readonly count: number;
}

/** 90 days are 3 months, 14 are 2 weeks: people say round numbers of 30 days as months. */
export function spanOfDays(days: number): Span {
  if (days > 0 && days % 365 === 0) return { unit: "years", count: days / 365 };
  if (days > 0 && days % 30 === 0) return { unit: "months", count: days / 30 };
  if (days > 0 && days % 7 === 0) return { unit: "weeks", count: days / 7 };
  return { unit: "days", count: days };
}

/** 1440 minutes are 1 day, 2880 are 2, 10080 are 1 week; 90 stay 90 minutes. */
export function spanOfMinutes(minutes: number): Span {
  if (minutes > 0 && minutes % MINUTES_PER_DAY === 0) {
    const days = minutes / MINUTES_PER_DAY;
    return days % 7 === 0 ? { unit: "weeks", count: days / 7 } : { unit: "days", count: days };
  }
  if (minutes > 0 && minutes % 60 === 0) return { unit: "hours", count: minutes / 60 };
  return { unit: "minutes", count: minutes };
}

/** What is wrong with a day's hours, beside the field it concerns; null when nothing is. */
export function hoursProblem(
  first: { opens: number | null; closes: number | null },
  second: { opens: number | null; closes: number | null },
): { code: HoursProblem; field: "opens" | "closes" | "reopens" | "recloses" } | null {
  if (first.opens === null && first.closes === null && second.opens === null && second.closes === null)
    return { code: "hours_missing", field: "opens" };
  if (first.opens === null) return { code: "hours_incomplete", field: "opens" };
  if (first.closes === null) return { code: "hours_incomplete", field: "closes" };
  if (first.closes <= first.opens) return { code: "hours_reversed", field: "closes" };
  if (second.opens === null && second.closes === null) return null;
  if (second.opens === null) return { code: "hours_incomplete", field: "reopens" };
  if (second.closes === null) return { code: "hours_incomplete", field: "recloses" };
  if (second.closes <= second.opens) return { code: "hours_reversed", field: "recloses" };
  if (second.opens < first.closes) return { code: "hours_overlap", field: "reopens" };
  return null;
}

export type HoursProblem = "hours_missing" | "hours_incomplete" | "hours_reversed" | "hours_overlap";

/** Widths in pixels at which photographs are kept; browsers choose among them. */
const PHOTO_WIDTHS = [320, 640, 960, 1280, 1920] as const;
/** Smaller photographs would be blurred on every page. */
export const MIN_PHOTO_WIDTH = PHOTO_WIDTHS[0];

/** The widths kept of a photograph of that width: never larger than it. */
export function photoWidths(width: number): number[] {
  return PHOTO_WIDTHS.filter((kept) => kept <= width);
}

/** Where `moved` lands one place earlier (−1) or later (+1); the same order at either end. */
export function movedIn<T>(order: readonly T[], moved: T, by: -1 | 1): T[] {
  const from = order.indexOf(moved);
  const to = from + by;
  const other = order[to];
  if (from < 0 || other === undefined) return [...order];
  return order.map((item, index) => (index === from ? other : index === to ? moved : item));
}
