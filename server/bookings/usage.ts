import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { dayBounds, type Period } from "../kernel/time";
import { countedDays, NO_USAGE, quotasOf, type Counted, type Usage, type Used } from "./quotas";
import type { Circumstances } from "./rules";

/** No booking is longer (a constraint of the database). */
const LONGEST_MS = 31 * 86_400_000;

/** A resource whose use is counted. */
type CountedResource = Counted & { readonly id: string };

/**
 * What the structure that asks has of a resource: all that its quotas count for a booking within `period`. One
 * statement, and none where there is no quota. Read after lockBookable(), it holds until the transaction ends: whoever
 * else books the resource waits for its units.
 * @param except a booking that is not counted: the one being moved
 */
export async function readUsage(
  tx: Tx,
  resource: CountedResource,
  period: Period,
  circumstances: Circumstances,
  except: string | null = null,
): Promise<Usage> {
  const read = await readUsages(tx, [{ resource, period }], circumstances, except === null ? [] : [except]);
  return read.get(resource.id) ?? NO_USAGE;
}

/** As readUsage(), of several resources at once, in one statement; those without a quota are left out. */
export async function readUsages(
  tx: Tx,
  asked: readonly { readonly resource: CountedResource; readonly period: Period }[],
  { asker, zone, now }: Circumstances,
  except: readonly string[] = [],
): Promise<Map<string, Usage>> {
  const usages = new Map<string, { bookings: Used[]; live: number }>();
  if (!asker) return usages;
  const counted = asked.filter(
    ({ resource, period }) => period.start < period.end && quotasOf(resource, asker.customer).length > 0,
  );
  if (counted.length === 0) return usages;
  const windows = counted.map(({ resource, period }) => {
    const { first, last } = countedDays(period, zone);
    const [from, to] = [dayBounds(first, zone).start, dayBounds(last, zone).end];
    const since = new Date(Math.min(from.getTime(), now.getTime()) - LONGEST_MS);
    usages.set(resource.id, { bookings: [], live: 0 });
    return { id: resource.id, from: from.toISOString(), to: to.toISOString(), since: since.toISOString() };
  });
  const column = (key: "from" | "to" | "since") => sql`${windows.map((each) => each[key])}::timestamptz[]`;
  const { rows } = await sql<UsedRow>`
    select b.resource_id, b.starts_at, b.ends_at, b.quantity, b.starts_at < w.until and b.ends_at > w.since as counted,
           b.ends_at > ${now} and b.state in ('offered', 'requested', 'confirmed', 'checked_in') as live
      from unnest(${windows.map(({ id }) => id)}::uuid[], ${column("from")}, ${column("to")}, ${column("since")})
             as w (resource_id, since, until, earliest)
      join bookings b on b.resource_id = w.resource_id and b.starts_at > w.earliest
     where b.structure_id = ${asker.structureId} and (b.starts_at < w.until or b.ends_at > ${now})
       and b.state not in ('declined', 'expired', 'cancelled') and b.id <> all(${except}::uuid[])`.execute(tx);
  for (const { resourceId, startsAt, endsAt, quantity, counted: isCounted, live } of rows) {
    const usage = usages.get(resourceId)!;
    if (isCounted) usage.bookings.push({ start: startsAt, end: endsAt, quantity });
    if (live) usage.live += 1;
  }
  return usages;
}

interface UsedRow {
  resourceId: string;
  startsAt: Date;
  endsAt: Date;
  quantity: number;
  counted: boolean;
  live: boolean;
}
