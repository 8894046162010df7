import type { Actor } from "../kernel/actor";
import type { Booker } from "./booker";
import { customerOf } from "./price";
import type { Asker, Circumstances } from "./rules";

/** The structure that asks, as rules look at it; null for who acts for none. */
export function askerOf(actor: Actor): Asker | null {
  const { structureId, membership } = actor;
  return structureId === null ? null : { structureId, ofPole: membership !== null, customer: customerOf(actor) };
}

/** As circumstancesOf(), for somebody who may not be here: the first of a waiting list. */
export function circumstancesFor({ structureId, ofPole, customer, timeZone }: Booker, now: Date): Circumstances {
  return { now, zone: timeZone, asker: { structureId, ofPole, customer } };
}

/** Who asks, and when; what the structure has already is readUsage()'s to tell. */
export function circumstancesOf(actor: Actor, now: Date): Circumstances {
  return { now, zone: actor.timeZone, asker: askerOf(actor) };
}
