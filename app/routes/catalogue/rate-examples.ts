import { priceFor } from "~server/bookings";
import { rateFor, type Customer, type Rate } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import { addDays, instantAt } from "~server/kernel/time";
import { periodWords, type PriceWords } from "./rate-sentences";

/** An ordinary week, without a change of hour; its Monday. */
const MONDAY = "2026-01-12";
const MONTH = "2026-01";
const KILOMETRES = 120;

/** What something would cost: "une demi-journée", "18,00 €". */
export interface RateExample {
  readonly what: string;
  readonly amount: string;
}

/** What some uses would cost somebody, once this month's free hours are used; none where nothing is to pay. */
export function rateExamples(
  rates: readonly Rate[],
  customer: Customer,
  t: PriceWords,
  locale: Locale,
  zone: string,
): RateExample[] {
  const rate = rateFor(rates, customer);
  if (!rate || rate.atCost) return [];
  const costs = (what: string, from: [day: number, minutes: number], to: [number, number], more = {}): RateExample => {
    const [start, end] = [from, to].map(([day, minutes]) => instantAt(addDays(MONDAY, day), minutes, zone));
    const freeMinutesUsed = { [MONTH]: rate.freeMinutesMonth ?? 0 };
    const period = { start: start!, end: end! };
    const { cents } = priceFor({ rates, customer, period, zone, freeMinutesUsed, ...more });
    return { what, amount: formatMoney(cents, locale) };
  };
  const unit = isSet(rate.unitCents);
  const time = [rate.hourCents, rate.halfDayCents, rate.dayCapCents, rate.weekCents].some(isSet);
  return [
    ...(unit
      ? [costs(t("example.one"), [1, 720], [1, 780]), costs(t("example.twelve"), [1, 720], [1, 780], { quantity: 12 })]
      : []),
    ...(time
      ? [
          costs(t("example.hours"), [1, 540], [1, 660]),
          costs(t("example.halfDay"), [1, 540], [1, 780]),
          costs(t("example.day"), [1, 540], [1, 1080]),
        ]
      : []),
    ...(isSet(rate.weekCents) ? [costs(t("example.week"), [0, 540], [4, 1080])] : []),
    ...(rate.periods ?? []).map((period) => {
      const day = (period.weekdays[0] ?? 1) - 1;
      const end = Math.min(period.to, period.from + 60);
      const when = periodWords(period, t, locale);
      return costs(
        t("example.period", { when: when.charAt(0).toLowerCase() + when.slice(1) }),
        [day, period.from],
        [day, end],
      );
    }),
    ...(isSet(rate.kilometreCents)
      ? [costs(t("example.kilometres", { kilometres: KILOMETRES }), [1, 540], [1, 1080], { kilometres: KILOMETRES })]
      : []),
  ];
}

function isSet(cents: number | null | undefined): boolean {
  return cents !== null && cents !== undefined;
}
