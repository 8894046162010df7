import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";

/** What is decided for a pool and a year: cents (null takes the budget back), and how many calls. */
export interface BudgetSet {
  readonly poolId: string;
  readonly cents: Cents | null;
  readonly calls: 0 | 4 | 12;
}

/** Calls were made already: their number stays, and there must be a budget. By pool. */
export type BudgetProblem = { readonly code: "calls_made"; readonly poolIds: readonly string[] };

/**
 * Sets the budgets of a year, all or none. One whose calls have begun may change its amount: what is left is spread over
 * the calls that are left. @throws Forbidden, NotFound (a pool of another pôle)
 */
export async function setBudgets(
  actor: Actor,
  year: number,
  budgets: readonly BudgetSet[],
): Promise<Outcome<null, BudgetProblem>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const poolIds = budgets.map(({ poolId }) => poolId);
    if (poolIds.length === 0) return done(null);
    // Calls are made under the lock of the pool's row: none begins meanwhile.
    const pools = await tx
      .selectFrom("costPools")
      .select("id")
      .where("id", "in", poolIds)
      .orderBy("id")
      .forNoKeyUpdate()
      .execute();
    if (pools.length !== new Set(poolIds).size) throw new NotFound("pool");
    const made = await tx
      .selectFrom("calls")
      .select(["poolId", "count"])
      .distinct()
      .where("year", "=", year)
      .where("poolId", "in", poolIds)
      .execute();
    const fixed = new Map(made.map(({ poolId, count }) => [poolId, count]));
    const held = budgets.filter(({ poolId, cents, calls }) => {
      const count = fixed.get(poolId);
      return count !== undefined && (cents === null || calls !== count);
    });
    if (held.length > 0) return refused({ code: "calls_made", poolIds: held.map(({ poolId }) => poolId) });
    const gone = budgets.filter(({ cents }) => cents === null).map(({ poolId }) => poolId);
    if (gone.length > 0) {
      await tx.deleteFrom("budgets").where("year", "=", year).where("poolId", "in", gone).execute();
    }
    const kept = budgets.flatMap(({ poolId, cents, calls }) =>
      cents === null
        ? []
        : [{ poleId: actor.poleId, poolId, year, cents, calls, personId: actor.personId, at: sql<Date>`now()` }],
    );
    if (kept.length > 0) {
      await tx
        .insertInto("budgets")
        .values(kept)
        .onConflict((conflict) =>
          conflict
            .columns(["poolId", "year"])
            .doUpdateSet((on) => ({
              cents: on.ref("excluded.cents"),
              calls: on.ref("excluded.calls"),
              personId: on.ref("excluded.personId"),
              at: on.ref("excluded.at"),
            }))
            .where((on) =>
              on.or([
                on("budgets.cents", "<>", on.ref("excluded.cents")),
                on("budgets.calls", "<>", on.ref("excluded.calls")),
              ]),
            ),
        )
        .execute();
    }
    return done(null);
  });
}
