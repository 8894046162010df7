import {
  CUSTOMERS,
  kindOf,
  RATE_DAYS,
  RATE_PERIODS,
  RATE_STEPS,
  ratePartsOf,
  type Rate,
  type Resource,
} from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { timeText } from "~server/kernel/time";
import { decimalMark, typedAmount } from "./amounts-typed";
import type { StartValues } from "./form-reader";
import { rateExamples } from "./rate-examples";
import { daysWords, rateSentences, type PriceWords } from "./rate-sentences";
import type { Words } from "./words";

/** What the page of a resource's prices is made of: fields that make sense for its kind, and what they start from. */
export function ratesView(resource: Resource, t: PriceWords, tc: Words, locale: Locale, zone: string) {
  const parts = ratePartsOf(kindOf(resource.kind));
  const ways = parts.includes("cost") && resource.kind === "pooled-job" ? WAYS_AT_COST : WAYS;
  return {
    parts,
    ways,
    steps: RATE_STEPS,
    periods: RATE_PERIODS,
    customers: CUSTOMERS.map((key) => ({
      key,
      label: tc(`customers.${key}`),
      set: resource.rates.some(({ customer }) => customer === key),
    })),
    days: daysChoices(resource.rates, t, locale),
    start: {
      version: String(resource.version),
      rates: Object.fromEntries(
        CUSTOMERS.map((key) => [
          key,
          valuesOf(
            resource.rates.find(({ customer }) => customer === key),
            locale,
          ),
        ]),
      ),
    } satisfies StartValues,
    preview: ratesPreview(resource.rates, t, tc, locale, zone),
  };
}

export type RatesView = ReturnType<typeof ratesView>;

const WAYS = ["none", "paid", "cost"] as const;
const WAYS_AT_COST = ["none", "cost", "paid"] as const;

/** What the prices mean, in sentences and examples, for each kind of customer. */
export function ratesPreview(rates: readonly Rate[], t: PriceWords, tc: Words, locale: Locale, zone: string) {
  return CUSTOMERS.filter((customer) => customer !== "public" || rates.some((rate) => rate.customer === "public")).map(
    (customer) => {
      const own = rates.some((rate) => rate.customer === customer);
      return {
        customer,
        label: tc(`customers.${customer}`),
        sentences: rateSentences(rates, customer, t, locale),
        // Those of whoever's price holds are shown there.
        examples: own ? rateExamples(rates, customer, t, locale, zone) : [],
        hasFree: rates.some((rate) => rate.customer === customer && (rate.freeMinutesMonth ?? 0) > 0),
      };
    },
  );
}

export type RatesPreviewView = ReturnType<typeof ratesPreview>;

function daysChoices(rates: readonly Rate[], t: PriceWords, locale: Locale) {
  const kept = rates.flatMap(({ periods = [] }) => periods.map(({ weekdays }) => weekdays.join("")));
  return [...new Set<string>([...RATE_DAYS, ...kept])].map((value) => ({
    value,
    label: daysWords([...value].map(Number), t, locale),
  }));
}

function valuesOf(rate: Rate | undefined, locale: Locale): StartValues {
  if (!rate) return { way: "none" };
  const amount = (cents: number | null | undefined) => typedAmount(cents, locale);
  // 80 minutes are no number of hours with two decimals: 1:20.
  const hours = (minutes: number | undefined) => {
    if (!minutes) return undefined;
    return minutes % 3 === 0 ? String(minutes / 60).replace(".", decimalMark(locale)) : timeText(minutes);
  };
  return {
    way: rate.atCost ? "cost" : "paid",
    hour: amount(rate.hourCents),
    halfDay: amount(rate.halfDayCents),
    day: amount(rate.dayCapCents),
    week: amount(rate.weekCents),
    unit: amount(rate.unitCents),
    kilometre: amount(rate.kilometreCents),
    included: rate.kilometresIncluded ? String(rate.kilometresIncluded) : undefined,
    freeHours: hours(rate.freeMinutesMonth),
    deposit: rate.depositCents ? amount(rate.depositCents) : undefined,
    steps: (rate.steps ?? []).map(({ afterMinutes, hourCents }) => ({
      after: hours(afterMinutes),
      hour: amount(hourCents),
    })),
    periods: (rate.periods ?? []).map(({ weekdays, from, to, hourCents }) => ({
      days: weekdays.join(""),
      from: timeText(from),
      // Midnight at the end of a day is 00:00 for the browser's field.
      to: timeText(to % 1440),
      hour: amount(hourCents),
    })),
  };
}
