import { z } from "zod";
import { isId } from "../../kernel/ids";
import { parseTypedDate, type LocalDate } from "../../kernel/time";
import { NATURES, readMoney } from "./rules";

/** Codes are message keys of `errors`; "too_long:120" says the most that is taken. */
const text = (most: number) =>
  z
    .string({ error: "required" })
    .trim()
    .min(1, { error: "required" })
    .max(most, { error: `too_long:${most}` });
const short = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: `too_long:${most}` })
    .default("");
/** None is chosen beforehand where there are several. */
const pool = z.string({ error: "choose_pool" }).refine(isId, { error: "choose_pool" });
const day = z
  .string({ error: "required" })
  .trim()
  .min(1, { error: "required" })
  .transform((typed, context): LocalDate => {
    const date = parseTypedDate(typed);
    if (date !== null) return date;
    context.addIssue({ code: "custom", message: "invalid_date" });
    return z.NEVER;
  });
const dayOrNone = z
  .string()
  .trim()
  .default("")
  .refine((typed) => typed === "" || parseTypedDate(typed) !== null, { error: "invalid_date" })
  .transform(parseTypedDate);
const money = z
  .string({ error: "required" })
  .trim()
  .min(1, { error: "required" })
  .transform((typed, context) => {
    const cents = readMoney(typed);
    if (cents !== null && cents !== 0) return cents;
    context.addIssue({ code: "custom", message: cents === 0 ? "amount_zero" : "amount_unread" });
    return z.NEVER;
  });
const account = z
  .string()
  .trim()
  .default("")
  .refine((typed) => typed === "" || /^6[0-9]{2,7}$/.test(typed), { error: "invalid" })
  .transform((typed) => typed || null);
const payer = z
  .string()
  .trim()
  .default("")
  .refine((typed) => typed === "" || isId(typed), { error: "invalid" })
  .transform((typed) => typed || null);

/** Made by the page, so that the same form sent twice is one charge. */
const made = z.string().refine(isId, { error: "invalid" }).optional();

/** The form of a charge. Empty days of service: the whole month of the document. */
export const ChargeForm = z.object({
  id: made,
  /** Which state of it was changed. */
  version: z.coerce.number().int().optional(),
  pool,
  supplier: text(120),
  reference: short(60),
  label: text(160),
  amount: money,
  account,
  nature: z.enum(NATURES).default("ordinary"),
  documentOn: day,
  servedFrom: dayOrNone,
  servedUntil: dayOrNone,
  paidBy: payer,
  withoutProof: short(300),
  corrects: z.string().optional(),
});

/** What somebody has paid for the pôle: five things, and a photograph. */
export const AdvanceForm = z.object({
  id: made,
  version: z.coerce.number().int().optional(),
  pool,
  supplier: text(120),
  label: text(160),
  amount: money.refine((cents) => cents > 0, { error: "advance_negative" }),
  documentOn: day,
  withoutProof: short(300),
});

/** The form of what comes again, always with an end. */
export const RecurringForm = z
  .object({
    id: made,
    pool,
    supplier: text(120),
    label: text(160),
    amount: money.refine((cents) => cents > 0, { error: "recurring_negative" }),
    account,
    paidBy: payer,
    everyMonths: z.coerce
      .number({ error: "required" })
      .refine((months) => [1, 2, 3, 6, 12].includes(months), { error: "invalid" }),
    startsOn: day,
    endsOn: day,
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { error: "served_reversed", path: ["endsOn"] });

/** Taking off a charge what should not be in it. */
export const CorrectionForm = z
  .object({
    how: z.enum(["whole", "amount", "again"], { error: "required" }),
    right: z
      .string()
      .trim()
      .default("")
      .transform((typed, context) => {
        if (typed === "") return null;
        const cents = readMoney(typed);
        if (cents !== null) return cents;
        context.addIssue({ code: "custom", message: "amount_unread" });
        return z.NEVER;
      }),
    reason: text(120),
  })
  .refine(({ how, right }) => how !== "amount" || right !== null, { error: "required", path: ["right"] });
