import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { raiseVersion, type BookingInTheWay } from "./edit-units";
import { lockResource } from "./write-resource";

/** A session to add; its id is made by the form: the same form sent twice adds one. */
export interface NewSession {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
  readonly title: string;
}

/** Why a session was not added, or stays. */
export type SessionProblem =
  | { readonly code: "session_past" }
  /** Its places are those of another session at the same time. */
  | { readonly code: "session_overlaps"; readonly start: Date; readonly end: Date }
  | { readonly code: "session_has_bookings"; readonly bookings: readonly BookingInTheWay[] };

/** Adds a dated session, with as many places as the resource has units. @throws Forbidden, NotFound */
export function addSession(
  actor: Actor,
  resourceId: string,
  session: NewSession,
): Promise<Outcome<null, SessionProblem>> {
  return inTransaction(actor, async (tx, now) => {
    await editable(tx, actor, resourceId);
    const { id, start, end, title } = session;
    if (start <= now) return refused({ code: "session_past" });
    const other = await tx
      .selectFrom("resourceSessions")
      .select(["id", "startsAt", "endsAt"])
      .where("resourceId", "=", resourceId)
      .where("cancelledAt", "is", null)
      .where("startsAt", "<", end)
      .where("endsAt", ">", start)
      .executeTakeFirst();
    if (other?.id === id) return done(null);
    if (other) return refused({ code: "session_overlaps", start: other.startsAt, end: other.endsAt });
    await tx
      .insertInto("resourceSessions")
      .values({ id, poleId: actor.poleId, resourceId, startsAt: start, endsAt: end, title })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
    await raiseVersion(tx, resourceId);
    return done(null);
  });
}

/** Cancels a session that nobody has a place in any more; the others are named: they are told first. */
export function cancelSession(actor: Actor, resourceId: string, id: string): Promise<Outcome<null, SessionProblem>> {
  return inTransaction(actor, async (tx, now) => {
    await lockSession(tx, actor, resourceId, id);
    const { rows } = await sql<BookingInTheWay>`
      select b.id, b.starts_at as start, b.ends_at as "end", s.name as structure
        from bookings b join structures s on s.id = b.structure_id
       where b.resource_id = ${resourceId} and b.session_id = ${id}
         and exists (select from claims c where c.booking_id = b.id and c.released_at is null)
       order by s.name, b.id limit 50`.execute(tx);
    if (rows.length > 0) return refused({ code: "session_has_bookings", bookings: rows });
    await cancel(tx, resourceId, id, now);
    return done(null);
  });
}

/**
 * Ends a session to come whoever has a place in it, for whoever ends their places in the same transaction: bookings
 * stand above. False when it was cancelled already.
 * @throws NotFound, Forbidden; Conflict `session_past` once it has begun
 */
export async function endSession(tx: Tx, actor: Actor, resourceId: string, id: string, now: Date): Promise<boolean> {
  const { cancelledAt, startsAt } = await lockSession(tx, actor, resourceId, id);
  if (cancelledAt) return false;
  if (startsAt <= now) throw new Conflict("session_past");
  await cancel(tx, resourceId, id, now);
  return true;
}

/** Held as those who book hold its places: nobody comes in between. */
async function lockSession(tx: Tx, actor: Actor, resourceId: string, id: string) {
  await editable(tx, actor, resourceId);
  if (!isId(id)) throw new NotFound("session");
  await sql`
    select from units u join resource_units ru on ru.unit_id = u.id
     where ru.resource_id = ${resourceId} order by u.id for no key update of u`.execute(tx);
  const session = await tx
    .selectFrom("resourceSessions")
    .select(["startsAt", "endsAt", "cancelledAt"])
    .where("id", "=", id)
    .where("resourceId", "=", resourceId)
    .executeTakeFirst();
  if (!session) throw new NotFound("session");
  return session;
}

async function cancel(tx: Tx, resourceId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable("resourceSessions")
    .set({ cancelledAt: now })
    .where("id", "=", id)
    .where("cancelledAt", "is", null)
    .execute();
  await raiseVersion(tx, resourceId);
}

async function editable(tx: Tx, actor: Actor, resourceId: string): Promise<void> {
  const { structureId } = await lockResource(tx, resourceId);
  allow(actor, "catalogue.edit", structureId);
  const { bySession } = await tx
    .selectFrom("resources")
    .select("bySession")
    .where("id", "=", resourceId)
    .executeTakeFirstOrThrow();
  if (!bySession) throw new NotFound("resource");
}
