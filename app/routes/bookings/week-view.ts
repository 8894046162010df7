import { paths } from "~/paths";
import { resourcePage } from "~/routes/door/resource-page";
import type { Slot, SlotKind } from "~/ui/slot";
import type { WeekDay } from "~/ui/week-table";
import { hoursOn, type Day, type Segment, type Week } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatTime, formatTimeRange, initials, weekdayName } from "~server/kernel/format";
import {
  addDays,
  localDateOf,
  MINUTES_PER_DAY,
  startOfWeek,
  timeText,
  weekdayOf,
  type LocalDate,
} from "~server/kernel/time";
import { calendarEvents } from "./calendar/calendar-data";
import type { CalendarData, CalendarEvent } from "./calendar/event";
import { marksOf, type DayWindow } from "./day-view";
import { slotOn, type When } from "./when";
import { freeWords, type Say } from "./words";

/** Where a choice made in the week leads: the form that books. */
const ANCHOR = "#reserver";

/** For a structure that may not book it: why, what a stretch that is free to others is called, and a day of it. */
interface Barred {
  readonly why: string;
  readonly slot: string;
  readonly day: string;
}

/** A resource's week, ready for <WeekTable>: each free hour leads to its choice. */
export function weekView(
  week: Week,
  monday: LocalDate,
  chosen: When | null,
  now: Date,
  actor: Actor,
  t: Say,
  barred: Barred | null = null,
) {
  const { locale, timeZone, poleSlug } = actor;
  const today = localDateOf(now, timeZone);
  const days = daysShown(week);
  const window = windowOf(week, days);
  const unit = rowMinutes(days, chosen);
  const rows = Array.from({ length: (window.to - window.from) / unit }, (_, row) => window.from + row * unit);
  const [first, last] = [days[0]?.date ?? monday, days.at(-1)?.date ?? monday];
  const weekDays = days.map((day): WeekDay => {
    const runs = runsOf(day, rows, unit, chosen);
    return {
      key: day.date,
      weekday: weekdayName(weekdayOf(day.date), locale, true),
      day: String(Number(day.date.slice(8))),
      label: formatDay(day.date, locale),
      today: day.date === today,
      past: day.date < today,
      slots: runs.map((run) => {
        const slot = slotOf(run, day, unit, week, chosen, actor, t);
        return barred && run.kind === "unavailable" ? { ...slot, label: barred.slot } : slot;
      }),
      sentence: barred?.day ?? freeWords(day, locale, t),
    };
  });
  const shown = new Set(weekDays.flatMap(({ slots }) => slots.map(({ kind }) => kind)));
  const turn = (date: LocalDate) => resourcePage(actor, week.resourceId, { ...chosen?.query, semaine: date });
  const title = formatDayRange(first, last, locale);
  return {
    title,
    caption: t("room.weekCaption", { name: week.resourceName, days: title }),
    days: weekDays,
    hours: rows.map((minutes) => (minutes % 60 === 0 ? formatTime(minutes, locale) : "")),
    marks: marksOf(window, locale),
    legend: LEGEND.filter((kind) => shown.has(kind)),
    previous: monday > startOfWeek(today) ? turn(addDays(monday, -7)) : null,
    next: addDays(monday, 7) <= week.lastDay ? turn(addDays(monday, 7)) : null,
    barred: barred?.why ?? null,
    calendar: calendarOf(week, monday, window, chosen, actor, t, barred),
    resource: week.resourceId,
    pole: poleSlug,
    locale,
  };
}

/** The week for who draws on it: seven days, since the library knows no other week. */
function calendarOf(
  week: Week,
  monday: LocalDate,
  window: DayWindow,
  chosen: When | null,
  actor: Actor,
  t: Say,
  barred: Barred | null,
): CalendarData {
  const words = {
    you: t("room.you"),
    closed: t("room.closed"),
    taken: t("room.taken"),
    unavailable: barred?.slot ?? t("room.unavailable"),
  };
  return {
    view: "week",
    from: monday,
    opens: window.from,
    closes: window.to,
    stepMinutes: week.stepMinutes < 30 ? 15 : week.stepMinutes,
    events: [
      ...week.days.flatMap((day) => calendarEvents(day, window, actor, words)),
      ...(chosen ? [pickOf(chosen, t("room.pick"))] : []),
    ],
  };
}

export type WeekView = ReturnType<typeof weekView>;

const LEGEND: readonly SlotKind[] = ["free", "pick", "mine", "taken", "closed"];

/** What the address chooses, drawn over the week (nothing shows when it is of another). */
function pickOf({ day, from, to }: When, title: string): CalendarEvent {
  const end = to === MINUTES_PER_DAY ? "23:59" : timeText(to);
  return { id: "pick", start: `${day}T${timeText(from)}`, end: `${day}T${end}`, title, kind: "pick" };
}

