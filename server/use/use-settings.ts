import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import { isKindKey, type KindKey } from "../catalogue";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import type { StartStep } from "./rules";

/** What a resource asks of those who use it. */
export interface UseSettings {
  readonly resourceId: string;
  readonly resourceName: string;
  readonly kind: KindKey;
  readonly doorCode: string;
  readonly startStep: StartStep;
  /** After how many minutes nobody is waited for; null: always waited for. */
  readonly noShowMinutes: number | null;
  readonly instructions: string;
  /** Raised at each change of the resource. */
  readonly version: number;
  readonly can: { readonly edit: boolean; readonly readLog: boolean };
}

/** What a resource asks; the instructions only for those who share it. @throws NotFound */
export async function useSettingsOf(actor: Actor, resourceId: string): Promise<UseSettings> {
  allow(actor, "catalogue.view");
  if (!isId(resourceId)) throw new NotFound("resource");
  const row = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("resources")
      .select(["name", "kind", "structureId", "doorCode", "startStep", "noShowMinutes", "instructions", "version"])
      .where("id", "=", resourceId)
      .executeTakeFirst(),
  );
  if (!row || !isKindKey(row.kind)) throw new NotFound("resource");
  const edit = can(actor, "catalogue.edit", row.structureId);
  const readLog = readsLog(actor, row.structureId);
  return {
    resourceId,
    resourceName: row.name,
    kind: row.kind,
    doorCode: row.doorCode,
    startStep: row.startStep as StartStep,
    noShowMinutes: row.noShowMinutes,
    instructions: readLog ? row.instructions : "",
    version: row.version,
    can: { edit, readLog },
  };
}

/** Whether `actor` reads the log of a thing of that structure: its own people, and the pôle's managers. */
export function readsLog(actor: Actor, ownerId: string): boolean {
  return actor.roles.includes("manager") || (actor.structureId !== null && actor.structureId === ownerId);
}

/** What its owner may change. */
export interface UseSettingsForm {
  readonly resourceId: string;
  readonly version: number;
  readonly startStep: StartStep;
  readonly noShowMinutes: number | null;
  readonly instructions: string;
}

/**
 * Says what a resource asks of those who use it. Bookings already made follow: it is how a thing is handed over, not
 * what was agreed.
 * @throws NotFound, Forbidden
 */
export async function editUseSettings(
  actor: Actor,
  form: UseSettingsForm,
): Promise<Outcome<null, { readonly code: "changed_meanwhile" }>> {
  const { can: may } = await useSettingsOf(actor, form.resourceId);
  if (!may.edit) allow(actor, "catalogue.edit", null);
  return inTransaction(actor, async (tx) => {
    const changed = await tx
      .updateTable("resources")
      .set({
        startStep: form.startStep,
        // Nobody can be missed where nobody need check in.
        noShowMinutes: form.startStep === "none" ? null : form.noShowMinutes,
        instructions: form.instructions.replaceAll("\u0000", "").trim(),
        version: sql<number>`version + 1`,
        updatedAt: sql<Date>`now()`,
      })
      .where("id", "=", form.resourceId)
      .where("version", "=", form.version)
      .executeTakeFirst();
    return changed.numUpdatedRows === 1n ? done(null) : refused({ code: "changed_meanwhile" });
  });
}
