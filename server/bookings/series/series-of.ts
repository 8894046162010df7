import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";
import { parseTime } from "../../kernel/time";
import { cancelsAny } from "../booking-of";
import { readBookingRows, seenBy, type BookingRow, type SeenBooking } from "../seen-booking";
import { cancellationFee, decideCancellation } from "../terms";
import { titleFor } from "../visibility";
import type { Schedule } from "./dates";
import { repetitionOf } from "./repetition";

/** A series as it is kept. */
export interface SeriesRow {
  readonly id: string;
  readonly resourceId: string;
  readonly structureId: string;
  readonly personId: string;
  readonly title: string;
  readonly titleShared: boolean;
  readonly attendees: number | null;
  readonly quantity: number;
  readonly schedule: Schedule;
  readonly previousId: string | null;
  /** Of a structure of another pôle, or of none. */
  readonly homePoleId: string | null;
  readonly outside: boolean;
  readonly createdAt: Date;
}

/** A date of a series, and what cancelling it now would come to. */
export interface SeriesBooking extends SeenBooking {
  readonly cancellation: {
    /** Whether the actor may, and it is not too late. */
    readonly can: boolean;
    /** What would stay due, in cents. */
    readonly feeCents: Cents;
  };
}

/** A series with all its dates and what the actor may do to it. */
export interface SeriesDetails {
  readonly id: string;
  readonly resource: { readonly id: string; readonly kind: string; readonly name: string };
  readonly structure: { readonly id: string; readonly name: string; readonly colour: number };
  /** Whether that is the structure acted for. */
  readonly ours: boolean;
  /** Null when it is not for this reader. */
  readonly title: string | null;
  readonly titleShared: boolean;
  readonly attendees: number | null;
  readonly quantity: number;
  readonly schedule: Schedule;
  readonly createdAt: Date;
  /** The series that it was cut from, and the one that was cut from it. */
  readonly previousId: string | null;
  readonly nextId: string | null;
  /** Its bookings, by their start, whatever became of them. */
  readonly bookings: readonly SeriesBooking[];
  /** Dates that are waited for; empty for who may not see the purpose. */
  readonly waited: readonly { readonly start: Date; readonly end: Date }[];
  readonly can: {
    /** Whether some date to come can be cancelled, or changed. */
    readonly cancel: boolean;
    readonly change: boolean;
  };
}

/** A date that is still to come and held or asked for: what can be changed and cancelled. */
export function isToCome({ state, start }: Pick<SeenBooking, "state" | "start">, now: Date): boolean {
  return (state === "requested" || state === "confirmed") && start > now;
}

/** One series of the pôle. In three statements, however many dates it has. @throws NotFound */
export async function seriesOf(actor: Actor, id: string): Promise<SeriesDetails> {
  allow(actor, "bookings.view");
  if (!isId(id)) throw new NotFound("series");
  return inTransaction(actor, async (tx, now) => {
    const series = await readSeries(tx, id);
    if (!series) throw new NotFound("series");
    const rows = await readBookingRows(tx, sql`where b.series_id = ${id} order by b.starts_at, b.id`);
    const toCome = rows.some((row) => isToCome(row, now));
    const reads = can(actor, "bookings.see-purpose", series.structureId);
    const waited = reads
      ? await tx
          .selectFrom("waiting")
          .select(["startsAt as start", "endsAt as end"])
          .where("seriesId", "=", id)
          .where("state", "=", "waiting")
          .where("startsAt", ">", now)
          .orderBy("startsAt")
          .execute()
      : [];
    const mayCancel = can(actor, "bookings.cancel", series.structureId);
    const cancellationOf = (row: BookingRow) => {
      const cancelled = mayCancel && isToCome(row, now) && decideCancellation(row, cancelsAny(actor), now) === null;
      return { can: cancelled, feeCents: cancelled ? cancellationFee(row, cancelsAny(actor), now) : 0 };
    };
    return {
      id,
      resource: { id: series.resourceId, kind: series.resourceKind, name: series.resourceName },
      structure: { id: series.structureId, name: series.structureName, colour: series.structureColour },
      ours: series.structureId === actor.structureId,
      title: titleFor(actor, series),
      titleShared: series.titleShared,
      attendees: reads ? series.attendees : null,
      quantity: series.quantity,
      schedule: series.schedule,
      createdAt: series.createdAt,
      previousId: series.previousId,
      nextId: series.nextId,
      bookings: rows.map((row) => ({ ...seenBy(actor, row), cancellation: cancellationOf(row) })),
      waited,
      can: {
        cancel: (toCome || waited.length > 0) && mayCancel,
        change: toCome && can(actor, "bookings.change", series.structureId),
      },
    };
  });
}

/** One series, or null; with `lock`, nobody else changes it until the transaction ends. */
export async function readSeries(tx: Tx, id: string, { lock = false } = {}) {
  if (!isId(id)) return null;
  const { rows } = await sql<
    Omit<SeriesRow, "schedule"> & {
      resourceKind: string;
      resourceName: string;
      structureName: string;
      structureColour: number;
      nextId: string | null;
      startsAtLocal: string;
      minutes: number;
      rrule: string;
      skipsBankHolidays: boolean;
      skipsSchoolHolidays: boolean;
    }
  >`
    select s.id, s.resource_id, s.structure_id, s.person_id, s.title, s.title_shared, s.attendees, s.quantity,
           s.starts_at_local, s.minutes, s.rrule, s.skips_bank_holidays, s.skips_school_holidays, s.previous_id, s.home_pole_id, s.outside,
           s.created_at, r.kind as resource_kind, r.name as resource_name, o.name as structure_name,
           o.colour as structure_colour, (select id from series where previous_id = s.id limit 1) as next_id
      from series s join resources r on r.id = s.resource_id join structures o on o.id = s.structure_id
     where s.id = ${id} ${lock ? sql`for no key update of s` : sql``}`.execute(tx);
  const [found] = rows;
  if (!found) return null;
  const { startsAtLocal, minutes, rrule, skipsBankHolidays, skipsSchoolHolidays, ...row } = found;
  const repetition = repetitionOf(rrule);
  if (!repetition) throw new Error(`The series ${id} has a rule that nobody wrote: ${rrule}`);
  const [firstDay, from] = clockOf(startsAtLocal);
  return { ...row, schedule: { firstDay, from, minutes, repetition, skipsBankHolidays, skipsSchoolHolidays } };
}

/** The day and the minutes of "2026-11-26T09:00". */
export function clockOf(recurrence: string): [day: string, minutes: number] {
  return [recurrence.slice(0, 10), parseTime(recurrence.slice(11)) ?? 0];
}
