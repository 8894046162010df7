import type { LocalDate } from "../kernel/time";
import type { BookingRules } from "./kinds";
import type { OpeningHours } from "./rules";

/** Who may book: everybody of the pôle, the structures named, the other pôles of the network too, anybody. */
export const OPEN_TO = ["pole", "named", "network", "public"] as const;
/** Who says yes to a request. */
export const APPROVALS = ["automatic", "owner", "manager"] as const;
/** What a quota counts: minutes of a week, of a month, bookings to come, percent of a month's prime time. */
export const MEASURES = ["week_minutes", "month_minutes", "simultaneous", "prime_percent"] as const;
/** Whose use is counted and whose requests are answered: to these, the public is an outsider. */
export const ASKERS = ["member", "network", "outsider"] as const;
export type RuledCustomer = (typeof ASKERS)[number];
export type QuotaMeasure = (typeof MEASURES)[number];

/** A part of every year with hours of its own: month × 100 + day, both included, over the end of the year or not. */
export interface Season {
  readonly name: string;
  readonly startsOn: number;
  readonly endsOn: number;
  readonly hours: readonly OpeningHours[];
}

/** The most that one structure may have. */
export interface Quota {
  readonly customer: RuledCustomer;
  readonly measure: QuotaMeasure;
  readonly amount: number;
  /** Counts the prime hours alone. */
  readonly primeOnly: boolean;
}

/** Every rule of booking of a resource, as its page of rules edits them. */
export interface ResourceRules {
  readonly hours: readonly OpeningHours[];
  readonly seasons: readonly Season[];
  readonly closures: readonly { readonly first: LocalDate; readonly last: LocalDate; readonly label: string }[];
  readonly closesBankHolidays: boolean;
  readonly closesSchoolHolidays: boolean;
  readonly rules: BookingRules;
  readonly changeNoticeMinutes: number;
  /** After the notice for cancelling: refused (null), or this part of the price stays due. */
  readonly lateCancelPercent: number | null;
  /** The hours that everybody wants; null when they are not told. */
  readonly prime: { readonly from: number; readonly to: number; readonly weekdays: readonly number[] } | null;
  readonly quotas: readonly Quota[];
  readonly openTo: (typeof OPEN_TO)[number];
  /** The structures that may book it when it is for those named, by id. */
  readonly named: readonly string[];
  readonly approval: {
    readonly mode: (typeof APPROVALS)[number];
    readonly minutes: number;
    /** Customers, and structures by id, that need none all the same. */
    readonly free: readonly RuledCustomer[];
    readonly trusted: readonly string[];
  };
}

/** Whether two seasons share a day of the year. */
export function seasonsOverlap(a: Omit<Season, "hours" | "name">, b: Omit<Season, "hours" | "name">): boolean {
  return spans(a).some(([from, to]) => spans(b).some(([since, until]) => from <= until && since <= to));
}

function spans({ startsOn, endsOn }: Omit<Season, "hours" | "name">): [number, number][] {
  if (startsOn <= endsOn) return [[startsOn, endsOn]];
  return [
    [startsOn, 1231],
    [101, endsOn],
  ];
}
