import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow, can } from "../../kernel/permissions";
import { addDays, timeText, wallClock } from "../../kernel/time";
import { lockBookables, type Bookable } from "../bookable";
import { bookerOf } from "../booker";
import type { Booking } from "../booking";
import { placing, type Refusals } from "../place";
import { placeAgain } from "../place-again";
import type { ChangeProblem } from "../problems";
import { cancellationFee, decideChange } from "../terms";
import type { BookingRow } from "../seen-booking";
import { kept } from "../text";
import { cancelDates, lockDatesToCome } from "./cancel-series";
import { dateOn, daysOf, recurrenceOf, type Schedule } from "./dates";
import { rruleOf, type Repetition } from "./repetition";
import { clockOf, readSeries, type SeriesRow } from "./series-of";
import { tellSeries } from "./tell-series";

/** What is changed of each date; what is left out stays as it is. */
export interface SeriesChanges {
  /** Minutes of the wall clock, and how long: the hours of the day, which stays. */
  readonly from?: number | undefined;
  readonly minutes?: number | undefined;
  readonly resourceId?: string | undefined;
  readonly title?: string | undefined;
  readonly titleShared?: boolean | undefined;
  readonly attendees?: number | null | undefined;
}

/** A change of one date, of it and those that follow, or of all dates to come. */
export interface SeriesChange {
  readonly id: string;
  readonly scope: "one" | "following" | "all";
  /** The date that it is asked from ("2026-11-26T09:00"); not looked at for `all`. */
  readonly date: string;
  readonly changes: SeriesChanges;
  /** What to do about dates that cannot be changed so: leave them as they are, or cancel them. */
  readonly choices: ReadonlyMap<string, "leave" | "cancel">;
}

/** What became of it. */
export interface ChangedSeries {
  /** The series that the changed dates are of now: a new one when dates before them stay as they were. */
  readonly seriesId: string;
  readonly changed: number;
  readonly cancelled: number;
  /** Dates that stay as they are because it is too late to change them. */
  readonly kept: number;
}

/** Why nothing was changed. */
export type SeriesChangeProblem =
  | ChangeProblem
  | { readonly code: "nothing_to_come" }
  | { readonly code: "dates_refused"; readonly dates: ReadonlyMap<string, Refusals> };

/**
 * Changes dates to come of a series in one transaction: all that were chosen, or none, and then those that cannot be
 * had so. What is past, or has begun, never changes. A date that was moved on its own keeps its own hours and its own
 * resource, unless it alone is changed. When dates before the first changed one stay, the changed ones are a series of
 * their own from then on, which knows where it comes from.
 * @throws NotFound
 * @throws Forbidden for a series of another structure
 */
export async function changeSeries(
  actor: Actor,
  change: SeriesChange,
): Promise<Outcome<ChangedSeries, SeriesChangeProblem>> {
  let asked: readonly string[] = [];
  const attempt = await placing(() =>
    inTransaction(actor, async (tx, now): Promise<Outcome<ChangedSeries, SeriesChangeProblem>> => {
      const series = await readSeries(tx, change.id, { lock: true });
      if (!series) throw new NotFound("series");
      allow(actor, "bookings.change", series.structureId);
      // The units first, then the bookings, as everywhere.
      const resources = await lockResources(tx, series, change.changes);
      const changesAny = can(actor, "bookings.change", null);
      const late: ChangeProblem[] = [];
      const found = (await datesConcerned(tx, change, now)).filter((row) => {
        const problem = decideChange(row, changesAny, now);
        if (problem) late.push(problem);
        return !problem;
      });
      if (found.length === 0) return refused(late[0] ?? { code: "nothing_to_come" });
      const choiceOf = ({ recurrence }: BookingRow) => change.choices.get(recurrence ?? "");
      const cancelled = found.filter((row) => choiceOf(row) === "cancel");
      const changed = found.filter((row) => choiceOf(row) === undefined);

      const next = changed.map((row) => changedBooking(row, series, change, actor.timeZone));
      const moved = next.filter((booking, rank) => !isSamePlace(booking, changed[rank]!));
      asked = moved.map(({ recurrence }) => recurrence ?? "");
      const due = cancelled.map((row) => ({ row, feeCents: cancellationFee(row, changesAny, now) }));
      if (cancelled.length > 0) await cancelDates(tx, actor, due, "", now);
      // Whoever changes it, it stays booked for its structure.
      const booker = { ...bookerOf(actor, series.structureId), customer: found[0]!.customer };
      await placeAgain(tx, booker, resources, moved, now, { byPersonId: actor.personId, excused: changesAny });
      await rename(
        tx,
        next.filter((booking) => !moved.includes(booking)),
        change.changes,
      );
      const seriesId = change.scope === "one" ? series.id : await cut(tx, actor, series, change.changes, found);
      await tellSeries(tx, actor.poleId, seriesId, "changed", [...changed, ...cancelled]);
      return done({ seriesId, changed: changed.length, cancelled: cancelled.length, kept: late.length });
    }),
  );
  if (attempt.ok) return attempt.value;
  return refused({
    code: "dates_refused",
    dates: new Map([...attempt.problem].map(([rank, why]): [string, Refusals] => [asked[rank] ?? "", why])),
  });
}

async function datesConcerned(tx: Tx, { id, scope, date }: SeriesChange, now: Date): Promise<BookingRow[]> {
  const rows = await lockDatesToCome(tx, id, now, scope === "all" ? "" : date);
  const concerned = scope === "one" ? rows.filter(({ recurrence }) => recurrence === date) : rows;
  return concerned.toSorted((a, b) => (a.recurrence ?? "").localeCompare(b.recurrence ?? ""));
}

