import type { Interval } from "../kernel/intervals";
import type { Cents } from "../kernel/money";
import type { LocalDate, Period } from "../kernel/time";
import type { BlockingKind } from "./blocking";
import type { Closed } from "./opening";
import type { Prime, QuotaMeasure } from "./quotas";
import type { BookingState } from "./booking";

/** A rule of the resource that a request breaks, with the facts its sentence needs. */
export type BrokenRule =
  | { readonly code: "archived" }
  | { readonly code: "ends_before_start" }
  /** `earliest`: the first start that hours and notice allow; null when there is none before the horizon. */
  | { readonly code: "in_the_past"; readonly earliest: Date | null }
  | { readonly code: "too_soon"; readonly noticeMinutes: number; readonly earliest: Date | null }
  | { readonly code: "too_far"; readonly horizonDays: number; readonly lastDay: LocalDate }
  /** `hours`: minutes of the wall clock on `day`; empty when closed all day, `closed` then tells why if it is known. */
  | {
      readonly code: "outside_hours";
      readonly day: LocalDate;
      readonly hours: readonly Interval[];
      readonly closed?: Closed;
    }
  | { readonly code: "off_step"; readonly stepMinutes: number }
  | { readonly code: "too_short"; readonly minMinutes: number }
  | { readonly code: "too_long"; readonly maxMinutes: number }
  | { readonly code: "too_many_people"; readonly attendees: number; readonly capacity: number }
  /** Who may book it: not the structure that asks. */
  | { readonly code: "not_open_to_you"; readonly openTo: "pole" | "named" | "network" }
  /** The structure would have more of it than one may. */
  | QuotaExceeded
  /** `units`: how many there are, or how many of them are free then. */
  | { readonly code: "not_enough_units"; readonly quantity: number; readonly units: number }
  /** It is booked at dated sessions only; `next` are the next ones. */
  | { readonly code: "not_a_session"; readonly next: readonly Period[] };

/** The most that one structure may have, and what is left of it. */
export interface QuotaExceeded {
  readonly code: "quota_exceeded";
  readonly measure: QuotaMeasure;
  /** Minutes of a week or a month, bookings to come, percent of a month's prime time. */
  readonly amount: number;
  /** What the structure may still have: minutes, or bookings. */
  readonly left: number;
  /** The first day of the week or month that is counted; null where there is none. */
  readonly since: LocalDate | null;
  /** The day on which counting starts anew; null where it does not. */
  readonly renewsOn: LocalDate | null;
  /** The hours that are counted; null: all. The others stay free. */
  readonly prime: Prime | null;
}

/** A reading of the clock that names no instant, or two: told before anything is asked of a resource. */
export type ClockProblem =
  /** The clock jumps over it; `after` is the first reading that exists, in minutes. */
  | { readonly code: "wall_clock_gap"; readonly date: LocalDate; readonly minutes: number; readonly after: number }
  /** The clock shows it twice: the person chooses which. */
  | {
      readonly code: "wall_clock_twice";
      readonly date: LocalDate;
      readonly minutes: number;
      readonly first: Date;
      readonly second: Date;
    };

/** A way out of a refusal, checked against every rule and booking a moment ago. */
export interface Suggestion {
  /** On the same resource: at another time the same day (or the next days), shorter, longer. Or another resource. */
  readonly kind: "earlier" | "later" | "shorter" | "longer" | "other";
  readonly resourceId: string;
  readonly resourceName: string;
  readonly start: Date;
  readonly end: Date;
}

/** A reason to refuse a booking. */
export type Refusal =
  | BrokenRule
  | { readonly code: "slot_taken" }
  /** Somebody keeps it from being booked; `until` is the end of that. */
  | { readonly code: "blocked"; readonly kind: BlockingKind; readonly reason: string; readonly until: Date }
  /** The id belongs to another request: made by somebody else, or with another content. */
  | { readonly code: "already_used" }
  | { readonly code: "not_allowed"; readonly reason: "observer" | "no_structure" | "role" };

/** Why a booking was refused: first of all for `code`; `others` are rules broken as well. */
export type BookingProblem = Refusal & {
  readonly suggestions: readonly Suggestion[];
  readonly others: readonly Refusal[];
};

/** Why a request was not answered. */
export type DecisionProblem =
  /** It was answered before, by somebody else perhaps, or cancelled. */
  { readonly code: "already_answered"; readonly state: BookingState } | { readonly code: "answer_overdue" };

/** Why an offer was not taken. */
export type OfferProblem = { readonly code: "offer_gone" };

/** Why a booking was not cancelled. */
export type CancellationProblem =
  /** This much, in cents, would stay due: it is cancelled once whoever cancels has agreed to it. */
  | { readonly code: "fee_due"; readonly feeCents: Cents }
  /** `deadline`: until when its structure could. A manager still can. */
  | { readonly code: "too_late_to_cancel"; readonly noticeMinutes: number; readonly deadline: Date }
  | { readonly code: "already_started" };

/** Why a booking was not moved. `deadline`: until when its structure could. */
export type ChangeProblem =
  | { readonly code: "too_late_to_change"; readonly noticeMinutes: number; readonly deadline: Date }
  | { readonly code: "already_started" };

/** Why a cancellation was not undone. */
export type RestorationProblem =
  | { readonly code: "not_cancelled" }
  /** `minutes`: how long a cancellation can be undone. */
  | { readonly code: "too_late_to_restore"; readonly minutes: number }
  | { readonly code: "slot_taken_since" }
  /** The free minutes of its price went to another booking meanwhile. */
  | { readonly code: "free_minutes_taken" }
  /** What it went with is over: coffee without its room. */
  | { readonly code: "parent_ended" };
