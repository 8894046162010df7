import { done, refused, type Outcome } from "../kernel/outcome";
import { addDays, MINUTES_PER_DAY, resolveWallClock, wallClock, type LocalDate, type Period } from "../kernel/time";
import type { ClockProblem } from "./problems";

/** A period as people write it: a day and two readings of the clock, in minutes. */
export interface ClockPeriod {
  readonly date: LocalDate;
  readonly from: number;
  /** Not after `from`: of the next day, when `overnight`. */
  readonly to: number;
  readonly overnight?: boolean;
  /** Of a start, an end that comes twice, the one meant. */
  readonly fromWhich?: "first" | "second" | undefined;
  readonly toWhich?: "first" | "second" | undefined;
}

/** The instants of a period on the clock of `zone`, or the reading that names none, or two. */
export function periodAt(period: ClockPeriod, zone: string): Outcome<Period, ClockProblem> {
  const endDate = period.overnight && period.to <= period.from ? addDays(period.date, 1) : period.date;
  const start = instantOf(period.date, period.from, period.fromWhich, zone);
  if (!start.ok) return start;
  const end = instantOf(endDate, period.to, period.toWhich, zone);
  if (!end.ok) return end;
  return done({ start: start.value, end: end.value });
}

function instantOf(
  date: LocalDate,
  minutes: number,
  which: "first" | "second" | undefined,
  zone: string,
): Outcome<Date, ClockProblem> {
  const resolved = resolveWallClock(date, minutes, zone);
  if (resolved.kind === "one") return done(resolved.instant);
  if (resolved.kind === "twice") {
    const { first, second } = resolved;
    return which ? done(resolved[which]) : refused({ code: "wall_clock_twice", date, minutes, first, second });
  }
  const after = wallClock(resolved.after, zone).minutes % MINUTES_PER_DAY;
  return refused({ code: "wall_clock_gap", date, minutes, after });
}
