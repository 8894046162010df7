import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { can } from "../kernel/permissions";
import { bookerOf } from "./booker";
import type { Booking, BookingForm } from "./booking";
import { placeBookings, placing } from "./place";
import type { BookingProblem, Refusal } from "./problems";
import { readBooking } from "./seen-booking";
import { suggest } from "./suggestions";
import { kept } from "./text";

/**
 * Books a resource for the structure acted for, or asks for it where somebody must approve. The same form sent again
 * answers with the booking it made before.
 * @throws NotFound when the resource is not of the actor's pôle
 */
export async function requestBooking(actor: Actor, form: BookingForm): Promise<Outcome<Booking, BookingProblem>> {
  const { structureId } = actor;
  if (!structureId || !can(actor, "bookings.request")) {
    return refused({ ...notAllowed(actor), suggestions: [], others: [] });
  }
  const booker = bookerOf(actor, structureId);
  const attempt = await placing(() => inTransaction(actor, (tx, now) => placeBookings(tx, booker, [form], now)));
  if (attempt.ok) return done(attempt.value[0]!);
  const [problem, ...others] = attempt.problem.get(0)!;
  return inTransaction(actor, async (tx, now) => {
    const before = await readBooking(tx, form.id);
    if (before && isSame(before, form, actor)) return done(before);
    if (before || problem.code === "already_used") {
      return refused({ code: "already_used", suggestions: [], others: [] });
    }
    const wanted = { ...form, quantity: form.quantity ?? 1 };
    return refused({ ...problem, others, suggestions: await suggest(tx, actor, wanted, problem, now) });
  });
}

/** Whether a booking is what a form asks for. */
export function isSame(before: Booking, form: BookingForm, actor: Actor): boolean {
  return (
    before.personId === actor.personId &&
    before.structureId === actor.structureId &&
    before.resourceId === form.resourceId &&
    before.start.getTime() === form.start.getTime() &&
    before.end.getTime() === form.end.getTime() &&
    before.title === kept(form.title ?? "").trim() &&
    before.titleShared === (form.titleShared ?? false) &&
    before.attendees === (form.attendees ?? null) &&
    before.quantity === (form.quantity ?? 1)
  );
}

/** Why somebody may not book at all. */
export function notAllowed(actor: Actor): Extract<Refusal, { code: "not_allowed" }> {
  if (!actor.structureId) return { code: "not_allowed", reason: "no_structure" };
  return { code: "not_allowed", reason: actor.membership === "observer" ? "observer" : "role" };
}
