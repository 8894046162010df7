import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { can } from "../kernel/permissions";
import { readBookable } from "./bookable";
import type { BookingForm } from "./booking";
import { freeUnits } from "./claims";
import { customerOf, priceFor, type Price } from "./price";
import type { BookingProblem, Refusal } from "./problems";
import { notAllowed, shortOf } from "./request-booking";
import { cancellationDeadline, claimPeriod, decideBooking, unitsTaken } from "./rules";
import { suggest } from "./suggestions";

/** What a booking would be if it were asked for now. */
export interface Consideration {
  /** For the structure acted for, whether or not it can be booked. */
  readonly price: Price;
  /** Until when it could be cancelled. */
  readonly cancelUntil: Date;
  /** Whether requestBooking() would say yes now, or why not, with ways out. Nothing is held. */
  readonly outcome: Outcome<null, BookingProblem>;
}

/**
 * What requestBooking() would answer now, with the price: for showing both before the act.
 * @throws NotFound when the resource is not of the actor's pôle
 */
export function considerBooking(actor: Actor, form: Omit<BookingForm, "id">): Promise<Consideration> {
  return inTransaction(actor, async (tx, now) => {
    const resource = isId(form.resourceId) ? await readBookable(tx, form.resourceId) : null;
    if (!resource) throw new NotFound("resource");
    const wanted = { ...form, quantity: form.quantity ?? 1 };
    const { rules, hours, rates } = resource;

    const problems: Refusal[] = decideBooking(rules, hours, wanted, now, actor.timeZone);
    if (problems.length === 0) {
      const free = await freeUnits(tx, resource.id, claimPeriod(rules, wanted));
      if (free.length < unitsTaken(rules, wanted.quantity)) {
        problems.push(shortOf(free.length, resource, wanted.quantity));
      }
    }
    if (!actor.structureId || !can(actor, "bookings.request")) problems.unshift(notAllowed(actor));

    const [first, ...others] = problems;
    const isPeriod = form.start < form.end;
    const period = isPeriod ? form : { start: form.start, end: form.start };
    return {
      price: priceFor(rates, customerOf(actor.membership), period, wanted.quantity, actor.timeZone),
      cancelUntil: cancellationDeadline(form.start, resource.cancelNoticeMinutes),
      outcome: first
        ? refused({ ...first, others, suggestions: await suggest(tx, actor, wanted, first, now) })
        : done(null),
    };
  });
}
