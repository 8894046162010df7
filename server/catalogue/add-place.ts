import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import type { NewPlace } from "./forms";

/** Describes a place of the actor's pôle, inside the writing of the first resource that is there; returns its id. */
export async function addPlace(tx: Tx, actor: Actor, place: NewPlace): Promise<string> {
  const id = newId();
  await tx
    .insertInto("places")
    .values({ id, poleId: actor.poleId, ...place })
    .execute();
  return id;
}
