import { refusalSentence } from "~/routes/bookings/refusal";
import { translator } from "~/i18n/translator";
import { calendarImportOf, isProposed, type CalendarImport, type ImportProblem } from "~server/calendars";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatList, formatMonth, formatPeriod } from "~server/kernel/format";
import { addDays, localDateOf, type LocalDate } from "~server/kernel/time";
import { typography } from "~server/kernel/typography";

/** A calendar that was read, in words: its dates by month, each with how it stands, or what came of it. */
export async function importView(actor: Actor, resourceId: string, importId: string) {
  const { locale } = actor;
  const t = await translator(locale, "calendars");
  const read = await calendarImportOf(actor, resourceId, importId);
  const months = new Map<string, ReturnType<typeof rowOf>[]>();
  for (const [rank, row] of read.rows.entries()) {
    const first = localDateOf(new Date(row.start), actor.timeZone);
    const month = formatMonth(first, locale);
    months.set(month, [...(months.get(month) ?? []), rowOf(row, rank)]);
  }
  const { result } = read;
  return {
    id: read.id,
    file: read.fileName || read.name,
    total: read.rows.length,
    outside: read.outside,
    problems: read.problems.map(({ title, code }) =>
      t("import.problem", { title: title || t("import.untitled"), reason: t(`import.reasons.${code}`) }),
    ),
    months: [...months].map(([name, rows]) => ({ name, rows })),
    result: result && {
      text: result.as === "blocking" ? t("import.doneBlocking", { ...result }) : t("import.doneBooking", { ...result }),
      met: result.met > 0 ? t("import.met", { count: result.met }) : null,
    },
  };

  function rowOf(row: CalendarImport["rows"][number], rank: number) {
    return {
      rank,
      title: typography(row.title) || t("import.untitled"),
      when: whenOf(row),
      standing: row.standing,
      label: t(`import.standing.${row.standing}`),
      proposed: isProposed(row.standing),
      possible: row.standing !== "cancelled" && row.standing !== "instant",
      meets: row.meets.length > 0 ? t("import.meets", { names: formatList(row.meets, locale) }) : null,
    };
  }

  function whenOf({ start, end, wholeDays }: CalendarImport["rows"][number]): string {
    const [from, to] = [new Date(start), new Date(end)];
    if (!wholeDays) return formatPeriod(from, to, actor.timeZone, locale);
    const first: LocalDate = localDateOf(from, actor.timeZone);
    const last = addDays(localDateOf(to, actor.timeZone), -1);
    return last <= first
      ? t("import.wholeDay", { day: formatDay(first, locale) })
      : t("import.wholeDays", { days: formatDayRange(first, last, locale) });
  }
}

export type ImportView = Awaited<ReturnType<typeof importView>>;

/** Why nothing was written, in words; and beside each date that cannot be had, why. */
export async function problemView(actor: Actor, problem: ImportProblem) {
  const t = await translator(actor.locale, "calendars");
  if (problem.code !== "not_free") return { sentence: t(`import.${problem.code}`), ofRank: {} };
  const tb = await translator(actor.locale, "bookings");
  const reader = { locale: actor.locale, zone: actor.timeZone };
  const ofRank = Object.fromEntries(
    [...problem.refusals].map(([rank, refusal]) => [rank, refusalSentence(tb, refusal, reader)]),
  );
  return { sentence: t("import.not_free", { count: problem.refusals.size }), ofRank };
}
