import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { PlanRow } from "~/ui/plan-table";
import type { PlanWeekRow } from "~/ui/plan-week-table";
import type { Slot } from "~/ui/slot";
import type { Day, Planning, Segment } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatTimeRange, initials } from "~server/kernel/format";
import { MINUTES_PER_DAY, timeText, type LocalDate } from "~server/kernel/time";
import { calendarEvents, within } from "../calendar/calendar-data";
import type { CalendarData } from "../calendar/event";
import { dayView, type DayWindow } from "../day-view";
import { freeWords, type Say } from "../words";

type Row = Planning["rows"][number];
export type SayPlanning = Awaited<ReturnType<typeof translator<"planning">>>;

/** What every function below needs to put rows in words. */
export interface Words {
  readonly actor: Actor;
  readonly t: SayPlanning;
  readonly bookings: Say;
}

/** "La Grande Tablée, 14 places" */
function subOf({ owner, capacity }: Row, t: SayPlanning): string {
  return t("seats", { owner: owner.name, count: capacity });
}

/** How many minutes a column of the day is: the largest step that every stretch fits. */
export function columnMinutes(rows: readonly Row[]): number {
  const edges = rows.flatMap(({ days }) =>
    days.flatMap(({ segments }) => segments.flatMap(({ start, end }) => [start, end])),
  );
  return [30, 15, 5].find((step) => edges.every((edge) => edge % step === 0 || edge === MINUTES_PER_DAY)) ?? 1;
}

/** The address that books from the start of a free stretch: an hour, or the least that can be booked. */
function bookingLink(actor: Actor, row: Row, day: Day, { start, end }: Segment): string {
  const until = Math.min(end, start + Math.max(60, row.minMinutes));
  return paths.newBooking(actor.poleSlug, row.resourceId, {
    jour: day.date,
    de: timeText(start),
    a: timeText(until),
  });
}

function slotOf(segment: Segment, day: Day, row: Row, column: number, { actor, t }: Words): Slot {
  const { kind, start, end, occupation } = segment;
  const base = { span: Math.round((end - start) / column), time: formatTimeRange(start, end, actor.locale) };
  if (kind === "free") return { ...base, kind, href: bookingLink(actor, row, day, segment) };
  if (kind === "closed" || kind === "past") return { ...base, kind };
  if (kind === "unavailable" || !occupation) return { ...base, kind: "closed", label: t("unavailable") };
  const href = occupation.ours ? paths.booking(actor.poleSlug, occupation.bookingId) : undefined;
  if (kind === "ours") return { ...base, kind: "mine", label: t("you"), sub: occupation.title || undefined, href };
  return {
    ...base,
    kind: "taken",
    label: occupation.structureName,
    sub: occupation.title || undefined,
    who: { initials: initials(occupation.structureName), colour: occupation.structureColour },
  };
}

/** The day of each resource, in slots that fill the columns. */
export function dayRows(rows: readonly Row[], window: DayWindow, column: number, words: Words): PlanRow[] {
  const { actor, t, bookings } = words;
  return rows.flatMap((row) => {
    const [day] = row.days;
    if (!day) return [];
    const shown = day.segments.flatMap((segment) => within(segment, window) ?? []);
    return {
      key: row.resourceId,
      name: row.name,
      sub: subOf(row, t),
      href: paths.resource(actor.poleSlug, row.resourceId, { jour: day.date }),
      slots: shown.map((segment) => slotOf(segment, day, row, column, words)),
      sentence: freeWords(day, actor.locale, bookings),
    };
  });
}

/** The week of each resource, in strips. */
export function weekRows(
  rows: readonly Row[],
  window: DayWindow,
  today: LocalDate,
  dayLink: (date: LocalDate) => string,
  { actor, t, bookings }: Words,
): PlanWeekRow[] {
  return rows.map((row) => ({
    key: row.resourceId,
    name: row.name,
    sub: subOf(row, t),
    href: paths.resource(actor.poleSlug, row.resourceId),
    days: row.days.map((day) => {
      const view = dayView(day, window, null, actor.locale, bookings);
      return { ...view, sentence: day.date < today ? bookings("free.past") : view.sentence, href: dayLink(day.date) };
    }),
  }));
}

/** The day as the drawn calendar takes it: one column a resource. */
export function dayCalendar(rows: readonly Row[], window: DayWindow, { actor, t }: Words): CalendarData | null {
  const date = rows[0]?.days[0]?.date;
  if (!date) return null;
  const words = { you: t("you"), closed: t("closed"), unavailable: t("unavailable") };
  return {
    view: "day",
    from: date,
    opens: window.from,
    closes: window.to,
    stepMinutes: 30,
    resources: rows.map(({ resourceId, name }) => ({ id: resourceId, name })),
    events: rows.flatMap(({ resourceId, days }) =>
      days.slice(0, 1).flatMap((day) => calendarEvents(day, window, actor, words, resourceId)),
    ),
  };
}

/** A booking of the list. */
export interface ListedBooking {
  readonly key: string;
  readonly time: string;
  readonly room: string;
  readonly roomHref: string;
  readonly who: string;
  readonly initials: string;
  readonly colour: number;
  readonly ours: boolean;
  readonly title: string | null;
  readonly href: string | null;
}

/** The bookings of each day, in order of time. */
export function listDays(
  rows: readonly Row[],
  dates: readonly string[],
  { actor, t }: Words,
): { date: string; bookings: ListedBooking[] }[] {
  return dates.map((date, index) => {
    const taken = rows.flatMap((row) =>
      (row.days[index]?.segments ?? []).flatMap(({ start, end, occupation }) =>
        occupation ? [{ row, start, end, occupation }] : [],
      ),
    );
    taken.sort((a, b) => a.start - b.start || a.row.name.localeCompare(b.row.name, actor.locale));
    return {
      date,
      bookings: taken.map(({ row, start, end, occupation }) => ({
        key: `${occupation.bookingId} ${row.resourceId}`,
        time: formatTimeRange(start, end, actor.locale),
        room: row.name,
        roomHref: paths.resource(actor.poleSlug, row.resourceId, { jour: date }),
        who: occupation.ours ? t("you") : occupation.structureName,
        initials: initials(occupation.structureName),
        colour: occupation.structureColour,
        ours: occupation.ours,
        title: occupation.title || null,
        href: occupation.ours ? paths.booking(actor.poleSlug, occupation.bookingId) : null,
      })),
    };
  });
}
