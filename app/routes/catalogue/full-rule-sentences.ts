import { groupHours, spanOfMinutes, type KindKey, type ResourceRules, type RuledCustomer } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import type { HolidayZone } from "~server/kernel/calendars/bank-holidays";
import { formatDay, formatDuration, formatList, formatPercent, formatTime } from "~server/kernel/format";
import type { LocalDate } from "~server/kernel/time";
import { daysOf, durationWords, hoursWords, ruleSentences, type RuleSentence } from "./rule-sentences";
import { spanWords, type Words } from "./words";

/** What sentences need beside the rules themselves. */
export interface RulesContext {
  readonly kind: KindKey;
  readonly zones: { readonly bank: HolidayZone; readonly school: string | null };
  readonly structures: readonly { readonly id: string; readonly name: string }[];
  /** Whose quotas are told; null: everybody's. */
  readonly customer: RuledCustomer | "public" | null;
  readonly today: LocalDate;
}

/** Closures and names that are told one by one; more are counted. */
const MOST = 4;

/** Every rule of a resource in a sentence, in the order in which people ask. */
export function fullRuleSentences(all: ResourceRules, context: RulesContext, t: Words, locale: Locale): RuleSentence[] {
  const { rules, hours } = all;
  const [open, ...others] = ruleSentences({ kind: context.kind, rules, hours }, t, locale);
  const cancel = others.findIndex(({ icon }) => icon === "calendar-x") + 1;
  return [
    ...(open ? [open] : []),
    ...closedSentences(all, context, t, locale),
    ...others.slice(0, cancel),
    ...lateSentence(all, t, locale),
    changeSentence(all, t, locale),
    ...others.slice(cancel),
    ...quotaSentences(all, context, t, locale),
    accessSentence(all, context, t, locale),
    ...approvalSentences(all, context, t, locale),
  ];
}

function closedSentences(all: ResourceRules, { zones, today }: RulesContext, t: Words, locale: Locale): RuleSentence[] {
  const onDay = (day: number) => formatDay(dayOf(day), locale, { weekday: false });
  const seasons = all.seasons.map(({ name, startsOn, endsOn, hours }): RuleSentence => {
    const words = { name, from: onDay(startsOn), to: onDay(endsOn) };
    const groups = groupHours(hours);
    return groups.length === 0
      ? { icon: "sun", text: t("ruling.say.seasonClosed", words) }
      : { icon: "sun", text: t("ruling.say.season", { ...words, hours: hoursWords(groups, t, locale) }) };
  });
  const closures = all.closures
    .filter(({ last }) => last >= today)
    .slice(0, MOST)
    .map(({ first, last, label }): RuleSentence => {
      const days = first === last ? formatDay(first, locale) : rangeWords(first, last, locale);
      const key = first === last ? "closure" : "closureRange";
      return {
        icon: "ban",
        text: label ? t(`ruling.say.${key}For`, { days, why: label }) : t(`ruling.say.${key}`, { days }),
      };
    });
  const zone = t(`ruling.zones.${zones.bank}`);
  return [
    ...seasons,
    ...closures,
    ...(all.closesBankHolidays ? [{ icon: "ban" as const, text: t("ruling.say.bank", { zone }) }] : []),
    ...(all.closesSchoolHolidays && zones.school
      ? [{ icon: "ban" as const, text: t("ruling.say.school", { zone: zones.school }) }]
      : []),
  ];
}

/** "24 décembre au 2 janvier": both days as words. */
function rangeWords(first: LocalDate, last: LocalDate, locale: Locale): string {
  const [from, to] = [first, last].map((day) => formatDay(day, locale, { weekday: false }));
  return locale === "fr" ? `${from} au ${to}` : `${from} to ${to}`;
}

/** A day of the year in a year that has them all. */
function dayOf(day: number): LocalDate {
  return `2028-${String(Math.floor(day / 100)).padStart(2, "0")}-${String(day % 100).padStart(2, "0")}`;
}

