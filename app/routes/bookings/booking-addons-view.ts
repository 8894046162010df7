import { addonsOf, bookingOf, type BookingDetails } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { bookingLine } from "./booking-line";

/** What goes with a booking (coffee with a room), and what it goes with itself. */
export async function togetherView(actor: Actor, { id, parentId }: BookingDetails) {
  const [addons, parent] = await Promise.all([addonsOf(actor, id), parentId ? bookingOf(actor, parentId) : null]);
  return {
    addons: addons.map((addon) => ({ ...bookingLine(addon, actor), quantity: addon.quantity })),
    parent: parent && bookingLine(parent, actor),
  };
}

export type TogetherView = Awaited<ReturnType<typeof togetherView>>;
