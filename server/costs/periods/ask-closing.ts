import { enqueue, inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { monthOfBooks } from "./month-of-books";
import type { PeriodRefusal } from "./problems";

/**
 * Has a locked month closed in the background. Asked for twice, it is closed once; asked for again after it failed, it is
 * tried again.
 * @throws NotFound, Forbidden
 */
export async function askClosing(actor: Actor, month: string): Promise<Outcome<void, { code: PeriodRefusal }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state === "closed") return done(undefined);
    if (period.state !== "locked") return refused({ code: "not_locked" });
    const running = { state: "running", step: "sharing", done: 0, total: 0, problem: "", endedAt: null };
    const asked = { ...running, personId: actor.personId, askedAt: now };
    await tx
      .insertInto("closings")
      .values({ poleId: actor.poleId, periodId: period.id, ...asked })
      .onConflict((conflict) => conflict.column("periodId").doUpdateSet(asked).where("closings.state", "<>", "running"))
      .execute();
    await enqueue(tx, "close-period", { periodId: period.id, month, actor }, `close/${period.id}`);
    return done(undefined);
  });
}
