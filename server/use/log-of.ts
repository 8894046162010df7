import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { EvidenceSeen } from "./evidence";
import { photosOf } from "./use-of-booking";
import { readsLog } from "./use-settings";

/** What was noted at one end of a use. */
export interface LogReading {
  readonly recordId: string;
  readonly odometer: number | null;
  readonly level: number | null;
  readonly note: string;
  readonly photos: readonly EvidenceSeen[];
}

/** One use of a thing, for its owner. */
export interface LogLine {
  readonly bookingId: string;
  readonly startsAt: Date;
  readonly structureName: string;
  /** Empty when the person is no longer of the pôle. */
  readonly personName: string;
  readonly title: string;
  readonly takenAt: Date;
  /** Null while it is out. */
  readonly returnedAt: Date | null;
  readonly kilometres: number | null;
  readonly unitLabel: string;
  readonly start: LogReading | null;
  readonly end: LogReading | null;
}

/** Lines of one page, and of one reading of a file. */
const A_PAGE = 30;
const A_READING = 1000;

/** Who took it, from when to when, how far, in what state; the last first. @throws NotFound; Forbidden but for its owner */
export async function logOf(actor: Actor, resourceId: string, page = 1): Promise<{ lines: LogLine[]; more: boolean }> {
  return inTransaction(actor, async (tx) => {
    await allowLog(tx, actor, resourceId);
    const lines = await readLines(tx, resourceId, { limit: A_PAGE + 1, offset: (Math.max(1, page) - 1) * A_PAGE });
    const shown = lines.slice(0, A_PAGE);
    const ids = shown.flatMap(({ start, end }) => [start, end].flatMap((each) => (each ? [each.recordId] : [])));
    const photos = await photosOf(tx, ids);
    const withPhotos = (reading: LogReading | null) =>
      reading && { ...reading, photos: photos.get(reading.recordId) ?? [] };
    return {
      lines: shown.map((line) => ({ ...line, start: withPhotos(line.start), end: withPhotos(line.end) })),
      more: lines.length > A_PAGE,
    };
  });
}

/** Where a reading of the whole log stopped. */
export type LogPosition = Pick<LogLine, "startsAt" | "bookingId">;

/** The same for a file, a thousand uses at a time after `after`, without photographs. @throws as logOf() */
export async function logAfter(actor: Actor, resourceId: string, after: LogPosition | null) {
  return inTransaction(actor, async (tx) => {
    await allowLog(tx, actor, resourceId);
    const items = await readLines(tx, resourceId, { limit: A_READING, after });
    return { items, next: items.length === A_READING ? (items.at(-1) ?? null) : null };
  });
}

async function allowLog(tx: Tx, actor: Actor, resourceId: string): Promise<void> {
  if (!isId(resourceId)) throw new NotFound("resource");
  const row = await tx.selectFrom("resources").select("structureId").where("id", "=", resourceId).executeTakeFirst();
  if (!row) throw new NotFound("resource");
  if (!readsLog(actor, row.structureId)) throw new Forbidden("use.view");
}

async function readLines(
  tx: Tx,
  resourceId: string,
  { limit, offset = 0, after = null }: { limit: number; offset?: number; after?: LogPosition | null },
): Promise<LogLine[]> {
  const onwards = after ? sql`and (b.starts_at, b.id) < (${after.startsAt}, ${after.bookingId})` : sql``;
  const { rows } = await sql<{
    bookingId: string;
    startsAt: Date;
    structureName: string;
    personName: string | null;
    title: string;
    checkedInAt: Date;
    returnedAt: Date | null;
    kilometres: number | null;
    unitLabel: string | null;
    startId: string | null;
    startOdometer: number | null;
    startLevel: number | null;
    startNote: string | null;
    endId: string | null;
    endOdometer: number | null;
    endLevel: number | null;
    endNote: string | null;
  }>`
    select b.id as booking_id, b.starts_at, s.name as structure_name, p.name as person_name,
           -- Why is for the structure that booked, unless its author shares it.
           case when b.title_shared then b.title else '' end as title,
           b.checked_in_at, b.returned_at, case when b.returned_at is not null then b.kilometres end as kilometres,
           u.label as unit_label,
           first.id as start_id, first.odometer as start_odometer, first.level as start_level, first.note as start_note,
           final.id as end_id, final.odometer as end_odometer, final.level as end_level, final.note as end_note
      from bookings b
      join structures s on s.id = b.structure_id
      left join people p on p.id = b.person_id
      left join use_records first on first.booking_id = b.id and first.moment = 'start'
      left join use_records final on final.booking_id = b.id and final.moment = 'end'
      left join units u on u.id = coalesce(final.unit_id, first.unit_id)
     where b.resource_id = ${resourceId} and b.checked_in_at is not null ${onwards}
     order by b.starts_at desc, b.id desc limit ${limit} offset ${offset}`.execute(tx);
  const reading = (id: string | null, odometer: number | null, level: number | null, note: string | null) =>
    id === null ? null : { recordId: id, odometer, level, note: note ?? "", photos: [] };
  return rows.map((row) => ({
    bookingId: row.bookingId,
    startsAt: row.startsAt,
    structureName: row.structureName,
    personName: row.personName ?? "",
    title: row.title,
    takenAt: row.checkedInAt,
    returnedAt: row.returnedAt,
    kilometres: row.kilometres,
    unitLabel: row.unitLabel ?? "",
    start: reading(row.startId, row.startOdometer, row.startLevel, row.startNote),
    end: reading(row.endId, row.endOdometer, row.endLevel, row.endNote),
  }));
}

/** Why a reading was not corrected: the other end of the same use says otherwise. */
export type CorrectionProblem = { readonly code: "odometer_crossed"; readonly other: number };

/**
 * Corrects what somebody misread: the way out when a wrong reading has every right one refused after it. The use's
 * kilometres follow.
 * @throws NotFound; Forbidden unless the actor may edit the resource
 */
export async function correctReading(
  actor: Actor,
  { recordId, odometer }: { recordId: string; odometer: number },
): Promise<Outcome<null, CorrectionProblem>> {
  if (!isId(recordId)) throw new NotFound("record");
  return inTransaction(actor, async (tx) => {
    const record = await tx
      .selectFrom("useRecords as u")
      .innerJoin("resources as r", "r.id", "u.resourceId")
      .select(["u.bookingId", "u.moment", "r.structureId"])
      .where("u.id", "=", recordId)
      .where("u.odometer", "is not", null)
      .executeTakeFirst();
    if (!record) throw new NotFound("record");
    allow(actor, "catalogue.edit", record.structureId);
    // Two corrections of one use meet here.
    await tx.selectFrom("bookings").select("id").where("id", "=", record.bookingId).forNoKeyUpdate().execute();
    const other = await tx
      .selectFrom("useRecords")
      .select("odometer")
      .where("bookingId", "=", record.bookingId)
      .where("id", "!=", recordId)
      .executeTakeFirst();
    const there = other?.odometer ?? null;
    const kilometres = there === null ? null : record.moment === "end" ? odometer - there : there - odometer;
    if (kilometres !== null && kilometres < 0) return refused({ code: "odometer_crossed", other: there ?? 0 });
    await tx.updateTable("useRecords").set({ odometer }).where("id", "=", recordId).execute();
    if (kilometres !== null) {
      await tx.updateTable("bookings").set({ kilometres }).where("id", "=", record.bookingId).execute();
    }
    return done(null);
  });
}
