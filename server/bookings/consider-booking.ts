import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { can } from "../kernel/permissions";
import { circumstancesOf } from "./asker";
import { answerDue } from "./approval";
import { readBookable, type Bookable } from "./bookable";
import { bookerOf, type Booker } from "./booker";
import type { BookingForm } from "./booking";
import { freeByPart } from "./claims";
import { decide, shortOf } from "./place";
import { customerOf, type Quote } from "./price";
import type { BookingProblem, Refusal } from "./problems";
import { notAllowed } from "./request-booking";
import { quotesOf } from "./quotes";
import { cancellationDeadline, claimPeriod, unitsNeeded } from "./rules";
import { readUsage } from "./usage";
import { suggest } from "./suggestions";

/** What a booking would be if it were asked for now. */
export interface Consideration {
  /** For the structure acted for, whether or not it can be booked. */
  readonly price: Quote;
  /** Who would have to say yes, at the latest when; null when nobody does. */
  readonly approvalBy: { readonly who: "owner" | "manager"; readonly until: Date } | null;
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

/** Somebody who looks at what a booking would be, perhaps without a structure to book for. */
function considering(actor: Actor): Booker {
  return bookerOf(actor, actor.structureId ?? "");
}

function approvalBy(
  { approval, ownerId }: Bookable,
  actor: Actor,
  start: Date,
  now: Date,
): Consideration["approvalBy"] {
  const { structureId, customer, decides } = considering(actor);
  const asking = { structureId, customer, decides: decides(ownerId, approval.mode) };
  const until = answerDue(approval, asking, start, now);
  return until && approval.mode !== "automatic" ? { who: approval.mode, until } : null;
}
