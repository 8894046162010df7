import { z } from "zod";
import { parseAmount } from "../catalogue";
import { isId } from "../kernel/ids";
import { parseTypedDate } from "../kernel/time";

/** Ten million euros: more is a slip of the finger. */
const MOST = 1_000_000_000;

const Id = z.string({ error: "required" }).refine(isId, "invalid");
const Text = (longest: number) => z.string({ error: "required" }).trim().min(1, "required").max(longest, "too_long");
/** A text that goes into the books' file, whose fields "|" parts: it and any run of blanks are one space. */
const FileText = (longest: number) =>
  z
    .string({ error: "required" })
    .transform((text) => text.replace(/[\s|]+/g, " ").trim())
    .pipe(z.string().min(1, "required").max(longest, "too_long"));
const Day = z
  .string({ error: "required" })
  .transform((text) => parseTypedDate(text))
  .refine((day) => day !== null, "invalid_date")
  .transform((day) => day ?? "");
const Amount = z
  .string({ error: "required" })
  .transform((text) => parseAmount(text, MOST))
  .refine((cents) => cents !== null && cents > 0, "amount_invalid")
  .transform((cents) => cents ?? 0);

/** On what a payment is, as the form names it; a structure's id goes with the first three. */
export const PAID_ON = [
  "members",
  "member_advances",
  "disputed",
  "suppliers",
  "subsidies_receivable",
  "suspense",
] as const;
/** Those of PAID_ON that are a structure's. */
export const PAID_ON_STRUCTURES: ReadonlySet<string> = new Set(["members", "member_advances", "disputed"]);

/** The form of a payment received or made. */
export const paymentForm = z
  .object({
    id: Id,
    direction: z.enum(["received", "made"], { error: "required" }),
    on: z.enum(PAID_ON, { error: "required" }),
    structureId: z.string().optional(),
    amount: Amount,
    day: Day,
    reference: FileText(60),
    label: z.string().trim().max(160, "too_long").default(""),
  })
  .refine(({ on, structureId }) => !PAID_ON_STRUCTURES.has(on) || isId(structureId), {
    error: "structure_required",
    path: ["structureId"],
  });

/** The form that takes an entry back. */
export const reversalForm = z.object({ id: Id, reason: Text(500) });

/** The form that adds an account. */
export const accountForm = z.object({
  number: z
    .string({ error: "required" })
    .trim()
    .toUpperCase()
    .regex(/^[1-8][0-9A-Z]{2,11}$/, "account_number_invalid"),
  label: FileText(160),
  auxiliary: z.literal("on").optional(),
});
