import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { can } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { originOf } from "../asker";
import { bookerOf } from "../booker";
import type { Booking, BookingForm } from "../booking";
import { placeBookings, placing, type Refusals } from "../place";
import { notAllowed } from "../request-booking";
import { kept } from "../text";
import { addWaiting } from "../waiting";
import { datesOf, recurrenceOf, type SeriesDate } from "./dates";
import { readHolidays } from "./holidays";
import { rruleOf } from "./repetition";
import { formAt, type SeriesForm, type SeriesProblem } from "./series";
import { tellSeries } from "./tell-series";

/** A series that was started. */
export interface StartedSeries {
  readonly id: string;
  readonly bookings: readonly Booking[];
  /** How many dates are waited for. */
  readonly waiting: number;
}

/** What undoes the transaction when something else than a date is refused. */
class NotStarted extends Error {
  constructor(readonly problem: SeriesProblem) {
    super("The series was not started.");
  }
}

/**
 * Books every date of a series as it was chosen, all in one transaction: all of them, or nothing, and then the dates
 * that could not be had. The same form sent again answers with the series it started before.
 * @throws NotFound when a resource is not of the actor's pôle
 */
export async function startSeries(actor: Actor, form: SeriesForm): Promise<Outcome<StartedSeries, SeriesProblem>> {
  const { structureId } = actor;
  if (!structureId || !can(actor, "bookings.request")) return refused(notAllowed(actor));
  if (!isId(form.resourceId)) throw new NotFound("resource");
  const booker = bookerOf(actor, structureId);
  // The dates asked for, in the order in which they are placed: what is refused is told by rank.
  let placed: readonly string[] = [];
  try {
    const attempt = await placing(() =>
      inTransaction(actor, async (tx, now): Promise<StartedSeries> => {
        const holidays = await readHolidays(tx, actor.poleId, form.schedule);
        const expanded = datesOf(form.schedule, holidays, actor.timeZone);
        if (!expanded.ok) throw new NotStarted(expanded.problem);
        const { firstDay, dates } = expanded.value;
        const asked = dates.flatMap((date) => bookingAt(form, date));
        const waited = dates.filter(({ recurrence }) => form.choices.get(recurrence)?.do === "wait");
        if (asked.length + waited.length === 0) throw new NotStarted({ code: "nothing_chosen" });
        // Its dates are looked for later: the series itself is written before them.
        if (!(await isThere(tx, form.resourceId))) throw new NotFound("resource");
        if (!(await insertSeries(tx, actor, structureId, form, firstDay))) return startedBefore(tx, actor, form);

        placed = asked.map(({ recurrence }) => recurrence ?? "");
        const bookings = await placeBookings(tx, booker, asked, now, { told: false });
        const cents = bookings.reduce((sum, { price }) => sum + price.cents, 0);
        if (form.shownCents !== undefined && cents > form.shownCents) throw new NotStarted({ code: "dearer", cents });
        await waitFor(tx, actor, structureId, form, waited, now);
        await tellSeries(tx, actor.poleId, form.id, "confirmed", bookings);
        return { id: form.id, bookings, waiting: waited.length };
      }),
    );
    if (attempt.ok) return done(attempt.value);
    const dates = [...attempt.problem].map(([rank, why]): [string, Refusals] => [placed[rank] ?? "", why]);
    return refused({ code: "dates_refused", dates: new Map(dates) });
  } catch (error) {
    if (error instanceof NotStarted) return refused(error.problem);
    throw error;
  }
}

/** What is booked for a date; nothing where it is skipped or waited for. */
function bookingAt(form: SeriesForm, date: SeriesDate): BookingForm[] {
  const choice = form.choices.get(date.recurrence) ?? { do: "book" };
  const booking = { ...formAt(form, date), id: newId(), seriesId: form.id };
  if (choice.do === "book") return [booking];
  if (choice.do !== "move") return [];
  const { resourceId, start, end } = choice;
  return [{ ...booking, resourceId, start, end }];
}

async function isThere(tx: Tx, resourceId: string): Promise<boolean> {
  return (await tx.selectFrom("resources").select("id").where("id", "=", resourceId).executeTakeFirst()) !== undefined;
}

/** Whether the series is new: a series is written once for each id. */
async function insertSeries(
  tx: Tx,
  actor: Actor,
  structureId: string,
  form: SeriesForm,
  firstDay: LocalDate,
): Promise<boolean> {
  const { schedule } = form;
  const inserted = await tx
    .insertInto("series")
    .values({
      id: form.id,
      poleId: actor.poleId,
      resourceId: form.resourceId,
      structureId,
      personId: actor.personId,
      homePoleId: actor.homePoleId,
      outside: originOf(actor) === "outside",
      title: kept(form.title ?? "").trim(),
      titleShared: form.titleShared ?? false,
      attendees: form.attendees ?? null,
      quantity: form.quantity ?? 1,
      startsAtLocal: recurrenceOf(firstDay, schedule.from),
      minutes: schedule.minutes,
      rrule: rruleOf(schedule.repetition),
      skipsBankHolidays: schedule.skipsBankHolidays,
      skipsSchoolHolidays: schedule.skipsSchoolHolidays,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The series that the same form started before. @throws NotStarted when the id is that of another one */
async function startedBefore(tx: Tx, actor: Actor, form: SeriesForm): Promise<StartedSeries> {
  const before = await tx
    .selectFrom("series")
    .select(["personId", "structureId", "resourceId", "rrule", "minutes"])
    .where("id", "=", form.id)
    .executeTakeFirst();
  const same =
    before?.personId === actor.personId &&
    before.structureId === actor.structureId &&
    before.resourceId === form.resourceId &&
    before.rrule === rruleOf(form.schedule.repetition) &&
    before.minutes === form.schedule.minutes;
  if (!same) throw new NotStarted({ code: "already_used" });
  return { id: form.id, bookings: [], waiting: 0 };
}

/** Waits for dates as anybody does, as dates of the series. @throws NotStarted for one that no waiting mends */
async function waitFor(
  tx: Tx,
  actor: Actor,
  structureId: string,
  form: SeriesForm,
  dates: readonly SeriesDate[],
  now: Date,
): Promise<void> {
  const forms = dates.map((date) => ({ ...formAt(form, date), id: newId(), seriesId: form.id }));
  const outcomes = await addWaiting(tx, actor, structureId, forms, now, { evenIfFree: true });
  const dead = outcomes.flatMap((outcome, rank): [string, Refusals][] => {
    if (outcome.ok || outcome.problem.code === "free_now") return [];
    const { others, suggestions: _, ...first } = outcome.problem;
    return [[dates[rank]!.recurrence, [first, ...others]]];
  });
  if (dead.length > 0) throw new NotStarted({ code: "dates_refused", dates: new Map(dead) });
}
