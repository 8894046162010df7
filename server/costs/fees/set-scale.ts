import { inTransaction } from "../../../db/transaction";
import { sql } from "kysely";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { feeScaleProblem, type FeeScale, type FeeScaleProblem } from "../fee-rules";

export interface ScaleSet extends FeeScale {
  /** The pool whose cost fees help to bear; null: none. */
  readonly poolId: string | null;
  readonly decided: string;
  readonly dueOn: LocalDate;
}

export type SetScaleProblem = { readonly code: FeeScaleProblem | "scale_called" };

/** Sets the scale of a year; once fees were called by it, only what does not change them. @throws Forbidden, NotFound */
export async function setFeeScale(
  actor: Actor,
  year: number,
  { basis, bands, poolId, decided, dueOn }: ScaleSet,
): Promise<Outcome<null, SetScaleProblem>> {
  allow(actor, "costs.manage");
  const problem = feeScaleProblem({ basis, bands });
  if (problem) return refused({ code: problem });
  return inTransaction(actor, async (tx) => {
    if (poolId !== null) {
      const pool = await tx.selectFrom("costPools").select("id").where("id", "=", poolId).executeTakeFirst();
      if (!pool) throw new NotFound("pool");
    }
    const before = await tx
      .selectFrom("feeScales")
      .select(["id", "basis", "bands", "calledAt"])
      .where("year", "=", year)
      .forUpdate()
      .executeTakeFirst();
    const same = before && before.basis === basis && JSON.stringify(before.bands) === JSON.stringify(kept(bands));
    if (before?.calledAt && !same) return refused({ code: "scale_called" });
    const values = { basis, bands: sql<string>`${JSON.stringify(kept(bands))}::text::jsonb`, poolId, decided, dueOn };
    const { poleId, personId } = actor;
    if (before?.calledAt) {
      await tx.updateTable("feeScales").set({ poolId, decided, dueOn }).where("id", "=", before.id).execute();
    } else {
      await tx
        .insertInto("feeScales")
        .values({ id: newId(), poleId, year, personId, ...values })
        .onConflict((conflict) => conflict.columns(["poleId", "year"]).doUpdateSet(values))
        .execute();
    }
    return done(null);
  });
}

/** As it is kept: its names in the order in which the database gives them back. */
const kept = (bands: FeeScale["bands"]) => bands.map(({ upTo, cents }) => ({ upTo, cents }));
