import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { overlaps } from "../kernel/intervals";
import { isId } from "../kernel/ids";
import { readBookables } from "./bookable";
import type { FirstBlocking } from "./blocking-in-the-way";
import type { Booker } from "./booker";
import type { Booking, BookingForm } from "./booking";
import { plan, shortage, type Refusals } from "./place";
import { unitsNeeded } from "./rules";
import type { ToWrite } from "./write-bookings";

/** What one thing asked for would be, and why it cannot be had (null: it can). */
export interface ConsideredBooking {
  readonly booking: Booking;
  readonly refusals: Refusals | null;
}

interface Considering {
  /** Bookings whose claims are not counted: those about to be moved. */
  readonly except?: readonly string[];
  /** Whether all of it is wanted, so that what comes first in the list has its units first; else each is on its own. */
  readonly together?: boolean;
}

/**
 * What placeBookings() would answer now about each thing asked for, without a lock and without writing: in a number of
 * statements that does not grow with how many there are.
 * @throws NotFound for a resource that is not of the pôle
 */
export async function considerBookings(
  tx: Tx,
  booker: Booker,
  asked: readonly BookingForm[],
  now: Date,
  { except = [], together = true }: Considering = {},
): Promise<ConsideredBooking[]> {
  const ids = [...new Set(asked.map(({ resourceId }) => resourceId))].filter(isId);
  const resources = new Map((await readBookables(tx, ids)).map((resource) => [resource.id, resource]));
  const first = await plan(tx, resources, booker, asked, now, { except, together });
  const ranked = first.list.map((each, rank) => ({ ...each, rank }));
  // What only a quota forbids may be had once what is taken by others counts no more.
  const looked = ranked.filter(({ rank }) => {
    const refusals = first.refusals.get(rank);
    return !refusals || refusals[0].code === "quota_exceeded";
  });
  const freeUnits = await readFreeUnits(tx, looked, except);
  const short = new Map<number, Refusals>();
  const had: (ToWrite & { rank: number })[] = [];
  for (const each of looked) {
    const { booking, resource, rank } = each;
    const { free, blocking } = freeUnits.get(rank) ?? NOTHING_FREE;
    const needed = unitsNeeded(resource.rules, resource.groups, booking.quantity);
    const taken = together ? had.filter((other) => clash(other, each)) : [];
    const left = resource.groups.map(
      ({ part }) => (free.get(part) ?? 0) - taken.reduce((sum, other) => sum + other.booking.quantity, 0),
    );
    if (needed.every((count, position) => count === 0 || left[position]! >= count)) had.push(each);
    else {
      const some = left.map((count) => Math.max(0, count));
      short.set(rank, [shortage(some, resource.rules, booking.quantity, blocking)]);
    }
  }
  // What cannot be had takes no free minute and no part of a quota from the others.
  const left = looked.flatMap(({ rank }) => (short.has(rank) ? [] : [rank]));
  if (!together || left.length === ranked.length) return answers(first, short);
  const rest = left.map((rank) => asked[rank]!);
  const again = await plan(tx, resources, booker, rest, now, { except, together });
  const list = [...first.list];
  const refusals = new Map([...first.refusals].filter(([rank]) => !left.includes(rank)));
  for (const [position, rank] of left.entries()) {
    list[rank] = again.list[position]!;
    const broken = again.refusals.get(position);
    if (broken) refusals.set(rank, broken);
  }
  return answers({ list, refusals }, short);
}

function answers(
  { list, refusals }: { readonly list: readonly ToWrite[]; readonly refusals: ReadonlyMap<number, Refusals> },
  short: ReadonlyMap<number, Refusals>,
): ConsideredBooking[] {
  return list.map(({ booking }, rank) => ({ booking, refusals: short.get(rank) ?? refusals.get(rank) ?? null }));
}

/** Whether two things asked for together want the same units at the same time. */
function clash(a: ToWrite, b: ToWrite): boolean {
  const inMilliseconds = ({ claim }: ToWrite) => ({ start: claim.start.getTime(), end: claim.end.getTime() });
  return (
    overlaps(inMilliseconds(a), inMilliseconds(b)) &&
    a.resource.unitIds.some((unit) => b.resource.unitIds.includes(unit))
  );
}

interface FreeUnits {
  /** By part of the resource. */
  readonly free: Map<number, number>;
  /** The longest of those that keep a unit from the structure then. */
  readonly blocking: FirstBlocking | null;
}

const NOTHING_FREE: FreeUnits = { free: new Map(), blocking: null };

/** How many units of each part are free for each of them, and what keeps the others: one statement for all. */
async function readFreeUnits(
  tx: Tx,
  list: readonly (ToWrite & { readonly rank: number })[],
  except: readonly string[],
): Promise<Map<number, FreeUnits>> {
  if (list.length === 0) return new Map();
  const asked = list.map(({ rank, booking, claim }) => ({
    rank,
    resource_id: booking.resourceId,
    structure_id: booking.structureId,
    starts_at: booking.start,
    ends_at: booking.end,
    claim_from: claim.start,
    claim_to: claim.end,
  }));
  const notExcepted = except.length > 0 ? sql`and not booking_id = any(${except}::uuid[])` : sql``;
  const { rows } = await sql<{
    rank: number;
    part: number;
    free: number;
    blocking: { kind: FirstBlocking["kind"]; reason: string; until: string } | null;
  }>`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as row (
        rank int, resource_id uuid, structure_id uuid, starts_at timestamptz, ends_at timestamptz,
        claim_from timestamptz, claim_to timestamptz)
    )
    select a.rank, ru.part,
           count(*) filter (where coalesce(last.ends_at <= a.claim_from, true) and held.until is null)::int as free,
           (array_agg(json_build_object('kind', held.kind, 'reason', held.reason, 'until', held.until)
              order by held.until desc) filter (where held.until is not null))[1] as blocking
      from asked a
      join resource_units ru on ru.resource_id = a.resource_id
      join units u on u.id = ru.unit_id and u.retired_at is null
      left join lateral (
        select ends_at from claims
         where unit_id = ru.unit_id and released_at is null and starts_at < a.claim_to ${notExcepted}
         order by starts_at desc limit 1
      ) last on true
      left join lateral (
        select blocked.kind, blocked.reason, blocked.ends_at as until
          from blocked_units kept join blockings blocked on blocked.id = kept.blocking_id
         where kept.unit_id = ru.unit_id and kept.removed_at is null and kept.ends_at > a.starts_at
           and kept.starts_at < a.ends_at and not a.structure_id = any(blocked.except_structures)
         order by blocked.ends_at desc limit 1
      ) held on true
     group by a.rank, ru.part`.execute(tx);
  const found = new Map<number, FreeUnits>();
  for (const { rank, part, free, blocking } of rows) {
    const before = found.get(rank);
    found.set(rank, {
      free: (before?.free ?? new Map<number, number>()).set(part, free),
      blocking: blocking ? { ...blocking, until: new Date(blocking.until) } : (before?.blocking ?? null),
    });
  }
  return found;
}
