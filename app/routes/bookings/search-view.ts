import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatTime } from "~server/kernel/format";
import { addDays, localDateOf, parseTime, timeText, wallClock } from "~server/kernel/time";
import { daysFrom, timesBetween, whenQuery, type AskedWhen, type HalfDay, type WhenError } from "./when";
import { dayOptions, halfDayWords, type Say } from "./words";

/** Days that the list of days holds, and how far the date field goes. */
const DAYS_LISTED = 14;
const DAYS_AHEAD = 365;
/** Hours that the lists hold, in minutes; any other that was asked is added. */
const [FIRST, LAST, STEP] = [7 * 60, 22 * 60, 30];

/** The search field, in words: what was typed, what may be chosen, what is wrong. */
export function searchView(
  asked: AskedWhen,
  halves: readonly HalfDay[],
  now: Date,
  { locale, timeZone, poleSlug }: Actor,
  t: Say,
) {
  const { typed, when, errors } = asked;
  const today = localDateOf(now, timeZone);
  const [from, to] = [parseTime(typed.de), parseTime(typed.a)];
  const time = (minutes: number) => ({ value: timeText(minutes), label: formatTime(minutes, locale) });
  return {
    typed,
    days: dayOptions(daysFrom(today, DAYS_LISTED), today, locale, t),
    min: today,
    max: addDays(today, DAYS_AHEAD),
    starts: timesBetween(FIRST, LAST - STEP, STEP, [from]).map(time),
    ends: timesBetween(FIRST + STEP, LAST, STEP, [to]).map(time),
    errors: errors.map((error) => whenErrorWords(error, asked, now, { locale, timeZone }, t)),
    chips: halves.map((half) => ({
      label: halfDayWords(half, today, locale, t),
      part: half.part,
      to: `${paths.home(poleSlug, whenQuery({ ...half, people: when?.people ?? null }))}#libres`,
      current: when !== null && when.day === half.day && when.from === half.from && when.to === half.to,
    })),
  };
}

/** What is wrong with a field: a sentence for the list of errors, fewer words for beside the field. */
export function whenErrorWords(
  { field, message, at }: WhenError,
  { typed }: AskedWhen,
  now: Date,
  { locale, timeZone }: Pick<Actor, "locale" | "timeZone">,
  t: Say,
) {
  const words = {
    from: formatTime(parseTime(typed.de) ?? 0, locale),
    now: formatTime(wallClock(now, timeZone).minutes, locale),
    at: formatTime(at ?? 0, locale),
  };
  const short = `when.short.${message}` as const;
  return { field, message: t(`when.errors.${message}`, words), beside: t(short, words) };
}

export type SearchView = ReturnType<typeof searchView>;
