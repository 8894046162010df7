import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { newId } from "../kernel/ids";
import type { CriterionDraft } from "./posting-rules";
import { insertCriteria, ownDraft, type LotDraft } from "./write-need";

/** A lot as a program sends it, with how it is judged; without an id it is a new one. */
export interface WholeLot extends Omit<LotDraft, "id"> {
  readonly id?: string | undefined;
  readonly criteria: readonly CriterionDraft[];
}

/**
 * Keeps all the lots of a draft at once, in this order, each with its criteria; those that are not named leave.
 * @throws NotFound for a lot of another need; Forbidden, Conflict
 */
export async function replaceLots(actor: Actor, id: string, lots: readonly WholeLot[]): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    const need = await ownDraft(tx, actor, id);
    const kept = lots.flatMap((lot) => lot.id ?? []);
    if (kept.some((lotId) => !need.lots.some((known) => known.id === lotId))) throw new NotFound("lot");
    const leaving = need.lots.filter((known) => !kept.includes(known.id)).map((known) => known.id);
    if (leaving.length > 0) await tx.deleteFrom("needLots").where("id", "in", leaving).execute();
    for (const [place, { id: known, criteria, ...lot }] of lots.entries()) {
      const lotId = known ?? newId();
      const row = { ...lot, number: place + 1 };
      if (known) {
        await tx.updateTable("needLots").set(row).where("id", "=", lotId).execute();
        await tx.deleteFrom("needCriteria").where("lotId", "=", lotId).execute();
      } else
        await tx
          .insertInto("needLots")
          .values({ id: lotId, poleId: need.poleId, needId: id, ...row })
          .execute();
      await insertCriteria(tx, need.poleId, id, lotId, criteria);
    }
    await tx
      .updateTable("needs")
      .set((on) => ({ updatedAt: now, version: on("version", "+", 1) }))
      .where("id", "=", id)
      .execute();
  });
}
