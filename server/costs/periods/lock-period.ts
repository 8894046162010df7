import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { monthDraftOf } from "../draft";
import { checksOf, type Check } from "./checks";
import { monthOfBooks } from "./month-of-books";
import type { PeriodRefusal } from "./problems";

/**
 * Locks a month in review, once nothing is missing: no charge goes into it any more. Charges being approved at that moment
 * are waited for, and counted. Locked twice, it is locked once.
 * @throws NotFound, Forbidden
 */
export async function lockPeriod(
  actor: Actor,
  month: string,
): Promise<Outcome<void, { code: PeriodRefusal; missing?: readonly Check[] }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const period = await monthOfBooks(tx, actor.poleId, month, true);
    if (period.state === "locked") return done(undefined);
    if (period.state !== "review")
      return refused({ code: period.state === "closed" ? "already_closed" : "not_in_review" });
    const checks = await checksOf(tx, period, await monthDraftOf(tx, period), now);
    const missing = checks.filter(({ ok, blocks }) => !ok && blocks);
    if (missing.length > 0) return refused({ code: "something_missing", missing });
    await tx.updateTable("periods").set({ state: "locked" }).where("id", "=", period.id).execute();
    return done(undefined);
  });
}
