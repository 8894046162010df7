import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import { addMonths, instantAt, localDateOf, startOfMonth, type Period } from "../kernel/time";
import { customerOf, rateFor, type Rate } from "./price";

/** Minutes of its allowance that a structure has taken, by month ("2026-11"): `freeMinutesUsed` of priceFor(). */
export type FreeMinutesUsed = Readonly<Record<string, number>>;

/** A booking lasts no longer (a constraint of the database). */
const LONGEST_DAYS = 31;

/**
 * What a structure has already taken of the free minutes of some resources, in the months that a period touches, as
 * the prices of its bookings say it: the minutes of one that is cancelled come back. In one statement, for a list too.
 * Under lockBookable() nobody else takes any of them meanwhile.
 * @param asked `except`: bookings that are asked for again, at another time: what they took does not count; `since`:
 * only what was priced after that
 */
export async function readFreeMinutesUsed(
  tx: Tx,
  asked: {
    structureId: string;
    resourceIds: readonly string[];
    period: Period;
    zone: string;
    except?: readonly string[];
    since?: Date;
  },
): Promise<Map<string, FreeMinutesUsed>> {
  const { structureId, resourceIds, period, zone, except = [], since } = asked;
  if (resourceIds.length === 0) return new Map();
  const first = startOfMonth(localDateOf(period.start, zone));
  const next = addMonths(startOfMonth(localDateOf(period.end, zone)), 1);
  const from = new Date(instantAt(first, 0, zone).getTime() - LONGEST_DAYS * 86_400_000);
  const { rows } = await sql<{ resourceId: string; month: string; minutes: number }>`
    select b.resource_id, line ->> 'month' as month, sum((line ->> 'minutes')::int)::int as minutes
      from bookings b
      cross join lateral jsonb_array_elements(b.price_reasons) line
     where b.structure_id = ${structureId} and b.resource_id = any(${resourceIds}::uuid[])
       and b.starts_at > ${from} and b.starts_at < ${instantAt(next, 0, zone)}
       and b.state not in ('cancelled', 'declined', 'expired')
       and not b.id = any(${except}::uuid[])
       and line ->> 'kind' = 'free' ${since ? sql`and ${pricedSince(since)}` : sql``}
     group by 1, 2`.execute(tx);
  const used = new Map<string, Record<string, number>>();
  for (const { resourceId, month, minutes } of rows) {
    const months = used.get(resourceId) ?? {};
    months[month] = minutes;
    used.set(resourceId, months);
  }
  return used;
}

/** Of bookings b: whether they were given their price after an instant. */
function pricedSince(since: Date) {
  return sql`exists (
    select from booking_events e
     where e.booking_id = b.id and e.at > ${since}
       and e.kind in ('offered', 'requested', 'confirmed', 'moved', 'restored'))`;
}

/** What a structure has left this month of a resource's free minutes. */
export interface FreeMinutes {
  readonly allowanceMinutes: number;
  readonly leftMinutes: number;
}

/** What the structure acted for has left this month of a resource's free minutes; null where it is given none. */
export function freeMinutesOf(
  actor: Actor,
  { id, rates }: { readonly id: string; readonly rates: readonly Rate[] },
): Promise<FreeMinutes | null> {
  const { structureId, timeZone: zone } = actor;
  const allowanceMinutes = rateFor(rates, customerOf(actor))?.freeMinutesMonth ?? 0;
  if (structureId === null || allowanceMinutes === 0 || !isId(id)) return Promise.resolve(null);
  return inTransaction(actor, async (tx, now) => {
    const period = { start: now, end: now };
    const used = await readFreeMinutesUsed(tx, { structureId, resourceIds: [id], period, zone });
    const taken = used.get(id)?.[localDateOf(now, zone).slice(0, 7)] ?? 0;
    return { allowanceMinutes, leftMinutes: Math.max(0, allowanceMinutes - taken) };
  });
}
