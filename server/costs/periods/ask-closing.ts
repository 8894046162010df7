import { sql } from "kysely";
import { databaseErrorCode, enqueue, inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { monthOfBooks } from "./month-of-books";
import type { PeriodRefusal } from "./problems";

/**
 * Has a locked month closed in the background. Asked for twice, it is closed once; asked for again after it failed, it is
 * tried again. While the job holds the month, who asks is told so at once rather than made to wait for it.
 * @throws NotFound, Forbidden
 */
export async function askClosing(actor: Actor, month: string): Promise<Outcome<void, { code: PeriodRefusal }>> {
  allow(actor, "costs.manage");
  return inTransaction<Outcome<void, { code: PeriodRefusal }>>(actor, async (tx, now) => {
    await sql`set local lock_timeout = '1s'`.execute(tx);
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state === "closed") return done(undefined);
    if (period.state !== "locked") return refused({ code: "not_locked" });
    const running = { state: "running", step: "checking", done: 0, total: 0, problem: "", endedAt: null };
    const asked = { ...running, personId: actor.personId, askedAt: now };
    await tx
      .insertInto("closings")
      .values({ poleId: actor.poleId, periodId: period.id, ...asked })
      .onConflict((conflict) => conflict.column("periodId").doUpdateSet(asked).where("closings.state", "<>", "running"))
      .execute();
    await enqueue(tx, "close-period", { periodId: period.id, month, actor }, `close/${period.id}`);
    return done(undefined);
  }).catch((error: unknown) => {
    // 55P03 lock_not_available: nothing was written.
    if (databaseErrorCode(error) === "55P03") return refused({ code: "closing_under_way" });
    throw error;
  });
}
