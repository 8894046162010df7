import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { assertCents, type Cents } from "../../kernel/money";
import { allow } from "../../kernel/permissions";

/** What a structure would pay alone for what a pool gives it, by month; null takes the declaration back. */
export interface DeclaredReference {
  readonly poolId: string;
  readonly price: { readonly centsAMonth: Cents; readonly source: string } | null;
}

/**
 * Declares what the structure acted for would pay alone, pool by pool: its own word, which the pôle's manager reads.
 * @throws Forbidden, NotFound for a pool of another pôle
 */
export async function declareReferences(actor: Actor, declared: readonly DeclaredReference[]): Promise<void> {
  allow(actor, "costs.view", actor.structureId);
  const structureId = actor.structureId;
  if (!structureId) throw new NotFound("structure");
  await inTransaction(actor, async (tx, now) => {
    const pools = await tx.selectFrom("costPools").select("id").where("poleId", "=", actor.poleId).execute();
    const known = new Set(pools.map(({ id }) => id));
    for (const { poolId, price } of declared) {
      if (!known.has(poolId)) throw new NotFound("pool");
      if (!price) {
        await tx
          .deleteFrom("referencePrices")
          .where("poolId", "=", poolId)
          .where("structureId", "=", structureId)
          .execute();
        continue;
      }
      assertCents(price.centsAMonth);
      const row = { ...price, personId: actor.personId, at: now };
      await tx
        .insertInto("referencePrices")
        .values({ ...row, poleId: actor.poleId, poolId, structureId })
        .onConflict((on) => on.columns(["poolId", "structureId"]).doUpdateSet(row))
        .execute();
    }
  });
}
