import type { Customer, Quote } from "./price";
import type { CancellationTerms } from "./terms";

/** The states of a booking, in the order of its life. */
export type BookingState =
  | "offered"
  | "requested"
  | "confirmed"
  | "checked_in"
  | "returned"
  | "settled"
  | "declined"
  | "expired"
  | "cancelled"
  | "no_show";

/** A booking, as those who may know all of it do. */
export interface Booking {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceKind: string;
  readonly resourceName: string;
  readonly structureId: string;
  readonly personId: string;
  readonly title: string;
  /** Whether the rest of the pôle may read the title. */
  readonly titleShared: boolean;
  readonly attendees: number | null;
  readonly quantity: number;
  readonly start: Date;
  readonly end: Date;
  readonly state: BookingState;
  /** As whom the structure pays. */
  readonly customer: Customer;
  /** A word to who approves or provides it. */
  readonly message: string;
  /** Foreseen, then measured when it is given back. */
  readonly kilometres: number | null;
  /** Until when a request can be approved, an offer taken; null in every other state. */
  readonly expiresAt: Date | null;
  /** The booking that it goes with: coffee with a room. */
  readonly parentId: string | null;
  /** Confirmed together with others. */
  readonly basketId: string | null;
  /** The dated session in which it has places. */
  readonly sessionId: string | null;
  readonly seriesId: string | null;
  /** The wall clock of its series at which it was to start: "2026-11-26T09:00". */
  readonly recurrence: string | null;
  /** Frozen when it was confirmed, with the deposit and whether it is at cost. */
  readonly price: Quote;
  /** Fixed with the price. */
  readonly terms: CancellationTerms;
  /** Raised at each change that calendars must learn of. */
  readonly sequence: number;
  readonly createdAt: Date;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
}

/** What is asked: the content of a request. */
export interface BookingForm {
  /** Made by whoever asks, once for each thing wanted: the same request sent again makes no second booking. */
  readonly id: string;
  readonly resourceId: string;
  readonly start: Date;
  readonly end: Date;
  readonly title?: string | undefined;
  readonly titleShared?: boolean | undefined;
  readonly attendees?: number | null | undefined;
  /** Units, 1 when left out. */
  readonly quantity?: number | undefined;
  readonly message?: string | undefined;
  readonly kilometres?: number | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly basketId?: string | null | undefined;
  readonly seriesId?: string | null | undefined;
  readonly recurrence?: string | null | undefined;
}
