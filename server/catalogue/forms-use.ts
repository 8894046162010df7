import { z } from "zod";
import type { Kind } from "./kinds";
import { number, optionalText } from "./text-fields";

/** More units than this are not one resource any more. */
export const MAX_UNITS = 500;
/** How long nobody may come before it is given to others; 0: it is kept to the end. In minutes. */
export const NO_SHOWS: readonly number[] = [0, 10, 15, 20, 30, 45, 60, 120];

/** How many there are, and what happens when one is taken and given back: asked with a new resource. */
export function useForm(kind: Kind) {
  return z.object({
    /** Asked when adding alone; afterwards units come and go one by one. */
    units: kind.quantity
      ? number().int("invalid").min(1, "invalid").max(MAX_UNITS, "too_large").optional().default(kind.defaults.units)
      : z
          .unknown()
          .optional()
          .transform(() => 1),
    unlimited: z
      .boolean()
      .optional()
      .transform((asked) => kind.mayBeUnlimited && asked === true),
    startStep: z.enum(kind.startSteps, "invalid").optional().default(kind.startSteps[0]),
    noShowMinutes: number()
      .refine((minutes) => NO_SHOWS.includes(minutes), "invalid")
      .optional()
      .transform((minutes) => minutes || null),
    /** What whoever has booked must know; nobody else reads it. */
    instructions: optionalText(4000),
  });
}
