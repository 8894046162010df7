import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";
import { allowHolder, bookingOfLink, type OpenedLink } from "./check-in-link";
import { seesUse, type EvidenceSeen } from "./evidence";
import { checkInFrom, nextStep, type StartStep } from "./rules";
import { lastReading, startReading, usedBooking, type UsedBooking } from "./used-booking";

/** What was noted when a thing was taken or given back. */
export interface UseRecord {
  readonly moment: "start" | "end";
  readonly at: Date;
  /** Empty by the booking's own link, or when the person is no longer of the pôle. */
  readonly personName: string;
  readonly odometer: number | null;
  readonly level: number | null;
  readonly note: string;
  readonly photos: readonly EvidenceSeen[];
}

/** What can be done with a booking now, and what was done. */
export interface UseOfBooking {
  readonly bookingId: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly start: Date;
  readonly end: Date;
  readonly state: UsedBooking["state"];
  readonly step: StartStep;
  /** What the reader can do next; null when it is not theirs to do, or nothing is left. */
  readonly next: "start" | "end" | null;
  /** From when it can be taken. */
  readonly from: Date;
  readonly checkedInAt: Date | null;
  readonly returnedAt: Date | null;
  /** The odometer before this step, in kilometres. */
  readonly lastOdometer: number | null;
  readonly kilometres: number | null;
  /** The key's box, where to park: for whoever booked, and whoever shares it. */
  readonly instructions: string;
  readonly noShowMinutes: number | null;
  /** The oldest first; empty for those it does not concern. */
  readonly records: readonly UseRecord[];
}

/** The use of one booking, as far as `actor` may see it. @throws NotFound */
export async function useOf(actor: Actor, bookingId: string): Promise<UseOfBooking> {
  return inTransaction(actor, async (tx, now) => {
    const booking = await usedBooking(tx, bookingId);
    const sees = seesUse(actor, booking);
    const use = await described(tx, booking, now, can(actor, "bookings.use", booking.structureId));
    return { ...use, instructions: sees ? use.instructions : "", records: sees ? await recordsOf(tx, bookingId) : [] };
  });
}

/** The use of the booking that a link opens: what its holder does next, nothing of what others noted. */
export async function useByLink(secret: string): Promise<{ link: OpenedLink; use: UseOfBooking }> {
  const link = await bookingOfLink(secret);
  const { booking, use } = await inTransaction({ poleId: link.poleId }, async (tx, now) => {
    const found = await usedBooking(tx, link.bookingId);
    return { booking: found, use: await described(tx, found, now, true) };
  });
  await allowHolder(link, booking.structureId);
  return { link, use };
}

async function described(tx: Tx, booking: UsedBooking, now: Date, mayUse: boolean): Promise<UseOfBooking> {
  const next = mayUse ? nextStep(booking, now) : null;
  const asked = next !== null && booking.startStep === "odometer";
  const last = asked ? await (next === "start" ? lastReading(tx, booking) : startReading(tx, booking.id)) : null;
  const { id, resourceId, resourceName, start, end, state, startStep, checkedInAt, returnedAt, kilometres } = booking;
  return {
    bookingId: id,
    resourceId,
    resourceName,
    start,
    end,
    state,
    step: startStep,
    next,
    from: checkInFrom(booking),
    checkedInAt,
    returnedAt,
    lastOdometer: last?.odometer ?? null,
    kilometres: returnedAt ? kilometres : null,
    instructions: booking.instructions,
    noShowMinutes: booking.noShowMinutes,
    records: [],
  };
}

async function recordsOf(tx: Tx, bookingId: string): Promise<UseRecord[]> {
  const rows = await tx
    .selectFrom("useRecords as u")
    .leftJoin("people as p", "p.id", "u.personId")
    .select(["u.id", "u.moment", "u.at", "u.odometer", "u.level", "u.note", "p.name"])
    .where("u.bookingId", "=", bookingId)
    .orderBy("u.at")
    .execute();
  const photos = await photosOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, moment, name, ...record }) => ({
    ...record,
    moment: moment as UseRecord["moment"],
    personName: name ?? "",
    photos: photos.get(id) ?? [],
  }));
}

/** The photographs of some records, by record. */
export async function photosOf(tx: Tx, recordIds: readonly string[]): Promise<Map<string, EvidenceSeen[]>> {
  const found = new Map<string, EvidenceSeen[]>();
  if (recordIds.length === 0) return found;
  const rows = await tx
    .selectFrom("evidencePhotos")
    .select(["id", "recordId", "width", "height"])
    .where("recordId", "in", recordIds)
    .orderBy("id")
    .execute();
  for (const { recordId, ...photo } of rows) {
    if (recordId) found.set(recordId, [...(found.get(recordId) ?? []), photo]);
  }
  return found;
}
