import { z } from "zod";
import { parseTime } from "../kernel/time";
import { parseAmount, parseDecimal } from "./amounts";
import type { Kind } from "./kinds";
import { CUSTOMERS, type Customer, type Rate, type RatePeriod, type RateStep } from "./rates";

/** What of a rate makes sense for a kind of resource. */
export type RatePart = "time" | "kilometre" | "unit" | "cost";

/** How many steps and periods the form has room for. */
export const RATE_STEPS = 2;
export const RATE_PERIODS = 3;

/** Days of the week that a period may have, as the form sends them: 1 is Monday. */
export const RATE_DAYS = ["12345", "67", "6", "7", "1234567"] as const;

/** What a form asks about for a kind; anything may be shared at cost. */
export function ratePartsOf({ rateUnit }: Pick<Kind, "rateUnit">): readonly RatePart[] {
  if (rateUnit === "unit") return ["unit", "cost"];
  if (rateUnit === "kilometre") return ["time", "kilometre", "cost"];
  return ["time", "cost"];
}

// The messages of these schemas are keys of `errors`.
const amount = z
  .string()
  .optional()
  .transform((typed, context) => {
    const cents = typed ? parseAmount(typed) : null;
    if (typed && cents === null) context.addIssue({ code: "custom", message: "amount_invalid" });
    return cents;
  });

/** A whole number of `each` ("1,5" hours are 90 minutes, and so are "1:30"), at most `max` of it. */
const count = (each: number, max: number) =>
  z
    .string()
    .optional()
    .transform((typed, context) => {
      const whole = typed ? wholeOf(typed, each) : null;
      if (typed && (whole === null || whole < 0 || whole > max * each || !Number.isInteger(whole))) {
        context.addIssue({ code: "custom", message: "invalid" });
        return null;
      }
      return whole;
    });

function wholeOf(typed: string, each: number): number | null {
  const clock = each === 60 ? /^\s*(\d{1,3})\s*[h:]\s*([0-5]\d)\s*$/i.exec(typed) : null;
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const value = parseDecimal(typed);
  // 0,55 hours are 33 minutes, whatever floating point makes of them.
  return value === null ? null : Math.round(value * each * 1000) / 1000;
}

const time = z
  .string()
  .optional()
  .transform((typed, context) => {
    const minutes = typed ? parseTime(typed) : null;
    if (typed && minutes === null) context.addIssue({ code: "custom", message: "time_invalid" });
    return minutes;
  });

const step = z.object({ after: count(60, 24), hour: amount }).transform(({ after, hour }, context): RateStep | null => {
  if (after === null && hour === null) return null;
  if (after === null || after === 0) context.addIssue({ code: "custom", message: "required", path: ["after"] });
  if (hour === null) context.addIssue({ code: "custom", message: "required", path: ["hour"] });
  return { afterMinutes: after ?? 0, hourCents: hour ?? 0 };
});

const period = z
  .object({
    days: z
      .string()
      .regex(/^[1-7]{1,7}$/, "invalid")
      .optional(),
    from: time,
    to: time,
    hour: amount,
  })
  .transform(({ days = "1234567", from, to, hour }, context): RatePeriod | null => {
    if (from === null && to === null && hour === null) return null;
    const wrong = (field: string, message: string) => context.addIssue({ code: "custom", message, path: [field] });
    if (hour === null) wrong("hour", "required");
    // Left empty, a period lasts from the first minute of the day, to its last.
    const [start, end] = [from ?? 0, to === null || to === 0 ? 1440 : to];
    if (end <= start) wrong("to", "period_past_midnight");
    const weekdays = [...new Set(days)].map(Number).sort();
    return { weekdays, from: start, to: end, hourCents: hour ?? 0 };
  });

const rows = <T>(row: z.ZodType<T | null>, most: number) =>
  z
    .array(row)
    .max(most)
    .optional()
    .transform((all) => (all ?? []).flatMap((each) => (each === null ? [] : [each])));

