import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { bookerAgain } from "./booker";
import type { Booking } from "./booking";
import { cancelsAny } from "./booking-of";
import { lockBookables } from "./bookable";
import { placing } from "./place";
import { placeAgain } from "./place-again";
import type { Quote } from "./price";
import type { BookingProblem, ChangeProblem, Refusal } from "./problems";
import { quotesOf } from "./quotes";
import { lockBooking, readBooking, readBookingRows, type BookingRow } from "./seen-booking";
import { suggest } from "./suggestions";
import { decideChange } from "./terms";
import { changedMeanwhile } from "./write-bookings";

/** What a booking is to become; what is left out stays. */
export interface MoveForm extends Period {
  readonly id: string;
  readonly resourceId?: string | undefined;
  readonly quantity?: number | undefined;
  readonly attendees?: number | null | undefined;
}

/** Why it was not moved: too late to change anything, or why the new time cannot be had. */
export type MoveProblem = ChangeProblem | BookingProblem;

/**
 * Moves or resizes a booking, to another resource too; what goes with it at the same time goes along. Its price is
 * made anew, and what needs an approval needs it again. Moving to where it is changes nothing.
 * @throws NotFound; Forbidden for a booking of another structure
 */
export async function moveBooking(actor: Actor, form: MoveForm): Promise<Outcome<Booking, MoveProblem>> {
  if (!isId(form.id)) throw new NotFound("booking");
  const attempt = await placing(() =>
    inTransaction(actor, async (tx, now): Promise<Outcome<Booking, ChangeProblem>> => {
      const { changes, resources } = await lockForMove(tx, actor, form);
      const [{ row }] = changes;
      if (isWhereItIs(row, form)) return done(row);
      const late = decideChange(row, cancelsAny(actor), now);
      if (late) return refused(late);
      const booker = bookerAgain(actor, row);
      const [moved] = await placeAgain(tx, booker, resources, changes.map(changed), now, {
        told: true,
        byPersonId: actor.personId,
        excused: cancelsAny(actor),
      });
      return done(moved!);
    }),
  );
  if (attempt.ok) return attempt.value;
  const [refusals] = [...attempt.problem.values()];
  const [first, ...others] = refusals!;
  return inTransaction(actor, async (tx, now) => refused(await explain(tx, actor, form, first, others, now)));
}

/** What a booking would be if it were moved now: its price and why not; nothing is held. */
export async function considerMove(
  actor: Actor,
  form: MoveForm,
): Promise<{ readonly price: Quote | null; readonly outcome: Outcome<null, MoveProblem> }> {
  const attempt = await placing(() =>
    inTransaction(actor, async (tx, now): Promise<{ price: Quote; late: ChangeProblem | null }> => {
      const { changes, resources } = await lockForMove(tx, actor, form);
      const [{ row }] = changes;
      const late = isWhereItIs(row, form) ? null : decideChange(row, cancelsAny(actor), now);
      const booker = bookerAgain(actor, row);
      const price =
        late || isWhereItIs(row, form)
          ? row.price
          : (await placeAgain(tx, booker, resources, changes.map(changed), now))[0]!.price;
      throw new Considered({ price, late });
    }),
  ).catch((error: unknown) => {
    if (error instanceof Considered) return done(error.answer);
    throw error;
  });
  if (attempt.ok) {
    const { price, late } = attempt.value;
    return { price, outcome: late ? refused(late) : done(null) };
  }
  const [refusals] = [...attempt.problem.values()];
  const [first, ...others] = refusals!;
  return inTransaction(actor, async (tx, now) => {
    const row = await readBooking(tx, form.id);
    const resource =
      row && (await lockResourcesOf(tx, [{ row, resourceId: form.resourceId }])).get(form.resourceId ?? row.resourceId);
    const priced = row && resource ? [{ ...changed({ ...form, row }), resource }] : [];
    const payer = row && bookerAgain(actor, row);
    const [price = null] = payer ? await quotesOf(tx, payer, priced, { except: [form.id] }) : [];
    return {
      price,
      outcome: refused(await explain(tx, actor, form, first, others, now)),
    };
  });
}

/** Carries an answer out of a transaction that is undone on purpose. */
class Considered extends Error {
  constructor(readonly answer: { price: Quote; late: ChangeProblem | null }) {
    super("Considered, and undone.");
  }
}

/** A booking and what it is to become; what is left out stays. */
export interface Change extends Omit<MoveForm, "id"> {
  readonly row: BookingRow;
}

export function changed({ row, start, end, resourceId, quantity, attendees }: Change): BookingRow {
  return {
    ...row,
    start,
    end,
    resourceId: resourceId ?? row.resourceId,
    quantity: quantity ?? row.quantity,
    attendees: attendees === undefined ? row.attendees : attendees,
  };
}

/** Locks the units of all that moves, where it is and where it goes: before the bookings, as everywhere. */
function lockResourcesOf(tx: Tx, changes: readonly { row: BookingRow; resourceId?: string | undefined }[]) {
  const ids = changes.flatMap(({ row, resourceId }) => [row.resourceId, resourceId ?? row.resourceId]);
  return lockBookables(tx, [...new Set(ids)].filter(isId));
}

/** The booking to move, with those that go with it at the same time, all locked: units first. */
export async function lockForMove(tx: Tx, actor: Actor, form: MoveForm) {
  const before = await readBooking(tx, form.id);
  if (!before) throw new NotFound("booking");
  allow(actor, "bookings.change", before.structureId);
  const known = await readBookingRows(tx, sql`${goesAlong(before)} order by b.id`);
  const resources = await lockResourcesOf(tx, [
    { row: before, resourceId: form.resourceId },
    ...known.map((row) => ({ row })),
  ]);
  const row = await lockBooking(tx, form.id);
  // As it is now that nobody else changes it; whose units are not locked came meanwhile.
  const along = await readBookingRows(tx, sql`${goesAlong(row)} order by b.id for no key update of b`);
  if ([row, ...along].some(({ resourceId }) => !resources.has(resourceId))) throw changedMeanwhile();
  const { start, end, resourceId, quantity, attendees } = form;
  const first: Change = { row, start, end, resourceId, quantity, attendees };
  const others = along.map((other): Change => ({ row: other, start, end }));
  return { resources, changes: [first, ...others] as const };
}

/** What moves along with a booking: what goes with it at the same time. */
function goesAlong({ id, start, end }: BookingRow) {
  return sql`where b.parent_id = ${id} and b.state in ('requested', 'confirmed')
               and b.starts_at = ${start} and b.ends_at = ${end}`;
}

function isWhereItIs(row: BookingRow, { start, end, resourceId, quantity, attendees }: MoveForm): boolean {
  return (
    row.start.getTime() === start.getTime() &&
    row.end.getTime() === end.getTime() &&
    (resourceId ?? row.resourceId) === row.resourceId &&
    (quantity ?? row.quantity) === row.quantity &&
    (attendees === undefined || attendees === row.attendees)
  );
}

async function explain(
  tx: Tx,
  actor: Actor,
  form: MoveForm,
  first: Refusal,
  others: readonly Refusal[],
  now: Date,
): Promise<BookingProblem> {
  const row = await readBooking(tx, form.id);
  if (!row) throw new NotFound("booking");
  const wanted = {
    resourceId: form.resourceId ?? row.resourceId,
    start: form.start,
    end: form.end,
    attendees: form.attendees === undefined ? row.attendees : form.attendees,
    quantity: form.quantity ?? row.quantity,
  };
  return { ...first, others, suggestions: await suggest(tx, actor, wanted, first, now) };
}
