import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { DECLARATIONS, type Declared } from "./declarations";
import { findMember } from "./queries";

/** A structure with what it says of itself. */
export type Declaring = Declared & { readonly id: string; readonly slug: string; readonly name: string };

/** What a structure says of itself, for who may change it. `structure` is its slug or its id. @throws NotFound, Forbidden */
export function declarationOf(actor: Actor, structure: string): Promise<Declaring> {
  return inTransaction(actor, (tx, now) => findDeclaring(tx, actor, now, structure));
}

/** Keeps what a structure says of itself. @throws NotFound, Forbidden */
export async function declareStructure(actor: Actor, structure: string, declared: Declared): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const { id } = await findDeclaring(tx, actor, now, structure);
    const { ess, integration, fairTrade, publicBuyer, buyerProfile } = declared;
    await tx
      .updateTable("structures")
      .set({ ess, integration, fairTrade, publicBuyer, buyerProfile })
      .where("id", "=", id)
      .execute();
  });
}

/** One's own, from wherever one comes; of others, those of the pôle. */
async function findDeclaring(tx: Tx, actor: Actor, now: Date, structure: string): Promise<Declaring> {
  const found = await tx
    .selectFrom("structures")
    .select(["id", "slug", "name", ...DECLARATIONS, "buyerProfile"])
    .where(isId(structure) ? "id" : "slug", "=", structure)
    .where("individual", "=", false)
    .executeTakeFirst();
  if (!found) throw new NotFound("structure");
  if (found.id !== actor.structureId) {
    if (actor.guest !== null) throw new NotFound("structure");
    const { state } = await findMember(tx, actor, now, found.id);
    if (state === "ended") throw new NotFound("structure");
  }
  allow(actor, "structure.declare", found.id);
  return found;
}
