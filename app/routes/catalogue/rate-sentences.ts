import type { translator } from "~/i18n/translator";
import type { Customer, Rate, RatePeriod } from "~server/catalogue";
import { rateFor } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatDuration, formatList, formatMoney, formatNumber, formatTime, weekdayName } from "~server/kernel/format";

/** The messages `prices`. */
export type PriceWords = Awaited<ReturnType<typeof translator<"prices">>>;

/** What a structure has left of its free minutes this month. */
export interface FreeLeft {
  readonly allowanceMinutes: number;
  readonly leftMinutes: number;
}

/** What somebody pays, in plain sentences; `yours` is what the reader's own structure has left. */
export function rateSentences(
  rates: readonly Rate[],
  customer: Customer,
  t: PriceWords,
  locale: Locale,
  yours: FreeLeft | null = null,
): string[] {
  const rate = rateFor(rates, customer);
  if (!rate) return [t("say.nothing")];
  const sentences = sentencesOf(rate, t, locale, yours);
  return rate.customer === customer ? sentences : [t("say.like", { customer: rate.customer }), ...sentences];
}

function sentencesOf(rate: Rate, t: PriceWords, locale: Locale, yours: FreeLeft | null): string[] {
  const money = (cents: number) => formatMoney(cents, locale);
  const deposit = rate.depositCents ? [t("say.deposit", { amount: money(rate.depositCents) })] : [];
  if (rate.atCost) return [t("say.cost"), ...deposit];
  const prices = pricesOf(rate, t, locale);
  if (prices.length === 0) return [t("say.nothing"), ...deposit];
  const free = PRICES.every((key) => !rate[key]) && (rate.periods ?? []).every(({ hourCents }) => hourCents === 0);
  if (free) return [t("say.free"), ...deposit];
  return [
    `${formatList(prices, locale)}.`,
    ...(rate.steps ?? []).map(({ afterMinutes, hourCents }) =>
      t("say.step", { after: formatDuration(afterMinutes, locale), amount: money(hourCents) }),
    ),
    ...(rate.periods ?? []).map((period) =>
      t("say.period", { when: periodWords(period, t, locale), amount: money(period.hourCents) }),
    ),
    ...freeSentence(rate.freeMinutesMonth ?? 0, yours, t, locale),
    ...deposit,
  ];
}

const PRICES = ["hourCents", "halfDayCents", "dayCapCents", "weekCents", "unitCents", "kilometreCents"] as const;

/** "6,00 € l'heure", "36,00 € la journée au plus"… A limit is one only where something shorter has a price. */
function pricesOf(rate: Rate, t: PriceWords, locale: Locale): string[] {
  const { hourCents, halfDayCents, dayCapCents, weekCents, unitCents, kilometreCents, kilometresIncluded } = rate;
  const words: string[] = [];
  const say = (cents: number | null | undefined, message: (amount: string) => string) => {
    if (cents !== null && cents !== undefined) words.push(message(formatMoney(cents, locale)));
  };
  say(unitCents, (amount) => t("say.unit", { amount }));
  say(hourCents, (amount) => t("say.hour", { amount }));
  say(halfDayCents, (amount) => t(words.length > 0 ? "say.halfDayCap" : "say.halfDay", { amount }));
  say(dayCapCents, (amount) => t(words.length > 0 ? "say.dayCap" : "say.day", { amount }));
  say(weekCents, (amount) => t(words.length > 0 ? "say.weekCap" : "say.week", { amount }));
  say(kilometreCents, (amount) =>
    kilometresIncluded
      ? t("say.kilometreBeyond", { amount, included: formatNumber(kilometresIncluded, locale) })
      : t("say.kilometre", { amount }),
  );
  return words;
}

function freeSentence(minutes: number, yours: FreeLeft | null, t: PriceWords, locale: Locale): string[] {
  if (minutes === 0) return [];
  const duration = formatDuration(minutes, locale);
  if (!yours) return [t("say.freeHours", { duration })];
  if (yours.leftMinutes === 0) return [t("say.yoursUsed", { duration })];
  return [t("say.yoursLeft", { duration, left: formatDuration(yours.leftMinutes, locale) })];
}

/** "Du lundi au vendredi, de 18 h à 24 h" */
export function periodWords({ weekdays, from, to }: RatePeriod, t: PriceWords, locale: Locale): string {
  const days = daysWords(weekdays, t, locale);
  if (from === 0 && to === 1440) return days;
  return t("say.periodWhen", { days, from: formatTime(from, locale), to: formatTime(to, locale) });
}

/** The days of a period, as people say them. */
export function daysWords(weekdays: readonly number[], t: PriceWords, locale: Locale): string {
  const key = DAYS[weekdays.join("")];
  return key
    ? t(`days.${key}`)
    : formatList(
        weekdays.map((weekday) => weekdayName(weekday, locale)),
        locale,
      );
}

const DAYS: Readonly<Record<string, "weekdays" | "weekend" | "saturday" | "sunday" | "all">> = {
  "12345": "weekdays",
  "67": "weekend",
  "6": "saturday",
  "7": "sunday",
  "1234567": "all",
};
