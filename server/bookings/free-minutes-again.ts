import type { Tx } from "../../db/transaction";
import type { Bookable } from "./bookable";
import type { Booker } from "./booker";
import type { Booking } from "./booking";
import { readFreeMinutesUsed } from "./free-minutes";
import { rateFor } from "./price";

/**
 * Whether prices fixed before can be given back with their free minutes, to undo what was done `since`: not when
 * another booking has taken those of the month meanwhile. Under the locks of lockBookables() nobody takes any after.
 */
export async function freeMinutesStillThere(
  tx: Tx,
  { structureId, timeZone: zone, customer }: Pick<Booker, "structureId" | "timeZone" | "customer">,
  bookings: readonly Pick<Booking, "id" | "resourceId" | "start" | "end" | "price">[],
  resources: ReadonlyMap<string, Pick<Bookable, "rates">>,
  since: Date,
): Promise<boolean> {
  const given = bookings.flatMap(({ resourceId, start, end, price }) =>
    price.reasons.flatMap((reason) =>
      reason.kind === "free" && reason.minutes > 0
        ? [{ resourceId, start, end, month: reason.month, minutes: reason.minutes }]
        : [],
    ),
  );
  if (given.length === 0) return true;
  const asked = {
    structureId,
    resourceIds: [...new Set(given.map(({ resourceId }) => resourceId))],
    period: {
      start: new Date(Math.min(...given.map(({ start }) => start.getTime()))),
      end: new Date(Math.max(...given.map(({ end }) => end.getTime()))),
    },
    zone,
    except: bookings.map(({ id }) => id),
  };
  // What they were given stays theirs, even where the allowance is smaller by now: only what others took counts.
  const taken = await readFreeMinutesUsed(tx, { ...asked, since });
  if (given.every(({ resourceId, month }) => !taken.get(resourceId)?.[month])) return true;
  const used = await readFreeMinutesUsed(tx, asked);
  return given.every(({ resourceId, month }) => {
    const allowance = rateFor(resources.get(resourceId)?.rates ?? [], customer)?.freeMinutesMonth ?? 0;
    const own = given
      .filter((other) => other.resourceId === resourceId && other.month === month)
      .reduce((sum, { minutes }) => sum + minutes, 0);
    return own + (used.get(resourceId)?.[month] ?? 0) <= allowance;
  });
}
