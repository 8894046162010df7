import type { ResourceRules } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { timeText } from "~server/kernel/time";
import type { StartValues } from "./form-reader";
import { hoursValues } from "./form-view";

/** Where the fields of the page of rules start, by their names. */
export function rulesStart(all: ResourceRules, version: number, locale: Locale): StartValues {
  const { rules, prime, approval } = all;
  return {
    version: String(version),
    hours: hoursValues(all.hours),
    seasons: [
      ...all.seasons.map(({ name, startsOn, endsOn, hours }) => ({
        name,
        from: dayValues(startsOn),
        to: dayValues(endsOn),
        hours: hoursValues(hours),
      })),
      // A new season starts from the hours of the year.
      { hours: hoursValues(all.hours) },
    ],
    closures: all.closures.map(({ first, last, label }) => ({ first, last, label })),
    closesBankHolidays: ticked(all.closesBankHolidays),
    closesSchoolHolidays: ticked(all.closesSchoolHolidays),
    rules: Object.fromEntries(Object.entries(rules).map(([rule, value]) => [rule, String(value)])),
    changeNoticeMinutes: String(all.changeNoticeMinutes),
    lateCancel: all.lateCancelPercent === null ? "" : String(all.lateCancelPercent),
    prime: {
      from: prime ? timeText(prime.from) : undefined,
      to: prime ? timeText(prime.to % 1440) : undefined,
      weekdays: (prime?.weekdays ?? [1, 2, 3, 4, 5]).map(String),
    },
    quotas: quotaValues(all, locale),
    openTo: all.openTo,
    named: all.named,
    approval: {
      mode: approval.mode,
      minutes: String(approval.minutes),
      free: approval.free,
      trusted: approval.trusted,
    },
  };
}

function ticked(yes: boolean): string | undefined {
  return yes ? "on" : undefined;
}

function dayValues(day: number): StartValues {
  return { day: String(day % 100), month: String(Math.floor(day / 100)) };
}

function quotaValues({ quotas }: ResourceRules, locale: Locale): StartValues {
  const rows: Record<string, Record<string, string | undefined>> = {};
  for (const { measure, customer, amount, primeOnly } of quotas) {
    const row = (rows[measure] ??= {});
    const value = measure.endsWith("minutes") ? amount / 60 : amount;
    row[customer] = String(Math.round(value * 100) / 100).replace(".", locale === "fr" ? "," : ".");
    if (primeOnly) row["primeOnly"] = "on";
  }
  return rows;
}
