import type { Price } from "./price";

/** The states of a booking, in the order of its life. */
export type BookingState =
  "requested" | "confirmed" | "checked_in" | "returned" | "settled" | "declined" | "expired" | "cancelled" | "no_show";

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
  /** Frozen when it was confirmed. */
  readonly price: Price;
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
}
