import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { ChangedMeanwhile } from "./edit-resource";
import { rateRow } from "./rate-rows";
import type { Rate } from "./rates";
import type { RatesForm } from "./rates-form";
import { lockResource } from "./write-resource";

/**
 * Changes what a resource costs, all kinds of customers at once. Bookings already made keep their prices.
 * @throws Forbidden unless the actor may edit it; NotFound
 */
export function editRates(
  actor: Actor,
  id: string,
  form: RatesForm,
): Promise<Outcome<{ version: number }, ChangedMeanwhile>> {
  return inTransaction(actor, async (tx) => {
    const current = await lockResource(tx, id);
    allow(actor, "catalogue.edit", current.structureId);
    if (form.version !== current.version) return refused({ code: "changed_meanwhile", version: current.version });
    const version = current.version + 1;
    // A booking that is being decided reads the version again when it is written: it then has the new price.
    await tx
      .updateTable("resources")
      .set({ version, updatedAt: sql<Date>`now()` })
      .where("id", "=", id)
      .execute();
    await writeRates(tx, actor, id, form.rates);
    return done({ version });
  });
}

/** Replaces the prices of a resource that is new or locked. */
export async function writeRates(tx: Tx, actor: Actor, id: string, rates: readonly Rate[]): Promise<void> {
  await tx.deleteFrom("rates").where("resourceId", "=", id).execute();
  if (rates.length === 0) return;
  await tx
    .insertInto("rates")
    .values(rates.map((rate) => ({ poleId: actor.poleId, resourceId: id, ...rateRow(rate) })))
    .execute();
}
