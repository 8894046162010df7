import type { Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatTime } from "~server/kernel/format";
import { addDays, localDateOf, parseLocalDate, parseTime, wallClock } from "~server/kernel/time";
import { daysFrom, timesBetween, timeValues, type AskedWhen, type WhenError } from "./when";
import { dayOptions, type Say } from "./words";

/** Days that a list of days holds; any other is typed. */
const DAYS_LISTED = 14;

/** What may be chosen: minutes of the clock, days ahead. What was asked beside it is added to the lists. */
export interface WhenChoices {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly daysAhead: number;
}

/** The hours at which a resource is open on some day of some season, by its step, as far ahead as it is booked. */
export function resourceChoices(resource: Pick<Resource, "hours" | "seasonHours" | "rules">): WhenChoices {
  const { rules } = resource;
  const hours = [...resource.hours, ...resource.seasonHours];
  const { stepMinutes: step, horizonDays: daysAhead } = rules;
  if (hours.length === 0) return { first: 8 * 60, last: 20 * 60, step, daysAhead };
  const first = Math.min(...hours.map(({ opens }) => opens));
  return { first, last: Math.max(...hours.map(({ closes }) => closes)), step, daysAhead };
}

/** The fields that ask for a slot, in words: what was typed, what may be chosen, what is wrong. */
export function whenView(
  asked: AskedWhen,
  { first, last, step, daysAhead }: WhenChoices,
  now: Date,
  { locale, timeZone }: Pick<Actor, "locale" | "timeZone">,
  t: Say,
) {
  const { typed, errors } = asked;
  const today = localDateOf(now, timeZone);
  const day = parseLocalDate(typed.jour);
  const [from, to] = [readMinutes(typed.de), readMinutes(typed.a)];
  const times = (minutes: number) =>
    timeValues(day, minutes, timeZone).map((value, index, { length }) => {
      const time = formatTime(minutes, locale);
      if (length === 1) return { value, label: time };
      return { value, label: t(index === 0 ? "when.firstTime" : "when.secondTime", { time }) };
    });
  const words = {
    from: formatTime(from ?? 0, locale),
    now: formatTime(wallClock(now, timeZone).minutes, locale),
  };
  const said = ({ field, message, at }: WhenError) => {
    const facts = { ...words, at: formatTime(at ?? 0, locale) };
    return { field, message: t(`when.errors.${message}`, facts), beside: t(`when.short.${message}`, facts) };
  };
  return {
    typed,
    days: dayOptions(daysFrom(today, Math.min(DAYS_LISTED, daysAhead + 1)), today, locale, t),
    min: today,
    max: addDays(today, daysAhead),
    starts: timesBetween(first, last - step, step, [from]).flatMap(times),
    ends: timesBetween(first + step, last, step, [to]).flatMap(times),
    errors: errors.map(said),
  };
}

export type WhenView = ReturnType<typeof whenView>;

function readMinutes(typed: string): number | null {
  return parseTime(typed.replace(/-[12]$/, ""));
}
