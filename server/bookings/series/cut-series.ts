import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { newId } from "../../kernel/ids";
import { addDays, addMonths, startOfMonth, startOfWeek, type LocalDate } from "../../kernel/time";
import { offerSoon } from "../offer-waiting";
import { kept } from "../text";
import { dateOn, daysOf, recurrenceOf, type Schedule } from "./dates";
import type { SeriesChanges } from "./plan-change";
import { rruleOf, type Repetition } from "./repetition";
import { clockOf, type SeriesRow } from "./series-of";
import { dayMoved, frequencyMoved, type WeekdayMoves } from "./weekdays";

/** Has the series follow its dates: itself when all its dates changed, else a new one from the first that did. */
export async function cutSeries(
  tx: Tx,
  actor: Actor,
  series: SeriesRow,
  changes: SeriesChanges,
  first: string,
): Promise<string> {
  const { schedule } = series;
  const [day] = clockOf(first);
  const moves = changes.weekdays;
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
      .set({
        ...values,
        startsAtLocal: recurrenceOf(firstDayOf(schedule, schedule.firstDay, moves), from),
        rrule: rruleOf(movedRule(schedule, moves)),
      })
      .where("id", "=", series.id)
      .execute();
    await moveWaiting(tx, actor, await follow(tx, series, series.id, first, from, moves), values);
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
      homePoleId: series.homePoleId,
      outside: series.outside,
      startsAtLocal: recurrenceOf(firstDayOf(schedule, day, moves), from),
      rrule: rruleOf(movedRule({ ...schedule, repetition: restOf(schedule, day) }, moves)),
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
  await moveWaiting(tx, actor, await follow(tx, series, id, first, from, moves), values);
  return id;
}

/** What is waited for of a series is waited for where and when its dates are now; that may be free already. */
async function moveWaiting(
  tx: Tx,
  { poleId, timeZone }: Actor,
  followed: readonly Followed[],
  { resourceId, minutes }: { readonly resourceId: string; readonly minutes: number },
): Promise<void> {
  if (followed.length === 0) return;
  const dates = followed.map(({ name }) => {
    const [day, from] = clockOf(name);
    return dateOn(day, { from, minutes }, timeZone);
  });
  await sql`
    update waiting w set resource_id = ${resourceId}, starts_at = moved.starts_at, ends_at = moved.ends_at
      from unnest(${followed.map(({ id }) => id)}::uuid[], ${dates.map(({ start }) => start.toISOString())}::timestamptz[],
                  ${dates.map(({ end }) => end.toISOString())}::timestamptz[]) as moved (id, starts_at, ends_at)
     where w.id = moved.id and w.state = 'waiting'`.execute(tx);
  await offerSoon(tx, poleId);
}

/** A place in a waiting list, and the name that its date has now. */
interface Followed {
  readonly id: string;
  readonly name: string;
}

/**
 * Dates from one on, whatever became of them, booked or waited for, are of that series, on its days at its hour. First
 * under names of another millennium: a name that one leaves may be that which another takes.
 * @returns what is waited for among them
 */
async function follow(
  tx: Tx,
  series: SeriesRow,
  to: string,
  first: string,
  minutes: number,
  moves: WeekdayMoves | undefined,
): Promise<Followed[]> {
  const waited: Followed[] = [];
  const { frequency } = series.schedule.repetition;
  for (const table of ["bookings", "waiting"] as const) {
    const rows = await tx
      .selectFrom(table)
      .select(["id", "recurrence"])
      .where("seriesId", "=", series.id)
      .where("recurrence", ">=", first)
      .execute();
    const names = rows.map(({ recurrence }) => {
      const [day] = clockOf(recurrence ?? "");
      return recurrenceOf(dayMoved(day, frequency, moves), minutes);
    });
    const aside = names.map((name) => `9${name.slice(1)}`);
    for (const each of [aside, names]) {
      await sql`
        update ${sql.table(table)} t set series_id = ${to}, recurrence = named.recurrence
          from unnest(${rows.map(({ id }) => id)}::uuid[], ${each}::text[]) as named (id, recurrence)
         where t.id = named.id`.execute(tx);
    }
    if (table === "waiting") waited.push(...rows.map(({ id }, rank) => ({ id, name: names[rank]! })));
  }
  return waited;
}

/** The first day from which a rule is read, when its days have moved: the earliest of its week or month. */
function firstDayOf({ repetition }: Schedule, day: LocalDate, moves: WeekdayMoves | undefined): LocalDate {
  const { frequency } = repetition;
  if (!moves || frequency.every !== "week") return dayMoved(day, frequency, moves);
  const inItsWeek = frequency.weekdays
    .map((weekday) => addDays(startOfWeek(day), weekday - 1))
    .filter((each) => each >= day)
    .map((each) => dayMoved(each, frequency, moves));
  return inItsWeek.toSorted()[0] ?? day;
}

/** A rule on other weekdays; its last day is no earlier than what its last date becomes. */
function movedRule({ repetition }: Pick<Schedule, "repetition">, moves: WeekdayMoves | undefined): Repetition {
  const { frequency, end } = repetition;
  if (!moves) return repetition;
  const until = (day: LocalDate) => (frequency.every === "week" ? addDays(startOfWeek(day), 6) : endOfMonth(day));
  return { frequency: frequencyMoved(frequency, moves), end: "until" in end ? { until: until(end.until) } : end };
}

function endOfMonth(day: LocalDate): LocalDate {
  return addDays(addMonths(startOfMonth(day), 1), -1);
}

/** The rule from a day on: until the same day, or as many times as are left. */
function restOf({ firstDay, repetition }: Schedule, day: string): Repetition {
  const { frequency, end } = repetition;
  if ("until" in end) return repetition;
  const days = daysOf(firstDay, repetition);
  const left = days.ok ? days.value.filter((each) => each >= day).length : end.count;
  return { frequency, end: { count: Math.max(1, left) } };
}
