import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";
import { readBookingRows, seenBy, type SeenBooking } from "./seen-booking";

/** The requests that somebody may answer: those that wait, the most pressing first, and those answered lately. */
export interface Requests {
  readonly waiting: readonly SeenBooking[];
  readonly answered: readonly SeenBooking[];
}

/** How many of each are listed. */
const MOST = 200;
const LATELY = 20;

/** The requests of the pôle that `actor` may say yes or no to; empty for who may to none. */
export async function requestsOf(actor: Actor): Promise<Requests> {
  return inTransaction(actor, async (tx) => {
    const waiting = await readBookingRows(
      tx,
      sql`where b.pole_id = ${actor.poleId} and b.state = 'requested' and ${decidable(actor)}
          order by b.expires_at, b.starts_at, b.id limit ${MOST}`,
    );
    const answered = await readBookingRows(
      tx,
      sql`where b.pole_id = ${actor.poleId} and b.decided_at > now() - interval '30 days' and ${decidable(actor)}
          order by b.decided_at desc, b.id limit ${LATELY}`,
    );
    return {
      waiting: waiting.map((row) => seenBy(actor, row)),
      answered: answered.map((row) => seenBy(actor, row)),
    };
  });
}

/** How many requests wait for an answer of `actor`, for the badge of the menu. */
export async function countRequests(actor: Actor): Promise<number> {
  if (!can(actor, "bookings.decide")) return 0;
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from bookings b join resources r on r.id = b.resource_id
       where b.pole_id = ${actor.poleId} and b.state = 'requested' and ${decidable(actor)}`.execute(tx);
    return rows[0]?.count ?? 0;
  });
}

/** As decidesAbout(), in SQL: by who shares the thing, or by a manager. */
function decidable(actor: Actor) {
  if (can(actor, "bookings.decide", null)) return sql`true`;
  if (!can(actor, "bookings.decide")) return sql`false`;
  return sql`(r.approval <> 'manager' and r.structure_id = ${actor.structureId})`;
}
