import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Bookable } from "./bookable";
import type { Booker } from "./booker";
import type { Booking } from "./booking";
import { plan, write, type Refusals } from "./place";
import { readBookingRows } from "./seen-booking";
import { termsAfterMove } from "./terms";
import type { ToWrite } from "./write-bookings";

/** How bookings are placed again, where it is not as their people ask for it. */
interface MannerAgain {
  /** Whether each is told by an e-mail of its own. */
  readonly told?: boolean;
  /** Who does it, when it is not whoever they are for. */
  readonly byPersonId?: string;
  /** To undo a change: what was had a moment ago is had again, at its price, without asking the rules. */
  readonly undoing?: boolean;
  /** Done by who changes those of every structure: being late costs nothing. */
  readonly excused?: boolean;
}

/**
 * The same for bookings that are there already and take another time, another resource, another number of people: what
 * they had is theirs no more, what they have now is decided and priced anew. All of them, or nothing.
 * @param resources locked by lockBookables(): those of before and those of now
 * @throws NotPlaced
 */
export async function placeAgain(
  tx: Tx,
  booker: Booker,
  resources: ReadonlyMap<string, Bookable>,
  bookings: readonly Booking[],
  now: Date,
  { told = false, byPersonId = booker.personId, undoing = false, excused = false }: MannerAgain = {},
): Promise<Booking[]> {
  if (bookings.length === 0) return [];
  const except = bookings.map(({ id }) => id);
  const { list: planned, refusals } = await plan(tx, resources, booker, bookings, now, { told, except });
  const before = await readPlaces(tx, except);
  const list = planned.map((each, rank): ToWrite => {
    const { state, resourceId, resourceKind, resourceName, expiresAt, sessionId, price, terms } = each.booking;
    const asked = bookings[rank]!;
    const answered =
      undoing && asked.state === "confirmed" ? { state: asked.state, expiresAt: null } : { state, expiresAt };
    const money = undoing
      ? { price: asked.price, terms: asked.terms }
      : { price, terms: termsAfterMove(asked, terms, { now, excused }) };
    const placed = { ...answered, ...money, resourceId, resourceKind, resourceName, sessionId };
    return {
      ...each,
      booking: { ...asked, ...placed, sequence: asked.sequence + 1 },
      event: answered.state === "requested" ? "requested" : "moved",
      byPersonId,
      details: { from: before.get(asked.id) },
    };
  });
  await tx
    .updateTable("claims")
    .set({ releasedAt: now })
    .where("bookingId", "in", except)
    .where("releasedAt", "is", null)
    .execute();
  await write(tx, booker, list, undoing ? new Map<number, Refusals>() : refusals, { again: true });
  return list.map(({ booking }) => booking);
}

/** Where bookings are before they move, and at what price, for their history: a move that is undone gives it back. */
async function readPlaces(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredPlace>> {
  const rows = await readBookingRows(tx, sql`where b.id = any(${ids}::uuid[])`);
  return new Map(
    rows.map(({ id, start, end, resourceId, quantity, attendees, state, price, terms }) => [
      id,
      { start, end, resourceId, quantity, attendees, state, price, terms },
    ]),
  );
}

/** What the history keeps of a booking that moved. */
export type StoredPlace = Pick<
  Booking,
  "start" | "end" | "resourceId" | "quantity" | "attendees" | "state" | "price" | "terms"
>;
