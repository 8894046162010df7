import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict } from "../kernel/errors";
import { allow } from "../kernel/permissions";
import { writeRates } from "./edit-rates";
import type { ResourceForm } from "./forms";
import { kindOf, type KindKey } from "./kinds";
import { addUnitsTo } from "./units";
import { columnsOf, refuseForeign, writeHours } from "./write-resource";

/**
 * Adds a resource with its units; returns its id, which the form made: the same form sent twice adds one.
 * @throws Forbidden unless the actor may share things of the form's structure
 */
export async function addResource(actor: Actor, kind: KindKey, form: ResourceForm): Promise<string> {
  allow(actor, "catalogue.edit", form.structureId);
  return refuseForeign(() =>
    inTransaction(actor, async (tx) => {
      // The same form sent twice at once: the second waits here for the end of the first, then finds its row.
      await sql`select pg_advisory_xact_lock(hashtextextended(${form.id}, 0))`.execute(tx);
      const seen = await tx.selectFrom("resources").select("structureId").where("id", "=", form.id).executeTakeFirst();
      if (seen) {
        if (seen.structureId !== form.structureId) throw new Conflict("already_exists");
        return form.id;
      }
      const added = await tx
        .insertInto("resources")
        .values({
          id: form.id,
          poleId: actor.poleId,
          kind,
          takesAllUnits: !kindOf(kind).quantity,
          bySession: kindOf(kind).bySession,
          ...(await columnsOf(tx, actor, form)),
          startStep: form.use.startStep,
          // Nobody can be missed where nobody need check in.
          noShowMinutes: form.use.startStep === "none" ? null : form.use.noShowMinutes,
          instructions: form.use.instructions,
          ...form.rules,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!added) throw new Conflict("already_exists");
      await writeHours(tx, actor, form.id, form.hours);
      await writeRates(tx, actor, form.id, form.rates ?? []);
      await addUnitsTo(
        tx,
        actor,
        form.id,
        Array.from({ length: form.use.units }, () => ""),
      );
      return form.id;
    }),
  );
}
