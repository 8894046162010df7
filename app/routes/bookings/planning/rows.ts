import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { kindIcon, kindWord, type Words as CatalogueWords } from "~/routes/catalogue/words";
import type { PlanGroup } from "~/ui/plan-parts";
import type { PlanRow } from "~/ui/plan-table";
import type { PlanWeekRow } from "~/ui/plan-week-table";
import type { Slot } from "~/ui/slot";
import type { Day, Planning, Segment } from "~server/bookings";
import { isKindKey, KIND_KEYS, kindOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatTimeRange, initials } from "~server/kernel/format";
import { MINUTES_PER_DAY, timeText, type LocalDate } from "~server/kernel/time";
import { calendarEvents, within } from "../calendar/calendar-data";
import type { CalendarData } from "../calendar/event";
import { dayView, type DayWindow } from "../day-view";
import { freeWords, type Say, type SaySearch } from "../words";

type Row = Planning["rows"][number];
export type SayPlanning = Awaited<ReturnType<typeof translator<"planning">>>;

/** What every function below needs to put rows in words. */
export interface Words {
  readonly actor: Actor;
  readonly t: SayPlanning;
  readonly bookings: Say;
  readonly search: SaySearch;
  readonly catalogue: CatalogueWords;
}

/** "La Grande Tablée, 14 places"; "Radio Berge, 6 unités" */
function subOf({ owner, capacity, kind, days }: Row, { t, catalogue }: Words): string {
  const units = unitsIn(days);
  if (!isKindKey(kind)) return owner.name;
  if (units > 1) return t("sub", { owner: owner.name, size: kindWord(catalogue, kind, "units", { count: units }) });
  if (!kindOf(kind).people) return owner.name;
  return t("sub", { owner: owner.name, size: kindWord(catalogue, kind, "capacity", { count: capacity }) });
}

/** How many units there are of what is given one by one; 1 of anything else. */
function unitsIn(days: Row["days"]): number {
  return days.find(({ unitsInService }) => unitsInService !== undefined)?.unitsInService ?? 1;
}

/** Rows of one kind together, in the order of kinds. */
export function groupsOf<R extends { key: string }>(
  rows: readonly Row[],
  shown: readonly R[],
  { catalogue }: Words,
): PlanGroup<R>[] {
  return KIND_KEYS.flatMap((kind) => {
    const ids = new Set(rows.filter((row) => row.kind === kind).map(({ resourceId }) => resourceId));
    const own = shown.filter(({ key }) => ids.has(key));
    return own.length === 0
      ? []
      : { key: kind, label: kindWord(catalogue, kind, "many"), icon: kindIcon(kind), rows: own };
  });
}

/** Free stretches cut where another number of units is free; others as they are. */
function cutByUnits(segment: Segment, { units = [] }: Day): (Segment & { free?: number })[] {
  if (segment.kind !== "free" || units.length === 0) return [segment];
  return units.flatMap((stretch) => {
    const [start, end] = [Math.max(segment.start, stretch.start), Math.min(segment.end, stretch.end)];
    return start < end ? { ...segment, start, end, free: stretch.free } : [];
  });
}

/** How many minutes a column of the day is: the largest step that every stretch fits. */
export function columnMinutes(rows: readonly Row[]): number {
  const edges = rows.flatMap(({ days }) =>
    days.flatMap(({ segments, units = [] }) => [...segments, ...units].flatMap(({ start, end }) => [start, end])),
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

function slotOf(
  segment: Segment & { free?: number },
  day: Day,
  row: Row,
  column: number,
  { actor, t, search }: Words,
): Slot {
  const { kind, start, end, occupation } = segment;
  const base = { span: Math.round((end - start) / column), time: formatTimeRange(start, end, actor.locale) };
  if (kind === "free") {
    const href = bookingLink(actor, row, day, segment);
    const [free, total] = [segment.free ?? 0, day.unitsInService ?? 0];
    if (free === 0 || free === total) return { ...base, kind, href };
    return { ...base, kind, href, units: { taken: total - free, free, words: t("unitsFree", { free, total }) } };
  }
  if (kind === "closed" && row.bySession) return { ...base, kind, label: search("noSession") };
  if (kind === "closed" || kind === "past") return { ...base, kind };
  if (kind === "unavailable" || !occupation) {
    return { ...base, kind: "closed", label: row.barred ? search("barred.slot") : t("unavailable") };
  }
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

/** What a day is where "free" and "closed" are not the word for it. */
function sentenceOf({ barred, bySession }: Row, { segments }: Day, { search }: Words): string | null {
  if (barred) return search("barred.day");
  return bySession && segments.every(({ kind }) => kind === "closed") ? search("noSession") : null;
}

/** The day of each resource, in slots that fill the columns. */
export function dayRows(rows: readonly Row[], window: DayWindow, column: number, words: Words): PlanRow[] {
  const { actor, bookings } = words;
  return rows.flatMap((row) => {
    const [day] = row.days;
    if (!day) return [];
    const shown = day.segments
      .flatMap((segment) => cutByUnits(segment, day))
      .flatMap((segment) => {
        const seen = within(segment, window);
        return seen ? { ...seen, free: segment.free } : [];
      });
    return {
      key: row.resourceId,
      name: row.name,
      sub: subOf(row, words),
      href: paths.resource(actor.poleSlug, row.resourceId, { jour: day.date }),
      slots: shown.map((segment) => slotOf(segment, day, row, column, words)),
      sentence: sentenceOf(row, day, words) ?? freeWords(day, actor.locale, bookings),
    };
  });
}

/** The week of each resource, in strips. */
export function weekRows(
  rows: readonly Row[],
  window: DayWindow,
  today: LocalDate,
  dayLink: (date: LocalDate) => string,
  words: Words,
): PlanWeekRow[] {
  const { actor, bookings } = words;
  return rows.map((row) => ({
    key: row.resourceId,
    name: row.name,
    sub: subOf(row, words),
    href: paths.resource(actor.poleSlug, row.resourceId),
    days: row.days.map((day) => {
      const view = dayView(day, window, null, actor.locale, bookings);
      const sentence = sentenceOf(row, day, words) ?? view.sentence;
      return { ...view, sentence: day.date < today ? bookings("free.past") : sentence, href: dayLink(day.date) };
    }),
  }));
}

/** The day as the drawn calendar takes it: one column a resource. */
export function dayCalendar(
  rows: readonly Row[],
  window: DayWindow,
  { actor, t, bookings, search }: Words,
): CalendarData | null {
  const date = rows[0]?.days[0]?.date;
  if (!date) return null;
  const words = { you: t("you"), closed: t("closed"), taken: bookings("room.taken"), unavailable: t("unavailable") };
  return {
    view: "day",
    from: date,
    opens: window.from,
    closes: window.to,
    stepMinutes: 30,
    resources: rows.map(({ resourceId, name }) => ({ id: resourceId, name })),
    events: rows.flatMap(({ resourceId, days, barred, bySession }) => {
      const named = {
        ...words,
        ...(barred ? { unavailable: search("barred.slot") } : {}),
        ...(bySession ? { closed: search("noSession") } : {}),
      };
      return days.slice(0, 1).flatMap((day) => calendarEvents(day, window, actor, named, resourceId));
    }),
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
