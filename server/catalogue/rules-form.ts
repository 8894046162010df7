import { z } from "zod";
import { isId } from "../kernel/ids";
import { parseTypedDate } from "../kernel/time";
import { parseDecimal } from "./amounts";
import { APPROVALS, ASKERS, MEASURES, OPEN_TO, seasonsOverlap, type Quota, type QuotaMeasure } from "./resource-rules";
import { optionalText } from "./text-fields";
import { bookingRules, closing, minutes, time, week } from "./week-form";

// Messages are keys of `errors`, put into words by the page.

const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const dayOfYear = z.object({ day: z.string().optional(), month: z.string().optional() }).transform((typed, context) => {
  const [day, month] = [Number(typed.day ?? ""), Number(typed.month ?? "")];
  if (!typed.day && !typed.month) return null;
  const exists = Number.isInteger(day) && day >= 1 && day <= (DAYS_OF_MONTHS[month - 1] ?? 0);
  if (exists) return month * 100 + day;
  context.addIssue({ code: "custom", message: "day_of_year_invalid", path: ["day"] });
  return null;
});

/** Left empty, it is none; to take one away, its box is ticked. */
const season = z
  .object({ name: optionalText(80), from: dayOfYear, to: dayOfYear, hours: week, remove: z.boolean().optional() })
  .transform(({ name, from, to, hours, remove }, context) => {
    if (remove || (name === "" && from === null && to === null)) return null;
    const wrong = (path: string[]) => context.addIssue({ code: "custom", message: "required", path });
    if (name === "") wrong(["name"]);
    if (from === null) wrong(["from", "day"]);
    if (to === null) wrong(["to", "day"]);
    return { name, startsOn: from ?? 101, endsOn: to ?? 1231, hours };
  });

const seasons = z
  .array(season)
  .max(13, "invalid")
  .optional()
  .default([])
  .transform((list, context) => {
    for (const [index, one] of list.entries()) {
      if (list.slice(0, index).some((other) => one && other && seasonsOverlap(one, other))) {
        context.addIssue({ code: "custom", message: "season_overlap", path: [index, "name"] });
      }
    }
    return list.filter((one) => one !== null);
  });

const closure = z
  .object({
    first: z.string().optional(),
    last: z.string().optional(),
    label: optionalText(200),
    remove: z.boolean().optional(),
  })
  .transform(({ first = "", last = "", label, remove }, context) => {
    if (remove || (first === "" && last === "" && label === "")) return null;
    const [from, to] = [parseTypedDate(first), parseTypedDate(last || first)];
    const wrong = (path: string, message: string) => context.addIssue({ code: "custom", message, path: [path] });
    if (from === null) wrong("first", first === "" ? "required" : "invalid_date");
    else if (to === null) wrong("last", "invalid_date");
    else if (to < from) wrong("last", "closure_reversed");
    return from === null || to === null ? null : { first: from, last: to, label };
  });

const closures = z
  .array(closure)
  .max(200, "invalid")
  .optional()
  .default([])
  .transform((list) => list.filter((one) => one !== null));

const weekdays = z
  .array(z.enum(["1", "2", "3", "4", "5", "6", "7"]))
  .optional()
  .default([])
  .transform((days) => days.map(Number).sort((a, b) => a - b));

const prime = z.object({ from: time, to: closing, weekdays }).transform(({ from, to, weekdays: days }, context) => {
  if (from === null && to === null) return null;
  const wrong = (path: string, message: string) => context.addIssue({ code: "custom", message, path: [path] });
  if (from === null) wrong("from", "hours_incomplete");
  else if (to === null) wrong("to", "hours_incomplete");
  else if (to <= from) wrong("to", "hours_reversed");
  else if (days.length === 0) wrong("weekdays", "required");
  return { from: from ?? 0, to: to ?? 1440, weekdays: days };
});

/** Hours as people type them ("7,5"), or a number, or a percentage. */
function amountOf(measure: QuotaMeasure, typed: string): number | null {
  const value = parseDecimal(typed.replace(/\s*(h|%|\u202f|\u00a0)\s*$/i, ""));
  if (value === null || value <= 0) return null;
  const amount = measure.endsWith("minutes") ? Math.round(value * 60) : value;
  const most = { week_minutes: 10_080, month_minutes: 44_640, simultaneous: 1000, prime_percent: 100 }[measure];
  return Number.isInteger(amount) && amount >= 1 && amount <= most * (measure.endsWith("minutes") ? 1000 : 1)
    ? amount
    : null;
}

const amount = z.string().optional();
const row = z.object({ member: amount, network: amount, outsider: amount, primeOnly: z.boolean().optional() });
const quotas = z
  .object({ week_minutes: row, month_minutes: row, simultaneous: row, prime_percent: row })
  .transform((typed, context) =>
    MEASURES.flatMap((measure) =>
      ASKERS.flatMap((customer): Quota[] => {
        const written = typed[measure][customer];
        if (!written) return [];
        const read = amountOf(measure, written);
        if (read === null) context.addIssue({ code: "custom", message: "invalid", path: [measure, customer] });
        const primeOnly = measure.endsWith("minutes") && (typed[measure].primeOnly ?? false);
        return read === null ? [] : [{ customer, measure, amount: read, primeOnly }];
      }),
    ),
  );

const ids = z
  .array(z.string().refine(isId, "invalid"))
  .max(1000, "invalid")
  .optional()
  .default([])
  .transform((list) => [...new Set(list)]);

/** The form of the page of rules. */
export const rulesForm = z
  .object({
    // What the person saw when they began.
    version: z.number().int().positive().optional(),
    hours: week,
    seasons,
    closures,
    closesBankHolidays: z.boolean().optional().default(false),
    closesSchoolHolidays: z.boolean().optional().default(false),
    rules: bookingRules,
    changeNoticeMinutes: minutes(525_600),
    lateCancel: z
      .string()
      .optional()
      .default("")
      .refine((typed) => typed === "" || /^(100|\d{1,2})$/.test(typed), "invalid")
      .transform((typed) => (typed === "" ? null : Number(typed))),
    prime,
    quotas,
    openTo: z.enum(OPEN_TO, "invalid"),
    named: ids,
    approval: z.object({
      mode: z.enum(APPROVALS, "invalid"),
      minutes: minutes(43_200).min(15, "invalid"),
      free: z.array(z.enum(ASKERS)).optional().default([]),
      trusted: ids,
    }),
  })
  .check(({ value, issues }) => {
    const counted = value.quotas.find(({ measure, primeOnly }) => primeOnly || measure === "prime_percent");
    if (counted && value.prime === null) {
      issues.push({ code: "custom", message: "prime_needed", path: ["prime", "from"], input: value.prime });
    }
  })
  .transform(({ lateCancel, ...typed }) => ({ ...typed, lateCancelPercent: lateCancel }));

/** What the page of rules asks for, read and checked. */
export type RulesForm = z.output<typeof rulesForm>;
