import { z } from "zod";
import type { AsForm } from "~/http/api-form";
import { Money } from "~/http/api-shapes";
import { CUSTOMERS } from "~server/catalogue";
import { timeText } from "~server/kernel/time";

const price = Money.strict().nullish();

/** A rate as a request says it: what an answer tells, of which what is left out is not proposed. */
const RateInput = z.strictObject({
  customer: z.enum(CUSTOMERS),
  hour: price,
  halfDay: price,
  dayCap: price,
  week: price,
  kilometre: price,
  kilometresIncluded: z.int().optional(),
  unit: price,
  freeMinutesMonth: z.int().min(0).optional(),
  deposit: price,
  atCost: z.boolean().default(false),
  steps: z.array(z.strictObject({ afterMinutes: z.int().min(0), hour: Money.strict() })).optional(),
  periods: z
    .array(
      z.strictObject({
        weekdays: z.array(z.int().min(1).max(7)),
        from: z.string().min(1),
        to: z.string().min(1),
        hour: Money.strict(),
      }),
    )
    .optional(),
});

export const RatesInput = z.strictObject({
  version: z.int().positive().meta({ description: "What was read: anything newer is then not lost." }),
  rates: z.array(RateInput).check(({ value, issues }) => {
    for (const [index, { customer }] of value.entries()) {
      if (value.findIndex((other) => other.customer === customer) === index) continue;
      issues.push({ code: "custom", message: "customer_twice", path: [index, "customer"], input: customer });
    }
  }),
});

/** The prices of a resource as the form of its page sends them. */
export function ratesAsForm({ version, rates }: z.output<typeof RatesInput>): AsForm {
  const rows = CUSTOMERS.map((customer) => {
    const rate = rates.find((each) => each.customer === customer);
    return [customer, rate ? fieldsOf(rate) : { way: "none" }] as const;
  });
  const names = rates.flatMap(({ customer, steps = [], periods = [] }, index): [string, string][] => {
    const [form, sent] = [`rates.${customer}`, `rates.${index}`];
    return [
      [form, sent],
      [`${form}.way`, sent],
      [`${form}.day`, `${sent}.dayCap`],
      [`${form}.included`, `${sent}.kilometresIncluded`],
      [`${form}.freeHours`, `${sent}.freeMinutesMonth`],
      ...steps.map((_, n): [string, string] => [`${form}.steps.${n}.after`, `${sent}.steps.${n}.afterMinutes`]),
      ...periods.map((_, n): [string, string] => [`${form}.periods.${n}.days`, `${sent}.periods.${n}.weekdays`]),
    ];
  });
  return { form: { version, rates: Object.fromEntries(rows) }, names: Object.fromEntries(names) };
}

function fieldsOf(rate: z.output<typeof RateInput>) {
  return {
    way: rate.atCost ? "cost" : "paid",
    hour: typed(rate.hour),
    halfDay: typed(rate.halfDay),
    day: typed(rate.dayCap),
    week: typed(rate.week),
    unit: typed(rate.unit),
    kilometre: typed(rate.kilometre),
    included: rate.kilometresIncluded ? String(rate.kilometresIncluded) : undefined,
    freeHours: rate.freeMinutesMonth ? timeText(rate.freeMinutesMonth) : undefined,
    deposit: typed(rate.deposit),
    steps: rate.steps?.map(({ afterMinutes, hour }) => ({ after: timeText(afterMinutes), hour: typed(hour) })),
    periods: rate.periods?.map(({ weekdays, from, to, hour }) => ({
      days: weekdays.join(""),
      from,
      to,
      hour: typed(hour),
    })),
  };
}

/** Cents as people type them; below nothing, the form says what it says of any amount that is none. */
function typed(price: z.output<typeof Money> | null | undefined): string | undefined {
  return price ? (price.amountCents / 100).toFixed(2) : undefined;
}
