import { z } from "zod";
import type { Actor } from "~server/kernel/actor";
import { localDateOf } from "~server/kernel/time";

/** The `year` of a query: this one unless told. */
export const YearAsked = z.coerce
  .number()
  .int()
  .min(2001)
  .max(2199)
  .optional()
  .meta({ description: "Left out: this one." });

/** The year of a body. */
export const Year = z.int().min(2001).max(2199);

/** The year asked for, else this one in the pôle. */
export function yearOf(asked: number | undefined, { timeZone }: Actor): number {
  return asked ?? Number(localDateOf(new Date(), timeZone).slice(0, 4));
}