/** What one kind of customer pays, of the parts that its kind has. */
const rateFields = (parts: readonly RatePart[]) =>
  z
    .object({
      way: z.enum(["none", "paid", "cost"]).optional().default("none"),
      hour: amount,
      halfDay: amount,
      day: amount,
      week: amount,
      unit: amount,
      kilometre: amount,
      included: count(1, 10_000),
      freeHours: count(60, 744),
      deposit: amount,
      steps: rows(step, RATE_STEPS),
      periods: rows(period, RATE_PERIODS),
    })
    .check(({ value, issues }) => {
      if (value.way !== "paid") return;
      const wrong = (field: string, message: string) =>
        issues.push({ code: "custom", message, path: [field], input: value });
      const has = (part: RatePart, price: number | null) => (parts.includes(part) ? price : null);
      const [hour, halfDay] = [has("time", value.hour), has("time", value.halfDay)];
      const [day, week] = [has("time", value.day), has("time", value.week)];
      const [unit, kilometre] = [has("unit", value.unit), has("kilometre", value.kilometre)];
      if ([hour, halfDay, day, week, unit, kilometre].every((price) => price === null)) wrong("way", "price_required");
      const ordered = [
        ["hour", hour],
        ["halfDay", halfDay],
        ["day", day],
        ["week", week],
      ] as const;
      let least = 0;
      for (const [field, price] of ordered) {
        if (price === null) continue;
        if (price < least) wrong(field, `${field === "hour" ? "day" : field}_below_shorter`);
        least = Math.max(least, price);
      }
      if (parts.includes("time") && hour === null && (value.steps.length > 0 || value.periods.length > 0))
        wrong("hour", "hour_required");
      if (parts.includes("kilometre") && kilometre === null && value.included) wrong("kilometre", "required");
      value.periods.forEach((each, index) => {
        if (value.periods.slice(0, index).some((other) => overlap(each, other))) {
          wrong(`periods[${index}].from`, "periods_overlap");
        }
      });
    });

function overlap(a: RatePeriod, b: RatePeriod): boolean {
  return a.from < b.to && b.from < a.to && a.weekdays.some((day) => b.weekdays.includes(day));
}

/** The form of the prices of a resource of `kind`: what its kind has no use for is not kept. */
export function ratesForm(kind: Pick<Kind, "rateUnit">) {
  const parts = ratePartsOf(kind);
  const rate = rateFields(parts);
  return z
    .object({
      version: z.number({ error: "required" }).int().positive(),
      rates: z.object(
        Object.fromEntries(CUSTOMERS.map((customer) => [customer, rate])) as Record<Customer, typeof rate>,
      ),
    })
    .transform(({ version, rates }) => ({
      version,
      rates: CUSTOMERS.flatMap((customer) => rateOf(customer, rates[customer], parts)),
    }));
}

/** The prices of a resource, read and checked. */
export type RatesForm = z.output<ReturnType<typeof ratesForm>>;

function rateOf(
  customer: Customer,
  typed: z.output<ReturnType<typeof rateFields>>,
  parts: readonly RatePart[],
): Rate[] {
  if (typed.way === "none") return [];
  const depositCents = typed.deposit ?? 0;
  if (typed.way === "cost") return [{ customer, hourCents: null, dayCapCents: null, depositCents, atCost: true }];
  const time = parts.includes("time");
  return [
    {
      customer,
      hourCents: time ? typed.hour : null,
      halfDayCents: time ? typed.halfDay : null,
      dayCapCents: time ? typed.day : null,
      weekCents: time ? typed.week : null,
      steps: time ? typed.steps : [],
      periods: time ? typed.periods : [],
      freeMinutesMonth: time ? (typed.freeHours ?? 0) : 0,
      kilometreCents: parts.includes("kilometre") ? typed.kilometre : null,
      kilometresIncluded: parts.includes("kilometre") ? (typed.included ?? 0) : 0,
      unitCents: parts.includes("unit") ? typed.unit : null,
      depositCents,
      atCost: false,
    },
  ];
}
