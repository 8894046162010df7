import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { addMonths, instantAt, localDateOf, startOfMonth, type Period } from "../kernel/time";

/** Minutes of its allowance that a structure has taken, by month ("2026-11"): `freeMinutesUsed` of priceFor(). */
export type FreeMinutesUsed = Readonly<Record<string, number>>;

/** A booking lasts no longer (a constraint of the database). */
const LONGEST_DAYS = 31;

/**
 * What a structure has already taken of the free minutes of some resources, in the months that a period touches, as
 * the prices of its bookings say it: the minutes of one that is cancelled come back. In one statement, for a list too.
 * Under lockBookable() nobody else takes any of them meanwhile.
 * @param except a booking that is asked for again, at another time: what it took does not count
 */
export async function readFreeMinutesUsed(
  tx: Tx,
  asked: { structureId: string; resourceIds: readonly string[]; period: Period; zone: string; except?: string | null },
): Promise<Map<string, FreeMinutesUsed>> {
  const { structureId, resourceIds, period, zone, except = null } = asked;
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
       and b.id is distinct from ${except}::uuid
       and line ->> 'kind' = 'free'
     group by 1, 2`.execute(tx);
  const used = new Map<string, Record<string, number>>();
  for (const { resourceId, month, minutes } of rows) {
    const months = used.get(resourceId) ?? {};
    months[month] = minutes;
    used.set(resourceId, months);
  }
  return used;
}
