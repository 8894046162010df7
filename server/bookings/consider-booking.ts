import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { can } from "../kernel/permissions";
import { circumstancesOf } from "./asker";
import { approvalBy, type ApprovalBy } from "./approval-by";
import { readBookable } from "./bookable";
import type { BookingForm } from "./booking";
import { freeByPart } from "./claims";
import { decide, shortOf } from "./place";
import { customerOf, type Quote } from "./price";
import type { BookingProblem, Refusal } from "./problems";
import { notAllowed } from "./request-booking";
import { quotesOf } from "./quotes";
import { claimPeriod, unitsNeeded } from "./rules";
import { cancellationDeadline } from "./terms";
import { readUsage } from "./usage";
import { suggest } from "./suggestions";

/** What a booking would be if it were asked for now. */
export interface Consideration {
  /** For the structure acted for, whether or not it can be booked. */
  readonly price: Quote;
  /** Who would have to say yes, at the latest when; null when nobody does. */
  readonly approvalBy: ApprovalBy | null;
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
    const wanted = { ...form, quantity: form.quantity ?? 1, structureId: actor.structureId };
    const { rules, groups } = resource;

    const circumstances = circumstancesOf(actor, now);
    const usage = await readUsage(tx, resource, wanted, circumstances);
    const problems: Refusal[] = [...(decide(resource, form, { ...circumstances, usage }) ?? [])];
    if (problems.length === 0) {
      const free = await freeByPart(tx, resource, wanted, claimPeriod(rules, wanted), actor.structureId);
      const needed = unitsNeeded(rules, groups, wanted.quantity);
      if (needed.some((count, part) => free[part]! < count)) problems.push(await shortOf(tx, free, resource, wanted));
    }
    if (!mayAsk(actor)) problems.unshift(notAllowed(actor));

    const [first, ...others] = problems;
    const payer = { ...actor, customer: customerOf(actor) };
    const [price] = await quotesOf(tx, payer, [{ ...form, resource }]);
    return {
      approvalBy: approvalBy(resource, actor, form.start, now),
      price: price!,
      cancelUntil: cancellationDeadline(form.start, resource.cancellation.cancelNoticeMinutes),
      outcome: first
        ? refused({ ...first, others, suggestions: await suggest(tx, actor, wanted, first, now) })
        : done(null),
    };
  });
}

/** Whether requestBooking() would listen; whoever passes by the public door may say who they are first. */
function mayAsk(actor: Actor): boolean {
  if (actor.structureId === null) return actor.guest !== null;
  return can(actor, "bookings.request");
}
