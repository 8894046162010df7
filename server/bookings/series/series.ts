import type { Booking, BookingForm } from "../booking";
import type { Refusals } from "../place";
import type { Price } from "../price";
import type { Refusal, Suggestion } from "../problems";
import type { Schedule, ScheduleProblem, SeriesDate } from "./dates";

/** What is asked for at every date of a series. */
export interface SeriesAsked {
  readonly resourceId: string;
  readonly schedule: Schedule;
  readonly title?: string | undefined;
  readonly titleShared?: boolean | undefined;
  readonly attendees?: number | null | undefined;
  readonly quantity?: number | undefined;
  readonly message?: string | undefined;
}

/** What is done about one date; a date without a choice is booked. */
export type Choice =
  | { readonly do: "book" }
  | { readonly do: "skip" }
  /** Put on the waiting list of its resource and hours. */
  | { readonly do: "wait" }
  /** Booked at another time, or another resource, instead. */
  | { readonly do: "move"; readonly resourceId: string; readonly start: Date; readonly end: Date };

/** Choices by the dates that they are about ("2026-11-26T09:00"). */
export type Choices = ReadonlyMap<string, Choice>;

/** A series to start. The id is made by whoever asks, once: sent again, it starts no second one. */
export interface SeriesForm extends SeriesAsked {
  readonly id: string;
  readonly choices: Choices;
  /** The sum that was shown, in cents: when it has become dearer, nothing is booked. */
  readonly shownCents?: number | undefined;
}

/** Another time the same day, or another resource at the same time, for one date; it is free now, at that price. */
export interface SeriesWay extends Suggestion {
  readonly price: Price;
}

/** A date of a series as it could be booked now. */
export interface ConsideredDate extends SeriesDate {
  /** What asking for it would make of it. */
  readonly state: Booking["state"];
  readonly price: Price;
  /** Why it cannot be had; null: it can. */
  readonly refusals: Refusals | null;
  readonly ways: readonly SeriesWay[];
  /** Whether one may wait for it: others have it, and may give it back. */
  readonly canWait: boolean;
}

/** Why a series was not started: nothing of it is written. */
export type SeriesProblem =
  | ScheduleProblem
  | Extract<Refusal, { code: "not_allowed" | "already_used" }>
  /** Nothing is left to book or to wait for. */
  | { readonly code: "nothing_chosen" }
  | { readonly code: "dearer"; readonly cents: number }
  /** By the date they are about. */
  | { readonly code: "dates_refused"; readonly dates: ReadonlyMap<string, Refusals> };

/** What is asked for at one date. */
export function formAt(
  { resourceId, title, titleShared, attendees, quantity, message }: SeriesAsked,
  { start, end, recurrence }: Pick<SeriesDate, "start" | "end" | "recurrence">,
): Omit<BookingForm, "id"> {
  return { resourceId, start, end, title, titleShared, attendees, quantity, message, recurrence };
}
