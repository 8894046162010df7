/** A stretch of the calendar, in the pôle's wall clock ("2026-11-26T14:00"), whatever the browser's zone. */
export interface CalendarEvent {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly kind: "mine" | "taken" | "waiting" | "closed" | "pick";
  /** Where a click goes, for what may be opened. */
  readonly href?: string;
  /** The form that moves it, for what may be moved by drawing. */
  readonly move?: string;
  /** In a view with one column a resource. */
  readonly resourceId?: string;
}

/** What the calendar shows, worked out on the server. */
export interface CalendarData {
  readonly view: "week" | "day";
  /** The first day shown, "2026-11-23". */
  readonly from: string;
  /** Hours of the day shown, in minutes. */
  readonly opens: number;
  readonly closes: number;
  readonly stepMinutes: number;
  readonly events: readonly CalendarEvent[];
  /** One column each; left out for the week of one resource. */
  readonly resources?: readonly { readonly id: string; readonly name: string }[];
}

/** Where somebody dragged a booking, or what they made of its length. */
export interface Dragged extends Choice {
  readonly move: string;
}

/** What somebody drew on the calendar. */
export interface Choice {
  readonly date: string;
  /** Minutes of the day. */
  readonly start: number;
  readonly end: number;
  readonly resourceId?: string;
}
