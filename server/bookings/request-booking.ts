import { databaseErrorCode, inTransaction, violatedConstraint } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { done, refused, type Outcome } from "../kernel/outcome";
import { can } from "../kernel/permissions";
import { lockBookable, type Bookable } from "./bookable";
import type { Booking, BookingForm } from "./booking";
import { customerOf, priceFor } from "./price";
import type { BookingProblem, Refusal } from "./problems";
import { claimPeriod, decideBooking, unitsTaken } from "./rules";
import { readBooking } from "./seen-booking";
import { suggest } from "./suggestions";
import { kept } from "./text";
import { writeBooking } from "./write-booking";

/**
 * Books a resource for the structure acted for. The same form sent again answers with the booking it made before.
 * @throws NotFound when the resource is not of the actor's pôle
 */
export async function requestBooking(actor: Actor, form: BookingForm): Promise<Outcome<Booking, BookingProblem>> {
  const { structureId } = actor;
  if (!structureId || !can(actor, "bookings.request")) {
    return refused({ ...notAllowed(actor), suggestions: [], others: [] });
  }
  const request: Request = {
    ...form,
    structureId,
    title: kept(form.title ?? "").trim(),
    titleShared: form.titleShared ?? false,
    attendees: form.attendees ?? null,
    quantity: form.quantity ?? 1,
  };
  const attempt = await attemptBooking(actor, request);
  if (attempt.ok) return attempt;
  const [problem, ...others] = attempt.problem;
  return inTransaction(actor, async (tx, now) => {
    const before = await readBooking(tx, form.id);
    if (before && isSame(before, request, actor)) return done(before);
    if (before || problem.code === "already_used") {
      return refused({ code: "already_used", suggestions: [], others: [] });
    }
    return refused({ ...problem, others, suggestions: await suggest(tx, actor, request, problem, now) });
  });
}

/** A form with nothing left out. */
interface Request extends BookingForm {
  readonly structureId: string;
  readonly title: string;
  readonly titleShared: boolean;
  readonly attendees: number | null;
  readonly quantity: number;
}

type Refusals = readonly [Refusal, ...Refusal[]];

async function attemptBooking(actor: Actor, request: Request): Promise<Outcome<Booking, Refusals>> {
  try {
    return await inTransaction(actor, async (tx, now): Promise<Outcome<Booking, Refusals>> => {
      const resource = await lockBookable(tx, request.resourceId);
      if (!resource) throw new NotFound("resource");
      const [first, ...others] = decideBooking(resource.rules, resource.hours, request, now, actor.timeZone);
      if (first) return refused([first, ...others]);

      const booking = newBooking(actor, resource, request, now);
      const units = unitsTaken(resource.rules, request.quantity);
      const claim = claimPeriod(resource.rules, request);
      const free = await writeBooking(tx, actor.poleId, booking, units, resource.version, claim);
      if (free < units) return refused([shortOf(free, resource, request.quantity)]);
      return done(booking);
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refused([refusal]);
  }
}

/** The constraints that have the last word. */
function refusalOf(error: unknown): Refusal | null {
  const [code, constraint] = [databaseErrorCode(error), violatedConstraint(error)];
  if (code === "23P01" && constraint === "slot_taken") return { code: "slot_taken" };
  if (code === "23505" && constraint === "bookings_pkey") return { code: "already_used" };
  return null;
}

/** Why there are not enough units. */
export function shortOf(free: number, { rules }: Bookable, quantity: number): Refusal {
  if (free === 0 || rules.takesAllUnits) return { code: "slot_taken" };
  return { code: "not_enough_units", quantity, units: free };
}

function newBooking(actor: Actor, resource: Bookable, request: Request, now: Date): Booking {
  const { id, structureId, title, titleShared, attendees, quantity, start, end } = request;
  const customer = customerOf(actor.membership);
  return {
    id,
    resourceId: resource.id,
    resourceKind: resource.kind,
    resourceName: resource.name,
    structureId,
    personId: actor.personId,
    title,
    titleShared,
    attendees,
    quantity,
    start,
    end,
    state: "confirmed",
    price: priceFor(resource.rates, customer, request, quantity, actor.timeZone),
    sequence: 0,
    createdAt: now,
    cancelledAt: null,
    cancelReason: null,
  };
}

function isSame(before: Booking, request: Request, actor: Actor): boolean {
  return (
    before.personId === actor.personId &&
    before.structureId === request.structureId &&
    before.resourceId === request.resourceId &&
    before.start.getTime() === request.start.getTime() &&
    before.end.getTime() === request.end.getTime() &&
    before.title === request.title &&
    before.titleShared === request.titleShared &&
    before.attendees === request.attendees &&
    before.quantity === request.quantity
  );
}

/** Why somebody may not book at all. */
export function notAllowed(actor: Actor): Refusal {
  if (!actor.structureId) return { code: "not_allowed", reason: "no_structure" };
  return { code: "not_allowed", reason: actor.membership === "observer" ? "observer" : "role" };
}
