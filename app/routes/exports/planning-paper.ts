import type { translator } from "~/i18n/translator";
import { monthOf, planningOf, type Day } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import {
  formatDay,
  formatDayRange,
  formatInstant,
  formatMonth,
  formatPercent,
  formatTimeRange,
  weekdayName,
} from "~server/kernel/format";
import { addDays, addMonths, daysBetween, startOfMonth, weekdayOf, type LocalDate } from "~server/kernel/time";
import { searchOf, type Asked } from "../bookings/planning/asked";
import { capital } from "../bookings/words";

type Words = Awaited<ReturnType<typeof translator<"exports">>>;

/** A cell of the sheet: what is booked, one line each, or a figure; `closed` is hatched. */
export interface PaperCell {
  readonly key: string;
  readonly tone: 0 | 1 | 2 | 3 | 4 | 5 | null;
  readonly closed: boolean;
  readonly lines: readonly { readonly time: string; readonly who: string; readonly ours: boolean }[];
  readonly figure: string;
  readonly label: string;
}

/** A planning for a sheet of paper: a row a resource, a column a day. */
export async function planningPaper(actor: Actor, asked: Asked, now: Date, t: Words) {
  const { locale } = actor;
  const month = asked.vue === "mois";
  const sheet = month ? await monthSheet(actor, asked, t) : await daySheet(actor, asked, t);
  const [first, last] = [sheet.dates[0]!, sheet.dates.at(-1)!];
  return {
    month,
    title: capital(
      month
        ? formatMonth(first, locale)
        : first === last
          ? formatDay(first, locale, { year: true })
          : formatDayRange(first, last, locale, { weekday: false, year: true }),
    ),
    printed: t("paper.printed", { when: formatInstant(now, actor.timeZone, locale), pole: actor.poleName }),
    heads: sheet.dates.map((date) => ({
      key: date,
      weekday: weekdayName(weekdayOf(date), locale, true).slice(0, month ? 1 : undefined),
      day: String(Number(date.slice(8))),
      label: formatDay(date, locale),
    })),
    rows: sheet.rows,
    next: sheet.next,
  };
}
export type Paper = Awaited<ReturnType<typeof planningPaper>>;

async function daySheet(actor: Actor, asked: Asked, t: Words) {
  const { dates, rows, nextCursor } = await planningOf(
    actor,
    searchOf({ ...asked, vue: asked.vue === "jour" ? "jour" : "semaine" }, actor.structureId),
  );
  return {
    dates,
    next: nextCursor,
    rows: rows.map((row) => ({
      key: row.resourceId,
      name: row.name,
      sub: row.owner.name,
      cells: row.days.map((day) => dayCell(day, actor, t)),
    })),
  };
}

function dayCell({ date, segments }: Day, { locale }: Actor, t: Words): PaperCell {
  const lines = segments.flatMap(({ kind, start, end, occupation }) =>
    (kind === "taken" || kind === "ours") && occupation
      ? [
          {
            time: formatTimeRange(start, end, locale),
            who: [occupation.structureName, occupation.title].filter(Boolean).join(", "),
            ours: occupation.ours,
          },
        ]
      : [],
  );
  const closed = segments.every(({ kind }) => kind === "closed");
  return { key: date, tone: null, closed, lines, figure: "", label: closed ? t("paper.closed") : t("paper.free") };
}

async function monthSheet(actor: Actor, asked: Asked, t: Words) {
  const from: LocalDate = startOfMonth(asked.jour);
  const search = { ...searchOf(asked, actor.structureId), from, days: daysBetween(from, addMonths(from, 1)) };
  const { dates, rows, nextCursor } = await monthOf(actor, search);
  return {
    dates: dates.filter((date) => date < addDays(from, search.days)),
    next: nextCursor,
    rows: rows.map((row) => ({
      key: row.resourceId,
      name: row.name,
      sub: row.owner.name,
      cells: row.days.map(({ date, bookings, takenMinutes, openMinutes }): PaperCell => {
        const part = openMinutes > 0 ? Math.min(1, takenMinutes / openMinutes) : 0;
        const tone = bookings === 0 ? 0 : (Math.max(1, Math.ceil(part * 5)) as 1 | 2 | 3 | 4 | 5);
        return {
          key: date,
          tone,
          closed: openMinutes === 0 && bookings === 0,
          lines: [],
          figure: bookings > 0 ? String(bookings) : "",
          label:
            bookings > 0
              ? t("paper.taken", { count: bookings, part: formatPercent(Math.round(part * 100) / 100, actor.locale) })
              : t(openMinutes === 0 ? "paper.closed" : "paper.free"),
        };
      }),
    })),
  };
}
