import { z } from "zod";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { calendarImportOf, isProposed } from "~server/calendars";
import type { Actor, Locale } from "~server/kernel/actor";

/** A calendar that was read for a resource: what would be brought in, or what was. */
export const CalendarImport = z
  .object({
    id: Id,
    fileName: z.string(),
    outside: z.int().meta({ description: "Times before now, or more than two years ahead: left out." }),
    problems: z.array(z.object({ title: z.string(), code: z.string(), message: z.string() })),
    times: z.array(
      z.object({
        rank: z.int(),
        title: z.string(),
        start: Instant,
        end: Instant,
        wholeDays: z.boolean(),
        standing: z.enum(["new", "same", "changed", "free", "cancelled", "instant"]),
        proposed: z.boolean(),
        meets: z.array(z.string()).meta({ description: "Structures whose bookings meet it." }),
      }),
    ),
    result: z
      .object({
        as: z.enum(["blocking", "booking"]),
        added: z.int(),
        changed: z.int(),
        same: z.int(),
        ended: z.int(),
        met: z.int(),
      })
      .nullable()
      .meta({ description: "Null until it is confirmed." }),
  })
  .meta({ id: "CalendarImport" });

/** One of the person's own. @throws NotFound, Forbidden */
export async function calendarImportShown(actor: Actor, resource: string, id: string, locale: Locale) {
  const { fileName, outside, problems, rows, result } = await calendarImportOf(actor, resource, id);
  const t = await translator(locale, "calendars");
  const at = (instant: string) => isoWithOffset(new Date(instant), actor.timeZone);
  return {
    id,
    fileName,
    outside,
    problems: problems.map(({ title, code }) => ({ title, code, message: t(`import.reasons.${code}`) })),
    times: rows.map(({ title, start, end, wholeDays, standing, meets }, rank) => ({
      rank,
      title,
      start: at(start),
      end: at(end),
      wholeDays,
      standing,
      proposed: isProposed(standing),
      meets: [...meets],
    })),
    result,
  };
}
