import { enqueue, type Tx } from "../../../db/transaction";
import { newId } from "../../kernel/ids";
import type { Booking } from "../booking";

/** The background worker's task that writes to the person whose series it is. */
const SERIES_EMAIL = "series-email";

/** What happens to dates of a series, told at once in one mail. */
export const SERIES_NEWS = ["confirmed", "changed", "cancelled"] as const;

export type SeriesNews = (typeof SERIES_NEWS)[number];

/** Has the background worker tell of these bookings in one mail, once this transaction commits. */
export async function tellSeries(
  tx: Tx,
  poleId: string,
  seriesId: string,
  event: SeriesNews,
  bookings: readonly Pick<Booking, "id">[],
): Promise<void> {
  if (bookings.length === 0) return;
  // Names this change, so that its mail is written once however often its job is tried.
  const changeId = newId();
  const payload = { poleId, seriesId, event, changeId, bookingIds: bookings.map(({ id }) => id) };
  await enqueue(tx, SERIES_EMAIL, payload, `${SERIES_EMAIL}:${changeId}`);
}
