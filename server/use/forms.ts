import { z } from "zod";
import type { StartStep } from "./rules";

/** A whole number as people type it, "45 210" too; undefined when it is left empty. */
const wholeNumber = (least: number, most: number, message: string) =>
  z
    .string()
    .transform((text, context) => {
      const digits = text.replace(/[\s\u00a0\u202f.]/g, "");
      const number = /^\d{1,9}$/.test(digits) ? Number(digits) : NaN;
      if (number >= least && number <= most) return number;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    })
    .optional();

/** The state of a thing, as the form of taking and giving back writes it; files are read apart. */
export const stateForm = z.object({
  compteur: wholeNumber(0, 10_000_000, "odometer_invalid"),
  niveau: wholeNumber(0, 100, "level_invalid"),
  remarque: z.string().max(1000, "too_long").optional(),
  certain: z.string().optional(),
});

/** What a resource asks of those who use it, among the `steps` that its kind knows. */
export const useSettingsForm = (steps: readonly StartStep[]) =>
  z.object({
    version: z.coerce.number().int(),
    etape: z.enum(steps, "invalid"),
    absence: wholeNumber(5, 1440, "no_show_invalid"),
    consignes: z.string().max(4000, "too_long").optional(),
  });

/** A tablet by a door. */
export const displayForm = z.object({
  id: z.uuid("invalid"),
  nom: z.string().max(120, "too_long").optional(),
});

/** An incident, as its form writes it; files are read apart. */
export const incidentForm = z.object({
  id: z.uuid("invalid"),
  ressource: z.string(),
  reservation: z.string().optional(),
  description: z.string("required").max(2000, "too_long"),
  utilisable: z.enum(["oui", "non"], "choose"),
});

/** What was done about an incident. */
export const closingForm = z.object({ resolution: z.string("required").max(2000, "too_long") });

/** A reading of an odometer, corrected by its owner. */
export const correctionForm = z.object({
  lecture: z.uuid("invalid"),
  compteur: wholeNumber(0, 10_000_000, "odometer_invalid").refine((value) => value !== undefined, "odometer_missing"),
});
