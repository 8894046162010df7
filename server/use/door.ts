import type { Segment } from "../bookings";

/** What a door tells of now. Minutes of the clock. */
export interface DoorNow {
  readonly state: "free" | "taken" | "closed" | "unavailable";
  /** Until when it stays so; null: until the end of the day. */
  readonly until: number | null;
  /** Who has it now. */
  readonly taken: Segment | null;
  /** The bookings still to come today. */
  readonly next: readonly Segment[];
  /** What can be booked at once: from the next possible start, the shortest first. */
  readonly bookable: readonly { readonly start: number; readonly end: number }[];
}

interface Today {
  readonly minutes: number;
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly segments: readonly Segment[];
}

/** How long people who stand before a door book, in minutes. */
const LENGTHS = [30, 60];
const DAY = 1440;

/**
 * What a door tells: taken or free, until when, what comes next. A room in which nobody is is free, even where the rules
 * let nobody book it at once.
 */
export function doorNow({ minutes, stepMinutes, minMinutes, segments }: Today): DoorNow {
  const here = segments.findIndex(({ start, end }) => start <= minutes && minutes < end);
  const current = segments[here];
  const isTaken = ({ kind }: Segment) => kind === "taken" || kind === "ours";
  const next = segments.filter((segment, index) => index > here && isTaken(segment));
  const none = { taken: null, next, bookable: [] };
  if (!current) return { ...none, state: "closed", until: null };
  const until = (end: number) => (end >= DAY ? null : end);
  if (isTaken(current)) return { ...none, state: "taken", until: until(current.end), taken: current };
  if (current.kind === "closed") return { ...none, state: "closed", until: until(current.end) };

  // Nobody is in there: time to tidy, or too soon for its notice. What is blocked is not free.
  const isEmpty = ({ kind, blocking }: Segment) => kind === "free" || (kind === "unavailable" && !blocking);
  if (!isEmpty(current)) return { ...none, state: "unavailable", until: until(current.end) };
  const length = segments.slice(here).findIndex((segment) => !isEmpty(segment));
  const run = segments.slice(here, length === -1 ? undefined : here + length);
  const free = run.find(({ kind, start }) => kind === "free" && start - minutes <= Math.max(stepMinutes, minMinutes));
  const emptyUntil = until(run.at(-1)?.end ?? current.end);
  if (!free) return { ...none, state: "free", until: emptyUntil };

  const lengths = [...new Set(LENGTHS.map((length) => Math.max(length, minMinutes)))];
  const bookable = lengths
    .map((length) => ({ start: free.start, end: free.start + Math.ceil(length / stepMinutes) * stepMinutes }))
    .filter(({ end }) => end <= free.end);
  return { ...none, state: "free", until: emptyUntil, bookable };
}
