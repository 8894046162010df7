import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";
import { wallClock } from "../../kernel/time";
import { lockBookables, type Bookable } from "../bookable";
import type { ChangeProblem } from "../problems";
import { cancelsAny } from "../booking-of";
import { readBookingRows, type BookingRow } from "../seen-booking";
import { cancellationFee, decideCancellation, decideChange } from "../terms";
import { kept } from "../text";
import { changedMeanwhile } from "../write-bookings";
import { datesToCome } from "./cancel-series";
import { dateOn } from "./dates";
import { clockOf, readSeries, type SeriesRow } from "./series-of";
import { areDistinct, dayMoved, type WeekdayMoves } from "./weekdays";

/** What is changed of each date; what is left out stays as it is. */
export interface SeriesChanges {
  /** Minutes of the wall clock, and how long. */
  readonly from?: number | undefined;
  readonly minutes?: number | undefined;
  /** Of a series by weekdays: what each of them becomes, in the same week. */
  readonly weekdays?: WeekdayMoves | undefined;
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
  /** What to do about dates that are not changed so: leave them as they are, or cancel them. */
  readonly choices: ReadonlyMap<string, "leave" | "cancel">;
}

/** A booking and what it is to become. */
export interface Next {
  readonly row: BookingRow;
  readonly next: BookingRow;
}

/** One date that a change is about. */
export interface PlannedDate extends Next {
  readonly recurrence: string;
  readonly choice: "change" | "leave" | "cancel";
  /** Whether its time, its resource or its number of people change: it is decided about and priced anew. */
  readonly moves: boolean;
  /** What goes with it at the same time, and goes along. */
  readonly addons: readonly Next[];
  /** What cancelling it now would leave due, in cents; null: it is too late to cancel it. */
  readonly feeCents: Cents | null;
}

/** What a change comes to before anybody decides whether it can be had. */
export interface PlannedChange {
  readonly series: NonNullable<Awaited<ReturnType<typeof readSeries>>>;
  /** Those of now and of then; locked, or none at all. */
  readonly resources: ReadonlyMap<string, Bookable>;
  /** By their order in the series. */
  readonly dates: readonly PlannedDate[];
  /** Why dates stay as they are: it is too late for them. */
  readonly late: readonly ChangeProblem[];
}

/**
 * The dates that a change is about, with what each is to become.
 * @param lock whether nobody else changes anything of it until the transaction ends: units first, as everywhere
 * @throws NotFound; Forbidden for a series of another structure
 */
export async function planChange(
  tx: Tx,
  actor: Actor,
  change: SeriesChange,
  now: Date,
  { lock }: { lock: boolean },
): Promise<PlannedChange> {
  const series = await readSeries(tx, change.id, { lock });
  if (!series) throw new NotFound("series");
  allow(actor, "bookings.change", series.structureId);
  const { resourceId: wanted, weekdays } = change.changes;
  if (weekdays && !areDistinct(series.schedule.repetition.frequency, weekdays)) throw new Invalid("same_day");
  if (wanted !== undefined && !isId(wanted)) throw new NotFound("resource");
  const resources = lock ? await lockResources(tx, series, wanted) : new Map<string, Bookable>();
  const late: ChangeProblem[] = [];
  const rows = (await datesConcerned(tx, change, now, lock)).filter((row) => {
    const problem = decideChange(row, can(actor, "bookings.change", null), now);
    if (problem) late.push(problem);
    return !problem;
  });
  const addons = await readAddons(tx, rows, lock);
  if (lock && [...rows, ...addons].some(({ resourceId }) => !resources.has(resourceId))) throw changedMeanwhile();
  const dates = rows.map((row): PlannedDate => {
    const next = changedBooking(row, series, change, actor.timeZone);
    const recurrence = row.recurrence ?? "";
    const tooLate = decideCancellation(row, cancelsAny(actor), now) !== null;
    return {
      row,
      next,
      recurrence,
      choice: change.choices.get(recurrence) ?? "change",
      moves: !isSamePlace(row, next),
      addons: addons
        .filter((addon) => addon.parentId === row.id && isSameTime(addon, row))
        .map((addon) => ({ row: addon, next: { ...addon, start: next.start, end: next.end } })),
      feeCents: tooLate ? null : cancellationFee(row, cancelsAny(actor), now),
    };
  });
  return { series, resources, dates, late };
}

async function datesConcerned(
  tx: Tx,
  { id, scope, date }: SeriesChange,
  now: Date,
  lock: boolean,
): Promise<BookingRow[]> {
  const rows = await datesToCome(tx, id, now, { from: scope === "all" ? "" : date, lock });
  const concerned = scope === "one" ? rows.filter(({ recurrence }) => recurrence === date) : rows;
  return concerned.toSorted((a, b) => (a.recurrence ?? "").localeCompare(b.recurrence ?? ""));
}

function readAddons(tx: Tx, rows: readonly BookingRow[], lock: boolean): Promise<BookingRow[]> {
  if (rows.length === 0) return Promise.resolve([]);
  return readBookingRows(
    tx,
    sql`where b.parent_id = any(${rows.map(({ id }) => id)}::uuid[]) and b.state in ('requested', 'confirmed')
        order by b.id ${lock ? sql`for no key update of b` : sql``}`,
  );
}

/** The resources of its dates, of what goes with them, and the one that they are to have. */
async function lockResources(
  tx: Tx,
  { id, resourceId }: SeriesRow,
  wanted: string | undefined,
): Promise<Map<string, Bookable>> {
  const { rows } = await sql<{ resourceId: string }>`
    select resource_id from bookings where series_id = ${id}
    union
    select addon.resource_id from bookings b join bookings addon on addon.parent_id = b.id where b.series_id = ${id}
  `.execute(tx);
  const ids = new Set([resourceId, ...rows.map((row) => row.resourceId), ...(wanted ? [wanted] : [])]);
  return lockBookables(tx, [...ids]);
}

/** A booking as the change wants it. One that was moved on its own keeps its own place, unless it alone is changed. */
function changedBooking(
  row: BookingRow,
  { schedule, resourceId }: SeriesRow,
  { scope, changes }: SeriesChange,
  zone: string,
): BookingRow {
  const alone = scope === "one";
  const [named] = clockOf(row.recurrence ?? "");
  const usual = dateOn(named, schedule, zone);
  const keepsTime = !alone && !isSameTime(row, usual);
  const { weekdays } = changes;
  const hasTime = changes.from !== undefined || changes.minutes !== undefined || weekdays !== undefined;
  const hours = { from: changes.from ?? schedule.from, minutes: changes.minutes ?? schedule.minutes };
  const day = alone ? wallClock(row.start, zone).date : named;
  const { start, end } =
    hasTime && !keepsTime ? dateOn(dayMoved(day, schedule.repetition.frequency, weekdays), hours, zone) : row;
  const keepsResource = !alone && row.resourceId !== resourceId;
  return {
    ...row,
    resourceId: changes.resourceId && !keepsResource ? changes.resourceId : row.resourceId,
    start,
    end,
    title: changes.title === undefined ? row.title : kept(changes.title).trim(),
    titleShared: changes.titleShared ?? row.titleShared,
    attendees: changes.attendees === undefined ? row.attendees : changes.attendees,
  };
}

function isSameTime(a: { readonly start: Date; readonly end: Date }, b: { readonly start: Date; readonly end: Date }) {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}

/** Whether nothing changes of what is decided about: its time, its resource, how many come. */
function isSamePlace(a: BookingRow, b: BookingRow): boolean {
  return a.resourceId === b.resourceId && isSameTime(a, b) && a.attendees === b.attendees;
}
