import { z } from "zod";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import type { LogLine, LogReading } from "~server/use";

const Reading = z
  .object({
    id: Id,
    odometer: z.int().nullable(),
    level: z.int().nullable(),
    note: z.string(),
    photos: z.int().meta({ description: "How many photographs were taken." }),
  })
  .nullable();

/** One use of a thing, for its owner. */
export const LogEntry = z
  .object({
    bookingId: Id,
    structureName: z.string(),
    personName: z.string(),
    title: z.string(),
    unit: z.string(),
    takenAt: Instant,
    returnedAt: Instant.nullable().meta({ description: "Null while it is out." }),
    kilometres: z.int().nullable(),
    departure: Reading,
    return: Reading,
  })
  .meta({ id: "LogEntry" });

/** A use as the API tells it. */
export function shownUse(line: LogLine, { timeZone }: Actor): z.input<typeof LogEntry> {
  const { bookingId, structureName, personName, title, unitLabel, takenAt, returnedAt, kilometres } = line;
  return {
    bookingId,
    structureName,
    personName,
    title,
    unit: unitLabel,
    takenAt: isoWithOffset(takenAt, timeZone),
    returnedAt: returnedAt && isoWithOffset(returnedAt, timeZone),
    kilometres,
    departure: reading(line.start),
    return: reading(line.end),
  };
}

function reading(noted: LogReading | null): z.input<typeof Reading> {
  if (!noted) return null;
  const { recordId: id, odometer, level, note, photos } = noted;
  return { id, odometer, level, note, photos: photos.length };
}
