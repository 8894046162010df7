import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { kindWord } from "~/routes/catalogue/words";
import { monthOf, planningOf, type Day } from "~server/bookings";
import { countKinds } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatMonth, formatTime, weekdayName } from "~server/kernel/format";
import { addDays, localDateOf, startOfWeek, weekdayOf, type LocalDate } from "~server/kernel/time";
import { marksOf, windowOf, type DayWindow } from "../day-view";
import { capital } from "../words";
import { askedQuery, daysShown, searchOf, turned, VIEWS, type Asked } from "./asked";
import { monthHeads, monthWeeks } from "./month";
import { columnMinutes, dayCalendar, dayRows, groupsOf, listDays, weekRows, type Words } from "./rows";

/** Everything the page shows, in words: a frame common to all views, and the part of the view asked. */
export async function readPlanning(actor: Actor, asked: Asked, now: Date) {
  const { locale, timeZone } = actor;
  const [t, bookings, catalogue, search] = await Promise.all([
    translator(locale, "planning"),
    translator(locale, "bookings"),
    translator(locale, "catalogue"),
    translator(locale, "search"),
  ]);
  const counts = await countKinds(actor, asked.vous ? actor.structureId : null);
  const today = localDateOf(now, timeZone);
  const link = (change: Partial<Asked>) =>
    paths.planning(actor.poleSlug, askedQuery({ ...asked, suite: null, ...change }));
  const part = await readPart(actor, asked, today, link, { actor, t, bookings, catalogue, search });
  const turn = turned(asked);
  const { vue } = asked;
  return {
    asked,
    part,
    heading: capital(headingOf(asked, actor)),
    lead:
      part.free === null ? t("leadCount", { total: part.total }) : t("lead", { total: part.total, free: part.free }),
    before: { label: t(`before.${vue}`), to: link({ jour: turn.before }) },
    after: { label: t(`after.${vue}`), to: link({ jour: turn.after }) },
    today: asked.jour === today ? null : link({ jour: today }),
    days: weekOfLinks(asked.jour, today, link, actor),
    views: VIEWS.map((view) => ({ label: t(view), to: link({ vue: view }), current: view === vue })),
    kinds: [
      {
        label: t("all"),
        to: link({ genre: null }),
        current: !asked.genre,
        count: counts.reduce((sum, { count }) => sum + count, 0),
      },
      ...counts.map(({ kind, count }) => ({
        label: kindWord(catalogue, kind, "many"),
        to: link({ genre: kind }),
        current: asked.genre === kind,
        count,
      })),
    ],
    own: actor.structureId ? { label: t("ownOnly"), to: link({ vous: !asked.vous }), current: asked.vous } : null,
    clear:
      asked.q || asked.personnes || asked.vous || asked.genre
        ? link({ q: "", personnes: null, vous: false, genre: null })
        : null,
    more: part.nextCursor ? link({ suite: part.nextCursor }) : null,
    first: asked.suite ? link({}) : null,
  };
}

/** Columns of a drawn calendar that can still be read; beyond, the table alone. */
const MOST_COLUMNS = 8;

function isFreeAllDay({ segments }: Day): boolean {
  return segments.some(({ kind, start, end }) => kind === "free" && end - start >= 20 * 60);
}

type Link = (change: Partial<Asked>) => string;

async function readPart(actor: Actor, asked: Asked, today: LocalDate, link: Link, words: Words) {
  const { locale } = actor;
  const search = searchOf(asked, actor.structureId);
  const dayLink = (jour: LocalDate) => link({ vue: "jour", jour });
  if (asked.vue === "mois") {
    const month = await monthOf(actor, search);
    const weeks = monthWeeks(month, { month: asked.jour, today, dayLink }, locale, words.t);
    const caption = words.t("captionMonth", { month: formatMonth(asked.jour, locale) });
    return { vue: "mois" as const, ...summed(month), free: null, caption, heads: monthHeads(locale), weeks };
  }
  const planning = await planningOf(actor, search);
  // What is open day and night says nothing of the hours that people look at.
  const window = windowOf(planning.rows.flatMap(({ days }) => days).filter((day) => !isFreeAllDay(day)));
  const days = planning.dates.map((date) => dayHead(date, today, dayLink, actor));
  const range = formatDayRange(planning.dates[0] ?? asked.jour, planning.dates.at(-1) ?? asked.jour, locale);
  if (asked.vue === "liste") {
    const listed = listDays(planning.rows, planning.dates, words);
    const named = listed.map(({ date, bookings }) => ({ label: capital(formatDay(date, locale)), date, bookings }));
    return { vue: "liste" as const, ...summed(planning), free: null, listed: named };
  }
  if (asked.vue === "semaine") {
    const rows = weekRows(planning.rows, window, today, dayLink, words);
    const caption = words.t("captionWeek", { days: range });
    return {
      vue: "semaine" as const,
      ...summed(planning),
      free: null,
      caption,
      days,
      groups: groupsOf(planning.rows, rows, words),
    };
  }
  const column = columnMinutes(planning.rows);
  const free = planning.rows.filter(({ days: [day] }) => day?.segments.some(({ kind }) => kind === "free")).length;
  return {
    vue: "jour" as const,
    ...summed(planning),
    free,
    caption: words.t("caption", { day: formatDay(asked.jour, locale) }),
    calendarLabel: words.t("calendar.label", { day: formatDay(asked.jour, locale) }),
    heads: headsOf(window, column, actor),
    marks: marksOf(window, locale),
    groups: groupsOf(planning.rows, dayRows(planning.rows, window, column, words), words),
    calendar: planning.rows.length <= MOST_COLUMNS ? dayCalendar(planning.rows, window, words) : null,
  };
}

function summed({ rows, nextCursor }: { rows: readonly unknown[]; nextCursor: string | null }) {
  return { total: rows.length, nextCursor };
}

function headsOf({ from, to }: DayWindow, column: number, { locale }: Actor) {
  return Array.from({ length: (to - from) / 60 }, (_, hour) => ({
    label: formatTime(from + hour * 60, locale),
    span: 60 / column,
  }));
}

function dayHead(date: LocalDate, today: LocalDate, dayLink: (date: LocalDate) => string, { locale }: Actor) {
  return {
    key: date,
    weekday: weekdayName(weekdayOf(date), locale, true),
    day: String(Number(date.slice(8))),
    label: formatDay(date, locale),
    today: date === today,
    href: dayLink(date),
  };
}

/** The days of the week around the one shown, to go from one to another. */
function weekOfLinks(day: LocalDate, today: LocalDate, link: Link, actor: Actor) {
  const monday = startOfWeek(day);
  return [0, 1, 2, 3, 4, 5, 6].map((days) => {
    const date = addDays(monday, days);
    return { ...dayHead(date, today, (jour) => link({ jour }), actor), current: date === day };
  });
}

function headingOf(asked: Asked, { locale }: Actor): string {
  if (asked.vue === "jour") return formatDay(asked.jour, locale, { year: true });
  if (asked.vue === "mois") return formatMonth(asked.jour, locale);
  const { from, days } = daysShown(asked);
  return formatDayRange(from, addDays(from, days - 1), locale, { year: true });
}
