import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import type { StartStep, Usable } from "./rules";

/** A booking with all that decides about its use, before anybody's rights are looked at. */
export interface UsedBooking extends Usable {
  readonly id: string;
  readonly poleId: string;
  readonly resourceId: string;
  readonly resourceName: string;
  /** The structure that booked, and the one that shares the resource. */
  readonly structureId: string;
  readonly ownerId: string;
  readonly personId: string;
  readonly title: string;
  readonly bufferAfterMinutes: number;
  readonly noShowMinutes: number | null;
  readonly instructions: string;
  /** The one unit that it holds; null when it holds several. */
  readonly unitId: string | null;
  readonly checkedInAt: Date | null;
  readonly returnedAt: Date | null;
  /** Measured at return. */
  readonly kilometres: number | null;
}

/** One booking, or null. With `lock`, nobody else changes it until this transaction ends. */
export async function readUsed(tx: Tx, id: string, lock = false): Promise<UsedBooking | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<
    Omit<UsedBooking, "start" | "end" | "startStep"> & { startsAt: Date; endsAt: Date; startStep: string }
  >`
    select b.id, b.pole_id, b.resource_id, b.structure_id, b.person_id, b.title, b.state, b.starts_at, b.ends_at,
           b.checked_in_at, b.returned_at, b.kilometres, r.name as resource_name, r.structure_id as owner_id,
           r.start_step, r.no_show_minutes, r.instructions, r.buffer_after_minutes,
           (select case when count(*) = 1 then (array_agg(unit_id))[1] end
              from (select distinct unit_id from claims where booking_id = b.id) held) as unit_id
      from bookings b join resources r on r.id = b.resource_id
     where b.id = ${id} ${lock ? sql`for no key update of b` : sql``}`.execute(tx);
  const [row] = rows;
  if (!row) return null;
  const { startsAt, endsAt, startStep, ...rest } = row;
  return { ...rest, start: startsAt, end: endsAt, startStep: startStep as StartStep };
}

/** As readUsed(). @throws NotFound */
export async function usedBooking(tx: Tx, id: string, lock = false): Promise<UsedBooking> {
  const booking = await readUsed(tx, id, lock);
  if (!booking) throw new NotFound("booking");
  return booking;
}

/** The last reading of the unit's odometer (of the resource's, when it is not known which unit), before this booking. */
export async function lastReading(
  tx: Tx,
  { id, resourceId, unitId }: Pick<UsedBooking, "id" | "resourceId" | "unitId">,
): Promise<{ odometer: number; at: Date } | null> {
  const row = await tx
    .selectFrom("useRecords")
    .select(["odometer", "at"])
    .where((on) => (unitId ? on("unitId", "=", unitId) : on("resourceId", "=", resourceId)))
    .where("bookingId", "!=", id)
    .where("odometer", "is not", null)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && row.odometer !== null ? { odometer: row.odometer, at: row.at } : null;
}

/** What was noted when this booking was taken. */
export async function startReading(tx: Tx, bookingId: string): Promise<{ odometer: number; at: Date } | null> {
  const row = await tx
    .selectFrom("useRecords")
    .select(["odometer", "at"])
    .where("bookingId", "=", bookingId)
    .where("moment", "=", "start")
    .executeTakeFirst();
  return row && row.odometer !== null ? { odometer: row.odometer, at: row.at } : null;
}
