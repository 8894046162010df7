import { z } from "zod";
import type { AsForm } from "~/http/api-form";
import { Id } from "~/http/api-shapes";
import { APPROVALS, ASKERS, MEASURES, OPEN_TO, type ResourceRules } from "~server/catalogue";
import { timeText } from "~server/kernel/time";
import { shownHours, weekAsForm, WeekInput } from "./hours-input";
import { BookingRulesShape } from "./resource-shape";

const DayOfYear = z
  .string()
  .regex(/^\d\d-\d\d$/)
  .meta({ description: "Month and day.", examples: ["07-01"] });

/** The most that one structure may have, by kind of customer. */
const Quota = z.strictObject({
  member: z.int().nullish(),
  network: z.int().nullish(),
  outsider: z.int().nullish(),
  primeOnly: z.boolean().optional().meta({ description: "Counts the prime hours alone." }),
});

/** Names of quotas here, by those of the form. */
const QUOTAS = {
  week_minutes: "weekMinutes",
  month_minutes: "monthMinutes",
  simultaneous: "simultaneous",
  prime_percent: "primePercent",
} as const satisfies Record<(typeof MEASURES)[number], string>;

/** Every rule of a resource, as it is read and as it is replaced: what was read may be sent back. */
export const Rules = z
  .strictObject({
    version: z.int().positive().meta({ description: "What was read: anything newer is then not lost." }),
    openingHours: WeekInput,
    seasons: z
      .array(z.strictObject({ name: z.string(), firstDay: DayOfYear, lastDay: DayOfYear, openingHours: WeekInput }))
      .meta({ description: "Parts of every year with hours of their own." }),
    closures: z.array(
      z.strictObject({ firstDay: z.string().min(1), lastDay: z.string().min(1), label: z.string().default("") }),
    ),
    closesBankHolidays: z.boolean(),
    closesSchoolHolidays: z.boolean(),
    rules: BookingRulesShape.strict(),
    changeNoticeMinutes: z.int(),
    lateCancelPercent: z
      .int()
      .nullable()
      .meta({ description: "What stays due after the notice for cancelling; null: it is refused then." }),
    prime: z
      .strictObject({
        weekdays: z.array(z.int().min(1).max(7)),
        from: z.string().min(1),
        to: z.string().min(1),
      })
      .nullable()
      .meta({ description: "The hours that everybody wants." }),
    quotas: z.strictObject({
      weekMinutes: Quota.optional(),
      monthMinutes: Quota.optional(),
      simultaneous: Quota.optional(),
      primePercent: Quota.optional(),
    }),
    openTo: z.enum(OPEN_TO),
    namedStructureIds: z.array(Id).meta({ description: "Those that may book, when it is open to those named." }),
    approval: z.strictObject({
      mode: z.enum(APPROVALS),
      minutes: z.int().meta({ description: "How long a request waits for its answer." }),
      freeCustomers: z.array(z.enum(ASKERS)).meta({ description: "Customers who need none." }),
      trustedStructureIds: z.array(Id).meta({ description: "Structures that need none." }),
    }),
  })
  .meta({ id: "Rules" });

