import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import type { ChangedMeanwhile } from "./edit-resource";
import type { RulesForm } from "./rules-form";
import { lockResource, refuseForeign } from "./write-resource";

/**
 * Changes every rule of a resource at once. Bookings already made keep their times, their prices and their state:
 * rules are for those to come.
 * @throws Forbidden unless the actor may edit the resource; NotFound
 */
export async function editRules(
  actor: Actor,
  id: string,
  form: RulesForm,
): Promise<Outcome<{ version: number }, ChangedMeanwhile>> {
  return refuseForeign(() =>
    inTransaction(actor, async (tx) => {
      const current = await lockResource(tx, id);
      allow(actor, "catalogue.edit", current.structureId);
      if (form.version !== current.version) return refused({ code: "changed_meanwhile", version: current.version });
      const version = current.version + 1;
      await tx
        .updateTable("resources")
        .set({ ...columnsOf(form), version, updatedAt: sql<Date>`now()` })
        .where("id", "=", id)
        .execute();
      await writeOpening(tx, actor, id, form);
      await writeRights(tx, actor, id, form);
      return done({ version });
    }),
  );
}

function columnsOf({ rules, prime, approval, ...form }: RulesForm) {
  return {
    ...rules,
    changeNoticeMinutes: form.changeNoticeMinutes,
    lateCancelPercent: form.lateCancelPercent,
    closesBankHolidays: form.closesBankHolidays,
    closesSchoolHolidays: form.closesSchoolHolidays,
    openTo: form.openTo,
    primeFrom: prime?.from ?? null,
    primeTo: prime?.to ?? null,
    ...(prime ? { primeWeekdays: prime.weekdays } : {}),
    approval: approval.mode,
    approvalMinutes: approval.minutes,
    approvalFree: approval.free,
  };
}

/** Hours of the year and of seasons, closures: written anew. */
async function writeOpening(tx: Tx, actor: Actor, resourceId: string, form: RulesForm): Promise<void> {
  const owned = { poleId: actor.poleId, resourceId };
  await tx.deleteFrom("openingHours").where("resourceId", "=", resourceId).execute();
  await tx.deleteFrom("seasons").where("resourceId", "=", resourceId).execute();
  await tx.deleteFrom("closures").where("resourceId", "=", resourceId).execute();
  const seasons = form.seasons.map((season) => ({ id: newId(), ...season }));
  if (seasons.length > 0) {
    await tx
      .insertInto("seasons")
      .values(seasons.map(({ hours: _, ...season }) => ({ ...owned, ...season })))
      .execute();
  }
  const hours = [
    ...form.hours.map((each) => ({ ...owned, ...each, seasonId: null })),
    ...seasons.flatMap((season) => season.hours.map((each) => ({ ...owned, ...each, seasonId: season.id }))),
  ];
  if (hours.length > 0) await tx.insertInto("openingHours").values(hours).execute();
  if (form.closures.length > 0) {
    await tx
      .insertInto("closures")
      .values(
        form.closures.map(({ first, last, label }) => ({
          ...owned,
          id: newId(),
          firstDay: first,
          lastDay: last,
          label,
        })),
      )
      .execute();
  }
}

/** Quotas, and the structures with a right of their own: written anew. */
async function writeRights(tx: Tx, actor: Actor, resourceId: string, form: RulesForm): Promise<void> {
  const owned = { poleId: actor.poleId, resourceId };
  await tx.deleteFrom("quotas").where("resourceId", "=", resourceId).execute();
  if (form.quotas.length > 0) {
    await tx
      .insertInto("quotas")
      .values(form.quotas.map((quota) => ({ ...owned, ...quota })))
      .execute();
  }
  await tx.deleteFrom("resourceStructures").where("resourceId", "=", resourceId).execute();
  const { named, approval } = form;
  const structures = [...new Set([...named, ...approval.trusted])];
  if (structures.length > 0) {
    await tx
      .insertInto("resourceStructures")
      .values(
        structures.map((structureId) => ({
          ...owned,
          structureId,
          mayBook: named.includes(structureId),
          trusted: approval.trusted.includes(structureId),
        })),
      )
      .execute();
  }
}