/** The days it opens, or is taken all the same; a week that is closed is shown whole. */
function daysShown({ days, hours }: Week): readonly Day[] {
  const shown = days.filter(
    ({ date, segments }) => hoursOn(hours, date).length > 0 || segments.some(({ occupation }) => occupation),
  );
  return shown.length > 0 ? shown : days;
}

/** From its earliest opening to its latest closing, in whole hours; larger where it is taken outside them. */
function windowOf({ hours }: Week, days: readonly Day[]): DayWindow {
  const taken = days.flatMap(({ segments }) => segments.filter(({ occupation }) => occupation));
  const edges = [
    ...days.flatMap(({ date }) => hoursOn(hours, date)).map(({ start, end }) => ({ from: start, to: end })),
    ...taken.map(({ start, end }) => ({ from: start, to: end })),
  ];
  if (edges.length === 0) return { from: 8 * 60, to: 20 * 60 };
  return {
    from: Math.floor(Math.min(...edges.map(({ from }) => from)) / 60) * 60,
    to: Math.ceil(Math.max(...edges.map(({ to }) => to)) / 60) * 60,
  };
}

/** How many minutes a row is: an hour, or less where something begins or ends within one. */
function rowMinutes(days: readonly Day[], chosen: When | null): number {
  const edges = days.flatMap(({ segments }) =>
    segments.filter(({ kind }) => kind === "free" || kind === "taken" || kind === "ours"),
  );
  const minutes = edges.flatMap(({ start, end }) => [start, end]).concat(chosen ? [chosen.from, chosen.to] : []);
  return [60, 30].find((unit) => minutes.every((minute) => minute % unit === 0)) ?? 15;
}

/** Rows that follow each other and are alike. */
interface Run {
  readonly kind: SlotKind | "unavailable";
  readonly start: number;
  readonly end: number;
  readonly segment: Segment | undefined;
}

function runsOf(day: Day, rows: readonly number[], unit: number, chosen: When | null): Run[] {
  const runs: Run[] = [];
  for (const start of rows) {
    const { kind, segment } = rowOf(day, { from: start, to: start + unit }, chosen);
    const last = runs.at(-1);
    // Free time is cut at each hour, since each is a choice of its own.
    const goesOn = last?.kind === kind && last.segment === segment && !(kind === "free" && start % 60 === 0);
    if (goesOn) runs[runs.length - 1] = { ...last, end: start + unit };
    else runs.push({ kind, start, end: start + unit, segment });
  }
  return runs;
}

function rowOf(day: Day, row: DayWindow, chosen: When | null): Pick<Run, "kind" | "segment"> {
  const here = day.segments.filter(({ start, end }) => start < row.to && row.from < end);
  const taken = here.find(({ kind }) => kind === "taken" || kind === "ours");
  if (taken) return { kind: taken.kind === "ours" ? "mine" : "taken", segment: taken };
  const [only] = here;
  if (here.length === 1 && only?.kind === "free") {
    const isChosen = chosen?.day === day.date && chosen.from <= row.from && row.to <= chosen.to;
    return isChosen ? { kind: "pick", segment: undefined } : { kind: "free", segment: only };
  }
  if (here.some(({ kind }) => kind === "unavailable" || kind === "free")) {
    return { kind: "unavailable", segment: undefined };
  }
  return { kind: here.every(({ kind }) => kind === "past") ? "past" : "closed", segment: undefined };
}

function slotOf(run: Run, day: Day, unit: number, week: Week, chosen: When | null, actor: Actor, t: Say): Slot {
  const { kind, start, end, segment } = run;
  const { locale, poleSlug } = actor;
  const base = { span: (end - start) / unit, time: formatTimeRange(start, end, locale) };
  if (kind === "unavailable") return { ...base, kind: "closed", label: t("room.unavailable") };
  if (kind === "free" && segment) {
    const { query } = slotOn({ ...choiceAt(start, segment, week, chosen), day: day.date }, actor.timeZone);
    const href = `${resourcePage(actor, week.resourceId, query)}${ANCHOR}`;
    return { ...base, kind, label: formatTime(start, locale), href };
  }
  const occupation = segment?.occupation;
  if (!segment || !occupation) return { ...base, kind };
  const time = formatTimeRange(segment.start, segment.end, locale);
  const sub = occupation.title || undefined;
  if (kind === "mine") {
    return { ...base, kind, time, label: t("room.you"), sub, href: paths.booking(poleSlug, occupation.bookingId) };
  }
  const who = { initials: initials(occupation.structureName), colour: occupation.structureColour };
  return { ...base, kind, time, label: occupation.structureName, sub, who };
}

/** The slot that a free hour chooses: as long as the last choice where it fits, never shorter than the rule. */
function choiceAt(start: number, free: Segment, { minMinutes, maxMinutes }: Week, chosen: When | null) {
  const wished = chosen ? chosen.to - chosen.from : 60;
  const length = Math.min(Math.max(wished, minMinutes), maxMinutes);
  const to = Math.min(free.end, start + length);
  return { from: Math.max(free.start, Math.min(start, to - minMinutes)), to, people: chosen?.people ?? null };
}
