import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { EditForm } from "./forms";
import { columnsOf, lockResource, refuseForeign } from "./write-resource";

/** Somebody else saved the resource since the form was opened; `version` is what they made. */
export interface ChangedMeanwhile {
  readonly code: "changed_meanwhile";
  readonly version: number;
}

/**
 * Changes a resource, all of its form at once but its prices (see editRates()), its rules (see editRules()) and what is
 * asked of those who use it (editUseSettings() of server/use).
 * Bookings already made keep their times and prices.
 * @throws Forbidden unless the actor may edit it, and give it to the form's structure; NotFound
 */
export async function editResource(
  actor: Actor,
  id: string,
  form: EditForm,
): Promise<Outcome<{ version: number }, ChangedMeanwhile>> {
  return refuseForeign(() =>
    inTransaction(actor, async (tx) => {
      const current = await lockResource(tx, id);
      allow(actor, "catalogue.edit", current.structureId);
      allow(actor, "catalogue.edit", form.structureId);
      if (form.version !== current.version) return refused({ code: "changed_meanwhile", version: current.version });
      const version = current.version + 1;
      await tx
        .updateTable("resources")
        .set({ ...(await columnsOf(tx, actor, form)), version, updatedAt: sql<Date>`now()` })
        .where("id", "=", id)
        .execute();
      return done({ version });
    }),
  );
}
