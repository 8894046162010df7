import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";
import type { ApprovalRules } from "./approval";
import { originOf } from "./asker";
import { customerOf, type Customer } from "./price";
import type { Origin } from "./rules";

/** Whoever a booking is made for: mostly an actor, or somebody who was waiting and is offered a time. */
export interface Booker {
  readonly poleId: string;
  readonly timeZone: string;
  readonly structureId: string;
  readonly personId: string;
  /** Where the structure belongs; with what it books it is kept whether that is a pôle at all. */
  readonly from: Origin;
  /** The pôle of the network to which it belongs otherwise; it is kept with the booking. */
  readonly homePoleId: string | null;
  readonly customer: Customer;
  /** Whether they could say yes themselves to a request for something of that structure. */
  readonly decides: (ownerId: string, mode: ApprovalRules["mode"]) => boolean;
}

/** Whoever a booking was made for, changed by somebody who may: the same customer, whoever does it. */
export function bookerAgain(actor: Actor, row: Pick<Booker, "structureId" | "personId" | "customer" | "from">): Booker {
  const { structureId, personId, customer, from } = row;
  return { ...bookerOf(actor, structureId), personId, customer, from };
}

/** Somebody who books for the structure acted for. */
export function bookerOf(actor: Actor, structureId: string): Booker {
  return {
    poleId: actor.poleId,
    timeZone: actor.timeZone,
    structureId,
    personId: actor.personId,
    from: originOf(actor),
    homePoleId: actor.homePoleId,
    customer: customerOf(actor),
    decides: (ownerId, mode) => can(actor, "bookings.decide", mode === "owner" ? ownerId : null),
  };
}
