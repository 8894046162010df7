import type { Cents } from "../kernel/money";
import { addDays, addMonths, type LocalDate } from "../kernel/time";
import { instalmentOf } from "./adjustment";
import type { Days } from "./days";

/** Calls of a year: by quarter, or by month. */
export type CallCount = 4 | 12;

/** Which of the year's calls is for this month (any day of it), from 1. */
export function rankOfCall(day: LocalDate, count: CallCount): number {
  const month = Number(day.slice(5, 7));
  return Math.ceil(month / (12 / count));
}

/** The months that a call is for: from their first day to their last. */
export function monthsOfCall(year: number, count: CallCount, rank: number): Days {
  const length = 12 / count;
  const from = addMonths(`${year}-01-01`, (rank - 1) * length);
  return { from, until: addDays(addMonths(from, length), -1) };
}

/**
 * What the `rank`th call of a year asks for, in cents, given what its other calls asked for, by rank. Left alone, a
 * budget's calls differ by a cent at most and make it exactly. A budget changed on the way is spread over the calls that
 * are left; one that was never made, in a past that is settled already, counts as made. Never negative.
 */
export function callAmount(
  budget: Cents,
  count: CallCount,
  rank: number,
  called: Readonly<Record<number, Cents>>,
): Cents {
  let [left, toCome] = [budget, 0];
  for (let other = 1; other <= count; other += 1) {
    const made = called[other];
    if (made !== undefined && other !== rank) left -= made;
    else if (other < rank) left -= Number(instalmentOf(BigInt(budget), count, other));
    else toCome += 1;
  }
  return Math.max(0, Number(instalmentOf(BigInt(Math.max(0, left)), toCome, 1)));
}

/** What was called of a structure for a pool, of which something is left to give back. */
export interface OpenCall {
  readonly callId: string;
  readonly poolId: string;
  readonly structureId: string;
  /** What was called, and what no closing has given back yet. */
  readonly cents: Cents;
  readonly leftCents: Cents;
  /** Whether its months end with this one, or ended before: what is left goes back whole. */
  readonly last: boolean;
}

/** What a structure owes of a pool for a month, before calls; negative where it is given back. */
export interface ShareDue {
  readonly poolId: string;
  readonly structureId: string;
  readonly cents: Cents;
}

/**
 * What a month's closing gives back of calls, those that come first in `calls` first: all that is left of those that end;
 * of those that go on, up to what the month still comes to, so that nobody pays a month twice, nor is paid for one to come.
 * Calls that end with nothing left come too, with 0; those that go on only with something.
 */
export function givenBack(
  calls: readonly OpenCall[],
  due: readonly ShareDue[],
): { readonly call: OpenCall; readonly cents: Cents }[] {
  const key = ({ poolId, structureId }: Pick<OpenCall, "poolId" | "structureId">) => `${poolId} ${structureId}`;
  const room = new Map<string, Cents>();
  for (const share of due) room.set(key(share), (room.get(key(share)) ?? 0) + share.cents);
  const given = new Map<OpenCall, Cents>();
  for (const call of [...calls.filter(({ last }) => last), ...calls.filter(({ last }) => !last)]) {
    const left = room.get(key(call)) ?? 0;
    const cents = call.last ? call.leftCents : Math.max(0, Math.min(call.leftCents, left));
    room.set(key(call), left - cents);
    given.set(call, cents);
  }
  return calls
    .map((call) => ({ call, cents: given.get(call) ?? 0 }))
    .filter(({ call, cents }) => call.last || cents > 0);
}
