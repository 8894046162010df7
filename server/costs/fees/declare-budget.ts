import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import type { Cents } from "../../kernel/money";
import { allow, can } from "../../kernel/permissions";

/** The yearly budget of a structure, as it declares it; a manager may write it in its name. @throws Forbidden, NotFound */
export async function declareBudget(
  actor: Actor,
  { structureId, year, cents }: { structureId: string; year: number; cents: Cents },
): Promise<void> {
  allow(actor, "costs.view", structureId);
  await inTransaction(actor, async (tx) => {
    const member = await tx
      .selectFrom("memberships")
      .select("structureId")
      .where("poleId", "=", actor.poleId)
      .where("structureId", "=", structureId)
      .executeTakeFirst();
    if (!member) throw new NotFound("structure");
    const { poleId, personId } = actor;
    await tx
      .insertInto("structureBudgets")
      .values({ poleId, structureId, year, cents, personId })
      .onConflict((conflict) =>
        conflict.columns(["poleId", "structureId", "year"]).doUpdateSet({ cents, personId, at: sql<Date>`now()` }),
      )
      .execute();
  });
}

/** What the structure acted for declared, latest year first. @throws Forbidden */
export async function ownBudgets(actor: Actor): Promise<{ year: number; cents: Cents }[]> {
  allow(actor, "costs.view");
  const { structureId, poleId } = actor;
  if (structureId === null || !can(actor, "costs.view", structureId)) return [];
  return inTransaction(actor, (tx) =>
    tx
      .selectFrom("structureBudgets")
      .select(["year", "cents"])
      .where("poleId", "=", poleId)
      .where("structureId", "=", structureId)
      .orderBy("year", "desc")
      .execute(),
  );
}