/** The resources of its dates and the one that they are to have, whose units nobody else takes meanwhile. */
async function lockResources(
  tx: Tx,
  { id, resourceId }: SeriesRow,
  changes: SeriesChanges,
): Promise<Map<string, Bookable>> {
  const rows = await tx.selectFrom("bookings").select("resourceId").distinct().where("seriesId", "=", id).execute();
  const wanted = changes.resourceId;
  if (wanted !== undefined && !isId(wanted)) throw new NotFound("resource");
  const ids = new Set([resourceId, ...rows.map((row) => row.resourceId), ...(wanted ? [wanted] : [])]);
  return lockBookables(tx, [...ids]);
}

/** A booking as the change wants it. */
function changedBooking(
  row: BookingRow,
  { schedule, resourceId }: SeriesRow,
  { scope, changes }: SeriesChange,
  zone: string,
): Booking {
  const alone = scope === "one";
  const clock = wallClock(row.start, zone);
  const usual = dateOn(clock.date, schedule, zone);
  const keepsHours =
    !alone && (usual.start.getTime() !== row.start.getTime() || usual.end.getTime() !== row.end.getTime());
  const hours = { from: changes.from ?? schedule.from, minutes: changes.minutes ?? schedule.minutes };
  const hasHours = changes.from !== undefined || changes.minutes !== undefined;
  const period = hasHours && !keepsHours ? dateOn(clock.date, hours, zone) : row;
  const keepsResource = !alone && row.resourceId !== resourceId;
  return {
    ...row,
    resourceId: changes.resourceId && !keepsResource ? changes.resourceId : row.resourceId,
    start: period.start,
    end: period.end,
    title: changes.title === undefined ? row.title : kept(changes.title).trim(),
    titleShared: changes.titleShared ?? row.titleShared,
    attendees: changes.attendees === undefined ? row.attendees : changes.attendees,
  };
}

/** Whether nothing changes of what is decided about: its time, its resource, how many come. */
function isSamePlace(a: Booking, b: Booking): boolean {
  return (
    a.resourceId === b.resourceId &&
    a.start.getTime() === b.start.getTime() &&
    a.end.getTime() === b.end.getTime() &&
    a.attendees === b.attendees
  );
}

/** Changes the words of bookings, and nothing that is decided about. */
async function rename(tx: Tx, bookings: readonly Booking[], { title, titleShared }: SeriesChanges): Promise<void> {
  if (bookings.length === 0 || (title === undefined && titleShared === undefined)) return;
  await tx
    .updateTable("bookings")
    .set({
      ...(title === undefined ? {} : { title: kept(title).trim() }),
      ...(titleShared === undefined ? {} : { titleShared }),
      sequence: sql`sequence + 1`,
    })
    .where("id", "in", [...bookings.map(({ id }) => id)])
    .execute();
}

/** Has the series follow its dates: itself when all its dates changed, else a new one from the first that did. */
async function cut(
  tx: Tx,
  actor: Actor,
  series: SeriesRow,
  changes: SeriesChanges,
  found: readonly BookingRow[],
): Promise<string> {
  const { schedule } = series;
  const first = found[0]!.recurrence!;
  const [day] = clockOf(first);
  const from = changes.from ?? schedule.from;
  const values = {
    resourceId: changes.resourceId ?? series.resourceId,
    title: changes.title === undefined ? series.title : kept(changes.title).trim(),
    titleShared: changes.titleShared ?? series.titleShared,
    attendees: changes.attendees === undefined ? series.attendees : changes.attendees,
    minutes: changes.minutes ?? schedule.minutes,
  };
  const before = await tx
    .selectFrom("bookings")
    .select("id")
    .where("seriesId", "=", series.id)
    .where("recurrence", "<", first)
    .limit(1)
    .executeTakeFirst();
  if (!before) {
    await tx
      .updateTable("series")
      .set({ ...values, startsAtLocal: recurrenceOf(schedule.firstDay, from) })
      .where("id", "=", series.id)
      .execute();
    await follow(tx, series.id, series.id, first, from);
    return series.id;
  }
  const id = newId();
  await tx
    .insertInto("series")
    .values({
      ...values,
      id,
      poleId: actor.poleId,
      structureId: series.structureId,
      personId: series.personId,
      quantity: series.quantity,
      startsAtLocal: recurrenceOf(day, from),
      rrule: rruleOf(restOf(schedule, day)),
      skipsBankHolidays: schedule.skipsBankHolidays,
      skipsSchoolHolidays: schedule.skipsSchoolHolidays,
      previousId: series.id,
    })
    .execute();
  await tx
    .updateTable("series")
    .set({ rrule: rruleOf({ frequency: schedule.repetition.frequency, end: { until: addDays(day, -1) } }) })
    .where("id", "=", series.id)
    .execute();
  await follow(tx, series.id, id, first, from);
  return id;
}

/** Dates from one on, whatever became of them, are of that series, at its hour. */
async function follow(tx: Tx, from: string, to: string, first: string, minutes: number): Promise<void> {
  await sql`
    update bookings set series_id = ${to}, recurrence = left(recurrence, 11) || ${timeText(minutes)}
     where series_id = ${from} and recurrence >= ${first}`.execute(tx);
}

/** The rule from a day on: until the same day, or as many times as are left. */
function restOf({ firstDay, repetition }: Schedule, day: string): Repetition {
  const { frequency, end } = repetition;
  if ("until" in end) return repetition;
  const days = daysOf(firstDay, repetition);
  const left = days.ok ? days.value.filter((each) => each >= day).length : end.count;
  return { frequency, end: { count: Math.max(1, left) } };
}
