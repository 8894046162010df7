import { z } from "zod";

/** What the page that confirms a booking sends beside its slot (a day, two hours and a number of people). */
export const bookingForm = z.object({
  /** The booking's id, made with the form: sent twice, it books once. */
  demande: z.uuid("invalid"),
  ressource: z.uuid("invalid"),
  objet: z.string().trim().max(200, "too_long").default(""),
  partage: z.boolean().default(false),
  /** The price that was shown, in cents. */
  prix: z.coerce.number().int().min(0).optional(),
});

/** The reasons proposed for a cancellation; the person may write another, or none. */
export const CANCEL_REASONS = ["moved", "cancelled", "elsewhere", "mistake"] as const;

/** What the page of a cancellation sends. */
export const cancellationForm = z.object({
  raison: z.enum(["", ...CANCEL_REASONS]).default(""),
  precision: z.string().trim().max(400, "too_long").default(""),
  /** What the page said would stay due, in cents. */
  frais: z.coerce.number().int().min(0).catch(0).default(0),
});

/** What is answered to a request: yes, or no with a reason. */
export const requestAnswerForm = z.object({
  reponse: z.enum(["oui", "non"]),
  motif: z.string().trim().max(500, "too_long").default(""),
});

/** What the button of a waiting list sends: the slot that is taken, in instants. */
export const waitingForm = z.object({
  demande: z.uuid("invalid"),
  ressource: z.uuid("invalid"),
  debut: z.coerce.date(),
  fin: z.coerce.date(),
  // Left empty, it is not told.
  personnes: z
    .literal("")
    .transform(() => undefined)
    .or(z.coerce.number().int().min(1).max(10_000))
    .optional(),
  combien: z
    .literal("")
    .transform(() => 1)
    .or(z.coerce.number().int().min(1).max(1000))
    .default(1),
  objet: z.string().trim().max(200, "too_long").default(""),
});
