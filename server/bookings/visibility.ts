import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";

/** What of a booking is not for everybody. */
export interface Purpose {
  readonly structureId: string;
  readonly title: string;
  readonly titleShared: boolean;
}

/**
 * The purpose of a booking as `actor` may read it; null when it is not theirs to know. Everybody of the pôle knows
 * that the time is taken and by which structure; the purpose is for that structure, for who may see every purpose,
 * and for all when its author shares it.
 */
export function titleFor(actor: Actor, booking: Purpose): string | null {
  return booking.titleShared || seesPurpose(actor, booking.structureId) ? booking.title : null;
}

/** Whether `actor` may read the purpose, the person and the history of a structure's bookings, shared or not. */
export function seesPurpose(actor: Actor, structureId: string): boolean {
  return can(actor, "bookings.see-purpose", structureId);
}
