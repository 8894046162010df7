import { sql } from "kysely";
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
      await sql`
        insert into reference_prices (pole_id, pool_id, structure_id, cents_a_month, source, person_id, at)
        values (${actor.poleId}, ${poolId}, ${structureId}, ${price.centsAMonth}, ${price.source}, ${actor.personId}, ${now})
        on conflict (pool_id, structure_id) do update
          set cents_a_month = excluded.cents_a_month, source = excluded.source, person_id = excluded.person_id, at = excluded.at`.execute(
        tx,
      );
    }
  });
}
