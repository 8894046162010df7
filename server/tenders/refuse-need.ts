import { inTransaction, type Tx } from "../../db/transaction";
import { sql } from "kysely";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { readNeed } from "./need-of";

/** Why a need is not for a structure: its trade, its place, its size, its dates, its conditions, something else. */
export const REFUSAL_REASONS = ["trade", "place", "size", "dates", "conditions", "other"] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/**
 * Says that a need is not for the structure acted for: it leaves its list, and the buyer sees the reasons, counted.
 * Said twice, the last reason counts. @throws NotFound, Forbidden
 */
export async function refuseNeed(
  actor: Actor,
  { id, reason }: { id: string; reason: RefusalReason },
): Promise<Outcome<null, { readonly code: "own_need" }>> {
  allow(actor, "answers.write");
  return inTransaction(actor, async (tx, now) => {
    const need = await readNeed(tx, actor, id);
    if (need.ours) return refused({ code: "own_need" as const });
    if (need.state === "draft" || actor.structureId === null) throw new NotFound("need");
    await tx
      .insertInto("needRefusals")
      .values({
        poleId: need.poleId,
        needId: need.id,
        structureId: actor.structureId,
        personId: actor.personId,
        reason,
        at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(["needId", "structureId"]).doUpdateSet({ reason, personId: actor.personId, at: now }),
      )
      .execute();
    return done(null);
  });
}

/** Takes it back: the need is in the list again. Twice is once. @throws NotFound, Forbidden */
export async function takeRefusalBack(actor: Actor, id: string): Promise<void> {
  allow(actor, "answers.write");
  await inTransaction(actor, async (tx) => {
    const need = await readNeed(tx, actor, id);
    await tx
      .deleteFrom("needRefusals")
      .where("needId", "=", need.id)
      .where("structureId", "=", actor.structureId)
      .execute();
  });
}

/** Why the structure acted for said that a need is not for it; null where it did not. @throws NotFound */
export async function refusalOf(actor: Actor, id: string): Promise<RefusalReason | null> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx) => {
    const need = await readNeed(tx, actor, id);
    const row = await tx
      .selectFrom("needRefusals")
      .select("reason")
      .where("needId", "=", need.id)
      .where("structureId", "=", actor.structureId)
      .executeTakeFirst();
    return (row?.reason as RefusalReason | undefined) ?? null;
  });
}

/** How many structures said that it is not for them, by reason, the most frequent first: for its buyer. @throws NotFound */
export async function refusalsOf(actor: Actor, id: string): Promise<{ reason: RefusalReason; count: number }[]> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx) => {
    const need = await readNeed(tx, actor, id);
    return need.ours ? readRefusals(tx, need.id) : [];
  });
}

async function readRefusals(tx: Tx, needId: string): Promise<{ reason: RefusalReason; count: number }[]> {
  const { rows } = await sql<{ reason: RefusalReason; count: number }>`
    select reason, count(*)::int as count from need_refusals where need_id = ${needId} group by reason order by 2 desc, 1`.execute(
    tx,
  );
  return rows;
}
