import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Invalid, NotFound } from "../kernel/errors";
import { allow } from "../kernel/permissions";
import { isKindKey, kindOf, type KindKey } from "./kinds";
import { lockResource, refuseForeign } from "./write-resource";

/** Something that may be proposed with a booking. */
export interface AddonChoice {
  readonly id: string;
  readonly name: string;
  readonly kind: KindKey;
  readonly owner: string;
  readonly chosen: boolean;
}

/** Kinds of which things go with others. */
const ADDON_KINDS: readonly KindKey[] = ["service", "equipment"];

/** The services and the equipment of the pôle, those proposed with a resource marked. @throws Forbidden, NotFound */
export function addonChoices(actor: Actor, resourceId: string): Promise<AddonChoice[]> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    const { rows } = await sql<AddonChoice>`
      select r.id, r.name, r.kind, s.name as owner, a.addon_id is not null as chosen
        from resources r
        join structures s on s.id = r.structure_id
        left join resource_addons a on a.resource_id = ${resourceId} and a.addon_id = r.id
       where r.archived_at is null and r.id <> ${resourceId} and r.kind = any(${ADDON_KINDS}::text[])
       order by array_position(${ADDON_KINDS}::text[], r.kind), app.fold(r.name) collate "C", r.id`.execute(tx);
    return rows;
  });
}

/**
 * Says what is proposed with a resource, in that order. Each is booked as itself, by its own rules and prices.
 * @throws Forbidden, NotFound; Invalid for what is no service nor equipment of the catalogue
 */
export function setAddons(actor: Actor, resourceId: string, addonIds: readonly string[]): Promise<void> {
  return refuseForeign(() =>
    inTransaction(actor, async (tx) => {
      await editable(tx, actor, resourceId);
      await tx.deleteFrom("resourceAddons").where("resourceId", "=", resourceId).execute();
      const ids = [...new Set(addonIds)];
      if (ids.length === 0) return;
      const proposable = await tx
        .selectFrom("resources")
        .select("id")
        .where("id", "in", ids)
        .where("id", "!=", resourceId)
        .where("kind", "in", ADDON_KINDS)
        .where("archivedAt", "is", null)
        .execute();
      if (proposable.length < ids.length) throw new Invalid("unknown_reference");
      await tx
        .insertInto("resourceAddons")
        .values(ids.map((addonId, position) => ({ poleId: actor.poleId, resourceId, addonId, position })))
        .execute();
    }),
  );
}

async function editable(tx: Tx, actor: Actor, resourceId: string): Promise<void> {
  const { structureId, kind } = await lockResource(tx, resourceId);
  allow(actor, "catalogue.edit", structureId);
  if (!isKindKey(kind) || !kindOf(kind).addons) throw new NotFound("resource");
}
