import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { monthDraftOf } from "../draft";
import { checksOf, type Check } from "./checks";
import { freezeMonth } from "./freeze-month";
import { takeYourTime } from "./long-work";
import { monthOfBooks } from "./month-of-books";
import type { PeriodRefusal } from "./problems";
import { seenAmounts } from "./reread";
import { sumsOfMonth } from "./sums-of-month";

/**
 * Locks a month in review, once nothing is missing: no charge goes into it any more, and what it shares is written then,
 * to be posted as it is by its closing. Each member had that very amount before its eyes (see reread.ts). Charges being approved at that moment are waited for, and counted. Locked twice,
 * it is locked once.
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
    await takeYourTime(tx);
    const draft = await monthDraftOf(tx, period);
    const sums = await sumsOfMonth(tx, period, draft.allocations);
    const checks = await checksOf(tx, period, draft, { now, seen: await seenAmounts(tx, period, sums) });
    const missing = checks.filter(({ ok, blocks }) => !ok && blocks);
    if (missing.length > 0) return refused({ code: "something_missing", missing });
    await tx.updateTable("periods").set({ state: "locked" }).where("id", "=", period.id).execute();
    await freezeMonth(tx, period, actor.personId, { allocations: draft.allocations, sums });
    return done(undefined);
  });
}
