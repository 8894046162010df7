import type { Option } from "~/ui/field";
import {
  APPROVALS,
  ASKERS,
  MEASURES,
  OPEN_TO,
  ruleWarnings,
  spanOfDays,
  spanOfMinutes,
  STEPS,
  type Resource,
  type ResourceRules,
} from "~server/catalogue";
import type { Actor, Locale } from "~server/kernel/actor";
import { SCHOOL_HOLIDAYS_KNOWN_UNTIL } from "~server/kernel/calendars/school-holidays";
import { formatDay, formatDuration, formatPercent, monthName, weekdayName } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import { fullRuleSentences, type RulesContext } from "./full-rule-sentences";
import { rulesStart } from "./rules-start";
import { spanWords, type Words } from "./words";

const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720, 1440, 2880, 4320, 10_080];
const NOTICES = [0, 30, 60, 120, 240, 720, 1440, 2880, 4320, 10_080, 20_160];
const HORIZONS = [7, 14, 30, 60, 90, 180, 365, 730];
const BUFFERS = [0, 5, 10, 15, 30, 45, 60, 90, 120];
const ANSWERS = [60, 240, 720, 1440, 2880, 4320, 10_080];
const PERCENTS = [0, 25, 50, 75, 100];

/** A resource's rules with what its page knows beside them. */
export interface RulesShown {
  readonly resource: Pick<Resource, "kind" | "name" | "version" | "units">;
  readonly rules: ResourceRules;
  readonly structures: readonly { readonly id: string; readonly name: string }[];
  readonly zones: RulesContext["zones"];
}

/** The page of rules: choices and labels in words, where its fields start, what the rules say. */
export function rulesView({ resource, rules, structures, zones }: RulesShown, actor: Actor, t: Words) {
  const { locale, timeZone } = actor;
  const before = (minutes: number) =>
    minutes === 0 ? t("form.atOnce") : t("form.before", { span: duration(minutes, t, locale) });
  const kept = (minutes: number) => (minutes === 0 ? t("form.none") : duration(minutes, t, locale));
  const spans = (minutes: number) => duration(minutes, t, locale);
  const basic = rules.rules;
  return {
    version: resource.version,
    timeZone,
    days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdayName(weekday, locale)),
    months: [
      { value: "", label: "" },
      ...Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: monthName(index + 1, locale) })),
    ],
    seasons: rules.seasons.map(({ name }) => name),
    closures: rules.closures.length,
    bankHint: t("ruling.bankHolidaysHint", { zone: t(`ruling.zones.${zones.bank}`) }),
    schoolHint: zones.school
      ? t("ruling.schoolHolidaysHint", {
          zone: zones.school,
          day: formatDay(SCHOOL_HOLIDAYS_KNOWN_UNTIL, locale, { weekday: false, year: true }),
        })
      : t("ruling.schoolHolidaysNone"),
    lengths: {
      minMinutes: options(DURATIONS, basic.minMinutes, spans),
      maxMinutes: options(DURATIONS, basic.maxMinutes, spans),
      stepMinutes: options(STEPS, basic.stepMinutes, spans),
      horizonDays: options(HORIZONS, basic.horizonDays, (days) =>
        t("form.ahead", { span: spanWords(t, spanOfDays(days)) }),
      ),
      noticeMinutes: options(NOTICES, basic.noticeMinutes, before),
      cancelNoticeMinutes: options(NOTICES, basic.cancelNoticeMinutes, before),
      bufferBeforeMinutes: options(BUFFERS, basic.bufferBeforeMinutes, kept),
      bufferAfterMinutes: options(BUFFERS, basic.bufferAfterMinutes, kept),
    },
    changeNotices: options(NOTICES, rules.changeNoticeMinutes, before),
    lateCancels: [
      { value: "", label: t("ruling.lateRefused") },
      ...options(PERCENTS, rules.lateCancelPercent ?? 0, (percent) =>
        percent === 0
          ? t("ruling.lateFree")
          : t("ruling.latePercent", { percent: formatPercent(percent / 100, locale) }),
      ),
    ],
    measures: MEASURES.map((key) => ({ key, label: t(`ruling.measures.${key}`) })),
    customers: ASKERS.map((key) => ({ key, label: t(`ruling.customers.${key}`) })),
    openTo: OPEN_TO.map((value) => ({ value, label: t(`ruling.openTo.${value}`) })),
    structures: structures.map(({ id, name }) => ({ id, name })),
    approvals: APPROVALS.map((value) => ({ value, label: t(`ruling.approvals.${value}`) })),
    answers: options(ANSWERS, rules.approval.minutes, spans),
    start: rulesStart(rules, resource.version, locale),
    ...said({ resource, rules, structures, zones }, actor, t),
  };
}

export type RulesView = ReturnType<typeof rulesView>;

/** What rules say in sentences, and what is doubtful about them. */
export function said({ resource, rules, structures, zones }: RulesShown, { locale, timeZone }: Actor, t: Words) {
  const today = localDateOf(new Date(), timeZone);
  const context = { kind: resource.kind, zones, structures, customer: null, today };
  return {
    sentences: fullRuleSentences(rules, context, t, locale),
    warnings: ruleWarnings(rules, { schoolZone: zones.school, units: Math.max(1, resource.units) }).map((warning) => {
      switch (warning.code) {
        case "never_fits":
          return t("ruling.warnings.never_fits", { duration: duration(warning.minMinutes, t, locale) });
        case "quota_too_large":
        case "quota_too_small": {
          const amount = `${t(`ruling.measures.${warning.measure}`)}, ${formatDuration(warning.amount, locale)}`;
          return t(`ruling.warnings.${warning.code}`, { amount });
        }
        default:
          return t(`ruling.warnings.${warning.code}`);
      }
    }),
  };
}

function options(values: readonly number[], current: number, label: (value: number) => string): Option[] {
  return [...new Set([...values, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: label(value) }));
}

function duration(minutes: number, t: Words, locale: Locale): string {
  const span = spanOfMinutes(minutes);
  return span.unit === "minutes" && span.count > 60 ? formatDuration(minutes, locale) : spanWords(t, span);
}
