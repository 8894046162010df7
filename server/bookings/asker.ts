import type { Actor } from "../kernel/actor";
import type { Booker } from "./booker";
import { customerOf } from "./price";
import type { Asker, Circumstances, Origin } from "./rules";

/** The structure that asks, as rules look at it; null for who acts for none. */
export function askerOf(actor: Actor): Asker | null {
  const { structureId } = actor;
  return structureId === null ? null : { structureId, from: originOf(actor), customer: customerOf(actor) };
}

/** Where the structure that is acted for belongs. */
export function originOf({ membership, guest }: Pick<Actor, "membership" | "guest">): Origin {
  if (membership !== null) return "pole";
  return guest === "network" ? "network" : "outside";
}

/** As circumstancesOf(), for somebody who may not be here: the first of a waiting list. */
export function circumstancesFor({ structureId, from, customer, timeZone }: Booker, now: Date): Circumstances {
  return { now, zone: timeZone, asker: { structureId, from, customer } };
}

/** Who asks, and when; what the structure has already is readUsage()'s to tell. */
export function circumstancesOf(actor: Actor, now: Date): Circumstances {
  return { now, zone: actor.timeZone, asker: askerOf(actor) };
}
