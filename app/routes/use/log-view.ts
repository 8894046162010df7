import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { csvInstant } from "~/routes/exports/cells";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatInstant, formatPercent, formatTimeRange } from "~server/kernel/format";
import { wallClock } from "~server/kernel/time";
import type { LogLine, LogReading } from "~server/use";
import { kilometreWords, momentWords } from "./words";

/** The log as its page shows it, in words. */
export async function logView(lines: readonly LogLine[], actor: Actor) {
  const t = await translator(actor.locale, "use");
  const { poleSlug, locale } = actor;
  const km = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : kilometreWords(value, actor);
  const pair = (from: string, to: string) => (from && to ? t("log.fromTo", { from, to }) : from || to);
  const level = (reading: LogReading | null) =>
    reading?.level === null || reading?.level === undefined ? "" : formatPercent(reading.level / 100, locale);
  return {
    lines: lines.map((line) => ({
      id: line.bookingId,
      to: paths.booking(poleSlug, line.bookingId),
      structure: line.structureName,
      person: [line.personName, line.title].filter(Boolean).join(", "),
      unit: line.unitLabel,
      ...whenWords(line, actor, t("log.out")),
      odometer: pair(km(line.start?.odometer), km(line.end?.odometer)),
      kilometres: km(line.kilometres),
      level: pair(level(line.start), level(line.end)),
      notes: [line.start, line.end].flatMap((reading, index) =>
        reading?.note || (reading && reading.photos.length > 0)
          ? [
              {
                moment: t(index === 0 ? "records.start" : "records.end"),
                text: reading.note,
                photos: reading.photos.map((photo, rank) => ({
                  src: paths.evidence(poleSlug, photo.id),
                  width: photo.width,
                  height: photo.height,
                  alt: t("records.photo", {
                    number: rank + 1,
                    moment: t(index === 0 ? "records.momentStart" : "records.momentEnd"),
                  }),
                })),
              },
            ]
          : [],
      ),
    })),
    readings: lines.flatMap((line) =>
      (["end", "start"] as const).flatMap((moment) => {
        const reading = line[moment];
        if (!reading || reading.odometer === null) return [];
        const at = moment === "start" ? line.takenAt : (line.returnedAt ?? line.takenAt);
        const words = {
          day: momentWords(at, actor).day,
          structure: line.structureName,
          odometer: km(reading.odometer),
        };
        return [
          {
            value: reading.recordId,
            label: t(moment === "start" ? "log.readingStart" : "log.readingEnd", words),
          },
        ];
      }),
    ),
  };
}

/** "mardi 24 novembre 2026", "13 h 01 – 15 h 51"; of several days, each with its hour. */
function whenWords({ takenAt, returnedAt }: LogLine, { timeZone, locale }: Actor, out: string) {
  const [from, to] = [wallClock(takenAt, timeZone), returnedAt && wallClock(returnedAt, timeZone)];
  if (to?.date === from.date) {
    const day = formatDay(from.date, locale, { year: true });
    return { taken: day, returned: formatTimeRange(from.minutes, to.minutes, locale) };
  }
  const taken = formatInstant(takenAt, timeZone, locale);
  return { taken, returned: returnedAt ? formatInstant(returnedAt, timeZone, locale) : out };
}

export type LogView = Awaited<ReturnType<typeof logView>>;

/** The log as a file for spreadsheets: its headings, and the cells of a line. */
export async function logCells(actor: Actor) {
  const t = await translator(actor.locale, "use");
  const at = (instant: Date | null) => (instant ? csvInstant(instant, actor.timeZone).join(" ") : null);
  const columns = [
    [t("log.file.taken"), (line: LogLine) => at(line.takenAt)],
    [t("log.file.returned"), (line: LogLine) => at(line.returnedAt)],
    [t("log.file.structure"), (line: LogLine) => line.structureName],
    [t("log.file.person"), (line: LogLine) => line.personName],
    [t("log.file.purpose"), (line: LogLine) => line.title],
    [t("log.file.unit"), (line: LogLine) => line.unitLabel],
    [t("log.file.odometerStart"), (line: LogLine) => line.start?.odometer ?? null],
    [t("log.file.odometerEnd"), (line: LogLine) => line.end?.odometer ?? null],
    [t("log.file.kilometres"), (line: LogLine) => line.kilometres],
    [t("log.file.levelStart"), (line: LogLine) => line.start?.level ?? null],
    [t("log.file.levelEnd"), (line: LogLine) => line.end?.level ?? null],
    [t("log.file.noteStart"), (line: LogLine) => line.start?.note ?? null],
    [t("log.file.noteEnd"), (line: LogLine) => line.end?.note ?? null],
  ] as const;
  return {
    headings: columns.map(([name]) => name),
    cells: (line: LogLine) => columns.map(([, read]) => read(line)),
  };
}
