import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";
import type { ApprovalRules } from "./approval";
import { customerOf, type Customer } from "./price";

/** Whoever a booking is made for: mostly an actor, or somebody who was waiting and is offered a time. */
export interface Booker {
  readonly poleId: string;
  readonly timeZone: string;
  readonly structureId: string;
  readonly personId: string;
  /** Whether the structure belongs to the pôle. */
  readonly ofPole: boolean;
  /** The pôle of the network to which it belongs otherwise; it is kept with the booking. */
  readonly homePoleId: string | null;
  readonly customer: Customer;
  /** Whether they could say yes themselves to a request for something of that structure. */
  readonly decides: (ownerId: string, mode: ApprovalRules["mode"]) => boolean;
}

/** Whoever a booking was made for, changed by somebody who may: the same customer, whoever does it. */
export function bookerAgain(
  actor: Actor,
  row: Pick<Booker, "structureId" | "personId" | "customer" | "ofPole">,
): Booker {
  const { structureId, personId, customer, ofPole } = row;
  return { ...bookerOf(actor, structureId), personId, customer, ofPole };
}

/** Somebody who books for the structure acted for. */
export function bookerOf(actor: Actor, structureId: string): Booker {
  return {
    poleId: actor.poleId,
    timeZone: actor.timeZone,
    structureId,
    personId: actor.personId,
    ofPole: actor.membership !== null,
    homePoleId: actor.homePoleId,
    customer: customerOf(actor),
    decides: (ownerId, mode) => can(actor, "bookings.decide", mode === "owner" ? ownerId : null),
  };
}
