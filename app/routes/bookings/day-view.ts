import type { Day } from "~server/bookings";
import type { Locale } from "~server/kernel/actor";
import { formatTime } from "~server/kernel/format";
import type { StripMark, StripSegment } from "~/ui/strip";
import { freeWords, type Say } from "./words";

/** The hours of the day that are drawn, in minutes. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

/** A day at a glance, ready for <Strip>. */
export interface DayView {
  readonly segments: readonly StripSegment[];
  readonly sentence: string;
  readonly none: boolean;
}

const USUAL: DayWindow = { from: 8 * 60, to: 20 * 60 };

/** The usual working day, made larger to hold what is free or asked outside it; whole hours. */
export function windowOf(days: readonly Day[], asked?: DayWindow): DayWindow {
  const shown = days.flatMap(({ segments }) => segments.filter(({ kind }) => kind === "free" || kind === "taken"));
  const edges = [USUAL, ...(asked ? [asked] : []), ...shown.map(({ start, end }) => ({ from: start, to: end }))];
  return {
    from: Math.floor(Math.min(...edges.map(({ from }) => from)) / 60) * 60,
    to: Math.ceil(Math.max(...edges.map(({ to }) => to)) / 60) * 60,
  };
}

/** Hours written under a strip: both ends, and every four hours between. */
export function marksOf({ from, to }: DayWindow, locale: Locale): StripMark[] {
  const hours = [from];
  // A whole day has place for fewer.
  const step = to - from > 16 * 60 ? 480 : 240;
  for (let minutes = from + step; minutes <= to - 180; minutes += step) hours.push(minutes);
  hours.push(to);
  return hours.map((minutes) => ({ label: formatTime(minutes, locale), at: ((minutes - from) / (to - from)) * 100 }));
}

const KINDS = { taken: "taken", ours: "mine", unavailable: "closed", closed: "closed", past: "closed" } as const;

/** The strip of a day within its window, with what is asked outlined, and its sentence. */
export function dayView(day: Day, window: DayWindow, asked: DayWindow | null, locale: Locale, t: Say): DayView {
  const percent = (minutes: number) =>
    ((Math.min(Math.max(minutes, window.from), window.to) - window.from) / (window.to - window.from)) * 100;
  const segments: StripSegment[] = day.segments.flatMap(({ kind, start, end }) =>
    kind === "free" || end <= window.from || start >= window.to
      ? []
      : { kind: KINDS[kind], from: percent(start), to: percent(end) },
  );
  if (asked) segments.push({ kind: "ask", from: percent(asked.from), to: percent(asked.to) });
  return {
    segments,
    sentence: freeWords(day, locale, t),
    none: !day.segments.some(({ kind }) => kind === "free"),
  };
}
