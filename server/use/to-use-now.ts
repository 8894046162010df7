import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import { nextStep, type StartStep } from "./rules";

/** A booking that begins, or is under way, with what its person does next. */
export interface ToUse {
  readonly bookingId: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly start: Date;
  readonly end: Date;
  readonly title: string;
  readonly state: string;
  readonly step: StartStep;
  readonly next: "start" | "end" | null;
  readonly mine: boolean;
}

/** At most so many at once: nobody begins more. */
const MOST = 3;

/** What the person takes or gives back now, of the structure acted for: for the first page. */
export async function toUseNow(actor: Actor): Promise<ToUse[]> {
  allow(actor, "bookings.view");
  return inTransaction(actor, async (tx, now) =>
    (await readToUse(tx, actor, sql`b.person_id = ${actor.personId}`, now))
      .filter(({ next }) => next !== null)
      .slice(0, MOST),
  );
}

/**
 * The booking of whoever stands at the door: one of theirs that is under way or begins today, else one of their
 * structure's; null without any.
 */
export async function bookingAtDoor(tx: Tx, actor: Actor, resourceId: string, now: Date): Promise<ToUse | null> {
  const found = await readToUse(tx, actor, sql`b.resource_id = ${resourceId}`, now);
  const rank = ({ mine, next }: ToUse) => (next ? 0 : 2) + (mine ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || a.start.getTime() - b.start.getTime())[0] ?? null;
}

/** Live bookings that are under way, late to come back, or begin within a day. No booking is longer than 31 days. */
async function readToUse(tx: Tx, actor: Actor, which: ReturnType<typeof sql>, now: Date): Promise<ToUse[]> {
  const { rows } = await sql<{
    bookingId: string;
    resourceId: string;
    resourceName: string;
    startsAt: Date;
    endsAt: Date;
    title: string;
    state: "confirmed" | "checked_in";
    startStep: StartStep;
    personId: string;
  }>`
    select b.id as booking_id, b.resource_id, r.name as resource_name, b.starts_at, b.ends_at, b.title, b.state,
           r.start_step, b.person_id
      from bookings b join resources r on r.id = b.resource_id
     where ${which} and b.structure_id = ${actor.structureId} and b.state in ('confirmed', 'checked_in')
       and b.starts_at > ${now}::timestamptz - interval '40 days'
       and b.starts_at < ${now}::timestamptz + interval '1 day'
       and (b.ends_at > ${now} or b.state = 'checked_in')
     order by b.starts_at, b.id limit 50`.execute(tx);
  return rows.map(({ startsAt, endsAt, startStep, personId, ...row }) => ({
    ...row,
    start: startsAt,
    end: endsAt,
    step: startStep,
    next: nextStep({ state: row.state, start: startsAt, end: endsAt, startStep }, now),
    mine: personId === actor.personId,
  }));
}
