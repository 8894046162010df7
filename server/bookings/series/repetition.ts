import { parseLocalDate, type LocalDate } from "../../kernel/time";

/** How often something comes back. Weekdays: 1 for Monday to 7 for Sunday. */
export type Frequency =
  | { readonly every: "day"; readonly interval: number }
  | { readonly every: "week"; readonly interval: number; readonly weekdays: readonly number[] }
  | { readonly every: "month"; readonly interval: number; readonly on: DayOfMonth };

/**
 * On which day of a month: the 15th (a month without a 31st has none; -1 is its last day), the second Tuesday, the
 * last Friday (nth: -1).
 */
export type DayOfMonth = { readonly day: number } | { readonly nth: number; readonly weekday: number };

/** When it stops: after a day, included, or after so many times. */
export type End = { readonly until: LocalDate } | { readonly count: number };

/** A rule of repetition: what people ask for, of all that RFC 5545 allows. */
export interface Repetition {
  readonly frequency: Frequency;
  readonly end: End;
}

/** The weekdays as RFC 5545 writes them, Monday first. */
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const WORKDAYS = [1, 2, 3, 4, 5];

/** Every Monday to Friday. */
export const EVERY_WORKDAY: Frequency = { every: "week", interval: 1, weekdays: WORKDAYS };

/** Whether it comes every day of work and no other. */
export function isEveryWorkday(frequency: Frequency): boolean {
  return (
    frequency.every === "week" && frequency.interval === 1 && sorted(frequency.weekdays).join() === WORKDAYS.join()
  );
}

/**
 * A rule as RFC 5545 writes it, without its DTSTART: "FREQ=WEEKLY;BYDAY=MO;COUNT=10". UNTIL is a day, which the
 * recurrences of a wall clock without a zone take to be included.
 */
export function rruleOf({ frequency, end }: Repetition): string {
  const parts = [`FREQ=${{ day: "DAILY", week: "WEEKLY", month: "MONTHLY" }[frequency.every]}`];
  if (frequency.interval > 1) parts.push(`INTERVAL=${frequency.interval}`);
  if (frequency.every === "week") {
    parts.push(
      `BYDAY=${sorted(frequency.weekdays)
        .map((weekday) => DAYS[weekday - 1])
        .join(",")}`,
    );
  }
  if (frequency.every === "month") {
    const { on } = frequency;
    parts.push("day" in on ? `BYMONTHDAY=${on.day}` : `BYDAY=${on.nth}${DAYS[on.weekday - 1]}`);
  }
  parts.push("count" in end ? `COUNT=${end.count}` : `UNTIL=${end.until.replaceAll("-", "")}`);
  return parts.join(";");
}

/** Reads what rruleOf() writes; null for anything else, were it right by RFC 5545. */
export function repetitionOf(rrule: string): Repetition | null {
  const parts = new Map(rrule.split(";").map((part) => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""]));
  const frequency = frequencyOf(parts);
  const end = endOf(parts);
  if (!frequency || !end) return null;
  const read = { frequency, end };
  return rruleOf(read) === rrule ? read : null;
}

function frequencyOf(parts: ReadonlyMap<string, string>): Frequency | null {
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const days = parts.get("BYDAY")?.split(",") ?? [];
  const weekdayIn = (day = "") => DAYS.findIndex((name) => day.endsWith(name)) + 1;
  switch (parts.get("FREQ")) {
    case "DAILY":
      return { every: "day", interval };
    case "WEEKLY":
      return { every: "week", interval, weekdays: days.map(weekdayIn) };
    case "MONTHLY": {
      const [nth] = days;
      const on = nth
        ? { nth: Number(nth.slice(0, -2)), weekday: weekdayIn(nth) }
        : { day: Number(parts.get("BYMONTHDAY")) };
      return { every: "month", interval, on };
    }
    default:
      return null;
  }
}

function endOf(parts: ReadonlyMap<string, string>): End | null {
  const count = parts.get("COUNT");
  if (count) return { count: Number(count) };
  const until = parseLocalDate((parts.get("UNTIL") ?? "").replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"));
  return until === null ? null : { until };
}

function sorted(weekdays: readonly number[]): number[] {
  return [...new Set(weekdays)].sort((a, b) => a - b);
}
