import { addDays, addMonths, daysBetween, startOfMonth, type LocalDate } from "../kernel/time";
import { allocate, AllocationError } from "./allocation";
import { add, fraction, ZERO, type Fraction } from "./fraction";
import type { KeyDates } from "./key";

/** Both days included. */
export interface Days {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** A piece of a charge: what of it one version of the key shares, on the weights of which days. */
export interface ChargePiece extends Days {
  readonly versionId: string;
  readonly cents: bigint;
}

/** "2026-10" or any day of it: from its first day to its last. */
export function monthOf(day: LocalDate): Days {
  const from = startOfMonth(day.length === 7 ? `${day}-01` : day);
  return { from, until: addDays(addMonths(from, 1), -1) };
}

/** Days of a stretch, both ends included; 0 when it ends before it begins. */
export function daysIn({ from, until }: Days): number {
  return Math.max(0, daysBetween(from, until) + 1);
}

/** What two stretches share; null when nothing. */
export function common(a: Days, b: Days): Days | null {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;
  return from <= until ? { from, until } : null;
}

/**
 * The days on which weights are measured for a charge posted in `month` (any day of it): its service widened to whole
 * months, since a bill of the 12th is for the month, and clipped to the end of `month`, since nobody has used what is
 * to come. What is served later only is shared as the month is.
 */
export function basisOf(service: Days, month: LocalDate): Days {
  const posted = monthOf(month);
  const from = startOfMonth(service.from);
  if (from > posted.until) return posted;
  const until = monthOf(service.until).until;
  return { from, until: until < posted.until ? until : posted.until };
}

/** How many months a stretch lasts, a part of a month by its days: what amounts of a month are multiplied by. */
export function monthsOf(days: Days): Fraction {
  let months = ZERO;
  for (let month = monthOf(days.from); month.from <= days.until; month = monthOf(addMonths(month.from, 1))) {
    const part = common(month, days);
    if (part) months = add(months, fraction(BigInt(daysIn(part)), BigInt(daysIn(month))));
  }
  return months;
}

/** Days of `stretch` on which somebody who takes part from `startsOn` to `endsOn` (null: still) is there. */
export function daysPresent(stretch: Days, startsOn: LocalDate, endsOn: LocalDate | null): number {
  const part = common(stretch, { from: startsOn, until: endsOn ?? stretch.until });
  return part ? daysIn(part) : 0;
}

/**
 * Cuts an amount where the version of the pool's key changes within its basis: by days of service, by largest
 * remainder, the earlier first. A service that is all to come counts by the days of the basis.
 * @throws AllocationError no_key when no version is valid on some day to be counted
 */
export function cutByVersions(cents: bigint, service: Days, basis: Days, versions: readonly KeyDates[]): ChargePiece[] {
  const counted = common(service, basis) ?? basis;
  const pieces = versions.flatMap(({ id, startsOn, endsOn }) => {
    const valid = { from: startsOn, until: endsOn ?? basis.until };
    const [piece, served] = [common(valid, basis), common(valid, counted)];
    return piece && served ? [{ ...piece, versionId: id, days: daysIn(served) }] : [];
  });
  pieces.sort((a, b) => (a.from < b.from ? -1 : 1));
  const days = pieces.reduce((all, piece) => all + piece.days, 0);
  if (days !== daysIn(counted)) throw new AllocationError("no_key");
  const parts = cutByWeights(
    cents,
    pieces.map((piece) => piece.days),
  );
  return pieces.flatMap(({ days: _, ...piece }, rank) => {
    const part = parts[rank] ?? 0n;
    return part === 0n ? [] : [{ ...piece, cents: part }];
  });
}

/**
 * An amount cut in as many parts as there are weights (whole, ≥ 0), by largest remainder, the first ones first.
 * @throws AllocationError no_members, zero_total_weight, negative_weight
 */
export function cutByWeights(cents: bigint, weights: readonly number[]): bigint[] {
  // Ranks as ids of one length: their order is the parts'.
  const { shares } = allocate(
    cents,
    weights.map((weight, rank) => ({ id: String(rank).padStart(9, "0"), weight: BigInt(weight) })),
  );
  return shares.map(({ share }) => share);
}