/** Rules as the form of their page sends them. */
export function rulesAsForm({ openingHours, namedStructureIds, ...sent }: z.output<typeof Rules>): AsForm {
  const week = weekAsForm(openingHours, "openingHours", "hours");
  const weeks = sent.seasons.map((season, n) =>
    weekAsForm(season.openingHours, `seasons.${n}.openingHours`, `seasons.${n}.hours`),
  );
  const { prime, approval, lateCancelPercent } = sent;
  return {
    form: {
      version: sent.version,
      hours: week.form,
      seasons: sent.seasons.map(({ name, firstDay, lastDay }, n) => ({
        name,
        from: dayFields(firstDay),
        to: dayFields(lastDay),
        hours: weeks[n]?.form,
      })),
      closures: sent.closures.map(({ firstDay, lastDay, label }) => ({ first: firstDay, last: lastDay, label })),
      closesBankHolidays: sent.closesBankHolidays,
      closesSchoolHolidays: sent.closesSchoolHolidays,
      rules: sent.rules,
      changeNoticeMinutes: sent.changeNoticeMinutes,
      lateCancel: lateCancelPercent === null ? "" : String(lateCancelPercent),
      prime: prime ? { from: prime.from, to: prime.to, weekdays: prime.weekdays.map(String) } : {},
      quotas: Object.fromEntries(
        MEASURES.map((measure) => [measure, quotaFields(measure, sent.quotas[QUOTAS[measure]])]),
      ),
      openTo: sent.openTo,
      named: namedStructureIds,
      approval: {
        mode: approval.mode,
        minutes: approval.minutes,
        free: approval.freeCustomers,
        trusted: approval.trustedStructureIds,
      },
    },
    names: Object.assign(
      {
        lateCancel: "lateCancelPercent",
        named: "namedStructureIds",
        "approval.free": "approval.freeCustomers",
        "approval.trusted": "approval.trustedStructureIds",
      },
      ...MEASURES.map((measure) => ({ [`quotas.${measure}`]: `quotas.${QUOTAS[measure]}` })),
      ...sent.closures.map((_, n) => ({
        [`closures.${n}.first`]: `closures.${n}.firstDay`,
        [`closures.${n}.last`]: `closures.${n}.lastDay`,
      })),
      ...sent.seasons.map((_, n) => ({
        [`seasons.${n}.from.day`]: `seasons.${n}.firstDay`,
        [`seasons.${n}.to.day`]: `seasons.${n}.lastDay`,
      })),
      week.names,
      ...weeks.map(({ names }) => names),
    ) as AsForm["names"],
  };
}

function dayFields(text: string) {
  const [month, day] = text.split("-").map((part) => String(Number(part)));
  return { day, month };
}

/** Minutes as hours, as people type them. */
function quotaFields(measure: (typeof MEASURES)[number], quota: z.output<typeof Quota> | undefined) {
  const typed = (amount: number | null | undefined) => {
    if (amount === null || amount === undefined) return undefined;
    return measure.endsWith("minutes") ? (amount / 60).toFixed(3) : String(amount);
  };
  const { member, network, outsider, primeOnly = false } = quota ?? {};
  return { member: typed(member), network: typed(network), outsider: typed(outsider), primeOnly };
}

/** Rules as the API tells them. */
export function shownRules(all: ResourceRules, version: number): z.input<typeof Rules> {
  const dayText = (day: number) =>
    [Math.floor(day / 100), day % 100].map((part) => String(part).padStart(2, "0")).join("-");
  return {
    version,
    openingHours: shownHours(all.hours),
    seasons: all.seasons.map(({ name, startsOn, endsOn, hours }) => ({
      name,
      firstDay: dayText(startsOn),
      lastDay: dayText(endsOn),
      openingHours: shownHours(hours),
    })),
    closures: all.closures.map(({ first, last, label }) => ({ firstDay: first, lastDay: last, label })),
    closesBankHolidays: all.closesBankHolidays,
    closesSchoolHolidays: all.closesSchoolHolidays,
    rules: all.rules,
    changeNoticeMinutes: all.changeNoticeMinutes,
    lateCancelPercent: all.lateCancelPercent,
    prime: all.prime && {
      weekdays: [...all.prime.weekdays],
      from: timeText(all.prime.from),
      to: timeText(all.prime.to),
    },
    quotas: Object.fromEntries(
      MEASURES.flatMap((measure) => {
        const set = all.quotas.filter((quota) => quota.measure === measure);
        if (set.length === 0) return [];
        const amounts = Object.fromEntries(set.map(({ customer, amount }) => [customer, amount]));
        return [[QUOTAS[measure], { ...amounts, primeOnly: set.some(({ primeOnly }) => primeOnly) }]];
      }),
    ),
    openTo: all.openTo,
    namedStructureIds: [...all.named],
    approval: {
      mode: all.approval.mode,
      minutes: all.approval.minutes,
      freeCustomers: [...all.approval.free],
      trustedStructureIds: [...all.approval.trusted],
    },
  };
}
