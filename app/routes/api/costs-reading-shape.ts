import { z } from "zod";
import { Id } from "~/http/api-shapes";
import { USED, type MonthReadings } from "~server/costs";
import { Named } from "./costs-shape";

/** Use that somebody typed. */
export const UseReading = z
  .object({
    id: Id,
    structure: Named,
    measure: z.enum(USED),
    quantity: z.int().meta({ description: "Minutes, for hours and booked time; else kilometres, places, meals." }),
    usedOn: z.iso.date(),
    about: z.string(),
    notedBy: z.string(),
    waiting: z.boolean().meta({ description: "Hours that the structure has not validated: they do not count yet." }),
  })
  .meta({ id: "UseReading" });

/** A reading as the API shows it. */
export function shownReading({
  structureId,
  structureName,
  personName,
  can: _,
  ...reading
}: MonthReadings["readings"][number]) {
  return { ...reading, structure: { id: structureId, name: structureName }, notedBy: personName };
}

export const READING_PROBLEMS = { reading_month_locked: 409 } as const;