function lateSentence({ rules, lateCancelPercent: percent }: ResourceRules, t: Words, locale: Locale): RuleSentence[] {
  if (rules.cancelNoticeMinutes === 0) return [];
  const text =
    percent === null
      ? t("ruling.say.lateRefused")
      : percent === 0
        ? t("ruling.say.lateFree")
        : t("ruling.say.latePercent", { percent: formatPercent(percent / 100, locale) });
  return [{ icon: "receipt-euro", text }];
}

function changeSentence({ changeNoticeMinutes: minutes }: ResourceRules, t: Words, locale: Locale): RuleSentence {
  const notice = durationWords(minutes, t, locale);
  const text = minutes === 0 ? t("ruling.say.changeAnytime") : t("ruling.say.change", { notice });
  return { icon: "move-right", text };
}

function quotaSentences(all: ResourceRules, { customer }: RulesContext, t: Words, locale: Locale): RuleSentence[] {
  return all.quotas
    .filter((quota) => customer === null || quota.customer === (customer === "public" ? "outsider" : customer))
    .map(({ customer: whose, measure, amount, primeOnly }) => {
      const who = t(`ruling.say.${customer === null ? whose : "you"}`);
      const counting = primeOnly || measure === "prime_percent" ? primeWords(all, t, locale) : "";
      if (measure === "simultaneous")
        return { icon: "gauge", text: t("ruling.say.quota_simultaneous", { who, amount }) };
      const words = measure === "prime_percent" ? formatPercent(amount / 100, locale) : formatDuration(amount, locale);
      return { icon: "gauge", text: t(`ruling.say.quota_${measure}`, { who, amount: words, counting }) };
    });
}

function primeWords({ prime }: ResourceRules, t: Words, locale: Locale): string {
  if (!prime) return "";
  const groups = groupHours(prime.weekdays.map((weekday) => ({ weekday, opens: prime.from, closes: prime.to })));
  const days = groups.flatMap((group) => daysOf(group, t, locale));
  return t("ruling.say.counting", {
    days: formatList(days, locale),
    from: formatTime(prime.from, locale),
    to: formatTime(prime.to, locale),
  });
}

function accessSentence(all: ResourceRules, { structures }: RulesContext, t: Words, locale: Locale): RuleSentence {
  if (all.openTo === "pole" || all.openTo === "public") return { icon: "users", text: t(`ruling.say.${all.openTo}`) };
  if (all.openTo === "network") return { icon: "network", text: t("ruling.say.network_open") };
  const names = structures.filter(({ id }) => all.named.includes(id)).map(({ name }) => name);
  if (names.length === 0) return { icon: "lock-keyhole", text: t("ruling.say.namedNobody") };
  if (names.length > MOST) return { icon: "lock-keyhole", text: t("ruling.say.namedMany", { count: names.length }) };
  const text = t(names.length === 1 ? "ruling.say.namedOne" : "ruling.say.named", { names: formatList(names, locale) });
  return { icon: "lock-keyhole", text };
}

function approvalSentences(
  { approval }: ResourceRules,
  { structures }: RulesContext,
  t: Words,
  locale: Locale,
): RuleSentence[] {
  if (approval.mode === "automatic") return [{ icon: "circle-check", text: t("ruling.say.automatic") }];
  const span = spanWords(t, spanOfMinutes(approval.minutes));
  const trusted = structures.filter(({ id }) => approval.trusted.includes(id)).map(({ name }) => name);
  const who = [...approval.free.map((customer) => t(`ruling.say.freeCustomers.${customer}`)), ...trusted];
  return [
    { icon: "stamp", text: t(`ruling.say.${approval.mode}`, { span }) },
    ...(who.length > 0
      ? [{ icon: "circle-check" as const, text: t("ruling.say.free", { who: formatList(who, locale) }) }]
      : []),
  ];
}
