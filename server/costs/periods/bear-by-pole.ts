import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { monthDraftOf } from "../draft";
import { isBearable } from "../allocation";
import { isFrozen } from "../draft-types";
import { monthOfBooks } from "./month-of-books";
import type { BearingRefusal } from "./problems";

/** How long a reason may be. */
export const MAX_REASON = 400;

/**
 * The pôle takes on itself what a month's key finds nobody to bear of a pool: nothing was used, or nobody takes part. What
 * the key can share is shared all the same. Until the month is locked it may be taken back. Said twice, the first reason
 * stays.
 * @throws NotFound, Forbidden
 */
export async function bearByPole(
  actor: Actor,
  month: string,
  poolId: string,
  reason: string,
): Promise<Outcome<void, { code: BearingRefusal }>> {
  allow(actor, "costs.manage");
  if (!isId(poolId)) throw new NotFound("pool");
  return inTransaction(actor, async (tx) => {
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (isFrozen(period)) return refused({ code: "month_is_locked" });
    const words = reason.trim();
    if (words === "") return refused({ code: "reason_missing" });
    if (words.length > MAX_REASON) return refused({ code: "reason_too_long" });
    const { allocations, problems } = await monthDraftOf(tx, period);
    if (allocations.some((one) => one.poolId === poolId && one.explanation.borneByPole)) return done(undefined);
    if (!problems.some((one) => one.poolId === poolId && isBearable(one.code))) {
      return refused({ code: "nothing_to_bear" });
    }
    await tx
      .insertInto("borneByPole")
      .values({ poleId: actor.poleId, periodId: period.id, poolId, reason: words, personId: actor.personId })
      .onConflict((conflict) => conflict.columns(["periodId", "poolId"]).doNothing())
      .execute();
    return done(undefined);
  });
}

/** Takes that back, until the month is locked. Done twice, it is done once. @throws NotFound, Forbidden */
export async function stopBearing(
  actor: Actor,
  month: string,
  poolId: string,
): Promise<Outcome<void, { code: BearingRefusal }>> {
  allow(actor, "costs.manage");
  if (!isId(poolId)) throw new NotFound("pool");
  return inTransaction(actor, async (tx) => {
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (isFrozen(period)) return refused({ code: "month_is_locked" });
    await tx.deleteFrom("borneByPole").where("periodId", "=", period.id).where("poolId", "=", poolId).execute();
    return done(undefined);
  });
}
